// German, with the formal "Sie".

import type { SmsStrings } from '../sms-strings.ts';

export const de: SmsStrings = {
  ask: 'Antworten Sie JA, um einzuwilligen, von {business} {what} über WhatsApp an diese Nummer zu erhalten.',
  stop: 'Antworten Sie STOP, um das jederzeit zu beenden.',
  help: 'Hilfe: {contact}',
  recorded:
    'Festgehalten: Sie haben eingewilligt, von {business} {what} über WhatsApp zu erhalten. Falls Sie Nachrichten von {business} in WhatsApp früher beendet haben, schreiben Sie dort START.',
  declined: 'Festgehalten: Sie haben abgelehnt.',
  stopped: 'Festgehalten: {business} darf Ihnen keine WhatsApp-Nachrichten mehr senden.',
  nothing: 'Es wurde nichts festgehalten.',
  yes: ['JA', 'ja bitte', 'ich willige ein', 'ich stimme zu'],
  no: ['NEIN', 'nein danke'],
  helpWords: ['HILFE'],
  reviewed: false,
};
