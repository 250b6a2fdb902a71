// Arabic. Nothing Latin follows another directly: both would be drawn as one run from left to right.

import type { SmsStrings } from '../sms-strings.ts';

export const ar: SmsStrings = {
  ask: 'للموافقة على تلقي {what} من {business} عبر WhatsApp على هذا الرقم، أرسل نعم.',
  stop: 'للإيقاف في أي وقت، أرسل STOP.',
  help: 'للمساعدة: {contact}',
  recorded:
    'تم التسجيل: لقد وافقت على تلقي {what} من {business} عبر WhatsApp. إذا كنت قد أوقفت رسائل {business} في WhatsApp من قبل، فاكتب كلمة START هناك.',
  declined: 'تم التسجيل: لم توافق.',
  stopped: 'تم تسجيل أن على {business} التوقف عن إرسال رسائل WhatsApp إليك.',
  nothing: 'لم يُسجَّل شيء.',
  yes: ['نعم', 'أوافق', 'موافق'],
  no: ['لا', 'لا شكرا', 'لا أوافق'],
  helpWords: ['مساعدة'],
  reviewed: false,
};
