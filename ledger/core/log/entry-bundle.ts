// Entry bundles: the bytes of up to 256 consecutive log entries.
//
// C2SP tlog-tiles, "Log entries". A bundle is a sequence of
//
//   uint16 length, big endian || entry bytes
//
// Entry i of bundle n is leaf n*256 + i. Because lengths lie inside, a partial bundle is a prefix of the full
// one.

import { type Parsed, parsed, refused } from './refusal.ts';
import { TILE_WIDTH } from './tile.ts';

/** Longest entry the uint16 length can name. */
export const MAX_ENTRY_BYTES = 65_535;
const LENGTH_BYTES = 2;

/**
 * The bundle of these entries.
 * @param entries 0 to 256 entries of at most 65,535 bytes
 * @throws RangeError when there are more, or one is longer
 */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length > TILE_WIDTH) throw new RangeError('a bundle holds at most 256 entries');
  const bundle = Buffer.allocUnsafe(entries.reduce((sum, entry) => sum + LENGTH_BYTES + entry.length, 0));
  let offset = 0;
  for (const entry of entries) {
    if (entry.length > MAX_ENTRY_BYTES) throw new RangeError('an entry is at most 65,535 bytes');
    offset = bundle.writeUInt16BE(entry.length, offset);
    bundle.set(entry, offset);
    offset += entry.length;
  }
  return bundle;
}

/**
 * The entries of a bundle, as views of its bytes.
 * @param width how many entries the bundle's path promises, 1..256; a bundle with more or fewer is refused
 */
export function decodeBundle(bundle: Uint8Array, width: number): Parsed<Uint8Array[]> {
  const entries: Uint8Array[] = [];
  let offset = 0;
  while (offset < bundle.length) {
    const end = entryEnd(bundle, offset);
    if (end === undefined || entries.length === width) return refused('bundle-malformed');
    entries.push(bundle.subarray(offset + LENGTH_BYTES, end));
    offset = end;
  }
  return entries.length === width ? parsed(entries) : refused('bundle-malformed');
}

/** The bundle of the first `width` entries, cut as a prefix of a wider bundle. */
export function cutBundle(bundle: Uint8Array, width: number): Parsed<Uint8Array> {
  let offset = 0;
  for (let i = 0; i < width; i += 1) {
    const end = entryEnd(bundle, offset);
    if (end === undefined) return refused('bundle-malformed');
    offset = end;
  }
  return parsed(bundle.subarray(0, offset));
}

// Where the entry at `offset` ends, or undefined when the bundle ends first.
function entryEnd(bundle: Uint8Array, offset: number): number | undefined {
  const [high, low] = bundle.subarray(offset, offset + LENGTH_BYTES);
  if (high === undefined || low === undefined) return undefined;
  const end = offset + LENGTH_BYTES + high * 256 + low;
  return end <= bundle.length ? end : undefined;
}
