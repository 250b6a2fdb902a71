// Dutch, with the formal "u".

import type { SmsStrings } from '../sms-strings.ts';

export const nl: SmsStrings = {
  ask: 'Antwoord JA om ermee in te stemmen dat u {what} van {business} ontvangt via WhatsApp op dit nummer.',
  stop: 'Antwoord STOP om op elk moment te stoppen.',
  help: 'Hulp: {contact}',
  recorded:
    'Vastgelegd: u hebt toestemming gegeven om {what} van {business} te ontvangen in WhatsApp. Hebt u berichten van {business} in WhatsApp eerder gestopt, schrijf daar dan START.',
  declined: 'Vastgelegd: u hebt geweigerd.',
  stopped: 'Vastgelegd: {business} moet stoppen u WhatsApp-berichten te sturen.',
  nothing: 'Er is niets vastgelegd.',
  yes: ['JA', 'ja graag', 'akkoord', 'ik ga akkoord'],
  no: ['NEE', 'nee dank u'],
  helpWords: ['HULP'],
  reviewed: false,
};
