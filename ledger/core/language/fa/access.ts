// Persian.

import type { AccessStrings } from '../access-strings.ts';

export const fa: AccessStrings = {
  title: 'هر آنچه {business} درباره شما ثبت کرده است',
  names: 'نام‌ها و شماره‌های شما',
  records: 'آنچه با آن موافقت کردید و آنچه متوقف کردید',
  messages: 'پیام‌ها به شما',
  brief: 'برای مدتی کوتاه نگه داشته می‌شود',
  sent: 'فرستاده شد',
  heldBack: 'فرستاده نشد',
  erased: 'پاک شد',
  corrected: 'در {date} تصحیح شد',
  language: 'زبان',
  customerNumber: 'شماره مشتری',
  kinds: {
    opt_in: 'موافقت کردید',
    opt_out: 'متوقف کردید',
    declined: 'نه گفتید',
    objected: 'اعتراض کردید',
    confirmed: 'نشان دادید که شماره از آن شماست',
  },
};
