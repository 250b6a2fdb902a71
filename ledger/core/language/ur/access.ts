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
  language: 'زبان',
  customerNumber: 'کسٹمر نمبر',
  kinds: {
    opt_in: 'آپ نے اتفاق کیا',
    opt_out: 'آپ نے روکا',
    declined: 'آپ نے نہیں کہا',
    objected: 'آپ نے اعتراض کیا',
    confirmed: 'آپ نے دکھایا کہ نمبر آپ کا ہے',
  },
};
