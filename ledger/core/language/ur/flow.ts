// Urdu. In forms that fit a person of any gender.

import type { FlowStrings } from '../flow-strings.ts';

export const ur: FlowStrings = {
  language: 'اردو کے لیے {key} دبائیں۔',
  ask: 'اپنے WhatsApp نمبر پر، جس کے آخری ہندسے {ending} ہیں، {business} کی جانب سے {what} وصول کرنے کے لیے {yes} دبائیں۔ {stop} انکار کرنے کے لیے {no} دبائیں۔',
  stop: 'اسے کسی بھی وقت بند کیا جا سکتا ہے: لفظ STOP لکھ کر WhatsApp میں بھیجیں۔',
  ask_other: 'کوئی دوسرا نمبر استعمال کرنے کے لیے {other} دبائیں۔',
  ask_repeat: 'یہ دوبارہ سننے کے لیے {repeat} دبائیں۔',
  ask_withdraw: '{business} کی جانب سے آنے والے تمام WhatsApp پیغامات بند کرنے کے لیے {withdraw} دبائیں۔',
  number: 'صفر صفر اور ملک کے کوڈ سے شروع کرتے ہوئے اپنا WhatsApp نمبر درج کریں، پھر ہیش کا بٹن دبائیں۔',
  number_wrong: 'یہ نمبر مکمل نہیں ہے، یا اس کا کوئی ہندسہ غلط ہے۔',
  wrong_key: 'اس بٹن کا یہاں کوئی کام نہیں ہے۔',
  silence: 'ہمیں کوئی بٹن موصول نہیں ہوا۔',
  recorded:
    'آپ کا انتخاب درج ہو گیا ہے: آپ نے WhatsApp پر {business} کی جانب سے {what} وصول کرنے کی رضامندی دی ہے۔ اگر آپ نے پہلے WhatsApp میں {business} کے پیغامات بند کیے تھے تو وہاں لفظ START لکھیں۔ خدا حافظ۔',
  declined: 'آپ کا انتخاب درج ہو گیا ہے: آپ نے انکار کیا ہے۔ خدا حافظ۔',
  withdrawn: 'درج ہو گیا ہے کہ {business} کو آپ کو WhatsApp پیغامات بھیجنا بند کرنا ہو گا۔ خدا حافظ۔',
  not_recorded: 'آپ کا انتخاب درج نہیں ہو سکا۔ براہ کرم بعد میں دوبارہ فون کریں۔ خدا حافظ۔',
  gave_up: 'ہمیں کوئی جواب نہیں ملا، اس لیے کچھ بھی درج نہیں ہوا۔ خدا حافظ۔',
  firstPerson: /(?<![\p{L}\p{M}])(?:میر|ہمار)[ےای](?![\p{L}\p{M}])/u,
  reviewed: false,
};
