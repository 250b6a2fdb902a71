// English.

import type { SmsStrings } from '../sms-strings.ts';

export const en: SmsStrings = {
  ask: 'Reply YES to agree to receive {what} from {business} on WhatsApp at this number.',
  stop: 'Reply STOP to stop at any time.',
  help: 'Help: {contact}',
  recorded:
    'Recorded: you have agreed to receive {what} from {business} on WhatsApp. If you stopped messages from {business} in WhatsApp before, write START there.',
  declined: 'Recorded: you have declined.',
  stopped: 'Recorded: {business} must stop sending you WhatsApp messages.',
  nothing: 'Nothing has been recorded.',
  yes: ['YES', 'Y', 'yes please', 'agree', 'I agree', 'yes I agree'],
  no: ['NO', 'N', 'no thanks', 'no thank you'],
  helpWords: ['HELP', 'INFO', 'help me'],
  reviewed: true,
};
