// What attributes may say, and what may not stand inside the element.

import type { OptInClaims } from '../ledger/channels/web/web.ts';

export const places: readonly NonNullable<OptInClaims['collected_via']>[] = [
  'checkout',
  'profile',
  'preferences',
  'email_link',
  'sms_link',
  'app',
];
export const commits: readonly string[] = ['tick', 'submit'];
export const methods: readonly string[] = ['whatsapp', 'code'];

/**
 * `GB`, `US:CA`, `44`, `+44`: ISO 3166 or the digits of a calling code. Undefined where it is neither, and so
 * may name an element. Nor is a language one: `ar_EG` is no number of Argentina.
 */
export function countryIn(said = ''): string | undefined {
  const words = said.trim();
  if (/^[a-z]{2}(?![-_]?[\p{L}\d])/iu.test(words)) return words.slice(0, 2).toUpperCase().replace('UK', 'GB');
  return /^(?:\+|00)?([1-9]\d{0,2})$/.exec(words)?.[1];
}

/** An origin, which a path would make the wrong place to ask. */
export const isOrigin = (text: string): boolean => /^\s*https?:\/\/[^/?#]+\/*\s*$/i.test(text);

/**
 * Nothing of this stands beside a plain box. It is the page's own: HTML does not know `<optmark-opt-in />`,
 * and takes what follows for its children.
 */
export const strangers =
  ':is(button,select,textarea,optmark-opt-in,input:not([type=checkbox])):not([slot],[slot] *)';
