// Tamil.

import type { SmsStrings } from '../sms-strings.ts';

export const ta: SmsStrings = {
  ask: 'இந்த எண்ணில் WhatsApp-இல் {business} அனுப்பும் {what} பெற ஒப்புக்கொள்ள YES எனப் பதில் அனுப்பவும்.',
  stop: 'எப்போது வேண்டுமானாலும் நிறுத்த STOP எனப் பதில் அனுப்பவும்.',
  help: 'உதவி: {contact}',
  recorded:
    'பதிவு செய்யப்பட்டது: WhatsApp-இல் {business} அனுப்பும் {what} பெற நீங்கள் ஒப்புக்கொண்டீர்கள். முன்பு WhatsApp-இல் {business} அனுப்பும் செய்திகளை நிறுத்தியிருந்தால், அங்கே START என எழுதவும்.',
  declined: 'பதிவு செய்யப்பட்டது: நீங்கள் மறுத்துவிட்டீர்கள்.',
  stopped: '{business} உங்களுக்கு WhatsApp செய்திகள் அனுப்புவதை நிறுத்த வேண்டும் எனப் பதிவு செய்யப்பட்டது.',
  nothing: 'எதுவும் பதிவு செய்யப்படவில்லை.',
  yes: ['ஆம்', 'ஆமாம்'],
  no: ['இல்லை', 'வேண்டாம்'],
  helpWords: ['உதவி'],
  reviewed: false,
};
