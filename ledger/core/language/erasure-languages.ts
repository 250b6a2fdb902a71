// The words in which a person asks to be erased, by BCP 47 tag, as languages.ts has the rest.

import { ar } from './ar/erasure.ts';
import { bn } from './bn/erasure.ts';
import { de } from './de/erasure.ts';
import { en } from './en/erasure.ts';
import type { ErasureStrings } from './erasure-strings.ts';
import { es } from './es/erasure.ts';
import { fa } from './fa/erasure.ts';
import { fr } from './fr/erasure.ts';
import { gu } from './gu/erasure.ts';
import { he } from './he/erasure.ts';
import { hi } from './hi/erasure.ts';
import { id } from './id/erasure.ts';
import { it } from './it/erasure.ts';
import { ja } from './ja/erasure.ts';
import { kn } from './kn/erasure.ts';
import { ko } from './ko/erasure.ts';
import { ml } from './ml/erasure.ts';
import { mr } from './mr/erasure.ts';
import { nl } from './nl/erasure.ts';
import { pa } from './pa/erasure.ts';
import { pl } from './pl/erasure.ts';
import { pt } from './pt/erasure.ts';
import { ru } from './ru/erasure.ts';
import { sw } from './sw/erasure.ts';
import { ta } from './ta/erasure.ts';
import { te } from './te/erasure.ts';
import { th } from './th/erasure.ts';
import { tr } from './tr/erasure.ts';
import { uk } from './uk/erasure.ts';
import { ur } from './ur/erasure.ts';
import { vi } from './vi/erasure.ts';
import { zh } from './zh/erasure.ts';
import { zhHant } from './zh-hant/erasure.ts';

/** Under the tags of languages.ts. */
export const erasureLanguages: Readonly<Record<string, ErasureStrings>> = {
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
