// Punjabi.

import type { AccessStrings } from '../access-strings.ts';

export const pa: AccessStrings = {
  title: '{business} ਨੇ ਤੁਹਾਡੇ ਬਾਰੇ ਜੋ ਕੁਝ ਦਰਜ ਕੀਤਾ ਹੈ',
  names: 'ਤੁਹਾਡੇ ਨਾਮ ਅਤੇ ਨੰਬਰ',
  records: 'ਤੁਸੀਂ ਕਿਸ ਲਈ ਸਹਿਮਤੀ ਦਿੱਤੀ ਅਤੇ ਕੀ ਰੋਕਿਆ',
  messages: 'ਤੁਹਾਨੂੰ ਸੁਨੇਹੇ',
  brief: 'ਥੋੜ੍ਹੇ ਸਮੇਂ ਲਈ ਰੱਖਿਆ',
  sent: 'ਭੇਜਿਆ ਗਿਆ',
  heldBack: 'ਨਹੀਂ ਭੇਜਿਆ ਗਿਆ',
  erased: 'ਮਿਟਾਇਆ ਗਿਆ',
  corrected: '{date} ਨੂੰ ਠੀਕ ਕੀਤਾ ਗਿਆ',
  recordedAs: 'ਇਸ ਤਰ੍ਹਾਂ ਦਰਜ ਸੀ: {was}',
  language: 'ਭਾਸ਼ਾ',
  customerNumber: 'ਗਾਹਕ ਨੰਬਰ',
  code: 'ਕੋਡ',
  kinds: {
    opt_in: 'ਤੁਸੀਂ ਸਹਿਮਤੀ ਦਿੱਤੀ',
    opt_out: 'ਤੁਸੀਂ ਰੋਕਿਆ',
    declined: 'ਤੁਸੀਂ ਨਾਂਹ ਕਿਹਾ',
    objected: 'ਤੁਸੀਂ ਇਤਰਾਜ਼ ਕੀਤਾ',
    confirmed: 'ਤੁਸੀਂ ਦਿਖਾਇਆ ਕਿ ਨੰਬਰ ਤੁਹਾਡਾ ਹੈ',
    resumed: 'ਤੁਸੀਂ ਦੁਬਾਰਾ ਸੁਨੇਹੇ ਮੰਗੇ',
    linked: 'WhatsApp ਨੇ ਦੱਸਿਆ ਕਿ ਦੋ ਨਾਂ ਤੁਹਾਡੇ ਹਨ',
    identifier_changed: 'WhatsApp ਨੇ ਦੱਸਿਆ ਕਿ ਕੋਈ ਨੰਬਰ ਜਾਂ ਨਾਂ ਬਦਲਿਆ ਹੈ',
    suspended: 'ਰੋਕ ਕੇ ਰੱਖਿਆ: ਨੰਬਰ ਹੁਣ ਕਿਸੇ ਹੋਰ ਦਾ ਹੋ ਸਕਦਾ ਹੈ',
    corrected: 'ਇੱਕ ਰਿਕਾਰਡ ਠੀਕ ਕੀਤਾ ਗਿਆ',
  },
};
