// Persian.

import type { Prescribed } from '../prescribed.ts';

export const fa: Prescribed = {
  sentence: 'من رضایت می‌دهم که {what} را از {business} در شمارهٔ WhatsApp خودم {masked} دریافت کنم',
  privacy: 'نحوهٔ استفادهٔ {business} از شمارهٔ شما: {privacy_url}',
  withdrawal: 'هر زمان که بخواهید می‌توانید آن را متوقف کنید: {withdrawal_url}',
  contact: 'گفت‌وگو با یکی از کارکنان {business} از این راه: {contact}',
  prompt:
    'برای دریافت {what} از {business} در شمارهٔ WhatsApp خود که به {masked} ختم می‌شود، کلید 1 را فشار دهید. ' +
    'هر زمان که بخواهید می‌توانید آن را متوقف کنید. برای رد کردن، کلید 2 را فشار دهید.',
  callWord: /تماس/,
  reviewed: false,
};
