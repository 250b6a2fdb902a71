// Gujarati.

import type { FormStrings } from '../form-strings.ts';

export const gu: FormStrings = {
  number: 'દેશના કોડ સાથે તમારો WhatsApp નંબર',
  tick: 'તમે સંમત હો તો જ ખાનામાં ટિક કરો.',
  signature: 'તમારી સહી',
  date: 'તારીખ',
  place: 'સ્થળ',
  staff: 'કર્મચારી નંબર',
  aloud: 'આ શબ્દો જેમ છે તેમ મોટેથી વાંચો:',
  ask: 'શું તમે સંમત છો?',
  scanOnFile: 'ફોર્મની સ્કૅન નકલ વ્યવસાય પાસે રાખેલી છે.',
  recordingOnFile: 'એક રેકોર્ડિંગ વ્યવસાય પાસે રાખેલું છે.',
  twoStaff: 'બીજા કર્મચારીએ તેની પુષ્ટિ કરી છે.',
  reviewed: false,
};
