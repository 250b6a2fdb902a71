// Arabic.

import type { HostedStrings } from '../hosted-strings.ts';

export const ar: HostedStrings = {
  title: 'رسائل WhatsApp من {business}',
  intro: 'القرار لك هنا. فتح هذه الصفحة لا يغيّر شيئًا.',
  save: 'حفظ',
  tickFirst: 'لم يُحفظ شيء بعد. ضع علامة في المربع أولاً.',
  done: 'تم الحفظ. يمكنك إغلاق هذه الصفحة.',
  noScript: 'تحتاج هذه الصفحة إلى JavaScript لتسجيل اختيارك. لم يُسجَّل أي شيء.',
  closedTitle: 'لا يمكن استخدام هذه الصفحة',
  closedMeans: 'قد يكون عنوانها ناقصًا، أو أن الشركة أنهتها. لم يُسجَّل أي شيء.',
  linkTitle: 'اختيارك بشأن رسائل WhatsApp',
  linkOverTitle: 'لا يمكن استخدام هذا الرابط',
  linkOverMeans:
    'قد يكون ناقصًا أو قديمًا جدًا، أو أن الشركة سحبته. لم يُسجَّل أي شيء. افتحه مرة أخرى من الرسالة التي وصل معها، أو اطلب من الشركة رابطًا جديدًا.',
  usedTitle: 'استُخدم هذا الرابط في {date}',
  usedMeans:
    'حُفظ به اختيار للرقم {number}. لإيقاف الرسائل، أرسل STOP إلى {business} على WhatsApp أو استخدم جهة الاتصال أدناه. إن كنت قد أوقفتها من قبل، فذلك سارٍ.',
  takenBackTitle: 'سُحبت الموافقة التي أُعطيت بهذا الرابط',
  takenBackAgain: 'كانت للرقم {number}. للموافقة من جديد، اطلب من {business} رابطًا جديدًا.',
  otherNumber: 'استخدام رقم آخر',
  waiting: 'لحظة واحدة…',
  unreachable: 'فشل الاتصال. أعد تحميل الصفحة.',
  printTitle: 'تلقَّ {what} من {business} على WhatsApp',
  printScan: 'امسح الرمز بكاميرا هاتفك، أو افتح هذا العنوان:',
  printDecide: 'القرار لك في الصفحة. مسح الرمز وحده لا يغيّر شيئًا.',
};
