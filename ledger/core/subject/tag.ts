// Tags: how a person is found without their number being in the database.
//
//   tag    = HMAC-SHA256(pepper, business || 0x00 || kind || 0x00 || value)
//   prefix = the first 8 bytes of the tag as a signed big-endian integer, for a Postgres bigint index
//
// A plain hash of a number is undone in minutes, since there are so few numbers; the pepper, kept outside the
// database, is what prevents that, so treat it as a key. The business is inside so that two businesses cannot
// compare their customers. A tag must never reach the public log: it would link a person's events for ever.

import type { KeyObject } from 'node:crypto';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { CanonicalIdentifier } from './identifier.ts';

/** A secret of 32 bytes outside the database; versions overlap while one replaces another. */
export type Pepper = { readonly version: number; readonly key: KeyObject };

/** A tag under one pepper. The prefix finds candidates; the whole tag decides. */
export type PepperedTag = { prefix: bigint; tag: Buffer; pepper: number };

/**
 * The tag of an identifier within a business, 32 bytes.
 *
 * The input is unambiguous: neither a kind nor a canonical value can contain 0x00, so the last two zeros are
 * always the separators, whatever the business is called. No two triples give the same bytes.
 */
export function identifierTag(
  { key }: Pepper,
  business: string,
  { kind, value }: CanonicalIdentifier,
): Buffer {
  const text = `${business}\0${kind}\0${value}`;
  keyed(key)._cloneInto(scratch).update(encode(text)).digestInto(digest);
  return Buffer.from(digest);
}

type Keyed = ReturnType<typeof hmac.create>;

// A tag is made for every question and is two short blocks of SHA-256. node:crypto makes and collects a
// native object for each, which costs as much again as the hashing; noble's state, once it has taken in the
// key, is copied into this one.
const keyedBy = new WeakMap<KeyObject, Keyed>();
const scratch: Keyed = hmac.create(sha256, new Uint8Array(32));
const digest = new Uint8Array(32);

// Into the same bytes each time: no tag is begun before the last is done.
const encoder = new TextEncoder();
const encoded = new Uint8Array(1024);

function encode(text: string): Uint8Array {
  // UTF-16 units become three bytes at most.
  if (text.length * 3 > encoded.length) return encoder.encode(text);
  return encoded.subarray(0, encoder.encodeInto(text, encoded).written);
}

function keyed(key: KeyObject): Keyed {
  let found = keyedBy.get(key);
  if (found === undefined) {
    found = hmac.create(sha256, key.export());
    keyedBy.set(key, found);
  }
  return found;
}

/** Signed 64-bit, big-endian, of the first 8 bytes of a tag. */
export function tagPrefix(tag: Buffer): bigint {
  return tag.readBigInt64BE(0);
}

/**
 * The tags to look for while a pepper is being replaced, in the order of `peppers`: the current one first.
 * New tags are written under the first only.
 * @throws RangeError when there is no pepper: a look-up under none would find no person, and lose an opt-out
 */
export function tagsUnderEveryPepper(
  peppers: readonly Pepper[],
  business: string,
  identifier: CanonicalIdentifier,
): PepperedTag[] {
  if (peppers.length === 0) throw new RangeError('a look-up needs at least one pepper');
  return peppers.map((pepper) => {
    const tag = identifierTag(pepper, business, identifier);
    return { prefix: tagPrefix(tag), tag, pepper: pepper.version };
  });
}
