// Malayalam.

import type { FormStrings } from '../form-strings.ts';

export const ml: FormStrings = {
  number: 'രാജ്യ കോഡ് സഹിതം നിങ്ങളുടെ WhatsApp നമ്പർ',
  tick: 'സമ്മതമാണെങ്കിൽ മാത്രം കോളത്തിൽ ശരി ഇടുക.',
  signature: 'നിങ്ങളുടെ ഒപ്പ്',
  date: 'തീയതി',
  place: 'സ്ഥലം',
  staff: 'ജീവനക്കാരന്റെ നമ്പർ',
  aloud: 'ഈ വാക്കുകൾ ഉള്ളതുപോലെ ഉറക്കെ വായിക്കുക:',
  ask: 'നിങ്ങൾക്ക് സമ്മതമാണോ?',
  scanOnFile: 'ഫോമിന്റെ സ്കാൻ സ്ഥാപനത്തിന്റെ കൈവശമുണ്ട്.',
  recordingOnFile: 'ഒരു റെക്കോർഡിങ് സ്ഥാപനത്തിന്റെ കൈവശമുണ്ട്.',
  twoStaff: 'രണ്ടാമതൊരു ജീവനക്കാരൻ ഇത് സ്ഥിരീകരിച്ചു.',
  reviewed: false,
};
