// The evidence file: everything a stranger needs to check one record offline. The receipt (signed by the
// token key), the public entry's opening (nonce and exact record bytes), and a C2SP tlog-proof with the
// checkpoint (signed by the log key). What is proven: these bytes are in that log, unchanged since the
// checkpoint. What is not: that the page told the truth.
//
//   {"format":"optmark-evidence/v1","receipt":JWS,"record":base64,"nonce":base64,"proof":tlog-proof text,
//    "vkey":signed-note verifier key,"jwks":{"keys":[…]}}
//
// The answer of POST /v1/opt-ins is checked by the same code: it has no opening, only the entry.

import { isDeepStrictEqual } from 'node:util';
import type { JWK } from 'jose';
import { z } from 'zod';
import { decodeOnce } from '../base64url.ts';
import { canonicalBytes } from '../canonical.ts';
import { type ConsentRecord, readRecord } from '../consent/record.ts';
import { verifyToken } from '../jws.ts';
import { leafHash } from '../log/hash.ts';
import { ed25519Verifier } from '../log/signed-note.ts';
import { formatTlogProof, parseTlogProof, verifyTlogProof } from '../log/tlog-proof.ts';
import { parseVerifierKey } from '../log/verifier-key.ts';
import { opens } from '../subject/commitment.ts';
import { type Receipt, receiptFor, receiptSchema } from './receipt.ts';

/** In its one spelling: the last character may hold bits that decode to nothing. */
const base64 = z
  .base64()
  .refine((text) => decodeOnce(text, 'base64') !== undefined, 'the one spelling of its bytes');
const jwksSchema = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });

export const evidenceFileSchema = z
  .object({
    format: z.literal('optmark-evidence/v1'),
    receipt: z.string(),
    record: base64,
    nonce: base64,
    proof: z.string(),
    vkey: z.string(),
    jwks: jwksSchema,
  })
  .meta({ id: 'EvidenceFile', description: 'Everything needed to check one record offline.' });

/**
 * A receipt with its proof, without the opening: what the write endpoints answer, and who may not see the
 * record is given.
 */
export const proofFileSchema = z
  .object({
    receipt: z.string(),
    entry: base64,
    leaf_index: z.int(),
    inclusion: z.array(base64),
    checkpoint: z.string(),
  })
  .meta({ id: 'ProofFile', description: 'Proves that a record is in the log, without showing it.' });

export type EvidenceFile = z.infer<typeof evidenceFileSchema>;
export type ProofFile = z.infer<typeof proofFileSchema>;

/** Whom the verifier believes. Keys from the file itself prove only that the file is consistent. */
export type EvidenceTrust = { vkey: string; jwks: readonly JWK[] };

export type EvidenceVerdict =
  | {
      kind: 'true';
      receipt: Receipt;
      record?: ConsentRecord;
      /** A later release wrote the record: the proofs hold, and what it says is not known here. */
      unknown?: true;
      origin: string;
      treeSize: number;
    }
  | { kind: 'false'; findings: string[] }
  | { kind: 'not_evidence' };

/** The name of the log that signed the checkpoint inside, as the file says it; undefined: it says none. */
export function claimedOrigin(file: unknown): string | undefined {
  const proof = takeApart(file)?.proof;
  const read = proof === undefined ? undefined : parseTlogProof(proof);
  return read?.kind === 'parsed' ? read.value.checkpoint.split('\n', 1)[0] : undefined;
}

/** The keys a file brings along; an answer brings none. */
export function keysInside(file: unknown): EvidenceTrust | undefined {
  const parsed = evidenceFileSchema.safeParse(file);
  return parsed.success ? { vkey: parsed.data.vkey, jwks: parsed.data.jwks.keys as JWK[] } : undefined;
}

