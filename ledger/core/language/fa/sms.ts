// Persian.

import type { SmsStrings } from '../sms-strings.ts';

export const fa: SmsStrings = {
  ask: 'برای موافقت با دریافت {what} از {business} در WhatsApp روی همین شماره، پاسخ دهید: بله.',
  stop: 'برای توقف در هر زمان، کلمهٔ STOP را بفرستید.',
  help: 'راهنمایی: {contact}',
  recorded:
    'ثبت شد: شما با دریافت {what} از {business} در WhatsApp موافقت کردید. اگر پیش‌تر پیام‌های {business} را در WhatsApp متوقف کرده‌اید، در همان‌جا کلمهٔ START را بنویسید.',
  declined: 'ثبت شد: شما موافقت نکردید.',
  stopped: 'ثبت شد که {business} باید ارسال پیام‌های WhatsApp به شما را متوقف کند.',
  nothing: 'چیزی ثبت نشد.',
  yes: ['بله', 'بلی', 'موافقم'],
  no: ['خیر', 'نه'],
  helpWords: ['راهنما', 'راهنمایی', 'کمک'],
  reviewed: false,
};
