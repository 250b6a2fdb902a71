// Punjabi, in Gurmukhi. In forms that fit a person of any gender.

import type { SmsStrings } from '../sms-strings.ts';

export const pa: SmsStrings = {
  ask: 'ਇਸ ਨੰਬਰ ਉੱਤੇ WhatsApp ਵਿੱਚ {business} ਵੱਲੋਂ {what} ਪ੍ਰਾਪਤ ਕਰਨ ਦੀ ਸਹਿਮਤੀ ਦੇਣ ਲਈ YES ਲਿਖ ਕੇ ਭੇਜੋ।',
  stop: 'ਕਿਸੇ ਵੀ ਸਮੇਂ ਬੰਦ ਕਰਨ ਲਈ STOP ਲਿਖ ਕੇ ਭੇਜੋ।',
  help: 'ਮਦਦ: {contact}',
  recorded:
    'ਦਰਜ ਹੋ ਗਿਆ ਹੈ: ਤੁਸੀਂ WhatsApp ਉੱਤੇ {business} ਵੱਲੋਂ {what} ਪ੍ਰਾਪਤ ਕਰਨ ਦੀ ਸਹਿਮਤੀ ਦਿੱਤੀ ਹੈ। ਜੇ ਤੁਸੀਂ ਪਹਿਲਾਂ WhatsApp ਵਿੱਚ {business} ਦੇ ਸੁਨੇਹੇ ਬੰਦ ਕੀਤੇ ਸਨ, ਤਾਂ ਉੱਥੇ START ਲਿਖੋ।',
  declined: 'ਦਰਜ ਹੋ ਗਿਆ ਹੈ: ਤੁਸੀਂ ਇਨਕਾਰ ਕੀਤਾ ਹੈ।',
  stopped: 'ਦਰਜ ਹੋ ਗਿਆ ਹੈ ਕਿ {business} ਨੂੰ ਤੁਹਾਨੂੰ WhatsApp ਸੁਨੇਹੇ ਭੇਜਣੇ ਬੰਦ ਕਰਨੇ ਪੈਣਗੇ।',
  nothing: 'ਕੁਝ ਵੀ ਦਰਜ ਨਹੀਂ ਹੋਇਆ।',
  yes: ['ਹਾਂ'],
  no: ['ਨਹੀਂ'],
  helpWords: ['ਮਦਦ'],
  reviewed: false,
};
