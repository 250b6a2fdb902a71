// Punjabi.

import type { FormStrings } from '../form-strings.ts';

export const pa: FormStrings = {
  number: 'ਦੇਸ਼ ਦੇ ਕੋਡ ਨਾਲ ਤੁਹਾਡਾ WhatsApp ਨੰਬਰ',
  tick: 'ਸਹਿਮਤ ਹੋਣ ਤੇ ਹੀ ਖਾਨੇ ਵਿੱਚ ਨਿਸ਼ਾਨ ਲਗਾਓ।',
  signature: 'ਤੁਹਾਡੇ ਦਸਤਖ਼ਤ',
  date: 'ਤਾਰੀਖ਼',
  place: 'ਥਾਂ',
  staff: 'ਕਰਮਚਾਰੀ ਨੰਬਰ',
  aloud: 'ਇਹ ਸ਼ਬਦ ਜਿਵੇਂ ਲਿਖੇ ਹਨ ਉਵੇਂ ਹੀ ਉੱਚੀ ਪੜ੍ਹੋ:',
  ask: 'ਕੀ ਤੁਸੀਂ ਸਹਿਮਤ ਹੋ?',
  scanOnFile: 'ਫਾਰਮ ਦੀ ਸਕੈਨ ਕਾਪੀ ਕਾਰੋਬਾਰ ਕੋਲ ਰੱਖੀ ਹੈ।',
  recordingOnFile: 'ਇੱਕ ਰਿਕਾਰਡਿੰਗ ਕਾਰੋਬਾਰ ਕੋਲ ਰੱਖੀ ਹੈ।',
  twoStaff: 'ਦੂਜੇ ਕਰਮਚਾਰੀ ਨੇ ਇਸਦੀ ਪੁਸ਼ਟੀ ਕੀਤੀ ਹੈ।',
  reviewed: false,
};
