import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signCheckpoint } from '../../../ledger/core/log/checkpoint.ts';
import { cosignatureVerifier, cosigner } from '../../../ledger/core/log/cosignature.ts';
import { append, emptyEdge, inclusionInAppend } from '../../../ledger/core/log/edge.ts';
import { leafHash } from '../../../ledger/core/log/hash.ts';
import { ed25519Signer, ed25519Verifier, type NoteSigner } from '../../../ledger/core/log/signed-note.ts';
import {
  formatTlogProof,
  MAX_PROOF_FILE_CHARACTERS,
  type ProofTrust,
  parseTlogProof,
  type TlogProof,
  verifyTlogProof,
} from '../../../ledger/core/log/tlog-proof.ts';
import { parseVerifierKey, type VerifierKey } from '../../../ledger/core/log/verifier-key.ts';
import c2sp from '../../vectors/c2sp.json' with { type: 'json' };
import { entriesOf, leavesOf, testKey } from './sample-log.ts';

const PUBLISHED = c2sp.tlog_proof.proof;
const FIVE = leafHash(Buffer.from(c2sp.tlog_proof.leaf_ascii));

function keyOf(line: string): VerifierKey {
  const read = parseVerifierKey(line);
  if (read.kind === 'refused') throw new Error(read.code);
  return read.value;
}

const published: ProofTrust = {
  origin: 'example.com/log/testdata',
  logKeys: [ed25519Verifier(keyOf(c2sp.tlog_proof.log_verifier_key))],
  cosigners: [cosignatureVerifier(keyOf(c2sp.tlog_proof.witness_verifier_key))],
  quorum: 1,
};

const ORIGIN = 'log.example';
const log = ed25519Signer(ORIGIN, testKey(1));
const witnesses = [7, 8, 9].map((seed) => cosigner(`w${seed}.example`, testKey(seed), 1_700_000_000 + seed));
const trust: ProofTrust = {
  origin: ORIGIN,
  logKeys: [ed25519Verifier(log.key)],
  cosigners: witnesses.map(({ key }) => cosignatureVerifier(key)),
  quorum: 2,
};

function proofFile(
  index: number,
  size: number,
  signers: readonly NoteSigner[] = [log, ...witnesses],
): TlogProof {
  const appended = append(emptyEdge(), leavesOf(size));
  const checkpoint = signCheckpoint({ origin: ORIGIN, size, root: appended.root }, signers);
  return { index, proof: inclusionInAppend(appended, index), checkpoint };
}

function outcome(text: string, leaf = leavesOf(9)[4]!, believed = trust): string {
  const result = verifyTlogProof(text, leaf, believed);
  return result.kind === 'refused' ? result.code : result.kind;
}

describe('proof files', () => {
  test('the published file verifies, with its witness and time', () => {
    expect(verifyTlogProof(PUBLISHED, FIVE, published)).toMatchObject({
      kind: 'verified',
      index: 4,
      checkpoint: { origin: 'example.com/log/testdata', size: 15 },
      cosigned: [{ name: 'witness.example/w1', time: 1_700_000_000 }],
    });
  });

  test('the published file is written back, byte for byte', () => {
    const read = parseTlogProof(PUBLISHED);
    expect(read.kind === 'parsed' && formatTlogProof(read.value)).toBe(PUBLISHED);
  });

  test('every leaf of every log up to 20 gets a file that verifies', () => {
    for (let size = 1; size <= 20; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const text = formatTlogProof(proofFile(index, size, [log, witnesses[0]!, witnesses[2]!]));
        expect(outcome(text, leavesOf(size)[index]!)).toBe('verified');
      }
    }
  });

  test('extra bytes travel along, also none and very many', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5_000 }), (extra) => {
        const text = formatTlogProof({ ...proofFile(4, 9), extra });
        expect(outcome(text)).toBe('verified');
        const read = parseTlogProof(text);
        expect(read.kind === 'parsed' && Buffer.from(read.value.extra ?? []).equals(extra)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  test('without an extra line there are no extra bytes, which is not the same as none', () => {
    const [without, none] = [proofFile(4, 9), { ...proofFile(4, 9), extra: new Uint8Array() }].map((p) =>
      parseTlogProof(formatTlogProof(p)),
    );
    expect(without?.kind === 'parsed' && 'extra' in without.value).toBe(false);
    expect(none?.kind === 'parsed' && none.value.extra).toHaveLength(0);
  });

  test('no witness is needed when none is asked for', () => {
    const text = formatTlogProof(proofFile(4, 9, [log]));
    expect(outcome(text, leavesOf(9)[4]!, { origin: ORIGIN, logKeys: trust.logKeys, quorum: 0 })).toBe(
      'verified',
    );
  });
});

