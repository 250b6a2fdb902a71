// One person's history for an auditor's hands: each record with the evidence file that a stranger could check, and what
// checking it says. The access is recorded before anything is read (read-history.ts), once for all of it.

import type { Principal } from '../auth/scope.ts';
import { signToken } from '../core/jws.ts';
import { formatTlogProof } from '../core/log/tlog-proof.ts';
import { type EvidenceFile, type EvidenceVerdict, verifyEvidence } from '../core/receipt/evidence-file.ts';
import { receiptFor } from '../core/receipt/receipt.ts';
import type { CanonicalIdentifier } from '../core/subject/identifier.ts';
import type { Ledger } from './ledger.ts';
import { type HistoryEntry, readHistory } from './read-history.ts';

export type AuditedRecord = { entry: HistoryEntry; file: EvidenceFile; verdict: EvidenceVerdict };
export type AuditedPerson = { subject?: string; treeSize: number; records: AuditedRecord[] };

export async function auditPerson(
  ledger: Ledger,
  principal: Principal,
  identifier: CanonicalIdentifier,
): Promise<AuditedPerson> {
  const {
    subject,
    records,
    tree_size: treeSize,
    checkpoint,
  } = await readHistory(ledger, principal, identifier);
  const audited: AuditedRecord[] = [];
  for (const entry of records) {
    const file = await evidenceOf(ledger, entry, checkpoint, treeSize);
    const trust = { vkey: ledger.keys.vkey, jwks: ledger.keys.jwks };
    audited.push({ entry, file, verdict: await verifyEvidence(file, trust) });
  }
  return { treeSize, records: audited, ...(subject !== undefined && { subject }) };
}

async function evidenceOf(
  { keys, origin }: Ledger,
  { record, leaf_index: leafIndex, entry, bytes, nonce, inclusion }: HistoryEntry,
  checkpoint: string,
  treeSize: number,
): Promise<EvidenceFile> {
  const place = { issuer: origin, leafIndex, treeSize, entry: Buffer.from(entry, 'base64') };
  const proof = inclusion.map((hash) => Buffer.from(hash, 'base64'));
  return {
    format: 'optmark-evidence/v1',
    receipt: await signToken(keys.tokens, 'optmark-receipt+jws', receiptFor(record, place)),
    record: bytes,
    nonce,
    proof: formatTlogProof({ index: leafIndex, proof, checkpoint }),
    vkey: keys.vkey,
    jwks: { keys: keys.jwks as Record<string, unknown>[] },
  };
}
