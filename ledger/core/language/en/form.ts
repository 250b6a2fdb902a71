// English.

import type { FormStrings } from '../form-strings.ts';

export const en: FormStrings = {
  number: 'Your WhatsApp number, with country code',
  tick: 'Tick the box only if you agree.',
  signature: 'Your signature',
  date: 'Date',
  place: 'Place',
  staff: 'Staff number',
  aloud: 'Read these words aloud, as they stand:',
  ask: 'Do you agree?',
  scanOnFile: 'A scan of the form is on file at the business.',
  recordingOnFile: 'A recording is on file at the business.',
  twoStaff: 'A second member of staff has confirmed it.',
  reviewed: true,
};
