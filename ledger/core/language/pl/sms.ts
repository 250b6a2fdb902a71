// Polish. {what} stands in the accusative.

import type { SmsStrings } from '../sms-strings.ts';

export const pl: SmsStrings = {
  ask: 'Odpowiedz TAK, aby zgodzić się otrzymywać {what} od {business} w WhatsApp na ten numer.',
  stop: 'Odpowiedz STOP, aby w każdej chwili zrezygnować.',
  help: 'Pomoc: {contact}',
  recorded:
    'Zapisano: zgadzasz się otrzymywać {what} od {business} w WhatsApp. Jeśli wiadomości od {business} zostały wcześniej przez Ciebie zatrzymane w WhatsApp, napisz tam START.',
  declined: 'Zapisano: odmowa.',
  stopped: 'Zapisano, że {business} musi przestać wysyłać Ci wiadomości WhatsApp.',
  nothing: 'Nic nie zostało zapisane.',
  yes: ['TAK', 'tak proszę', 'zgadzam się'],
  no: ['NIE', 'nie dziękuję'],
  helpWords: ['POMOC'],
  reviewed: false,
};
