import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutBundle, decodeBundle, encodeBundle } from '../../../ledger/core/log/entry-bundle.ts';
import tlog70000 from '../../vectors/tlog-70000.json' with { type: 'json' };
import { entriesOf, hex, sha256 } from './sample-log.ts';

const MALFORMED = { kind: 'refused', code: 'bundle-malformed' };

describe('entry bundles', () => {
  test('bundles are the published files, byte for byte', () => {
    const entries = entriesOf(70_000);
    const files = tlog70000.files_sha256_at_70000;
    expect(hex(sha256(encodeBundle(entries.slice(0, 256))))).toBe(files['tile/entries/000']);
    expect(hex(sha256(encodeBundle(entries.slice(273 * 256))))).toBe(files['tile/entries/273.p/112']);
  });

  test('what was encoded is decoded, entry by entry', () => {
    const anyEntries = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 256 });
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const decoded = decodeBundle(encodeBundle(entries), entries.length);
        expect(decoded).toMatchObject({ kind: 'parsed' });
        if (decoded.kind === 'parsed') expect(decoded.value.map(hex)).toEqual(entries.map(hex));
      }),
      { numRuns: 30 },
    );
  });

  test('the longest entry fits, one byte more is refused', () => {
    const longest = encodeBundle([Buffer.alloc(65_535, 1)]);
    expect(decodeBundle(longest, 1)).toMatchObject({ kind: 'parsed', value: [{ length: 65_535 }] });
    expect(() => encodeBundle([Buffer.alloc(65_536)])).toThrow(RangeError);
  });

  test('257 entries are refused', () => {
    expect(() => encodeBundle(entriesOf(257))).toThrow(RangeError);
  });

  test('a partial bundle is a prefix of the full one', () => {
    const full = encodeBundle(entriesOf(256));
    for (const width of [1, 7, 255, 256]) {
      expect(cutBundle(full, width)).toEqual({ kind: 'parsed', value: encodeBundle(entriesOf(width)) });
    }
  });

  test('a bundle narrower than the cut is refused', () => {
    expect(cutBundle(encodeBundle(entriesOf(7)), 8)).toEqual(MALFORMED);
  });

  test.each([6, 8, 256])('seven entries where %i are promised are refused', (width) => {
    expect(decodeBundle(encodeBundle(entriesOf(7)), width)).toEqual(MALFORMED);
  });

  test('a bundle cut anywhere inside is refused', () => {
    const bundle = encodeBundle(entriesOf(7));
    for (let length = 0; length < bundle.length; length += 1) {
      expect(decodeBundle(bundle.subarray(0, length), 7)).toEqual(MALFORMED);
    }
  });

  test('bytes after the last entry are refused', () => {
    const bundle = encodeBundle(entriesOf(7));
    expect(decodeBundle(Buffer.concat([bundle, Uint8Array.of(0)]), 7)).toEqual(MALFORMED);
    expect(decodeBundle(Buffer.concat([bundle, Uint8Array.of(0, 0)]), 7)).toEqual(MALFORMED);
  });

  test('a length that points past the end is refused', () => {
    expect(decodeBundle(Uint8Array.of(0xff, 0xff, 1), 1)).toEqual(MALFORMED);
  });

  test('any bytes are decoded or refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.integer({ min: 1, max: 256 }), (bytes, width) => {
        expect(['parsed', 'refused']).toContain(decodeBundle(bytes, width).kind);
      }),
    );
  });
});
