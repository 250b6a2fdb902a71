import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  formatVerifierKey,
  isKeyName,
  parseVerifierKey,
  publicKeyObject,
  TYPE_COSIGNATURE,
  TYPE_ED25519,
  verifierKeyOf,
} from '../../../ledger/core/log/verifier-key.ts';
import c2sp from '../../vectors/c2sp.json' with { type: 'json' };
import tlog70000 from '../../vectors/tlog-70000.json' with { type: 'json' };
import { testKey } from './sample-log.ts';

const EXAMPLE = c2sp.signed_note.verifier_key;

describe('verifier keys', () => {
  test.each([
    EXAMPLE,
    c2sp.cosigner_key_id.verifier_key,
    c2sp.tlog_proof.log_verifier_key,
    c2sp.tlog_proof.witness_verifier_key,
    tlog70000.checkpoint_70000.verifier_key,
  ])('%s is read and written back', (line) => {
    const read = parseVerifierKey(line);
    expect(read).toMatchObject({ kind: 'parsed' });
    if (read.kind === 'parsed') expect(formatVerifierKey(read.value)).toBe(line);
  });

  test('the published witness key is the one of its published seed', () => {
    const key = verifierKeyOf('witness.example/w1', TYPE_COSIGNATURE, testKey(7));
    expect(formatVerifierKey(key)).toBe(c2sp.tlog_proof.witness_verifier_key);
  });

  test('public and private half give the same verifier key', () => {
    const [own, pub] = [testKey(1), createPublicKey(testKey(1))];
    expect(verifierKeyOf('a.example', TYPE_ED25519, own)).toEqual(
      verifierKeyOf('a.example', TYPE_ED25519, pub),
    );
    expect(publicKeyObject(verifierKeyOf('a.example', TYPE_ED25519, own)).equals(pub)).toBe(true);
  });

  test('name, type and key each change the id', () => {
    const ids = [
      verifierKeyOf('a.example', TYPE_ED25519, testKey(1)),
      verifierKeyOf('b.example', TYPE_ED25519, testKey(1)),
      verifierKeyOf('a.example', TYPE_COSIGNATURE, testKey(1)),
      verifierKeyOf('a.example', TYPE_ED25519, testKey(2)),
    ].map((key) => key.id);
    expect(new Set(ids).size).toBe(4);
  });

  test('an id with leading zeros keeps its eight digits', () => {
    const key = verifierKeyOf('a.example', TYPE_ED25519, testKey(1));
    expect(formatVerifierKey({ ...key, id: 0xab })).toContain('+000000ab+');
  });

  const [name, id, material] = EXAMPLE.split('+') as [string, string, string];
  test.each<[string, string]>([
    ['', 'verifier-key-malformed'],
    [name, 'verifier-key-malformed'],
    [`${name}+${id}`, 'verifier-key-malformed'],
    [`${name}+${id}+`, 'verifier-key-malformed'],
    [`+${id}+${material}`, 'verifier-key-malformed'],
    [`${EXAMPLE}\n`, 'verifier-key-malformed'],
    [` ${EXAMPLE}`, 'verifier-key-malformed'],
    [`a b+${id}+${material}`, 'verifier-key-malformed'],
    [`a\u00a0b+${id}+${material}`, 'verifier-key-malformed'],
    [`${name}+${id.toUpperCase()}+${material}`, 'verifier-key-malformed'],
    [`${name}+0${id}+${material}`, 'verifier-key-malformed'],
    [`${name}+${id.slice(1)}+${material}`, 'verifier-key-malformed'],
    [`${name}+${id}+${material}=`, 'verifier-key-malformed'],
    [`${name}+${id}+not base64`, 'verifier-key-malformed'],
    [`${name}+${id}+${Buffer.alloc(32, 1).toString('base64')}`, 'verifier-key-malformed'],
    [`${name}+${id}+${Buffer.alloc(34, 1).toString('base64')}`, 'verifier-key-malformed'],
    [`${name}+${id}+${Buffer.alloc(33, 2).toString('base64')}`, 'verifier-key-unsupported'],
    [`${name}+${id}+${Buffer.alloc(1_313, 6).toString('base64')}`, 'verifier-key-unsupported'],
    [`${name}+${id}+${Buffer.alloc(33, 6).toString('base64')}`, 'verifier-key-unsupported'],
    [`${name}x+${id}+${material}`, 'verifier-key-id-mismatch'],
    [`${name}+00000000+${material}`, 'verifier-key-id-mismatch'],
    [`${name}+${id}+${Buffer.alloc(33, 1).toString('base64')}`, 'verifier-key-id-mismatch'],
    [`${name}+${id}+${Buffer.alloc(33, 4).toString('base64')}`, 'verifier-key-id-mismatch'],
    [`${'a'.repeat(5_000)}+${id}+${material}`, 'verifier-key-malformed'],
  ])('%j is refused as %s', (line, code) => {
    expect(parseVerifierKey(line)).toEqual({ kind: 'refused', code });
  });

  test.each(['', 'a b', 'a+b', 'a\tb', 'a\nb', 'a\0b', 'a\u2003b', 'a\u0085b', '\ud800'])(
    '%j is no key name',
    (bad) => {
      expect(isKeyName(bad)).toBe(false);
      expect(() => verifierKeyOf(bad, TYPE_ED25519, testKey(1))).toThrow(RangeError);
    },
  );

  test.each(['a', 'example.com/log', 'log.example:8787', 'żółw.example', 'oid/1.3.6.1'])(
    '%j is a key name',
    (good) => {
      expect(isKeyName(good)).toBe(true);
    },
  );

  test('a key of another algorithm is refused', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(() => verifierKeyOf('a.example', TYPE_ED25519, privateKey)).toThrow(RangeError);
  });
});
