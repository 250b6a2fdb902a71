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
  recordedAs: 'ثبت‌شده به صورت {was}',
  language: 'زبان',
  customerNumber: 'شماره مشتری',
  code: 'کد',
  kinds: {
    opt_in: 'موافقت کردید',
    opt_out: 'متوقف کردید',
    declined: 'نه گفتید',
    objected: 'اعتراض کردید',
    confirmed: 'نشان دادید که شماره از آن شماست',
    resumed: 'دوباره خواستید پیام بگیرید',
    linked: 'WhatsApp اعلام کرد که دو نام از آن شماست',
    identifier_changed: 'WhatsApp اعلام کرد که شماره یا نامی تغییر کرده است',
    suspended: 'معلق: شاید شماره اکنون از آن شخص دیگری باشد',
    corrected: 'یک رکورد تصحیح شد',
  },
};
