// English. The sentence is the form WhatsApp prescribed in 2020; every other language is a translation of
// these lines.

import type { Prescribed } from '../prescribed.ts';

export const en: Prescribed = {
  sentence: 'I consent to receive {what} from {business} on my WhatsApp number {masked}',
  privacy: 'How {business} uses your number: {privacy_url}',
  withdrawal: 'You can stop at any time: {withdrawal_url}',
  contact: 'Talk to a person at {business}: {contact}',
  prompt:
    'To receive {what} from {business} on your WhatsApp number ending {masked}, press 1. ' +
    'You can stop at any time. To decline, press 2.',
  callWord: /\bcalls?\b/i,
  reviewed: true,
};
