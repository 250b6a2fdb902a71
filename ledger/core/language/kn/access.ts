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
  recordedAs: 'ಹೀಗೆ ದಾಖಲಾಗಿತ್ತು: {was}',
  language: 'ಭಾಷೆ',
  customerNumber: 'ಗ್ರಾಹಕ ಸಂಖ್ಯೆ',
  code: 'ಕೋಡ್',
  kinds: {
    opt_in: 'ನೀವು ಒಪ್ಪಿದಿರಿ',
    opt_out: 'ನೀವು ನಿಲ್ಲಿಸಿದಿರಿ',
    declined: 'ನೀವು ಬೇಡವೆಂದಿರಿ',
    objected: 'ನೀವು ಆಕ್ಷೇಪಿಸಿದಿರಿ',
    confirmed: 'ಸಂಖ್ಯೆ ನಿಮ್ಮದೆಂದು ತೋರಿಸಿದಿರಿ',
    resumed: 'ನೀವು ಮತ್ತೆ ಸಂದೇಶಗಳನ್ನು ಕೇಳಿದಿರಿ',
    linked: 'ಎರಡು ಹೆಸರುಗಳು ನಿಮ್ಮವೆಂದು WhatsApp ತಿಳಿಸಿದೆ',
    identifier_changed: 'ಸಂಖ್ಯೆ ಅಥವಾ ಹೆಸರು ಬದಲಾಗಿದೆ ಎಂದು WhatsApp ತಿಳಿಸಿದೆ',
    suspended: 'ತಡೆಹಿಡಿಯಲಾಗಿದೆ: ಸಂಖ್ಯೆ ಈಗ ಬೇರೊಬ್ಬರದಾಗಿರಬಹುದು',
    corrected: 'ಒಂದು ದಾಖಲೆಯನ್ನು ಸರಿಪಡಿಸಲಾಗಿದೆ',
  },
};
