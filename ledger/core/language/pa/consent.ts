// Punjabi, in Gurmukhi. In forms that fit a person of any gender.

import type { Prescribed } from '../prescribed.ts';

export const pa: Prescribed = {
  sentence: 'ਮੈਂ ਆਪਣੇ WhatsApp ਨੰਬਰ {masked} ਉੱਤੇ {business} ਵੱਲੋਂ {what} ਪ੍ਰਾਪਤ ਕਰਨ ਲਈ ਸਹਿਮਤ ਹਾਂ',
  privacy: '{business} ਵੱਲੋਂ ਤੁਹਾਡੇ ਨੰਬਰ ਦੀ ਵਰਤੋਂ ਕਿਵੇਂ ਕੀਤੀ ਜਾਂਦੀ ਹੈ: {privacy_url}',
  withdrawal: 'ਇਸ ਨੂੰ ਕਿਸੇ ਵੀ ਸਮੇਂ ਬੰਦ ਕੀਤਾ ਜਾ ਸਕਦਾ ਹੈ: {withdrawal_url}',
  contact: '{business} ਦੇ ਕਿਸੇ ਨੁਮਾਇੰਦੇ ਨਾਲ ਗੱਲ ਕਰੋ: {contact}',
  prompt:
    'ਅਖੀਰਲੇ ਅੰਕ {masked} ਵਾਲੇ ਆਪਣੇ WhatsApp ਨੰਬਰ ਉੱਤੇ {business} ਵੱਲੋਂ {what} ਪ੍ਰਾਪਤ ਕਰਨ ਲਈ 1 ਦਬਾਓ। ' +
    'ਇਸ ਨੂੰ ਕਿਸੇ ਵੀ ਸਮੇਂ ਬੰਦ ਕੀਤਾ ਜਾ ਸਕਦਾ ਹੈ। ਇਨਕਾਰ ਕਰਨ ਲਈ 2 ਦਬਾਓ।',
  callWord: /(?<![\p{L}\p{M}])ਕਾਲ(?:ਾਂ)?(?![\p{L}\p{M}])/u,
  reviewed: false,
};
