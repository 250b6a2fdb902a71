// Urdu, in forms that fit a person of any gender.

import type { HostedStrings } from '../hosted-strings.ts';

export const ur: HostedStrings = {
  title: '{business} کی طرف سے WhatsApp پیغامات',
  intro: 'فیصلہ آپ کا ہے۔ یہ صفحہ کھولنے سے کچھ نہیں بدلتا۔',
  save: 'محفوظ کریں',
  tickFirst: 'ابھی کچھ محفوظ نہیں ہوا۔ پہلے خانے پر نشان لگائیں۔',
  done: 'محفوظ ہو گیا۔ آپ یہ صفحہ بند کر سکتے ہیں۔',
  noScript: 'آپ کا انتخاب درج کرنے کے لیے اس صفحے کو JavaScript درکار ہے۔ کچھ درج نہیں ہوا۔',
  closedTitle: 'یہ صفحہ استعمال نہیں ہو سکتا',
  closedMeans: 'شاید اس کا پتا ادھورا ہے، یا کاروبار نے اسے ختم کر دیا ہے۔ کچھ درج نہیں ہوا۔',
  linkTitle: 'WhatsApp پیغامات کے بارے میں آپ کا انتخاب',
  linkOverTitle: 'یہ لنک استعمال نہیں ہو سکتا',
  linkOverMeans:
    'شاید یہ ادھورا یا بہت پرانا ہے، یا کاروبار نے اسے واپس لے لیا ہے۔ کچھ درج نہیں ہوا۔ جس پیغام میں یہ آیا تھا وہاں سے دوبارہ کھولیں، یا کاروبار سے نیا لنک مانگیں۔',
  usedTitle: 'یہ لنک {date} کو استعمال ہو چکا ہے',
  usedMeans:
    'اس سے نمبر {number} کے لیے ایک انتخاب محفوظ کیا گیا تھا۔ پیغامات روکنے کے لیے WhatsApp پر {business} کو STOP بھیجیں یا نیچے دیا گیا رابطہ استعمال کریں۔',
  otherNumber: 'دوسرا نمبر استعمال کریں',
  waiting: 'ایک لمحہ…',
  unreachable: 'رابطہ نہیں ہو سکا۔ صفحہ دوبارہ لوڈ کریں۔',
};