describe('proof files that are not believed', () => {
  const good = proofFile(4, 9);
  const text = formatTlogProof(good);

  test('another leaf', () => {
    expect(outcome(text, leavesOf(9)[5]!)).toBe('root-mismatch');
    expect(outcome(text, Buffer.alloc(31))).toBe('hash-not-32-bytes');
    expect(outcome(text, entriesOf(9)[4]!)).toBe('hash-not-32-bytes');
  });

  test('another index', () => {
    expect(outcome(formatTlogProof({ ...good, index: 5 }))).toBe('root-mismatch');
    expect(outcome(formatTlogProof({ ...good, index: 9 }))).toBe('index-outside-tree');
  });

  test('a hash more, a hash less, a hash changed', () => {
    const { proof } = good;
    expect(outcome(formatTlogProof({ ...good, proof: [...proof, proof[0]!] }))).toBe('proof-wrong-length');
    expect(outcome(formatTlogProof({ ...good, proof: proof.slice(1) }))).toBe('proof-wrong-length');
    expect(outcome(formatTlogProof({ ...good, proof: proof.toReversed() }))).toBe('root-mismatch');
  });

  test('a checkpoint of another tree of the same log', () => {
    const { checkpoint } = proofFile(4, 8);
    expect(outcome(formatTlogProof({ ...good, checkpoint }))).toMatch(/^(root-mismatch|proof-wrong-length)$/);
  });

  test('a checkpoint the log has not signed', () => {
    expect(outcome(formatTlogProof(proofFile(4, 9, witnesses)))).toBe('signature-missing');
    const stranger = ed25519Signer(ORIGIN, testKey(2));
    expect(outcome(formatTlogProof(proofFile(4, 9, [stranger, ...witnesses])))).toBe('signature-missing');
  });

  test('a log other than the one spoken of', () => {
    expect(outcome(text, leavesOf(9)[4]!, { ...trust, origin: 'other.example' })).toBe('origin-mismatch');
  });

  test('too few witnesses', () => {
    expect(outcome(formatTlogProof(proofFile(4, 9, [log, witnesses[0]!])))).toBe('quorum-not-met');
    expect(outcome(formatTlogProof(proofFile(4, 9, [log])))).toBe('quorum-not-met');
    expect(outcome(text, leavesOf(9)[4]!, { ...trust, cosigners: [] })).toBe('quorum-not-met');
  });

  test('a quorum that is not a number', () => {
    expect(outcome(text, leavesOf(9)[4]!, { ...trust, quorum: Number.NaN })).toBe('quorum-not-met');
  });

  test('one witness that signs twice', () => {
    const later = cosigner('w7.example', testKey(7), 1_800_000_000);
    expect(outcome(formatTlogProof(proofFile(4, 9, [log, witnesses[0]!, later])))).toBe('quorum-not-met');
  });

  test('one key that signs under two names', () => {
    const alias = cosigner('alias.example', testKey(7), 1_700_000_000);
    const believed = { ...trust, cosigners: [...(trust.cosigners ?? []), cosignatureVerifier(alias.key)] };
    const file = formatTlogProof(proofFile(4, 9, [log, witnesses[0]!, alias]));
    expect(outcome(file, leavesOf(9)[4]!, believed)).toBe('quorum-not-met');
  });

  test('a witness whose signature is broken, although enough others are good', () => {
    const broken = { key: witnesses[2]!.key, sign: () => Buffer.alloc(72) };
    expect(outcome(formatTlogProof(proofFile(4, 9, [log, witnesses[0]!, witnesses[1]!, broken])))).toBe(
      'signature-invalid',
    );
  });
});

