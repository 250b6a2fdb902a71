// Persian.

import type { FormStrings } from '../form-strings.ts';

export const fa: FormStrings = {
  number: 'شماره واتس‌اپ شما همراه با کد کشور',
  tick: 'فقط اگر موافقید خانه را علامت بزنید.',
  signature: 'امضای شما',
  date: 'تاریخ',
  place: 'محل',
  staff: 'شماره کارمندی',
  aloud: 'این واژه‌ها را همان‌گونه که هست بلند بخوانید:',
  ask: 'آیا موافقید؟',
  scanOnFile: 'تصویر اسکن‌شده فرم نزد کسب‌وکار نگهداری می‌شود.',
  recordingOnFile: 'یک فایل صوتی نزد کسب‌وکار نگهداری می‌شود.',
  twoStaff: 'کارمند دومی آن را تأیید کرده است.',
  reviewed: false,
};
