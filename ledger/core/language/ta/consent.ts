// Tamil.

import type { Prescribed } from '../prescribed.ts';

export const ta: Prescribed = {
  sentence: 'நான் {masked} என்ற எனது WhatsApp எண்ணில் {business} அனுப்பும் {what} பெற ஒப்புதல் அளிக்கிறேன்',
  privacy: '{business} உங்கள் எண்ணை எவ்வாறு பயன்படுத்துகிறது: {privacy_url}',
  withdrawal: 'இதை நீங்கள் எப்போது வேண்டுமானாலும் நிறுத்தலாம்: {withdrawal_url}',
  contact: '{business} பிரதிநிதி ஒருவருடன் பேசுங்கள்: {contact}',
  prompt:
    '{masked} என முடியும் உங்கள் WhatsApp எண்ணில் {business} அனுப்பும் {what} பெற 1-ஐ அழுத்தவும். ' +
    'இதை நீங்கள் எப்போது வேண்டுமானாலும் நிறுத்தலாம். மறுக்க 2-ஐ அழுத்தவும்.',
  callWord: /அழைப்பு/,
  reviewed: false,
};
