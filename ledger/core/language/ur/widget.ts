// Urdu, in forms that fit a person of any gender. \u2066…\u2069 keep + before the calling code: in a line
// from right to left it would be drawn behind it.

import type { Strings } from '../widget-strings.ts';

export const ur: Strings = {
  lang: 'ur',

  numberLabel: 'WhatsApp نمبر',
  hintWithCode: '\u2066+{code}\u2069 سے باہر کے نمبر کے لیے، + اور ملک کے کوڈ سے شروع کریں',
  hintInternational: '+ اور ملک کے کوڈ سے شروع کریں',
  numberGap: '(جیسا یہاں درج ہو)',

  otherLines: 'کسی بھی وقت بند کریں · رازداری · کسی شخص سے بات کریں',

  errorPrefix: 'غلطی: ',
  ending: 'نمبر کے آخری ہندسے {digits}',
  newTab: 'نئے ٹیب میں کھلتا ہے',

  saving: 'محفوظ ہو رہا ہے…',
  saved: 'محفوظ ہے',
  receipt: 'رسید',
  undoing: 'منسوخ ہو رہا ہے…',
  undone: 'منسوخ ہو گیا',
  notNow: 'اس وقت اسے بدلا نہیں جا سکتا',
  numberChanged: 'دوبارہ ٹک کریں',
  numberMoved: 'دوبارہ ٹک کریں: نمبر بدل گیا ہے',

  numberIncomplete: 'ملک کے کوڈ کے ساتھ اپنا WhatsApp نمبر درج کریں',
  numberNotPossible: 'نمبر چیک کریں: کوئی ہندسہ کم، زیادہ یا غلط ہے',
  didYouMean: 'کیا آپ کا مطلب {number} تھا؟',
  numberRefused: 'اپنا WhatsApp نمبر اور ملک کا کوڈ چیک کریں، پھر دوبارہ ٹک کریں',
  noticeChanged: 'عبارت بدل گئی ہے۔ اسے پڑھیں اور دوبارہ ٹک کریں',
  unreachable: 'رابطہ نہ ہونے کی وجہ سے آپ کا انتخاب محفوظ نہیں ہوا۔ دوبارہ کوشش کے لیے خانے پر ٹک کریں',
  unreachableCarried: 'رابطہ نہیں ہو سکا۔ آپ کا انتخاب فارم کے ساتھ بھیج دیا جائے گا',
  refused: 'آپ کا انتخاب محفوظ نہیں ہو سکا۔ اس کے بغیر بھی آگے بڑھا جا سکتا ہے',
  tooMany: 'بہت زیادہ کوششیں ہوئیں۔ ایک گھنٹہ انتظار کریں، پھر ٹک کریں۔ اس کے بغیر بھی آگے بڑھا جا سکتا ہے',
  undoFailed:
    'رابطہ نہ ہونے کی وجہ سے آپ کا انتخاب اب بھی محفوظ ہے۔ اسے منسوخ کرنے کے لیے دوبارہ کوشش کریں یا نیچے دیا گیا لنک استعمال کریں',
  byHand: 'خانے پر خود نشان لگائیں: کلک کریں، چھوئیں یا اسپیس بار دبائیں',

  yourConsent: 'آپ کی رضامندی',
  agreedOn: 'آپ نے رضامندی دی: {date}',
  howToStop: 'بند کرنے کے لیے خانے سے ٹک ہٹائیں یا اپنی رسید استعمال کریں',
  openReceipt: 'آپ کی رسید: جانچیں، سنبھال کر رکھیں یا بند کریں',

  confirmHeading: 'تصدیق کریں کہ یہ نمبر آپ کا ہے',
  confirmWhy: 'تب ریکارڈ ظاہر کرتا ہے کہ یہ نمبر آپ کا ہے',
  confirmByMessage: 'WhatsApp سے کوڈ بھیجیں',
  confirmWaiting: 'آپ کے پیغام کا انتظار ہے…',
  confirmByCode: 'کوڈ حاصل کریں',
  codeLabel: 'کوڈ',
  codeHint: '{count} ہندسے، ہمارے بھیجے گئے پیغام میں ہیں',
  codeSend: 'تصدیق کریں',
  codeWrong: 'کوڈ چیک کریں اور دوبارہ درج کریں',
  codeExpired: 'کوڈ کی میعاد ختم ہو گئی ہے۔ نیا کوڈ حاصل کریں',
  confirmed: 'تصدیق ہو گئی: یہ نمبر آپ کا ہے',
  confirmUnavailable: 'ابھی تصدیق نہیں ہو سکتی۔ پھر بھی آپ کا انتخاب محفوظ ہے',
};
