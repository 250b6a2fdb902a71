import { createCipheriv } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commit } from '../../../ledger/core/subject/commitment.ts';
import { open, seal, unwrapKey, wrapKey } from '../../../ledger/core/subject/sealed.ts';

const REFUSED = { kind: 'refused' };
const master = Buffer.alloc(32, 1);
const key = Buffer.alloc(32, 2);
const iv = Buffer.alloc(12, 3);
const nonce = Buffer.alloc(32, 4);
const record = Buffer.from('{"kind":"opt_in","v":1}');
const entry = commit(nonce, record);
const owner = '019aaaaa-0000-7000-8000-000000000001';

const flipped = (bytes: Uint8Array, at: number, bit: number) => {
  const copy = Buffer.from(bytes);
  copy[at]! ^= 1 << bit;
  return copy;
};
/** Every way to change a single bit. */
const everyFlip = (bytes: Uint8Array) => {
  return Array.from({ length: bytes.length * 8 }, (_, i) => flipped(bytes, i >> 3, i & 7));
};
const encrypt = (aad: Uint8Array, plaintext: Uint8Array, under = key) => {
  const cipher = createCipheriv('aes-256-gcm', under, iv).setAAD(aad);
  return Buffer.concat([iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
};

describe('wrapped keys', () => {
  const wrapped = wrapKey(master, owner, key, iv);

  test('a key comes back to its owner', () => {
    expect(unwrapKey(master, owner, wrapped)).toEqual(key);
  });

  test('it is iv, ciphertext and tag of AES-256-GCM, bound to the owner', () => {
    expect(wrapped).toEqual(encrypt(Buffer.from(`optmark/key/v1\0${owner}`), key, master));
    expect(wrapped).toHaveLength(60);
  });

  test('a key given to another owner is refused', () => {
    expect(unwrapKey(master, '019aaaaa-0000-7000-8000-000000000002', wrapped)).toBeUndefined();
    expect(unwrapKey(master, '', wrapped)).toBeUndefined();
    expect(unwrapKey(master, `${owner}\0`, wrapped)).toBeUndefined();
  });

  test('another master key is refused', () => {
    expect(unwrapKey(Buffer.alloc(32, 9), owner, wrapped)).toBeUndefined();
  });

  test('every changed bit is refused', () => {
    for (const changed of everyFlip(wrapped)) expect(unwrapKey(master, owner, changed)).toBeUndefined();
  });

  test('bytes cut off or added are refused', () => {
    for (let length = 0; length < wrapped.length; length += 1) {
      expect(unwrapKey(master, owner, wrapped.subarray(0, length))).toBeUndefined();
    }
    expect(unwrapKey(master, owner, Buffer.concat([wrapped, Buffer.of(0)]))).toBeUndefined();
  });

  test('a plaintext that is not a key is refused, even if the master key sealed it', () => {
    const short = encrypt(Buffer.from(`optmark/key/v1\0${owner}`), key.subarray(0, 16), master);
    expect(unwrapKey(master, owner, short)).toBeUndefined();
  });

  test('a sealed record is not a wrapped key, though one key made both', () => {
    const sealed = seal(master, iv, entry, nonce, Buffer.alloc(0));
    expect(sealed).toHaveLength(60);
    expect(unwrapKey(master, owner, sealed)).toBeUndefined();
  });

  test('a key, master key or iv of another length is refused by name', () => {
    expect(() => wrapKey(master, owner, Buffer.alloc(16), iv)).toThrow(RangeError);
    expect(() => wrapKey(Buffer.alloc(31), owner, key, iv)).toThrow(RangeError);
    expect(() => wrapKey(master, owner, key, Buffer.alloc(16))).toThrow(RangeError);
    expect(() => unwrapKey(Buffer.alloc(16), owner, wrapped)).toThrow(RangeError);
  });
});

describe('sealed records', () => {
  const sealed = seal(key, iv, entry, nonce, record);

  test('a record comes back with its nonce, byte for byte, whatever the record', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => {
        const row = seal(key, iv, entry, nonce, bytes);
        expect(open(key, entry, row)).toEqual({ kind: 'opened', nonce, bytes: Buffer.from(bytes) });
      }),
    );
  });

  test('it is iv, ciphertext and tag of AES-256-GCM over nonce and record, bound to the entry', () => {
    const aad = Buffer.concat([Buffer.from('optmark/record/v1\0'), entry]);
    expect(sealed).toEqual(encrypt(aad, Buffer.concat([nonce, record])));
    expect(sealed).toHaveLength(record.length + 60);
  });

  test('nothing of the record or nonce can be read in it', () => {
    expect(sealed.includes('opt_in')).toBe(false);
    expect(sealed.includes(nonce.subarray(0, 8))).toBe(false);
  });

  test('every changed bit of the row is refused', () => {
    for (const changed of everyFlip(sealed)) expect(open(key, entry, changed)).toEqual(REFUSED);
  });

  test('every changed bit of the entry is refused', () => {
    for (const changed of everyFlip(entry)) expect(open(key, changed, sealed)).toEqual(REFUSED);
  });

  test('a row moved to another place in the log is refused', () => {
    expect(open(key, commit(Buffer.alloc(32, 5), record), sealed)).toEqual(REFUSED);
  });

  test('an entry cut, extended or missing is refused', () => {
    expect(open(key, entry.subarray(0, 32), sealed)).toEqual(REFUSED);
    expect(open(key, Buffer.concat([entry, Buffer.of(0)]), sealed)).toEqual(REFUSED);
    expect(open(key, Buffer.alloc(0), sealed)).toEqual(REFUSED);
  });

  test('every changed bit of the key is refused', () => {
    for (const changed of everyFlip(key)) expect(open(changed, entry, sealed)).toEqual(REFUSED);
  });

  test('bytes cut off anywhere or added are refused', () => {
    for (let length = 0; length < sealed.length; length += 1) {
      expect(open(key, entry, sealed.subarray(0, length))).toEqual(REFUSED);
      expect(open(key, entry, sealed.subarray(sealed.length - length))).toEqual(REFUSED);
    }
    expect(open(key, entry, Buffer.concat([sealed, Buffer.of(0)]))).toEqual(REFUSED);
    expect(open(key, entry, Buffer.concat([Buffer.of(0), sealed]))).toEqual(REFUSED);
  });

  test('a row without room for a nonce is refused, even if the key sealed it', () => {
    const aad = Buffer.concat([Buffer.from('optmark/record/v1\0'), entry]);
    expect(open(key, entry, encrypt(aad, nonce.subarray(0, 31)))).toEqual(REFUSED);
  });

  test('any bytes at all are refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 40 }), (bytes, anyEntry) => {
        expect(open(key, anyEntry, bytes)).toEqual(REFUSED);
        expect(unwrapKey(master, owner, bytes)).toBeUndefined();
      }),
      { numRuns: 1_000 },
    );
  });

  test('what was opened is not changed by what is opened next', () => {
    const first = open(key, entry, sealed);
    open(key, entry, seal(key, iv, entry, Buffer.alloc(32, 9), Buffer.alloc(record.length, 9)));
    expect(first).toEqual({ kind: 'opened', nonce, bytes: record });
  });

  test('a key, iv, entry or nonce of another length is refused by name', () => {
    expect(() => seal(Buffer.alloc(16), iv, entry, nonce, record)).toThrow(RangeError);
    expect(() => seal(key, Buffer.alloc(11), entry, nonce, record)).toThrow(RangeError);
    expect(() => seal(key, iv, entry.subarray(1), nonce, record)).toThrow(RangeError);
    expect(() => seal(key, iv, entry, Buffer.alloc(31), record)).toThrow(RangeError);
    expect(() => open(Buffer.alloc(16), entry, sealed)).toThrow(RangeError);
  });
});
