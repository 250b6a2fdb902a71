// Tamil.

import type { FormStrings } from '../form-strings.ts';

export const ta: FormStrings = {
  number: 'நாட்டுக் குறியீட்டுடன் உங்கள் WhatsApp எண்',
  tick: 'ஒப்புக்கொண்டால் மட்டும் பெட்டியில் குறியிடவும்.',
  signature: 'உங்கள் கையொப்பம்',
  date: 'தேதி',
  place: 'இடம்',
  staff: 'பணியாளர் எண்',
  aloud: 'இந்தச் சொற்களை உள்ளபடியே உரக்கப் படிக்கவும்:',
  ask: 'ஒப்புக்கொள்கிறீர்களா?',
  scanOnFile: 'படிவத்தின் ஸ்கேன் நிறுவனத்திடம் உள்ளது.',
  recordingOnFile: 'ஒரு ஒலிப்பதிவு நிறுவனத்திடம் உள்ளது.',
  twoStaff: 'இரண்டாவது பணியாளர் இதை உறுதிப்படுத்தினார்.',
  reviewed: false,
};
