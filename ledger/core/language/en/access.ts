// English.

import type { AccessStrings } from '../access-strings.ts';

export const en: AccessStrings = {
  title: 'Everything {business} has recorded about you',
  names: 'Your names and numbers',
  records: 'What you agreed to, and what you stopped',
  messages: 'Messages to you',
  brief: 'Kept for a short time',
  sent: 'Sent',
  heldBack: 'Not sent',
  erased: 'Erased',
  corrected: 'Corrected on {date}',
  recordedAs: 'Recorded as {was}',
  language: 'Language',
  customerNumber: 'Customer number',
  code: 'Code',
  kinds: {
    opt_in: 'You agreed',
    opt_out: 'You stopped',
    declined: 'You said no',
    objected: 'You objected',
    confirmed: 'You showed that the number is yours',
    resumed: 'You asked for messages again',
    linked: 'WhatsApp said that two names are yours',
    identifier_changed: 'WhatsApp said that a number or name changed',
    suspended: 'On hold: the number may have a new holder',
    corrected: 'An entry was corrected',
  },
};
