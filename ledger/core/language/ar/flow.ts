// Arabic. Nothing Latin follows another directly: both would be drawn as one run from left to right.

import type { FlowStrings } from '../flow-strings.ts';

export const ar: FlowStrings = {
  language: 'للمتابعة باللغة العربية، اضغط على {key}.',
  ask: 'لتلقي {what} من {business} على رقم WhatsApp الخاص بك المنتهي بالأرقام {ending}، اضغط على {yes}. {stop} للرفض، اضغط على {no}.',
  stop: 'يمكنك إيقاف ذلك في أي وقت: اكتب كلمة STOP في WhatsApp.',
  ask_other: 'لاستخدام رقم آخر، اضغط على {other}.',
  ask_repeat: 'لسماع هذا مرة أخرى، اضغط على {repeat}.',
  ask_withdraw: 'لإيقاف جميع رسائل WhatsApp من {business}، اضغط على {withdraw}.',
  number: 'أدخل رقم WhatsApp الخاص بك بدءًا بصفر صفر ثم رمز البلد، ثم اضغط على مفتاح المربع.',
  number_wrong: 'هذا الرقم غير مكتمل أو فيه خطأ.',
  wrong_key: 'هذا المفتاح ليس من الخيارات.',
  silence: 'لم نتلقَّ أي اختيار.',
  recorded:
    'تم تسجيل اختيارك: لقد وافقت على تلقي {what} من {business} عبر WhatsApp. إذا كنت قد أوقفت رسائل {business} في WhatsApp من قبل، فاكتب كلمة START هناك. إلى اللقاء.',
  declined: 'تم تسجيل اختيارك: لم توافق. إلى اللقاء.',
  withdrawn: 'تم تسجيل أن على {business} التوقف عن إرسال رسائل WhatsApp إليك. إلى اللقاء.',
  not_recorded: 'تعذر تسجيل اختيارك. يرجى الاتصال لاحقًا. إلى اللقاء.',
  gave_up: 'لم نتلقَّ إجابة، ولم يُسجَّل شيء. إلى اللقاء.',
  reviewed: false,
};
