// Swahili.

import type { FormStrings } from '../form-strings.ts';

export const sw: FormStrings = {
  number: 'Nambari yako ya WhatsApp, pamoja na msimbo wa nchi',
  tick: 'Weka alama kwenye kisanduku ikiwa tu unakubali.',
  signature: 'Sahihi yako',
  date: 'Tarehe',
  place: 'Mahali',
  staff: 'Nambari ya mfanyakazi',
  aloud: 'Soma maneno haya kwa sauti, kama yalivyo:',
  ask: 'Je, unakubali?',
  scanOnFile: 'Nakala ya fomu iliyochanganuliwa imehifadhiwa na biashara.',
  recordingOnFile: 'Rekodi ya sauti imehifadhiwa na biashara.',
  twoStaff: 'Mfanyakazi wa pili amethibitisha.',
  reviewed: false,
};
