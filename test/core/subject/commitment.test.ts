import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commit, opens } from '../../../ledger/core/subject/commitment.ts';

const nonce = Buffer.alloc(32, 7);
const record = Buffer.from('{"kind":"opt_in","v":1}');
const flipped = (bytes: Uint8Array, at: number) => {
  const copy = Buffer.from(bytes);
  copy[at]! ^= 1;
  return copy;
};

describe('the public entry', () => {
  test('it is 0x01 and the HMAC-SHA256 of the record under the nonce', () => {
    const entry = commit(nonce, record);
    expect(entry).toHaveLength(33);
    expect(entry[0]).toBe(0x01);
    expect(entry.subarray(1)).toEqual(createHmac('sha256', nonce).update(record).digest());
  });

  test('it agrees with RFC 4231: a key and its zero padding are one key, so case 2 can be reached with 32 bytes', () => {
    const key = Buffer.alloc(32);
    key.write('Jefe');
    const expected = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
    expect(commit(key, Buffer.from('what do ya want for nothing?')).toString('hex')).toBe(`01${expected}`);
  });

  test('one record under two nonces gives two entries', () => {
    expect(commit(nonce, record).equals(commit(Buffer.alloc(32, 8), record))).toBe(false);
  });

  test('an opening opens its entry, whatever the record', () => {
    const anyNonce = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(anyNonce, fc.uint8Array({ maxLength: 3000 }), (anyNonce, anyRecord) => {
        expect(opens(commit(anyNonce, anyRecord), anyNonce, anyRecord)).toBe(true);
      }),
    );
  });

  test('a record of no bytes can be committed to', () => {
    expect(opens(commit(nonce, Buffer.alloc(0)), nonce, Buffer.alloc(0))).toBe(true);
  });
});

describe('refused openings', () => {
  const entry = commit(nonce, record);

  test('a byte changed in entry, nonce or record', () => {
    for (let at = 0; at < entry.length; at += 1) expect(opens(flipped(entry, at), nonce, record)).toBe(false);
    for (let at = 0; at < nonce.length; at += 1) expect(opens(entry, flipped(nonce, at), record)).toBe(false);
    for (let at = 0; at < record.length; at += 1)
      expect(opens(entry, nonce, flipped(record, at))).toBe(false);
  });

  test('an entry of another version', () => {
    expect(opens(Buffer.concat([Buffer.of(0x02), entry.subarray(1)]), nonce, record)).toBe(false);
  });

  test.each([0, 1, 32, 34, 66])('an entry of %i bytes', (length) => {
    expect(opens(Buffer.concat([entry, entry]).subarray(0, length), nonce, record)).toBe(false);
  });

  test('a nonce that HMAC would pad to the same key', () => {
    const endsInZero = Buffer.concat([Buffer.alloc(31, 7), Buffer.of(0)]);
    const committed = commit(endsInZero, record);
    expect(opens(committed, endsInZero, record)).toBe(true);
    expect(opens(committed, endsInZero.subarray(0, 31), record)).toBe(false);
    expect(opens(committed, Buffer.concat([endsInZero, Buffer.of(0)]), record)).toBe(false);
  });

  test('a record cut or extended by one byte', () => {
    expect(opens(entry, nonce, record.subarray(0, -1))).toBe(false);
    expect(opens(entry, nonce, Buffer.concat([record, Buffer.of(0)]))).toBe(false);
  });

  test.each([0, 31, 33, 64])('to commit under a nonce of %i bytes', (length) => {
    expect(() => commit(Buffer.alloc(length), record)).toThrow(RangeError);
  });
});
