// Kannada.

import type { Prescribed } from '../prescribed.ts';

export const kn: Prescribed = {
  sentence: 'ನಾನು {masked} ಎಂಬ ನನ್ನ WhatsApp ಸಂಖ್ಯೆಗೆ {business} ಕಡೆಯಿಂದ {what} ಪಡೆಯಲು ಒಪ್ಪಿಗೆ ನೀಡುತ್ತೇನೆ',
  privacy: '{business} ನಿಮ್ಮ ಸಂಖ್ಯೆಯನ್ನು ಹೇಗೆ ಬಳಸುತ್ತದೆ: {privacy_url}',
  withdrawal: 'ನೀವು ಇದನ್ನು ಯಾವಾಗ ಬೇಕಾದರೂ ನಿಲ್ಲಿಸಬಹುದು: {withdrawal_url}',
  contact: '{business} ಪ್ರತಿನಿಧಿಯೊಂದಿಗೆ ಮಾತನಾಡಿ: {contact}',
  prompt:
    '{masked} ಅಂಕಿಗಳಿಂದ ಕೊನೆಗೊಳ್ಳುವ ನಿಮ್ಮ WhatsApp ಸಂಖ್ಯೆಗೆ {business} ಕಡೆಯಿಂದ {what} ಪಡೆಯಲು 1 ಒತ್ತಿ. ' +
    'ನೀವು ಇದನ್ನು ಯಾವಾಗ ಬೇಕಾದರೂ ನಿಲ್ಲಿಸಬಹುದು. ನಿರಾಕರಿಸಲು 2 ಒತ್ತಿ.',
  callWord: /(?<![\p{L}\p{M}])ಕರೆ(?:ಗಳು|ಗಳನ್ನು|ಗಳ|ಗಳಿಗೆ|ಯನ್ನು|ಯ|ಗೆ)?(?![\p{L}\p{M}])/u,
  reviewed: false,
};
