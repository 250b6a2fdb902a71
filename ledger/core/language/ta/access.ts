// Tamil.

import type { AccessStrings } from '../access-strings.ts';

export const ta: AccessStrings = {
  title: '{business} உங்களைப் பற்றிப் பதிவு செய்த அனைத்தும்',
  names: 'உங்கள் பெயர்களும் எண்களும்',
  records: 'நீங்கள் ஒப்புக்கொண்டவையும் நிறுத்தியவையும்',
  messages: 'உங்களுக்கான செய்திகள்',
  brief: 'குறுகிய காலம் வைத்திருப்பவை',
  sent: 'அனுப்பப்பட்டது',
  heldBack: 'அனுப்பப்படவில்லை',
  erased: 'அழிக்கப்பட்டது',
  corrected: '{date} அன்று திருத்தப்பட்டது',
  language: 'மொழி',
  customerNumber: 'வாடிக்கையாளர் எண்',
  kinds: {
    opt_in: 'நீங்கள் ஒப்புக்கொண்டீர்கள்',
    opt_out: 'நீங்கள் நிறுத்தினீர்கள்',
    declined: 'நீங்கள் வேண்டாம் என்றீர்கள்',
    objected: 'நீங்கள் எதிர்ப்புத் தெரிவித்தீர்கள்',
    confirmed: 'எண் உங்களுடையது என்று காட்டினீர்கள்',
  },
};
