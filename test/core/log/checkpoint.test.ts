import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Checkpoint,
  formatCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
} from '../../../ledger/core/log/checkpoint.ts';
import { cosignatureVerifier, cosigner } from '../../../ledger/core/log/cosignature.ts';
import { ed25519Signer, ed25519Verifier, signNote } from '../../../ledger/core/log/signed-note.ts';
import { parseVerifierKey } from '../../../ledger/core/log/verifier-key.ts';
import tlog70000 from '../../vectors/tlog-70000.json' with { type: 'json' };
import { hex, leavesOf, naiveRoot, testKey } from './sample-log.ts';

const ORIGIN = 'log.example/optmark';
const log = ed25519Signer(ORIGIN, testKey(1));
const trust = { origin: ORIGIN, logKeys: [ed25519Verifier(log.key)] };
const checkpoint: Checkpoint = { origin: ORIGIN, size: 70_000, root: Buffer.alloc(32, 0xab) };
const [GOOD_ROOT, EMPTY_ROOT] = [Buffer.alloc(32, 1), naiveRoot([])].map((root) => root.toString('base64'));

describe('checkpoints', () => {
  test('the published checkpoint of 70,000 verifies, and holds the published root', () => {
    const { note, verifier_key } = tlog70000.checkpoint_70000;
    const key = parseVerifierKey(verifier_key);
    if (key.kind === 'refused') throw new Error(key.code);
    const opened = openCheckpoint(note, { origin: 'PeterNeumann', logKeys: [ed25519Verifier(key.value)] });
    expect(opened).toMatchObject({ kind: 'opened', checkpoint: { origin: 'PeterNeumann', size: 70_000 } });
    if (opened.kind === 'opened')
      expect(hex(opened.checkpoint.root)).toBe(tlog70000.roots_by_size_hex['70000']);
  });

  test('what was signed is opened', () => {
    const opened = openCheckpoint(signCheckpoint(checkpoint, [log]), trust);
    expect(opened).toMatchObject({
      kind: 'opened',
      checkpoint: { origin: ORIGIN, size: 70_000 },
      cosignatures: [],
    });
    if (opened.kind === 'opened') expect(opened.text).toBe(formatCheckpoint(checkpoint));
  });

  test('two nodes signing one size sign the same bytes', () => {
    const other = ed25519Signer(ORIGIN, testKey(1));
    expect(signCheckpoint(checkpoint, [other])).toBe(signCheckpoint({ ...checkpoint }, [log]));
  });

  test('every checkpoint has one text, and the text says that checkpoint', () => {
    const anyRoot = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), anyRoot, (size, root) => {
        const read = parseCheckpoint(formatCheckpoint({ origin: ORIGIN, size, root }));
        expect(read).toMatchObject({ kind: 'parsed', value: { origin: ORIGIN, size } });
        if (read.kind === 'parsed') expect(hex(read.value.root)).toBe(hex(root));
      }),
    );
  });

  test('the empty log has a checkpoint, with the empty root only', () => {
    expect(parseCheckpoint(`${ORIGIN}\n0\n${EMPTY_ROOT}\n`)).toMatchObject({
      kind: 'parsed',
      value: { size: 0 },
    });
    expect(parseCheckpoint(`${ORIGIN}\n0\n${GOOD_ROOT}\n`)).toMatchObject({ code: 'checkpoint-malformed' });
  });

  test('extension lines are tolerated and covered by the signature', () => {
    const text = `${formatCheckpoint(checkpoint)}an extension\nanother\n`;
    const note = signNote(text, [log]);
    expect(openCheckpoint(note, trust)).toMatchObject({ kind: 'opened', checkpoint: { size: 70_000 }, text });
    expect(openCheckpoint(note.replace('another', 'changed'), trust)).toMatchObject({
      code: 'signature-invalid',
    });
  });

  test('an origin with spaces is read, for the specification only advises against it', () => {
    expect(parseCheckpoint(`My Log + more\n1\n${GOOD_ROOT}\n`)).toMatchObject({ kind: 'parsed' });
  });

  test('old and new key of the log are both believed while one replaces the other', () => {
    const next = ed25519Signer(ORIGIN, testKey(2));
    const both = { origin: ORIGIN, logKeys: [log, next].map(({ key }) => ed25519Verifier(key)) };
    for (const signers of [[log], [next], [log, next]]) {
      expect(openCheckpoint(signCheckpoint(checkpoint, signers), both)).toMatchObject({
        kind: 'opened',
        cosignatures: [],
      });
    }
  });
});

