import { sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { cosignatureTime, cosignatureVerifier, cosigner } from '../../../ledger/core/log/cosignature.ts';
import { ed25519Signer, openNote, parseNote, signNote } from '../../../ledger/core/log/signed-note.ts';
import { TYPE_ED25519, verifierKeyOf } from '../../../ledger/core/log/verifier-key.ts';
import c2sp from '../../vectors/c2sp.json' with { type: 'json' };
import { flipBit, testKey } from './sample-log.ts';

const TIME = 1_700_000_000;
const TEXT = 'log.example\n5\nAAAA\n';
const witness = cosigner('witness.example/w1', testKey(7), TIME);
const knowsWitness = cosignatureVerifier(witness.key);

describe('cosignatures', () => {
  test('the published cosignature is made again, byte for byte', () => {
    const checkpoint = c2sp.tlog_proof.proof.slice(c2sp.tlog_proof.proof.indexOf('\n\n') + 2);
    const read = parseNote(checkpoint);
    if (read.kind === 'refused') throw new Error(read.code);
    const [, published] = read.value.signatures;
    expect(Buffer.from(witness.sign(read.value.text))).toEqual(published?.signature);
    expect(knowsWitness.verify(read.value.text, published!.signature)).toBe(true);
  });

  test('a cosignature is 72 bytes and carries its time', () => {
    const signature = witness.sign(TEXT);
    expect(signature).toHaveLength(72);
    expect(cosignatureTime(signature)).toBe(TIME);
  });

  test('exactly header, time and whole text are signed', () => {
    const message = Buffer.from(`cosignature/v1\ntime ${TIME}\n${TEXT}`);
    const byHand = Buffer.concat([Buffer.from('000000006553f100', 'hex'), sign(null, message, testKey(7))]);
    expect(Buffer.from(witness.sign(TEXT))).toEqual(byHand);
  });

  test('a note with log signature and cosignature opens with both', () => {
    const log = ed25519Signer('log.example', testKey(1));
    const opened = openNote(signNote(TEXT, [log, witness]), [knowsWitness]);
    expect(opened).toMatchObject({
      kind: 'opened',
      verified: [{ key: { name: 'witness.example/w1', type: 4 } }],
    });
  });
});

describe('a witness that cosigned twice', () => {
  test('counts once, with the first of its lines', () => {
    const later = cosigner('witness.example/w1', testKey(7), TIME + 60);
    const opened = openNote(signNote(TEXT, [witness, later]), [knowsWitness]);
    if (opened.kind === 'refused') throw new Error(opened.code);
    expect(opened.verified.map(({ signature }) => cosignatureTime(signature))).toEqual([TIME]);
  });
});

describe('cosignatures that are refused', () => {
  const signature = witness.sign(TEXT);

  test('any one bit turned over, in time or signature', () => {
    for (let bit = 0; bit < signature.length * 8; bit += 1) {
      if (knowsWitness.verify(TEXT, flipBit(signature, bit))) expect.fail(`bit ${bit}`);
    }
  });

  test('another text, or an extension line more', () => {
    expect(knowsWitness.verify(TEXT.replace('5', '6'), signature)).toBe(false);
    expect(knowsWitness.verify(`${TEXT}extension\n`, signature)).toBe(false);
  });

  test('a plain signature by the same key', () => {
    const plain = ed25519Signer('witness.example/w1', testKey(7)).sign(TEXT);
    expect(knowsWitness.verify(TEXT, plain)).toBe(false);
    expect(knowsWitness.verify(TEXT, Buffer.concat([signature.subarray(0, 8), plain]))).toBe(false);
  });

  test.each([0, 7, 8, 64, 71, 73])('%i bytes', (length) => {
    expect(knowsWitness.verify(TEXT, Buffer.alloc(length))).toBe(false);
    expect(cosignatureTime(Buffer.alloc(length))).toBeUndefined();
  });

  test('a time beyond the safe integers', () => {
    const late = Buffer.concat([Buffer.alloc(8, 0x7f), signature.subarray(8)]);
    expect(cosignatureTime(late)).toBeUndefined();
    expect(knowsWitness.verify(TEXT, late)).toBe(false);
  });

  test.each([-1, 0.5, Number.NaN, 2 ** 53])('signing at time %d', (time) => {
    expect(() => cosigner('witness.example', testKey(7), time)).toThrow(RangeError);
  });

  test('a plain Ed25519 key as a witness', () => {
    expect(() => cosignatureVerifier(verifierKeyOf('w.example', TYPE_ED25519, testKey(7)))).toThrow(
      RangeError,
    );
  });
});
