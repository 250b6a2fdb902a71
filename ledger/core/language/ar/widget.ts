// Arabic. \u2066…\u2069 keep + before the calling code: in a line from right to left it would be drawn behind
// it.

import type { Strings } from '../widget-strings.ts';

export const ar: Strings = {
  lang: 'ar',

  numberLabel: 'رقم WhatsApp',
  hintWithCode: 'إذا كان الرقم من خارج \u2066+{code}\u2069 فليبدأ بعلامة + ثم رمز البلد',
  hintInternational: 'يبدأ الرقم بعلامة + ثم رمز البلد',
  numberGap: '(كما أُدخل هنا)',

  otherLines: 'الإيقاف في أي وقت · الخصوصية · التحدث إلى شخص',

  errorPrefix: 'خطأ: ',
  ending: 'رقم ينتهي بالأرقام {digits}',
  newTab: 'يُفتح في علامة تبويب جديدة',

  saving: 'جارٍ الحفظ…',
  saved: 'تم الحفظ',
  receipt: 'الإيصال',
  undoing: 'جارٍ التراجع…',
  undone: 'تم التراجع',
  notNow: 'لا يمكن تغيير هذا الخيار حاليًا',
  numberChanged: 'ضع العلامة من جديد',
  numberMoved: 'ضع العلامة من جديد: لقد تغيّر الرقم',

  numberIncomplete: 'أدخل رقم WhatsApp مع رمز البلد',
  numberNotPossible: 'تحقق من الرقم: فيه خانة ناقصة أو زائدة أو مكتوبة خطأ',
  didYouMean: 'هل تقصد {number}؟',
  numberRefused: 'تحقق من رقم WhatsApp ورمز البلد، ثم ضع العلامة من جديد',
  noticeChanged: 'تغيّر النص. اقرأه ثم ضع العلامة من جديد',
  unreachable: 'لم يُحفظ اختيارك لأن الاتصال فشل. ضع علامة في المربع للمحاولة من جديد',
  unreachableCarried: 'فشل الاتصال. سيُرسل اختيارك مع النموذج',
  refused: 'تعذّر حفظ اختيارك. يمكنك المتابعة من دونه',
  tooMany: 'جرت محاولات كثيرة. انتظر ساعة ثم ضع العلامة من جديد. يمكنك المتابعة من دون ذلك',
  undoFailed: 'فشل الاتصال، لذلك ما زال اختيارك محفوظًا. للتراجع عنه، حاول من جديد أو استخدم الرابط أدناه',
  byHand: 'ضع العلامة في المربع بنفسك: انقر عليه أو المسه أو اضغط على مفتاح المسافة',

  yourConsent: 'موافقتك',
  agreedOn: 'أعطيت موافقتك في {date}',
  howToStop: 'للإيقاف، أزل العلامة من المربع أو استخدم إيصالك',
  openReceipt: 'إيصالك: للتحقق منه أو حفظه أو الإيقاف',

  confirmHeading: 'أكّد أن هذا الرقم لك',
  confirmWhy: 'عندئذٍ يُثبت السجل أن هذا الرقم رقمك',
  confirmByMessage: 'إرسال الرمز عبر WhatsApp',
  confirmWaiting: 'في انتظار رسالتك…',
  confirmByCode: 'الحصول على رمز',
  codeLabel: 'الرمز',
  codeHint: '{count} أرقام، من الرسالة التي أرسلناها إليك',
  codeSend: 'تأكيد',
  codeWrong: 'تحقق من الرمز وأدخله من جديد',
  codeExpired: 'انتهت مدة الرمز. اطلب رمزًا جديدًا',
  confirmed: 'تم التأكيد: هذا الرقم لك',
  confirmUnavailable: 'لا يمكن التأكيد الآن. ومع ذلك فاختيارك محفوظ',
};
