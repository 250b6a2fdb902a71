// Arabic.

import type { FormStrings } from '../form-strings.ts';

export const ar: FormStrings = {
  number: 'رقم واتساب الخاص بك مع رمز الدولة',
  tick: 'ضع علامة في المربع فقط إذا كنت موافقًا.',
  signature: 'توقيعك',
  date: 'التاريخ',
  place: 'المكان',
  staff: 'رقم الموظف',
  aloud: 'اقرأ هذه الكلمات بصوت مسموع كما هي:',
  ask: 'هل توافق؟',
  scanOnFile: 'توجد نسخة ممسوحة من النموذج محفوظة لدى الشركة.',
  recordingOnFile: 'يوجد تسجيل محفوظ لدى الشركة.',
  twoStaff: 'أكّده موظف ثانٍ.',
  reviewed: false,
};
