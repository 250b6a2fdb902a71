// Kannada.

import type { FormStrings } from '../form-strings.ts';

export const kn: FormStrings = {
  number: 'ದೇಶದ ಕೋಡ್‌ನೊಂದಿಗೆ ನಿಮ್ಮ WhatsApp ಸಂಖ್ಯೆ',
  tick: 'ನೀವು ಒಪ್ಪಿದರೆ ಮಾತ್ರ ಚೌಕದಲ್ಲಿ ಗುರುತು ಹಾಕಿ.',
  signature: 'ನಿಮ್ಮ ಸಹಿ',
  date: 'ದಿನಾಂಕ',
  place: 'ಸ್ಥಳ',
  staff: 'ಸಿಬ್ಬಂದಿ ಸಂಖ್ಯೆ',
  aloud: 'ಈ ಪದಗಳನ್ನು ಇರುವಂತೆಯೇ ಗಟ್ಟಿಯಾಗಿ ಓದಿ:',
  ask: 'ನೀವು ಒಪ್ಪುತ್ತೀರಾ?',
  scanOnFile: 'ಫಾರ್ಮ್‌ನ ಸ್ಕ್ಯಾನ್ ಪ್ರತಿ ವ್ಯವಹಾರದ ಬಳಿ ಇದೆ.',
  recordingOnFile: 'ಒಂದು ಧ್ವನಿಮುದ್ರಣ ವ್ಯವಹಾರದ ಬಳಿ ಇದೆ.',
  twoStaff: 'ಎರಡನೇ ಸಿಬ್ಬಂದಿ ಇದನ್ನು ದೃಢಪಡಿಸಿದ್ದಾರೆ.',
  reviewed: false,
};
