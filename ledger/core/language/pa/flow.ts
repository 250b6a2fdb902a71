// Punjabi, in Gurmukhi. In forms that fit a person of any gender.

import type { FlowStrings } from '../flow-strings.ts';

export const pa: FlowStrings = {
  language: 'ਪੰਜਾਬੀ ਲਈ {key} ਦਬਾਓ।',
  ask: 'ਅਖੀਰਲੇ ਅੰਕ {ending} ਵਾਲੇ ਆਪਣੇ WhatsApp ਨੰਬਰ ਉੱਤੇ {business} ਵੱਲੋਂ {what} ਪ੍ਰਾਪਤ ਕਰਨ ਲਈ {yes} ਦਬਾਓ। {stop} ਇਨਕਾਰ ਕਰਨ ਲਈ {no} ਦਬਾਓ।',
  stop: 'ਇਸ ਨੂੰ ਕਿਸੇ ਵੀ ਸਮੇਂ ਬੰਦ ਕੀਤਾ ਜਾ ਸਕਦਾ ਹੈ: WhatsApp ਵਿੱਚ STOP ਲਿਖੋ।',
  ask_other: 'ਕੋਈ ਹੋਰ ਨੰਬਰ ਵਰਤਣ ਲਈ {other} ਦਬਾਓ।',
  ask_repeat: 'ਇਹ ਦੁਬਾਰਾ ਸੁਣਨ ਲਈ {repeat} ਦਬਾਓ।',
  ask_withdraw: '{business} ਵੱਲੋਂ ਆਉਂਦੇ ਸਾਰੇ WhatsApp ਸੁਨੇਹੇ ਬੰਦ ਕਰਨ ਲਈ {withdraw} ਦਬਾਓ।',
  number: 'ਸਿਫ਼ਰ ਸਿਫ਼ਰ ਅਤੇ ਦੇਸ਼ ਦੇ ਕੋਡ ਤੋਂ ਸ਼ੁਰੂ ਕਰਕੇ ਆਪਣਾ WhatsApp ਨੰਬਰ ਦਬਾਓ, ਫਿਰ ਹੈਸ਼ ਬਟਨ ਦਬਾਓ।',
  number_wrong: 'ਇਹ ਨੰਬਰ ਪੂਰਾ ਨਹੀਂ ਹੈ, ਜਾਂ ਕੋਈ ਅੰਕ ਗਲਤ ਹੈ।',
  wrong_key: 'ਇਸ ਬਟਨ ਦਾ ਇੱਥੇ ਕੋਈ ਕੰਮ ਨਹੀਂ ਹੈ।',
  silence: 'ਸਾਨੂੰ ਕੋਈ ਬਟਨ ਨਹੀਂ ਮਿਲਿਆ।',
  recorded:
    'ਤੁਹਾਡੀ ਚੋਣ ਦਰਜ ਹੋ ਗਈ ਹੈ: ਤੁਸੀਂ WhatsApp ਉੱਤੇ {business} ਵੱਲੋਂ {what} ਪ੍ਰਾਪਤ ਕਰਨ ਦੀ ਸਹਿਮਤੀ ਦਿੱਤੀ ਹੈ। ਜੇ ਤੁਸੀਂ ਪਹਿਲਾਂ WhatsApp ਵਿੱਚ {business} ਦੇ ਸੁਨੇਹੇ ਬੰਦ ਕੀਤੇ ਸਨ, ਤਾਂ ਉੱਥੇ START ਲਿਖੋ। ਧੰਨਵਾਦ।',
  declined: 'ਤੁਹਾਡੀ ਚੋਣ ਦਰਜ ਹੋ ਗਈ ਹੈ: ਤੁਸੀਂ ਇਨਕਾਰ ਕੀਤਾ ਹੈ। ਸਤਿ ਸ੍ਰੀ ਅਕਾਲ।',
  withdrawn: 'ਦਰਜ ਹੋ ਗਿਆ ਹੈ ਕਿ {business} ਨੂੰ ਤੁਹਾਨੂੰ WhatsApp ਸੁਨੇਹੇ ਭੇਜਣੇ ਬੰਦ ਕਰਨੇ ਪੈਣਗੇ। ਸਤਿ ਸ੍ਰੀ ਅਕਾਲ।',
  not_recorded: 'ਤੁਹਾਡੀ ਚੋਣ ਦਰਜ ਨਹੀਂ ਹੋ ਸਕੀ। ਕਿਰਪਾ ਕਰਕੇ ਬਾਅਦ ਵਿੱਚ ਦੁਬਾਰਾ ਫ਼ੋਨ ਕਰੋ। ਸਤਿ ਸ੍ਰੀ ਅਕਾਲ।',
  gave_up: 'ਸਾਨੂੰ ਕੋਈ ਜਵਾਬ ਨਹੀਂ ਮਿਲਿਆ, ਇਸ ਲਈ ਕੁਝ ਵੀ ਦਰਜ ਨਹੀਂ ਹੋਇਆ। ਸਤਿ ਸ੍ਰੀ ਅਕਾਲ।',
  firstPerson: /(?<![\p{L}\p{M}])(?:ਮੇਰ|ਸਾਡ)(?:ੇ|ਾ|ੀ|ੀਆਂ)(?![\p{L}\p{M}])/u,
  reviewed: false,
};
