// Urdu.

import type { FormStrings } from '../form-strings.ts';

export const ur: FormStrings = {
  number: 'ملک کے کوڈ کے ساتھ آپ کا واٹس ایپ نمبر',
  tick: 'صرف متفق ہونے پر خانے میں نشان لگائیں۔',
  signature: 'آپ کے دستخط',
  date: 'تاریخ',
  place: 'جگہ',
  staff: 'ملازم نمبر',
  aloud: 'یہ الفاظ جیسے لکھے ہیں ویسے ہی بلند آواز میں پڑھیں:',
  ask: 'کیا آپ متفق ہیں؟',
  scanOnFile: 'فارم کی اسکین شدہ نقل کاروبار کے پاس محفوظ ہے۔',
  recordingOnFile: 'ایک ریکارڈنگ کاروبار کے پاس محفوظ ہے۔',
  twoStaff: 'دوسرے ملازم نے اس کی تصدیق کی ہے۔',
  reviewed: false,
};
