// Urdu. In forms that fit a person of any gender.

import type { Prescribed } from '../prescribed.ts';

export const ur: Prescribed = {
  sentence: 'میں اپنے WhatsApp نمبر {masked} پر {business} کی جانب سے {what} وصول کرنے کے لیے رضامند ہوں',
  privacy: '{business} کی جانب سے آپ کے نمبر کا استعمال کیسے ہوتا ہے: {privacy_url}',
  withdrawal: 'اسے کسی بھی وقت بند کیا جا سکتا ہے: {withdrawal_url}',
  contact: '{business} کے کسی نمائندے سے بات کریں: {contact}',
  prompt:
    'اپنے WhatsApp نمبر پر، جس کے آخری ہندسے {masked} ہیں، {business} کی جانب سے {what} وصول کرنے کے لیے 1 دبائیں۔ ' +
    'اسے کسی بھی وقت بند کیا جا سکتا ہے۔ انکار کرنے کے لیے 2 دبائیں۔',
  callWord: /(?<![\p{L}\p{M}])کال(?:ز|یں|وں)?(?![\p{L}\p{M}])/u,
  reviewed: false,
};
