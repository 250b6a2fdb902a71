// Urdu.

import type { AccessStrings } from '../access-strings.ts';

export const ur: AccessStrings = {
  title: '{business} نے آپ کے بارے میں جو کچھ ریکارڈ کیا ہے',
  names: 'آپ کے نام اور نمبر',
  records: 'آپ نے کس پر اتفاق کیا اور کیا روکا',
  messages: 'آپ کے لیے پیغامات',
  brief: 'تھوڑے وقت کے لیے رکھا گیا',
  sent: 'بھیجا گیا',
  heldBack: 'نہیں بھیجا گیا',
  erased: 'مٹا دیا گیا',
  corrected: '{date} کو درست کیا گیا',
  recordedAs: 'یوں درج تھا: {was}',
  language: 'زبان',
  customerNumber: 'کسٹمر نمبر',
  code: 'کوڈ',
  kinds: {
    opt_in: 'آپ نے اتفاق کیا',
    opt_out: 'آپ نے روکا',
    declined: 'آپ نے نہیں کہا',
    objected: 'آپ نے اعتراض کیا',
    confirmed: 'آپ نے دکھایا کہ نمبر آپ کا ہے',
    resumed: 'آپ نے دوبارہ پیغامات مانگے',
    linked: 'WhatsApp نے بتایا کہ دو نام آپ کے ہیں',
    identifier_changed: 'WhatsApp نے بتایا کہ کوئی نمبر یا نام بدل گیا ہے',
    suspended: 'معطل: نمبر شاید اب کسی اور کا ہے',
    corrected: 'ایک ریکارڈ درست کیا گیا',
  },
};
