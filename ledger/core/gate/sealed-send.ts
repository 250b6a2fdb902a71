// The kept parts of a message that went through the gate that may hold a number: the signed permit (its hash
// of the recipient can be undone by trying all numbers) and Meta's answer.
//
//   key    = MAC "send-key/v1" of the permit id, under master (core/mac.ts)      one per send
//   sealed = iv(12) || ciphertext || tag(16)      AES-256-GCM, AAD: "permit" or "answer"

import { createCipheriv, createDecipheriv } from 'node:crypto';
import { macUnder } from '../mac.ts';
import { IV_BYTES } from '../subject/sealed.ts';

const tagBytes = 16;

/** Each is sealed once per send, so that two texts never meet under one key and iv. */
export type SealedPart = 'permit' | 'answer';

/**
 * @param master 32 bytes
 * @param permit id of the permit
 * @param iv 12 bytes, random
 */
export function sealOfSend(
  master: Uint8Array,
  permit: string,
  part: SealedPart,
  iv: Uint8Array,
  bytes: Uint8Array,
): Buffer {
  const cipher = createCipheriv('aes-256-gcm', keyOf(master, permit), iv, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(part, 'ascii'));
  const ciphertext = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([iv, ciphertext, cipher.getAuthTag()]);
}

/** The bytes, or undefined if they were not sealed as this part of this send. */
export function openOfSend(
  master: Uint8Array,
  permit: string,
  part: SealedPart,
  sealed: Uint8Array,
): Buffer | undefined {
  if (sealed.length < IV_BYTES + tagBytes) return undefined;
  const iv = sealed.subarray(0, IV_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', keyOf(master, permit), iv, { authTagLength: tagBytes })
    .setAAD(Buffer.from(part, 'ascii'))
    .setAuthTag(sealed.subarray(-tagBytes));
  const bytes = decipher.update(sealed.subarray(IV_BYTES, -tagBytes));
  try {
    return Buffer.concat([bytes, decipher.final()]);
  } catch {
    return undefined;
  }
}

const keyOf = (master: Uint8Array, permit: string) => macUnder(master, 'send-key/v1', permit);
