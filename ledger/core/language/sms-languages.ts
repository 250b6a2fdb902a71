// What a person reads in a text message, by the tags of languages.ts.

import { ar } from './ar/sms.ts';
import { bn } from './bn/sms.ts';
import { de } from './de/sms.ts';
import { en } from './en/sms.ts';
import { es } from './es/sms.ts';
import { fa } from './fa/sms.ts';
import { fr } from './fr/sms.ts';
import { gu } from './gu/sms.ts';
import { he } from './he/sms.ts';
import { hi } from './hi/sms.ts';
import { id } from './id/sms.ts';
import { it } from './it/sms.ts';
import { ja } from './ja/sms.ts';
import { kn } from './kn/sms.ts';
import { ko } from './ko/sms.ts';
import { ml } from './ml/sms.ts';
import { mr } from './mr/sms.ts';
import { nl } from './nl/sms.ts';
import { pa } from './pa/sms.ts';
import { pl } from './pl/sms.ts';
import { pt } from './pt/sms.ts';
import { ru } from './ru/sms.ts';
import type { SmsStrings } from './sms-strings.ts';
import { sw } from './sw/sms.ts';
import { ta } from './ta/sms.ts';
import { te } from './te/sms.ts';
import { th } from './th/sms.ts';
import { tr } from './tr/sms.ts';
import { uk } from './uk/sms.ts';
import { ur } from './ur/sms.ts';
import { vi } from './vi/sms.ts';
import { zh } from './zh/sms.ts';
import { zhHant } from './zh-hant/sms.ts';

export const smsWords: Record<string, SmsStrings> = {
  ar,
  bn,
  de,
  en,
  es,
  fa,
  fr,
  gu,
  he,
  hi,
  id,
  it,
  ja,
  kn,
  ko,
  ml,
  mr,
  nl,
  pa,
  pl,
  pt,
  ru,
  sw,
  ta,
  te,
  th,
  tr,
  uk,
  ur,
  vi,
  zh,
  'zh-Hant': zhHant,
};
