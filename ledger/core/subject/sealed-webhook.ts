// The body of a webhook that waits to be forwarded, as the database holds it: it names people and what they
// wrote.
//
//   key    = MAC "webhook-key/v1" of the id, under master (core/mac.ts)      one per row
//   sealed = iv(12) || ciphertext || tag(16)      AES-256-GCM, AAD: business 0x00 sender
//
// The AAD is where it goes: a row that was moved to another sender, and so to another address, does not open.

import { macUnder } from '../mac.ts';
import { decrypt, encrypt } from './sealed.ts';

/** Which row, and whose. */
export type WebhookPlace = { readonly id: string; readonly business: string; readonly sender: string };

/**
 * @param master 32 bytes
 * @param iv 12 bytes, random
 * @returns 28 bytes more than the body
 */
export const sealWebhook = (
  master: Uint8Array,
  place: WebhookPlace,
  iv: Uint8Array,
  body: Uint8Array,
): Buffer => encrypt(keyOf(master, place), iv, aadOf(place), body);

/** The body, or undefined if these bytes were not sealed for this place. */
export const openWebhook = (
  master: Uint8Array,
  place: WebhookPlace,
  sealed: Uint8Array,
): Buffer | undefined => decrypt(keyOf(master, place), aadOf(place), sealed);

const keyOf = (master: Uint8Array, { id }: WebhookPlace) => macUnder(master, 'webhook-key/v1', id);
const aadOf = ({ business, sender }: WebhookPlace) => Buffer.from(`${business}\0${sender}`, 'utf8');
