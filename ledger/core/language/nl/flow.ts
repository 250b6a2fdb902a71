// Dutch, with the formal "u".

import type { FlowStrings } from '../flow-strings.ts';

export const nl: FlowStrings = {
  language: 'Voor Nederlands toetst u een {key}.',
  ask: 'Om {what} van {business} te ontvangen op uw WhatsApp-nummer dat eindigt op {ending}, toetst u een {yes}. {stop} Om te weigeren, toetst u een {no}.',
  stop: 'U kunt op elk moment stoppen: schrijf STOP in WhatsApp.',
  ask_other: 'Om een ander nummer te gebruiken, toetst u een {other}.',
  ask_repeat: 'Om dit nog eens te horen, toetst u een {repeat}.',
  ask_withdraw: 'Om alle WhatsApp-berichten van {business} te stoppen, toetst u een {withdraw}.',
  number: 'Toets uw WhatsApp-nummer in, te beginnen met nul nul en het landnummer, en daarna een hekje.',
  number_wrong: 'Dat nummer is niet volledig of er klopt een cijfer niet.',
  wrong_key: 'Die toets hoort niet bij een keuze.',
  silence: 'We hebben geen keuze ontvangen.',
  recorded:
    'Uw keuze is vastgelegd: u hebt toestemming gegeven om {what} van {business} te ontvangen in WhatsApp. Hebt u berichten van {business} in WhatsApp eerder gestopt, schrijf daar dan START. Tot ziens.',
  declined: 'Uw keuze is vastgelegd: u hebt geweigerd. Tot ziens.',
  withdrawn: 'Het is vastgelegd dat {business} moet stoppen u WhatsApp-berichten te sturen. Tot ziens.',
  not_recorded: 'Uw keuze kon niet worden vastgelegd. Bel later nog eens. Tot ziens.',
  gave_up: 'We hebben geen antwoord ontvangen, dus er is niets vastgelegd. Tot ziens.',
  firstPerson: /\b(?:mijn|onze|ons)\b/i,
  reviewed: false,
};
