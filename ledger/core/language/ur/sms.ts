// Urdu. In forms that fit a person of any gender.

import type { SmsStrings } from '../sms-strings.ts';

export const ur: SmsStrings = {
  ask: 'اس نمبر پر WhatsApp میں {business} کی جانب سے {what} وصول کرنے کی رضامندی دینے کے لیے YES لکھ کر بھیجیں۔',
  stop: 'کسی بھی وقت بند کرنے کے لیے STOP لکھ کر بھیجیں۔',
  help: 'مدد: {contact}',
  recorded:
    'درج ہو گیا ہے: آپ نے WhatsApp پر {business} کی جانب سے {what} وصول کرنے کی رضامندی دی ہے۔ اگر آپ نے پہلے WhatsApp میں {business} کے پیغامات بند کیے تھے تو وہاں لفظ START لکھیں۔',
  declined: 'درج ہو گیا ہے: آپ نے انکار کیا ہے۔',
  stopped: 'درج ہو گیا ہے کہ {business} کو آپ کو WhatsApp پیغامات بھیجنا بند کرنا ہو گا۔',
  nothing: 'کچھ بھی درج نہیں ہوا۔',
  yes: ['ہاں', 'جی ہاں'],
  no: ['نہیں', 'جی نہیں'],
  helpWords: ['مدد'],
  reviewed: false,
};
