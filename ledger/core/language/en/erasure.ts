// English.

import type { ErasureStrings } from '../erasure-strings.ts';

export const en: ErasureStrings = {
  heading: 'Erase everything about you',
  means: '{business} destroys everything that is recorded about you here. This cannot be undone.',
  stays:
    'What stays: a mark that finds your number, so that no one writes to you unless you agree again, and lines in the public log that say nothing about you.',
  only: 'Erase everything; I may agree again later',
  never: 'Erase everything, and never message me again, from now on',
  ask: 'Ask to be erased',
  askMeans:
    '{business} looks at this first. Until it is done, messages may still come; you can stop them above.',
  asked: 'You asked {business} on {date} to erase everything about you. It is not done yet.',
  refused:
    '{business} did not agree to this on {date}. Ask them why, at the address below. You may also complain to a data protection authority.',
  linkOnly: 'This link alone does not show that the number is yours: it may have been passed on.',
  byMessage: 'To ask, send {business} this message on WhatsApp, from that number and unchanged:',
  byContact: 'To ask, write to {business} at the address below.',
  atOnce: 'Everything is erased as soon as the message arrives.',
  open: 'Open WhatsApp',
  message: 'Please erase everything you have recorded about me. This number is mine.',
};
