// Persian. \u2066…\u2069 keep + before the calling code: in a line from right to left it would be drawn
// behind it.

import type { Strings } from '../widget-strings.ts';

export const fa: Strings = {
  lang: 'fa',

  numberLabel: 'شمارهٔ WhatsApp',
  hintWithCode: 'برای شماره‌ای خارج از \u2066+{code}\u2069، با + و کد کشور شروع کنید',
  hintInternational: 'با + و کد کشور شروع کنید',
  numberGap: '(همان که اینجا وارد می‌شود)',

  otherLines: 'توقف در هر زمان · حریم خصوصی · گفت‌وگو با یک فرد',

  errorPrefix: 'خطا: ',
  ending: 'شماره‌ای که به {digits} ختم می‌شود',
  newTab: 'در زبانهٔ جدید باز می‌شود',

  saving: 'در حال ذخیره…',
  saved: 'ذخیره شد',
  receipt: 'رسید',
  undoing: 'در حال لغو…',
  undone: 'لغو شد',
  notNow: 'در حال حاضر نمی‌توان این گزینه را تغییر داد',
  numberChanged: 'دوباره علامت بزنید',
  numberMoved: 'دوباره علامت بزنید: شماره تغییر کرد',

  numberIncomplete: 'شمارهٔ WhatsApp خود را با کد کشور وارد کنید',
  numberNotPossible: 'شماره را بررسی کنید: رقمی کم، زیاد یا اشتباه است',
  didYouMean: 'آیا منظورتان {number} بود؟',
  numberRefused: 'شمارهٔ WhatsApp و کد کشور را بررسی کنید و دوباره علامت بزنید',
  noticeChanged: 'متن تغییر کرده است. آن را بخوانید و دوباره علامت بزنید',
  unreachable: 'چون اتصال برقرار نشد، انتخاب شما ذخیره نشد. برای تلاش دوباره، کادر را علامت بزنید',
  unreachableCarried: 'اتصال برقرار نشد. انتخاب شما همراه با فرم فرستاده می‌شود',
  refused: 'انتخاب شما ذخیره نشد. می‌توانید بدون آن ادامه دهید',
  tooMany: 'تعداد تلاش‌ها زیاد بوده است. یک ساعت صبر کنید و دوباره علامت بزنید. می‌توانید بدون آن ادامه دهید',
  undoFailed:
    'اتصال برقرار نشد و انتخاب شما همچنان ذخیره است. برای لغو آن، دوباره تلاش کنید یا از پیوند زیر استفاده کنید',
  byHand: 'خودتان کادر را علامت بزنید: روی آن کلیک یا ضربه بزنید یا کلید فاصله را فشار دهید',

  yourConsent: 'رضایت شما',
  agreedOn: 'زمان رضایت شما: {date}',
  howToStop: 'برای توقف، علامت کادر را بردارید یا از رسید خود استفاده کنید',
  openReceipt: 'رسید شما: بررسی، نگهداری یا توقف',

  confirmHeading: 'تأیید کنید که این شماره مال شماست',
  confirmWhy: 'آن‌گاه این ثبت نشان می‌دهد که این شماره متعلق به شماست',
  confirmByMessage: 'فرستادن کد با WhatsApp',
  confirmWaiting: 'در انتظار پیام شما…',
  confirmByCode: 'دریافت کد',
  codeLabel: 'کد',
  codeHint: '{count} رقم، در پیامی که برایتان فرستادیم',
  codeSend: 'تأیید',
  codeWrong: 'کد را بررسی و دوباره وارد کنید',
  codeExpired: 'مهلت کد تمام شده است. کد جدید بگیرید',
  confirmed: 'تأیید شد: این شماره مال شماست',
  confirmUnavailable: 'اکنون تأیید ممکن نیست. با این حال انتخاب شما ذخیره شده است',
};