describe('texts that are no proof file', () => {
  const [head = '', ...rest] = PUBLISHED.split('\n');
  const body = rest.join('\n');
  const hash = rest[1]!;

  test.each([
    '',
    head,
    `${head}\n`,
    `${head}\n\n`,
    body,
    PUBLISHED.slice(1),
    ` ${PUBLISHED}`,
    `\n${PUBLISHED}`,
    PUBLISHED.replace('@v1', '@v2'),
    PUBLISHED.replace('@v1', ''),
    PUBLISHED.replaceAll('\n', '\r\n'),
    PUBLISHED.replace('index 4', 'index 04'),
    PUBLISHED.replace('index 4', 'index -4'),
    PUBLISHED.replace('index 4', 'index +4'),
    PUBLISHED.replace('index 4', 'index  4'),
    PUBLISHED.replace('index 4', 'index 4 '),
    PUBLISHED.replace('index 4', 'index'),
    PUBLISHED.replace('index 4', 'index '),
    PUBLISHED.replace('index 4', 'Index 4'),
    PUBLISHED.replace('index 4', 'index 9007199254740992'),
    PUBLISHED.replace('index 4\n', ''),
    PUBLISHED.replace('index 4\n', 'index 4\nindex 4\n'),
    PUBLISHED.replace('index 4\n', 'index 4\nextra AAAA\n'),
    PUBLISHED.replace('index 4\n', 'extra\nindex 4\n'),
    PUBLISHED.replace('index 4\n', 'extra AAA\nindex 4\n'),
    PUBLISHED.replace('index 4\n', 'extra A A=\nindex 4\n'),
    PUBLISHED.replace('index 4\n', 'extra AAAA\nextra AAAA\nindex 4\n'),
    PUBLISHED.replace('index 4\n', 'Extra AAAA\nindex 4\n'),
    PUBLISHED.replace(hash, hash.slice(0, -1)),
    PUBLISHED.replace(hash, `${hash} `),
    PUBLISHED.replace(hash, Buffer.alloc(31).toString('base64')),
    PUBLISHED.replace(hash, Buffer.alloc(33).toString('base64')),
    PUBLISHED.replace(hash, 'not a hash'),
  ])('%j is refused', (text) => {
    expect(parseTlogProof(text)).toEqual({ kind: 'refused', code: 'tlog-proof-malformed' });
    expect(verifyTlogProof(text, FIVE, published)).toEqual({ kind: 'refused', code: 'tlog-proof-malformed' });
  });

  test('an empty line before the hashes ends the proof, and what follows is no checkpoint', () => {
    const result = verifyTlogProof(PUBLISHED.replace('index 4\n', 'index 4\n\n'), FIVE, published);
    expect(result.kind).toBe('refused');
  });

  test('a second empty line before the checkpoint is refused', () => {
    const border = PUBLISHED.indexOf('\n\n');
    const text = `${PUBLISHED.slice(0, border)}\n${PUBLISHED.slice(border)}`;
    expect(verifyTlogProof(text, FIVE, published).kind).toBe('refused');
  });

  test('64 hashes are refused', () => {
    const text = PUBLISHED.replace(`${hash}\n`, `${hash}\n`.repeat(61));
    expect(parseTlogProof(text)).toEqual({ kind: 'refused', code: 'proof-too-long' });
  });

  test('a file beyond the limit is refused', () => {
    const text = PUBLISHED.replace('index', `extra ${'AAAA'.repeat(MAX_PROOF_FILE_CHARACTERS / 4)}\nindex`);
    expect(parseTlogProof(text)).toEqual({ kind: 'refused', code: 'tlog-proof-malformed' });
  });

  test('no character of the published file can be changed and still be believed', () => {
    // Only the signatures' spelling and the hashes are long; every character of the file is tried once.
    for (let i = 0; i < PUBLISHED.length; i += 1) {
      const changed = PUBLISHED[i] === 'A' ? 'B' : 'A';
      const text = `${PUBLISHED.slice(0, i)}${changed}${PUBLISHED.slice(i + 1)}`;
      if (verifyTlogProof(text, FIVE, published).kind !== 'refused') expect.fail(`character ${i}`);
    }
  });

  test('any text is answered, never thrown at', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), (text, at) => {
        expect(parseTlogProof(text).kind).toBe('refused');
        const cut = at % PUBLISHED.length;
        expect(verifyTlogProof(PUBLISHED.slice(0, cut) + text, FIVE, published).kind).toBe('refused');
      }),
    );
  });
});
