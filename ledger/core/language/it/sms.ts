// Italian, with the formal "Lei".

import type { SmsStrings } from '../sms-strings.ts';

export const it: SmsStrings = {
  ask: 'Risponda SÌ per acconsentire a ricevere {what} da {business} su WhatsApp a questo numero.',
  stop: 'Risponda STOP per interrompere in qualsiasi momento.',
  help: 'Aiuto: {contact}',
  recorded:
    'Registrato: ha acconsentito a ricevere {what} da {business} su WhatsApp. Se in passato ha interrotto i messaggi di {business} in WhatsApp, scriva START in quella chat.',
  declined: 'Registrato: ha rifiutato.',
  stopped: 'Registrato: {business} deve smettere di inviarle messaggi WhatsApp.',
  nothing: 'Nulla è stato registrato.',
  yes: ['SÌ', 'SI', 'sì grazie', 'accetto'],
  no: ['NO', 'no grazie'],
  helpWords: ['AIUTO'],
  reviewed: false,
};
