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
  language: 'Language',
  customerNumber: 'Customer number',
  kinds: {
    opt_in: 'You agreed',
    opt_out: 'You stopped',
    declined: 'You said no',
    objected: 'You objected',
    confirmed: 'You showed that the number is yours',
  },
};