describe('texts that are no checkpoint', () => {
  test.each([
    '',
    '\n',
    ORIGIN,
    `${ORIGIN}\n`,
    `${ORIGIN}\n1`,
    `${ORIGIN}\n1\n`,
    `${ORIGIN}\n1\n${GOOD_ROOT}`,
    `\n1\n${GOOD_ROOT}\n`,
    `${ORIGIN}\n\n${GOOD_ROOT}\n`,
    `${ORIGIN}\n1\n\n`,
    `\n${ORIGIN}\n1\n${GOOD_ROOT}\n`,
    `${ORIGIN}\n01\n${GOOD_ROOT}\n`,
    `${ORIGIN}\n00\n${EMPTY_ROOT}\n`,
    `${ORIGIN}\n+1\n${GOOD_ROOT}\n`,
    `${ORIGIN}\n-1\n${GOOD_ROOT}\n`,
    `${ORIGIN}\n-0\n${EMPTY_ROOT}\n`,
    `${ORIGIN}\n 1\n${GOOD_ROOT}\n`,
    `${ORIGIN}\n1 \n${GOOD_ROOT}\n`,
    `${ORIGIN}\n1.0\n${GOOD_ROOT}\n`,
    `${ORIGIN}\n1e3\n${GOOD_ROOT}\n`,
    `${ORIGIN}\n0x1\n${GOOD_ROOT}\n`,
    `${ORIGIN}\nten\n${GOOD_ROOT}\n`,
    `${ORIGIN}\n9007199254740992\n${GOOD_ROOT}\n`,
    `${ORIGIN}\n3438945738945739845734895735\n${GOOD_ROOT}\n`,
    `${ORIGIN}\n1\n${GOOD_ROOT} \n`,
    `${ORIGIN}\n1\n ${GOOD_ROOT}\n`,
    `${ORIGIN}\n1\n${GOOD_ROOT?.slice(0, -1)}\n`,
    `${ORIGIN}\n1\n${Buffer.alloc(31).toString('base64')}\n`,
    `${ORIGIN}\n1\n${Buffer.alloc(33).toString('base64')}\n`,
    `${ORIGIN}\n1\n${Buffer.alloc(32, 0xff).toString('base64url')}\n`,
    `${ORIGIN}\n1\nThisIsn'tBase64\n`,
    `${ORIGIN}\n1\n${GOOD_ROOT}\n\n`,
    `${ORIGIN}\n1\n${GOOD_ROOT}\nextension\n\n`,
    `${ORIGIN}\n1\n${GOOD_ROOT}\n\nextension\n`,
    `${ORIGIN}\n1\n${GOOD_ROOT}\nextension`,
  ])('%j is refused', (text) => {
    expect(parseCheckpoint(text)).toEqual({ kind: 'refused', code: 'checkpoint-malformed' });
  });

  test('a signed text that is no checkpoint is refused although the signature is good', () => {
    expect(openCheckpoint(signNote('hello\n', [log]), trust)).toEqual({
      kind: 'refused',
      code: 'checkpoint-malformed',
    });
  });
});

describe('checkpoints that are not believed', () => {
  const witness = cosigner('witness.example', testKey(7), 1_700_000_000);
  const knowsWitness = { ...trust, cosigners: [cosignatureVerifier(witness.key)] };

  test('another size, root or origin under the signature', () => {
    const note = signCheckpoint(checkpoint, [log]);
    for (const changed of [
      note.replace('70000', '70001'),
      note.replace('q6', 'r6'),
      note.replace('log.', 'lag.'),
    ]) {
      expect(openCheckpoint(changed, trust)).toMatchObject({ kind: 'refused' });
    }
  });

  test('a checkpoint of another log that the same key signed', () => {
    const note = signCheckpoint({ ...checkpoint, origin: 'log.example/other' }, [log]);
    expect(openCheckpoint(note, trust)).toEqual({ kind: 'refused', code: 'origin-mismatch' });
  });

  test('a checkpoint of an unknown key under the name of the log', () => {
    const note = signCheckpoint(checkpoint, [ed25519Signer(ORIGIN, testKey(3))]);
    expect(openCheckpoint(note, trust)).toEqual({ kind: 'refused', code: 'signature-missing' });
  });

  test('a checkpoint that a witness has signed but not the log', () => {
    const note = signCheckpoint(checkpoint, [witness]);
    expect(openCheckpoint(note, knowsWitness)).toEqual({ kind: 'refused', code: 'signature-missing' });
  });

  test('a checkpoint of the log with a broken cosignature of a known witness', () => {
    const broken = { key: witness.key, sign: () => Buffer.alloc(72) };
    const note = signCheckpoint(checkpoint, [log, broken]);
    expect(openCheckpoint(note, knowsWitness)).toEqual({ kind: 'refused', code: 'signature-invalid' });
    expect(openCheckpoint(note, trust)).toMatchObject({ kind: 'opened' });
  });
});

describe('checkpoints that are never signed', () => {
  test.each<[string, Partial<Checkpoint>]>([
    ['a negative size', { size: -1 }],
    ['a fraction', { size: 1.5 }],
    ['an unsafe size', { size: 2 ** 53 }],
    ['a root of 31 bytes', { root: Buffer.alloc(31) }],
    ['no root', { root: new Uint8Array() }],
    ['no origin', { origin: '' }],
    ['an origin of two lines', { origin: 'a\nb' }],
    ['an origin with a space', { origin: 'a b' }],
    ['an origin with a plus', { origin: 'a+b' }],
  ])('%s', (_, change) => {
    expect(() => signCheckpoint({ ...checkpoint, ...change }, [log])).toThrow(RangeError);
  });

  test('leaves of the sample log sign and open as their own tree', () => {
    const note = signCheckpoint({ origin: ORIGIN, size: 5, root: naiveRoot(leavesOf(5)) }, [log]);
    expect(openCheckpoint(note, trust)).toMatchObject({ checkpoint: { size: 5 } });
  });
});
