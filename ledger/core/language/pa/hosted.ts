// Punjabi, in Gurmukhi, in forms that fit a person of any gender.

import type { HostedStrings } from '../hosted-strings.ts';

export const pa: HostedStrings = {
  title: '{business} ਵੱਲੋਂ WhatsApp ਸੁਨੇਹੇ',
  intro: 'ਫ਼ੈਸਲਾ ਤੁਹਾਡਾ ਹੈ। ਇਹ ਪੰਨਾ ਖੋਲ੍ਹਣ ਨਾਲ ਕੁਝ ਨਹੀਂ ਬਦਲਦਾ।',
  save: 'ਸੰਭਾਲੋ',
  tickFirst: 'ਅਜੇ ਕੁਝ ਸੰਭਾਲਿਆ ਨਹੀਂ ਗਿਆ। ਪਹਿਲਾਂ ਡੱਬੇ ਉੱਤੇ ਟਿਕ ਕਰੋ।',
  done: 'ਸੰਭਾਲਿਆ ਗਿਆ। ਤੁਸੀਂ ਇਹ ਪੰਨਾ ਬੰਦ ਕਰ ਸਕਦੇ ਹੋ।',
  noScript: 'ਤੁਹਾਡੀ ਚੋਣ ਦਰਜ ਕਰਨ ਲਈ ਇਸ ਪੰਨੇ ਨੂੰ JavaScript ਚਾਹੀਦਾ ਹੈ। ਕੁਝ ਵੀ ਦਰਜ ਨਹੀਂ ਹੋਇਆ।',
  closedTitle: 'ਇਹ ਪੰਨਾ ਵਰਤਿਆ ਨਹੀਂ ਜਾ ਸਕਦਾ',
  closedMeans: 'ਸ਼ਾਇਦ ਇਸਦਾ ਪਤਾ ਅਧੂਰਾ ਹੈ, ਜਾਂ ਕਾਰੋਬਾਰ ਨੇ ਇਸਨੂੰ ਬੰਦ ਕਰ ਦਿੱਤਾ ਹੈ। ਕੁਝ ਵੀ ਦਰਜ ਨਹੀਂ ਹੋਇਆ।',
  linkTitle: 'WhatsApp ਸੁਨੇਹਿਆਂ ਬਾਰੇ ਤੁਹਾਡੀ ਚੋਣ',
  linkOverTitle: 'ਇਹ ਲਿੰਕ ਵਰਤਿਆ ਨਹੀਂ ਜਾ ਸਕਦਾ',
  linkOverMeans:
    'ਸ਼ਾਇਦ ਇਹ ਅਧੂਰਾ ਜਾਂ ਬਹੁਤ ਪੁਰਾਣਾ ਹੈ, ਜਾਂ ਕਾਰੋਬਾਰ ਨੇ ਇਸਨੂੰ ਵਾਪਸ ਲੈ ਲਿਆ ਹੈ। ਕੁਝ ਵੀ ਦਰਜ ਨਹੀਂ ਹੋਇਆ। ਜਿਸ ਸੁਨੇਹੇ ਵਿੱਚ ਇਹ ਆਇਆ ਸੀ ਉਸ ਤੋਂ ਦੁਬਾਰਾ ਖੋਲ੍ਹੋ, ਜਾਂ ਕਾਰੋਬਾਰ ਤੋਂ ਨਵਾਂ ਲਿੰਕ ਮੰਗੋ।',
  usedTitle: 'ਇਹ ਲਿੰਕ {date} ਨੂੰ ਵਰਤਿਆ ਗਿਆ ਸੀ',
  usedMeans:
    'ਇਸ ਨਾਲ {number} ਨੰਬਰ ਲਈ ਇੱਕ ਚੋਣ ਸੰਭਾਲੀ ਗਈ ਸੀ। ਸੁਨੇਹੇ ਬੰਦ ਕਰਨ ਲਈ WhatsApp ਉੱਤੇ {business} ਨੂੰ STOP ਭੇਜੋ ਜਾਂ ਹੇਠਾਂ ਦਿੱਤਾ ਸੰਪਰਕ ਵਰਤੋ। ਜੇ ਤੁਸੀਂ ਇਹ ਪਹਿਲਾਂ ਹੀ ਬੰਦ ਕਰ ਦਿੱਤੇ ਹਨ, ਤਾਂ ਉਹੀ ਲਾਗੂ ਹੈ।',
  takenBackTitle: 'ਇਸ ਲਿੰਕ ਨਾਲ ਦਿੱਤੀ ਸਹਿਮਤੀ ਵਾਪਸ ਲਈ ਗਈ ਹੈ',
  takenBackAgain: 'ਇਹ {number} ਨੰਬਰ ਲਈ ਸੀ। ਦੁਬਾਰਾ ਸਹਿਮਤੀ ਦੇਣ ਲਈ {business} ਤੋਂ ਨਵਾਂ ਲਿੰਕ ਮੰਗੋ।',
  otherNumber: 'ਹੋਰ ਨੰਬਰ ਵਰਤੋ',
  waiting: 'ਇੱਕ ਪਲ…',
  unreachable: 'ਕਨੈਕਸ਼ਨ ਨਹੀਂ ਹੋਇਆ। ਪੰਨਾ ਦੁਬਾਰਾ ਲੋਡ ਕਰੋ।',
  printTitle: 'WhatsApp ਉੱਤੇ {business} ਵੱਲੋਂ {what} ਪ੍ਰਾਪਤ ਕਰੋ',
  printScan: 'ਆਪਣੇ ਫ਼ੋਨ ਦੇ ਕੈਮਰੇ ਨਾਲ ਕੋਡ ਸਕੈਨ ਕਰੋ, ਜਾਂ ਇਹ ਪਤਾ ਖੋਲ੍ਹੋ:',
  printDecide: 'ਫ਼ੈਸਲਾ ਤੁਸੀਂ ਪੰਨੇ ਉੱਤੇ ਕਰੋਗੇ। ਸਿਰਫ਼ ਸਕੈਨ ਕਰਨ ਨਾਲ ਕੁਝ ਨਹੀਂ ਬਦਲਦਾ।',
};
