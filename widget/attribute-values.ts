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

/** Two letters or a calling code; else it names an element. */
export const isCountry = (text: string): boolean => /^\s*([a-z]{2}|(\+|00)?\d{1,3})\s*$/i.test(text);

/**
 * Nothing of this stands beside a plain box. It is the page's own: HTML does not know `<optmark-opt-in />`,
 * and takes what follows for its children.
 */
export const strangers =
  ':is(button,select,textarea,optmark-opt-in,input:not([type=checkbox])):not([slot],[slot] *)';