/** Check a file against trusted keys; every finding is reported. Never throws on attacker input. */
export async function verifyEvidence(file: unknown, trust: EvidenceTrust): Promise<EvidenceVerdict> {
  const read = takeApart(file);
  if (read === undefined) return { kind: 'not_evidence' };
  const findings: string[] = [];
  const token = await verifyToken(read.receipt, 'optmark-receipt+jws', trust.jwks);
  const claims = token.kind === 'valid' ? receiptSchema.safeParse(token.claims) : undefined;
  if (token.kind === 'invalid') findings.push(`receipt: ${token.reason}`);
  else if (!claims?.success) findings.push('receipt: signed, but not a receipt of this version');
  const receipt = claims?.data;
  const entry = receipt === undefined ? read.entry : Buffer.from(receipt.entry, 'base64');
  if (entry === undefined) return { kind: 'false', findings };
  if (read.entry !== undefined && !read.entry.equals(entry))
    findings.push('entry: not the one the receipt names');

  const proof = checkProof(read.proof, entry, trust.vkey);
  if (proof.kind === 'refused') findings.push(`proof: ${proof.code}`);
  else if (receipt !== undefined) {
    if (proof.index !== receipt.leaf_index) findings.push('proof: for another index than the receipt names');
    if (proof.checkpoint.origin !== receipt.iss) findings.push('receipt: issued by another log');
  }
  const opened = checkOpening(read.opening, entry, receipt, findings);
  if (findings.length > 0 || proof.kind === 'refused' || receipt === undefined)
    return { kind: 'false', findings };
  const { origin, size } = proof.checkpoint;
  return { kind: 'true', receipt, ...opened, origin, treeSize: size };
}

type Parts = { receipt: string; proof: string; entry?: Buffer; opening?: { nonce: Buffer; bytes: Buffer } };

function takeApart(file: unknown): Parts | undefined {
  const evidence = evidenceFileSchema.safeParse(file);
  if (evidence.success) {
    const { receipt, proof, nonce, record } = evidence.data;
    return {
      receipt,
      proof,
      opening: { nonce: Buffer.from(nonce, 'base64'), bytes: Buffer.from(record, 'base64') },
    };
  }
  const sealed = proofFileSchema.safeParse(file);
  if (!sealed.success) return undefined;
  const { receipt, entry } = sealed.data;
  return { receipt, proof: tlogProofOf(sealed.data), entry: Buffer.from(entry, 'base64') };
}

/** Its parts as one C2SP tlog-proof. */
export function tlogProofOf({ leaf_index, inclusion, checkpoint }: ProofFile): string {
  const hashes = inclusion.map((hash) => Buffer.from(hash, 'base64'));
  return formatTlogProof({ index: leaf_index, proof: hashes, checkpoint });
}

function checkProof(proof: string, entry: Buffer, vkey: string) {
  const key = parseVerifierKey(vkey);
  if (key.kind === 'refused') return key;
  const trust = { origin: key.value.name, logKeys: [ed25519Verifier(key.value)], quorum: 0 };
  return verifyTlogProof(proof, leafHash(entry), trust);
}

function checkOpening(
  opening: Parts['opening'],
  entry: Buffer,
  receipt: Receipt | undefined,
  findings: string[],
): { record?: ConsentRecord; unknown?: true } {
  if (opening === undefined) return {};
  const { bytes, nonce } = opening;
  if (!opens(entry, nonce, bytes)) {
    findings.push('record: these bytes are not the ones the log’s entry commits to');
    return {};
  }
  const read = readRecord(bytes);
  if (read.kind === 'malformed') {
    findings.push('record: committed to, but not a record of a known kind');
    return {};
  }
  // The ledger knows one encoding. Another one, with a field twice, two readers could read in two ways.
  if (!canonicalBytes(read.record).equals(bytes)) findings.push('record: not encoded as a record is');
  if (read.kind === 'unknown') {
    if (receipt !== undefined && read.record.id !== receipt.jti) findings.push(anothers);
    return { unknown: true };
  }
  if (receipt !== undefined) compare(receipt, read.record, findings);
  return { record: read.record };
}

const anothers = 'record: not the one the receipt names';

/**
 * Everything the receipt says follows from the record.
 */
function compare(receipt: Receipt, record: ConsentRecord, findings: string[]): void {
  if (record.id !== receipt.jti) {
    findings.push(anothers);
    return;
  }
  const { iss: issuer, leaf_index: leafIndex, tree_size: treeSize } = receipt;
  const entry = Buffer.from(receipt.entry, 'base64');
  const due: Record<string, unknown> = receiptFor(record, { issuer, leafIndex, treeSize, entry });
  for (const [claim, value] of Object.entries(receipt)) {
    if (!isDeepStrictEqual(value, due[claim]))
      findings.push(`receipt: says another ${claim} than the record`);
  }
}
