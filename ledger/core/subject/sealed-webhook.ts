// The body of a webhook that waits to be forwarded, as the database holds it: it names people and what they wrote.
//
//   key    = HMAC-SHA256(master, "optmark/webhook/v1" 0x00 || id)      one per row
//   sealed = iv(12) || ciphertext || tag(16)      AES-256-GCM, AAD: business 0x00 sender
//
// The AAD is where it goes: a row that was moved to another sender, and so to another address, does not open.

import { createHmac } from 'node:crypto';
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

/** The body, or undefined where these bytes were not sealed for this place. */
export const openWebhook = (
  master: Uint8Array,
  place: WebhookPlace,
  sealed: Uint8Array,
): Buffer | undefined => decrypt(keyOf(master, place), aadOf(place), sealed);

const keyOf = (master: Uint8Array, { id }: WebhookPlace) =>
  createHmac('sha256', master).update(`optmark/webhook/v1\0${id}`).digest();
const aadOf = ({ business, sender }: WebhookPlace) => Buffer.from(`${business}\0${sender}`, 'utf8');
