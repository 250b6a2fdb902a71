// Polish. {what} stands in the accusative. No digit stands before a full stop: "1." would be read aloud
// as "first".

import type { FlowStrings } from '../flow-strings.ts';

export const pl: FlowStrings = {
  language: 'Naciśnij {key}, aby kontynuować po polsku.',
  ask: 'Naciśnij {yes}, aby na swój numer WhatsApp z końcówką {ending} otrzymywać {what} od {business}. {stop} Naciśnij {no}, aby odmówić.',
  stop: 'W każdej chwili możesz zrezygnować: napisz STOP w WhatsApp.',
  ask_other: 'Naciśnij {other}, aby podać inny numer.',
  ask_repeat: 'Naciśnij {repeat}, aby wysłuchać tego ponownie.',
  ask_withdraw: 'Naciśnij {withdraw}, aby zrezygnować ze wszystkich wiadomości WhatsApp od {business}.',
  number:
    'Wpisz swój numer WhatsApp, zaczynając od zero zero i numeru kierunkowego kraju, a potem naciśnij krzyżyk.',
  number_wrong: 'Ten numer jest niepełny albo zawiera błędną cyfrę.',
  wrong_key: 'Ten klawisz nie odpowiada żadnej opcji.',
  silence: 'Nie wybrano żadnej opcji.',
  recorded:
    'Twój wybór został zapisany: zgadzasz się otrzymywać {what} od {business} w WhatsApp. Jeśli wiadomości od {business} zostały wcześniej przez Ciebie zatrzymane w WhatsApp, napisz tam START. Do usłyszenia.',
  declined: 'Twój wybór został zapisany: odmowa. Do usłyszenia.',
  withdrawn: 'Zapisano, że {business} musi przestać wysyłać Ci wiadomości WhatsApp. Do usłyszenia.',
  not_recorded: 'Nie udało się zapisać Twojego wyboru. Zadzwoń ponownie później. Do usłyszenia.',
  gave_up: 'Nie otrzymaliśmy odpowiedzi, więc nic nie zostało zapisane. Do usłyszenia.',
  firstPerson:
    /(?<!\p{L})(?:mo(?:je|ja|ją|jej|ich|im|imi|jego|jemu)|mój|nasz(?:e|a|ą|ej|ych|ym|ymi|ego|emu)?)(?!\p{L})/iu,
  reviewed: false,
};
