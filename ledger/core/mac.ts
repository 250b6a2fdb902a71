// Every MAC of the ledger's own (HMAC-SHA256, RFC 2104). Each MAC holds its own context, so that none passes
// as another. The length stands before each part, so that no two lists of parts give the same input.
//
//   MAC = HMAC-SHA256(key, "optmark/" ‖ context ‖ 0x00 ‖ for each part: its length, uint32 BE ‖ its bytes)
//
// Formats that others publish or read have bytes of their own: the entry of the log (subject/commitment.ts),
// the tag of an identifier (subject/tag.ts), Meta's signature, the code gateway's.

import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';

/** What a MAC may be for, and how many of its 32 bytes are kept. Another recipe is another version. */
const contexts = {
  // Under the keys for MACs.
  'nonce/v1': 32,
  'spent-key/v1': 32,
  'spent-request/v1': 32,
  // So short that the link fits an SMS; RFC 2104 section 5 asks for half.
  'person-link/v1': 16,
  'opt-in-link/v1': 16,
  'link-pass/v1': 32,
  'access-token/v1': 32,
  'message-id/v1': 32,
  'webhook-body/v1': 32,
  'message-code/v1': 32,
  'digit-code/v1': 32,
  'one-time-code/v1': 32,
  'asked-number/v1': 32,
  'kept-row/v1': 32,
  'flow-secret/v1': 32,
  'ivr-call/v1': 32,
  'ivr-signed/v1': 32,
  'ivr-signed-for/v1': 32,
  'sms-secret/v1': 32,
  'sms-thread/v1': 32,
  'register-cursor/v1': 32,
  'feed-cursor/v1': 32,
  'erasure-token/v1': 32,
  'console-csrf/v1': 32,
  // Keys that are derived from the master key.
  'send-key/v1': 32,
  'webhook-key/v1': 32,
  'journal-key/v1': 32,
  'call-key/v1': 32,
  'pending-key/v1': 32,
  'erasure-key/v1': 32,
  'provider-key/v1': 32,
  'sms-provider-key/v1': 32,
  'sms-thread-key/v1': 32,
  'link-key/v1': 32,
  'staff-key/v1': 32,
  'console-link-key/v1': 32,
  'console-session-key/v1': 32,
  // Under the master key: that a holder of the ledger's keys made a backup.
  'backup/v1': 32,
  // Of secrets, as records of set-up name them.
  'setup/v1': 32,
  // Found again while the table of people stands.
  'identity/v1': 32,
  // What the database remembers of a key.
  'key-check/v1': 32,
  // Under a secret that dies with the process.
  'limit/v1': 32,
  'network/v1': 32,
} as const;

export type MacContext = keyof typeof contexts;

/** A secret of 32 bytes outside the database; versions overlap while one replaces another. */
export type MacKey = { readonly version: number; readonly key: KeyObject };
/** Current first. A MAC is made under the current key and accepted under each, but for `foundAgain`. */
export type MacKeys = readonly [current: MacKey, ...before: MacKey[]];

type Part = string | Uint8Array;

/**
 * What is kept and found again by its MAC, so that it must come out the same for ever. Under the oldest key:
 * under a new one, a nonce that was spent before the replacement could be spent once more.
 */
const foundAgain: ReadonlySet<MacContext> = new Set([
  'spent-key/v1',
  'spent-request/v1',
  'access-token/v1',
  'message-id/v1',
  'webhook-body/v1',
  'message-code/v1',
  'digit-code/v1',
  'ivr-call/v1',
  'ivr-signed/v1',
  'sms-thread/v1',
]);

export const mac = (keys: MacKeys, context: MacContext, ...parts: readonly Part[]): Buffer =>
  macUnder((foundAgain.has(context) ? keys.at(-1)! : keys[0]).key, context, ...parts);

/**
 * Whether this is that MAC, under any of the keys. Compares in constant time; never throws on what a stranger
 * sends.
 */
export const macIs = (
  keys: MacKeys,
  given: Uint8Array,
  context: MacContext,
  ...parts: readonly Part[]
): boolean =>
  given.length === contexts[context] &&
  keys.some(({ key }) => timingSafeEqual(given, macUnder(key, context, ...parts)));

/** Under a secret that is no key for MACs: the master key, or one that dies with the process. */
export const macUnder = (
  secret: KeyObject | Uint8Array,
  context: MacContext,
  ...parts: readonly Part[]
): Buffer =>
  createHmac('sha256', secret).update(inputOf(context, parts)).digest().subarray(0, contexts[context]);

const lengthBytes = 4;

/** In one piece: each call into OpenSSL costs as much as copying a kilobyte. */
function inputOf(context: MacContext, parts: readonly Part[]): Buffer {
  const label = `optmark/${context}\0`;
  let length = label.length;
  for (const part of parts) length += lengthBytes + Buffer.byteLength(part);
  const input = Buffer.allocUnsafe(length);
  let at = input.write(label, 'latin1');
  for (const part of parts) {
    const start = at + lengthBytes;
    const written = typeof part === 'string' ? input.write(part, start, 'utf8') : copied(part, input, start);
    at = input.writeUInt32BE(written, at) + written;
  }
  return input;
}

function copied(part: Uint8Array, into: Buffer, at: number): number {
  into.set(part, at);
  return part.length;
}
