// The words of the access file, by BCP 47 tag, as languages.ts has the rest.

import type { AccessStrings } from './access-strings.ts';
import { ar } from './ar/access.ts';
import { bn } from './bn/access.ts';
import { de } from './de/access.ts';
import { en } from './en/access.ts';
import { es } from './es/access.ts';
import { fa } from './fa/access.ts';
import { fr } from './fr/access.ts';
import { gu } from './gu/access.ts';
import { he } from './he/access.ts';
import { hi } from './hi/access.ts';
import { id } from './id/access.ts';
import { it } from './it/access.ts';
import { ja } from './ja/access.ts';
import { kn } from './kn/access.ts';
import { ko } from './ko/access.ts';
import { ml } from './ml/access.ts';
import { mr } from './mr/access.ts';
import { nl } from './nl/access.ts';
import { pa } from './pa/access.ts';
import { pl } from './pl/access.ts';
import { pt } from './pt/access.ts';
import { ru } from './ru/access.ts';
import { sw } from './sw/access.ts';
import { ta } from './ta/access.ts';
import { te } from './te/access.ts';
import { th } from './th/access.ts';
import { tr } from './tr/access.ts';
import { uk } from './uk/access.ts';
import { ur } from './ur/access.ts';
import { vi } from './vi/access.ts';
import { zh } from './zh/access.ts';
import { zhHant } from './zh-hant/access.ts';

/** Under the tags of languages.ts. */
export const accessLanguages: Readonly<Record<string, AccessStrings>> = {
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
