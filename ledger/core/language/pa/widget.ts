// Punjabi, in Gurmukhi, in forms that fit a person of any gender.

import type { Strings } from '../widget-strings.ts';

export const pa: Strings = {
  lang: 'pa',

  numberLabel: 'WhatsApp ਨੰਬਰ',
  hintWithCode: '+{code} ਤੋਂ ਬਾਹਰ ਦੇ ਨੰਬਰ ਲਈ, + ਅਤੇ ਦੇਸ਼ ਦੇ ਕੋਡ ਨਾਲ ਸ਼ੁਰੂ ਕਰੋ',
  hintInternational: '+ ਅਤੇ ਦੇਸ਼ ਦੇ ਕੋਡ ਨਾਲ ਸ਼ੁਰੂ ਕਰੋ',
  numberGap: '(ਜਿਵੇਂ ਇੱਥੇ ਭਰਿਆ ਗਿਆ)',

  otherLines: 'ਕਦੇ ਵੀ ਬੰਦ ਕਰੋ · ਪਰਦੇਦਾਰੀ · ਕਿਸੇ ਵਿਅਕਤੀ ਨਾਲ ਗੱਲ ਕਰੋ',

  errorPrefix: 'ਗਲਤੀ: ',
  ending: 'ਨੰਬਰ ਦੇ ਅਖੀਰਲੇ ਅੰਕ {digits}',
  newTab: 'ਨਵੀਂ ਟੈਬ ਵਿੱਚ ਖੁੱਲ੍ਹਦਾ ਹੈ',

  saving: 'ਸੰਭਾਲ ਰਹੇ ਹਾਂ…',
  saved: 'ਸੰਭਾਲਿਆ ਗਿਆ',
  receipt: 'ਰਸੀਦ',
  undoing: 'ਰੱਦ ਹੋ ਰਿਹਾ ਹੈ…',
  undone: 'ਰੱਦ ਹੋ ਗਿਆ',
  notNow: 'ਇਸ ਵੇਲੇ ਇਹ ਬਦਲਿਆ ਨਹੀਂ ਜਾ ਸਕਦਾ',
  numberChanged: 'ਦੁਬਾਰਾ ਟਿੱਕ ਕਰੋ',
  numberMoved: 'ਦੁਬਾਰਾ ਟਿੱਕ ਕਰੋ: ਨੰਬਰ ਬਦਲ ਗਿਆ ਹੈ',

  numberIncomplete: 'ਦੇਸ਼ ਦੇ ਕੋਡ ਸਮੇਤ ਆਪਣਾ WhatsApp ਨੰਬਰ ਲਿਖੋ',
  numberNotPossible: 'ਨੰਬਰ ਜਾਂਚੋ: ਕੋਈ ਅੰਕ ਘੱਟ, ਵੱਧ ਜਾਂ ਗਲਤ ਲਿਖਿਆ ਗਿਆ ਹੈ',
  didYouMean: 'ਕੀ ਤੁਹਾਡਾ ਮਤਲਬ {number} ਸੀ?',
  numberRefused: 'ਆਪਣਾ WhatsApp ਨੰਬਰ ਅਤੇ ਦੇਸ਼ ਦਾ ਕੋਡ ਜਾਂਚੋ, ਫਿਰ ਦੁਬਾਰਾ ਟਿੱਕ ਕਰੋ',
  noticeChanged: 'ਲਿਖਤ ਬਦਲ ਗਈ ਹੈ। ਇਸ ਨੂੰ ਪੜ੍ਹੋ ਅਤੇ ਦੁਬਾਰਾ ਟਿੱਕ ਕਰੋ',
  unreachable: 'ਕਨੈਕਸ਼ਨ ਨਾ ਹੋਣ ਕਰਕੇ ਤੁਹਾਡੀ ਚੋਣ ਸੰਭਾਲੀ ਨਹੀਂ ਗਈ। ਦੁਬਾਰਾ ਕੋਸ਼ਿਸ਼ ਕਰਨ ਲਈ ਬਾਕਸ ਉੱਤੇ ਟਿੱਕ ਕਰੋ',
  unreachableCarried: 'ਕਨੈਕਸ਼ਨ ਨਹੀਂ ਹੋਇਆ। ਤੁਹਾਡੀ ਚੋਣ ਫਾਰਮ ਦੇ ਨਾਲ ਭੇਜੀ ਜਾਵੇਗੀ',
  refused: 'ਤੁਹਾਡੀ ਚੋਣ ਸੰਭਾਲੀ ਨਹੀਂ ਜਾ ਸਕੀ। ਇਸ ਤੋਂ ਬਿਨਾਂ ਵੀ ਅੱਗੇ ਵਧਿਆ ਜਾ ਸਕਦਾ ਹੈ',
  tooMany: 'ਬਹੁਤ ਜ਼ਿਆਦਾ ਕੋਸ਼ਿਸ਼ਾਂ ਹੋਈਆਂ ਹਨ। ਇੱਕ ਘੰਟਾ ਉਡੀਕੋ, ਫਿਰ ਟਿੱਕ ਕਰੋ। ਇਸ ਤੋਂ ਬਿਨਾਂ ਵੀ ਅੱਗੇ ਵਧਿਆ ਜਾ ਸਕਦਾ ਹੈ',
  undoFailed: 'ਕਨੈਕਸ਼ਨ ਨਾ ਹੋਣ ਕਰਕੇ ਤੁਹਾਡੀ ਚੋਣ ਹਾਲੇ ਵੀ ਸੰਭਾਲੀ ਹੋਈ ਹੈ। ਇਸ ਨੂੰ ਰੱਦ ਕਰਨ ਲਈ ਦੁਬਾਰਾ ਕੋਸ਼ਿਸ਼ ਕਰੋ ਜਾਂ ਹੇਠਲਾ ਲਿੰਕ ਵਰਤੋ',
  byHand: 'ਖਾਨੇ ਉੱਤੇ ਆਪ ਨਿਸ਼ਾਨ ਲਗਾਓ: ਕਲਿੱਕ ਕਰੋ, ਟੈਪ ਕਰੋ ਜਾਂ ਸਪੇਸ ਬਾਰ ਦਬਾਓ',

  yourConsent: 'ਤੁਹਾਡੀ ਸਹਿਮਤੀ',
  agreedOn: 'ਤੁਸੀਂ ਸਹਿਮਤੀ ਦਿੱਤੀ: {date}',
  howToStop: 'ਬੰਦ ਕਰਨ ਲਈ ਬਾਕਸ ਤੋਂ ਟਿੱਕ ਹਟਾਓ ਜਾਂ ਆਪਣੀ ਰਸੀਦ ਵਰਤੋ',
  openReceipt: 'ਤੁਹਾਡੀ ਰਸੀਦ: ਜਾਂਚੋ, ਸਾਂਭ ਕੇ ਰੱਖੋ ਜਾਂ ਬੰਦ ਕਰੋ',

  confirmHeading: 'ਪੁਸ਼ਟੀ ਕਰੋ ਕਿ ਇਹ ਨੰਬਰ ਤੁਹਾਡਾ ਹੈ',
  confirmWhy: 'ਫਿਰ ਰਿਕਾਰਡ ਦਿਖਾਉਂਦਾ ਹੈ ਕਿ ਇਹ ਨੰਬਰ ਤੁਹਾਡਾ ਹੈ',
  confirmByMessage: 'WhatsApp ਰਾਹੀਂ ਕੋਡ ਭੇਜੋ',
  confirmWaiting: 'ਤੁਹਾਡੇ ਸੁਨੇਹੇ ਦੀ ਉਡੀਕ ਹੈ…',
  confirmByCode: 'ਕੋਡ ਲਵੋ',
  codeLabel: 'ਕੋਡ',
  codeHint: '{count} ਅੰਕ, ਸਾਡੇ ਭੇਜੇ ਸੁਨੇਹੇ ਵਿੱਚ ਹਨ',
  codeSend: 'ਪੁਸ਼ਟੀ ਕਰੋ',
  codeWrong: 'ਕੋਡ ਜਾਂਚੋ ਅਤੇ ਦੁਬਾਰਾ ਲਿਖੋ',
  codeExpired: 'ਕੋਡ ਦੀ ਮਿਆਦ ਮੁੱਕ ਗਈ ਹੈ। ਨਵਾਂ ਕੋਡ ਲਵੋ',
  confirmed: 'ਪੁਸ਼ਟੀ ਹੋ ਗਈ: ਇਹ ਨੰਬਰ ਤੁਹਾਡਾ ਹੈ',
  confirmUnavailable: 'ਹੁਣ ਪੁਸ਼ਟੀ ਨਹੀਂ ਹੋ ਸਕਦੀ। ਫਿਰ ਵੀ ਤੁਹਾਡੀ ਚੋਣ ਸੰਭਾਲੀ ਗਈ ਹੈ',
};
