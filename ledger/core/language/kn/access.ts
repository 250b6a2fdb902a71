// Kannada.

import type { AccessStrings } from '../access-strings.ts';

export const kn: AccessStrings = {
  title: '{business} ನಿಮ್ಮ ಬಗ್ಗೆ ದಾಖಲಿಸಿದ ಎಲ್ಲವೂ',
  names: 'ನಿಮ್ಮ ಹೆಸರುಗಳು ಮತ್ತು ಸಂಖ್ಯೆಗಳು',
  records: 'ನೀವು ಒಪ್ಪಿದ್ದು ಮತ್ತು ನಿಲ್ಲಿಸಿದ್ದು',
  messages: 'ನಿಮಗೆ ಸಂದೇಶಗಳು',
  brief: 'ಸ್ವಲ್ಪ ಕಾಲ ಇಟ್ಟಿರುವುದು',
  sent: 'ಕಳುಹಿಸಲಾಗಿದೆ',
  heldBack: 'ಕಳುಹಿಸಿಲ್ಲ',
  erased: 'ಅಳಿಸಲಾಗಿದೆ',
  corrected: '{date} ರಂದು ಸರಿಪಡಿಸಲಾಗಿದೆ',
  language: 'ಭಾಷೆ',
  customerNumber: 'ಗ್ರಾಹಕ ಸಂಖ್ಯೆ',
  kinds: {
    opt_in: 'ನೀವು ಒಪ್ಪಿದಿರಿ',
    opt_out: 'ನೀವು ನಿಲ್ಲಿಸಿದಿರಿ',
    declined: 'ನೀವು ಬೇಡವೆಂದಿರಿ',
    objected: 'ನೀವು ಆಕ್ಷೇಪಿಸಿದಿರಿ',
    confirmed: 'ಸಂಖ್ಯೆ ನಿಮ್ಮದೆಂದು ತೋರಿಸಿದಿರಿ',
  },
};
