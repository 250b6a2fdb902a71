// Kannada.

import type { SmsStrings } from '../sms-strings.ts';

export const kn: SmsStrings = {
  ask: 'ಈ ಸಂಖ್ಯೆಯ WhatsApp ನಲ್ಲಿ {business} ಕಡೆಯಿಂದ {what} ಪಡೆಯಲು ಒಪ್ಪಿದರೆ YES ಎಂದು ಕಳುಹಿಸಿ.',
  stop: 'ಯಾವಾಗ ಬೇಕಾದರೂ ನಿಲ್ಲಿಸಲು STOP ಎಂದು ಕಳುಹಿಸಿ.',
  help: 'ಸಹಾಯ: {contact}',
  recorded:
    'ದಾಖಲಾಗಿದೆ: WhatsApp ನಲ್ಲಿ {business} ಕಡೆಯಿಂದ {what} ಪಡೆಯಲು ನೀವು ಒಪ್ಪಿದ್ದೀರಿ. ನೀವು ಹಿಂದೆ WhatsApp ನಲ್ಲಿ {business} ಸಂದೇಶಗಳನ್ನು ನಿಲ್ಲಿಸಿದ್ದರೆ, ಅಲ್ಲಿ START ಎಂದು ಬರೆಯಿರಿ.',
  declined: 'ದಾಖಲಾಗಿದೆ: ನೀವು ನಿರಾಕರಿಸಿದ್ದೀರಿ.',
  stopped: '{business} ನಿಮಗೆ WhatsApp ಸಂದೇಶಗಳನ್ನು ಕಳುಹಿಸುವುದನ್ನು ನಿಲ್ಲಿಸಬೇಕು ಎಂದು ದಾಖಲಾಗಿದೆ.',
  nothing: 'ಏನೂ ದಾಖಲಾಗಿಲ್ಲ.',
  yes: ['ಹೌದು'],
  no: ['ಇಲ್ಲ'],
  helpWords: ['ಸಹಾಯ'],
  reviewed: false,
};
