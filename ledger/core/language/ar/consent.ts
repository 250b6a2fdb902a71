// Arabic. Nothing Latin follows another directly: both would be drawn as one run from left to right.

import type { Prescribed } from '../prescribed.ts';

export const ar: Prescribed = {
  sentence: 'أوافق على تلقي {what} من {business} على رقم WhatsApp الخاص بي {masked}',
  privacy: 'كيفية استخدام {business} لرقمك: {privacy_url}',
  withdrawal: 'يمكنك إيقاف ذلك في أي وقت: {withdrawal_url}',
  contact: 'للتحدث إلى أحد ممثلي {business} مباشرة: {contact}',
  prompt:
    'لتلقي {what} من {business} على رقم WhatsApp الخاص بك المنتهي بالأرقام {masked}، اضغط على 1. ' +
    'يمكنك إيقاف ذلك في أي وقت. للرفض، اضغط على 2.',
  callWord: /مكالم(?:ة|ات)/,
  reviewed: false,
};
