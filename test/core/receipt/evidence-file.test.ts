import { KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { canonicalBytes } from '../../../ledger/core/canonical.ts';
import { type ConsentRecord, encodeRecord } from '../../../ledger/core/consent/record.ts';
import { signToken, type TokenSigner } from '../../../ledger/core/jws.ts';
import { signCheckpoint } from '../../../ledger/core/log/checkpoint.ts';
import { leafHash } from '../../../ledger/core/log/hash.ts';
import { ed25519Signer } from '../../../ledger/core/log/signed-note.ts';
import { formatTlogProof } from '../../../ledger/core/log/tlog-proof.ts';
import { formatVerifierKey } from '../../../ledger/core/log/verifier-key.ts';
import {
  type EvidenceFile,
  type EvidenceTrust,
  keysInside,
  verifyEvidence,
} from '../../../ledger/core/receipt/evidence-file.ts';
import { type Receipt, receiptFor } from '../../../ledger/core/receipt/receipt.ts';
import { commit } from '../../../ledger/core/subject/commitment.ts';
import { optInRecord, recordId } from '../consent/sample-consent.ts';
import { naivePath, naiveRoot, testKey } from '../log/sample-log.ts';

const origin = 'ledger.example/log';
const noteSigner = ed25519Signer(origin, testKey(1));
const nonce = Buffer.alloc(32, 7);
const record = optInRecord();
const bytes = encodeRecord(record);

/** A log of five entries in which ours has index 3. */
const index = 3;
const entry = commit(nonce, bytes);
const entries = [0, 1, 2, 3, 4].map((i) => (i === index ? entry : Buffer.alloc(33, i)));
const leaves = entries.map((each) => Buffer.from(leafHash(each)));
const checkpoint = signCheckpoint({ origin, size: 5, root: naiveRoot(leaves) }, [noteSigner]);
const path = naivePath(index, leaves);
const proof = formatTlogProof({ index, proof: path, checkpoint });
const vkey = formatVerifierKey(noteSigner.key);

let tokens: TokenSigner;
let jwks: JWK[];
let trust: EvidenceTrust;
let file: EvidenceFile;
let answer: Record<string, unknown>;

const receiptOf = (changes: Partial<Receipt> = {}, of: ConsentRecord = record, committed = entry) =>
  signToken(tokens, 'optmark-receipt+jws', {
    ...receiptFor(of, { issuer: origin, leafIndex: index, treeSize: 5, entry: committed }),
    ...changes,
  });

beforeAll(async () => {
  const pair = await generateKeyPair('Ed25519', { extractable: true });
  tokens = { key: KeyObject.from(pair.privateKey as CryptoKey), kid: 'key-1' };
  jwks = [{ ...(await exportJWK(pair.publicKey)), kid: 'key-1' }];
  trust = { vkey, jwks };
  const receipt = await receiptOf();
  file = {
    format: 'optmark-evidence/v1',
    receipt,
    record: bytes.toString('base64'),
    nonce: nonce.toString('base64'),
    proof,
    vkey,
    jwks: { keys: jwks as Record<string, unknown>[] },
  };
  answer = {
    receipt,
    entry: entry.toString('base64'),
    leaf_index: index,
    inclusion: path.map((hash) => hash.toString('base64')),
    checkpoint,
  };
});

async function findings(given: unknown, believed = trust): Promise<string[]> {
  const verdict = await verifyEvidence(given, believed);
  return verdict.kind === 'false' ? verdict.findings : [verdict.kind];
}

describe('evidence', () => {
  test('of a record that is in the log is true', async () => {
    expect(await verifyEvidence(file, trust)).toMatchObject({
      kind: 'true',
      record,
      receipt: { jti: record.id, leaf_index: index },
      origin,
      treeSize: 5,
    });
  });

  test('as the answer to an opt-in is true, and opens nothing', async () => {
    const verdict = await verifyEvidence(answer, trust);
    expect(verdict).toMatchObject({ kind: 'true', receipt: { jti: record.id }, treeSize: 5 });
    expect(verdict).not.toHaveProperty('record');
  });

  test('brings its keys along, an answer brings none', () => {
    expect(keysInside(file)).toEqual(trust);
    expect(keysInside(answer)).toBeUndefined();
    expect(keysInside('nothing')).toBeUndefined();
  });

  test('is judged by the keys one trusts, not by those it brings', async () => {
    const stranger = await generateKeyPair('Ed25519', { extractable: true });
    const otherKeys = [{ ...(await exportJWK(stranger.publicKey)), kid: 'key-1' }];
    expect(await findings(file, { vkey, jwks: otherKeys })).toContainEqual(
      expect.stringMatching(/^receipt: /),
    );
    const otherLog = formatVerifierKey(ed25519Signer(origin, testKey(2)).key);
    expect(await findings(file, { vkey: otherLog, jwks })).toContainEqual(expect.stringMatching(/^proof: /));
  });
});

describe('false is evidence', () => {
  test('whose record was changed by one byte', async () => {
    const changed = Buffer.from(bytes.toString().replace('"grade":"E3"', '"grade":"E4"'));
    expect(await findings({ ...file, record: changed.toString('base64') })).toEqual([
      'record: these bytes are not the ones the log’s entry commits to',
    ]);
  });

  test('whose nonce is another', async () => {
    const other = Buffer.alloc(32, 8).toString('base64');
    expect(await findings({ ...file, nonce: other })).toEqual([expect.stringMatching(/^record: /)]);
  });

  test('whose receipt has another signature, and every other finding is still reported', async () => {
    const receipt = `${file.receipt.slice(0, -8)}AAAAAAAA`;
    const found = await findings({ ...answer, receipt, checkpoint: 'none' });
    expect(found).toEqual([expect.stringMatching(/^receipt: /), expect.stringMatching(/^proof: /)]);
  });

  test('whose receipt is a permit', async () => {
    const permit = signToken(tokens, 'optmark-permit+jws', { jti: record.id });
    expect(await findings({ ...file, receipt: permit })).toEqual([expect.stringMatching(/^receipt: /)]);
  });

  test('whose receipt is signed but says nothing', async () => {
    const empty = signToken(tokens, 'optmark-receipt+jws', {});
    expect(await findings({ ...file, receipt: empty })).toEqual([
      'receipt: signed, but not a receipt of this version',
    ]);
  });

  test('whose receipt is of another record', async () => {
    const receipt = await receiptOf({ jti: recordId(9) });
    expect(await findings({ ...file, receipt })).toContain('record: not the one the receipt names');
  });

  test.each([
    ['kind', { kind: 'opt_out' }],
    ['business', { business: 'other' }],
    ['grade', { grade: 'E4' }],
    ['packs', { packs: ['general-2024/1'] }],
    ['grade_reasons', { grade_reasons: [] }],
    ['purposes', { purposes: ['marketing'] }],
    ['text_sha256', { text_sha256: 'b'.repeat(64) }],
    ['recorded_at', { recorded_at: '2020-01-01T00:00:00.000Z' }],
    ['notice', { notice: { id: 'order-updates', version: 4, sha256: 'b'.repeat(64) } }],
  ])('whose receipt says another %s than the record', async (claim, changes) => {
    const receipt = await receiptOf(changes);
    expect(await findings({ ...file, receipt })).toEqual([`receipt: says another ${claim} than the record`]);
  });

  test('whose receipt names another leaf', async () => {
    const receipt = await receiptOf({ leaf_index: 4 });
    expect(await findings({ ...file, receipt })).toEqual(['proof: for another index than the receipt names']);
  });

  test('whose receipt names another log', async () => {
    const receipt = await receiptOf({ iss: 'other.example/log' });
    expect(await findings({ ...file, receipt })).toEqual(['receipt: issued by another log']);
  });

  test('whose answer shows another entry than the receipt', async () => {
    const other = Buffer.alloc(33, 9).toString('base64');
    expect(await findings({ ...answer, entry: other })).toEqual(['entry: not the one the receipt names']);
  });

  test('whose proof leads to another root', async () => {
    const wrong = formatTlogProof({ index, proof: [...path].reverse(), checkpoint });
    expect(await findings({ ...file, proof: wrong })).toEqual(['proof: root-mismatch']);
  });

  test('whose checkpoint was not signed by the log', async () => {
    const foreign = signCheckpoint({ origin, size: 5, root: naiveRoot(leaves) }, [
      ed25519Signer(origin, testKey(2)),
    ]);
    const unsigned = formatTlogProof({ index, proof: path, checkpoint: foreign });
    expect(await findings({ ...file, proof: unsigned })).toEqual([
      expect.stringMatching(/^proof: signature/),
    ]);
  });

  test('whose record the log does commit to, but which is no record', async () => {
    const odd = canonicalBytes({ v: 2, kind: 'promise' });
    const committed = commit(nonce, odd);
    expect(await oddEvidence(odd, committed)).toEqual([
      'record: committed to, but not a record of a known kind',
    ]);
  });

  test('whose record says one thing twice, so that two readers could read two things', async () => {
    const twice = Buffer.from(bytes.toString().replace('{', '{"grade":"E0",'));
    expect(await oddEvidence(twice, commit(nonce, twice))).toEqual(['record: not encoded as a record is']);
  });

  /** Findings about bytes that a dishonest ledger put into its own log. */
  async function oddEvidence(odd: Buffer, committed: Buffer): Promise<string[]> {
    const oddLeaves = leaves.with(index, Buffer.from(leafHash(committed)));
    const note = signCheckpoint({ origin, size: 5, root: naiveRoot(oddLeaves) }, [noteSigner]);
    return findings({
      ...file,
      receipt: await receiptOf({}, record, committed),
      record: odd.toString('base64'),
      proof: formatTlogProof({ index, proof: naivePath(index, oddLeaves), checkpoint: note }),
    });
  }
});

describe('evidence of a record of a later release', () => {
  test('holds as far as its proofs go, and says that the record is not known', async () => {
    const later = canonicalBytes({ ...record, mood: 'good' });
    const committed = commit(nonce, later);
    const laterLeaves = leaves.with(index, Buffer.from(leafHash(committed)));
    const note = signCheckpoint({ origin, size: 5, root: naiveRoot(laterLeaves) }, [noteSigner]);
    const proof = formatTlogProof({ index, proof: naivePath(index, laterLeaves), checkpoint: note });
    const receipt = await receiptOf({}, record, committed);
    const given = { ...file, receipt, record: later.toString('base64'), proof };
    const verdict = await verifyEvidence(given, trust);
    expect(verdict).toMatchObject({ kind: 'true', unknown: true, treeSize: 5 });
    expect(verdict).not.toHaveProperty('record');
    const anothers = { ...given, receipt: await receiptOf({ jti: recordId(9) }, record, committed) };
    expect(await findings(anothers)).toEqual(['record: not the one the receipt names']);
  });
});

describe('no evidence at all is', () => {
  test('anything of another shape', async () => {
    const others = [
      null,
      undefined,
      1,
      'text',
      [],
      {},
      { ...file, format: 'optmark-evidence/v2', receipt: 1 },
    ];
    for (const other of others) expect(await findings(other)).toEqual(['not_evidence']);
  });

  test('nor does any value make the verifier throw', async () => {
    const anyText = fc.oneof(fc.string(), fc.constant(proof), fc.constant(checkpoint), fc.base64String());
    const anyFile = fc.record({
      format: fc.constant('optmark-evidence/v1'),
      receipt: fc.oneof(
        anyText,
        fc.constant(undefined).map(() => file.receipt),
      ),
      record: fc.base64String(),
      nonce: fc.base64String(),
      proof: anyText,
      vkey: anyText,
      jwks: fc.record({ keys: fc.array(fc.dictionary(fc.string(), fc.jsonValue())) }),
    });
    const anyAnswer = fc.record({
      receipt: fc.oneof(
        anyText,
        fc.constant(undefined).map(() => file.receipt),
      ),
      entry: fc.base64String(),
      leaf_index: fc.integer(),
      inclusion: fc.array(fc.base64String()),
      checkpoint: anyText,
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyFile, anyAnswer), async (given) => {
        const verdict = await verifyEvidence(given, keysInside(given) ?? trust);
        expect(['false', 'not_evidence']).toContain(verdict.kind);
      }),
    );
  });
});
