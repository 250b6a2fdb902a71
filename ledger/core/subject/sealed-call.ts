// What stays in the database for a while, sealed: where a call is, or what a person was asked, which hold
// numbers; the secrets of providers; what a link to opt in by is for, which may hold a number; what a second
// member of staff is to confirm; who may use the console, whom its links sign in, and who has. Outside it, in
// the token of a preview: the name it was asked by.
//
//   key    = MAC "call-key/v1", "provider-key/v1", "sms-thread-key/v1", "sms-provider-key/v1",
//            "link-key/v1", "pending-key/v1", "erasure-key/v1", "staff-key/v1", "console-link-key/v1"
//            or "console-session-key/v1" of the row's name, under master (core/mac.ts)
//   sealed = iv(12) || ciphertext || tag(16)      AES-256-GCM, AAD: the business
//
// The key is one row's: a row that was moved to another call, or another business's provider, does not open.

import { macUnder } from '../mac.ts';
import { decrypt, encrypt } from './sealed.ts';

/** @param name of the row: the MAC of the call or thread, the provider's name, the id of anything else */
export type SealedPlace = {
  readonly what:
    | ('call' | 'provider' | 'sms-thread' | 'sms-provider' | 'link' | 'pending' | 'erasure')
    | ('staff' | 'console-link' | 'console-session');
  readonly name: string | Uint8Array;
  readonly business: string;
};

/**
 * @param master 32 bytes
 * @param iv 12 bytes, random
 * @returns 28 bytes more than the text in UTF-8
 */
export const sealText = (master: Uint8Array, place: SealedPlace, iv: Uint8Array, text: string): Buffer =>
  encrypt(keyOf(master, place), iv, Buffer.from(place.business, 'utf8'), Buffer.from(text, 'utf8'));

/** The text, or undefined if these bytes were not sealed for this place. */
export const openText = (master: Uint8Array, place: SealedPlace, sealed: Uint8Array): string | undefined =>
  decrypt(keyOf(master, place), Buffer.from(place.business, 'utf8'), sealed)?.toString('utf8');

const keyOf = (master: Uint8Array, { what, name }: SealedPlace) => macUnder(master, `${what}-key/v1`, name);
