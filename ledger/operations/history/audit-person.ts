// One person's history for an auditor: each record with the evidence file that a stranger could check, and
// the result of that check. The ledger records the access once for all of it, before it reads anything
// (read-history.ts).

import type { Principal } from '../../auth/scope.ts';
import { signToken } from '../../core/jws.ts';
import { nameAt } from '../../core/log/succession.ts';
import { formatTlogProof } from '../../core/log/tlog-proof.ts';
import { type EvidenceFile, type EvidenceVerdict, verifyEvidence } from '../../core/receipt/evidence-file.ts';
import { receiptFor } from '../../core/receipt/receipt.ts';
import type { PersonReference } from '../../core/subject/identifier.ts';
import type { Evidence } from '../record/evidence.ts';
import { type Histories, type HistoryEntry, readWholeHistory } from './read-history.ts';

export type AuditedRecord = { entry: HistoryEntry; file: EvidenceFile; verdict: EvidenceVerdict };
export type AuditedPerson = { subject?: string; treeSize: number; records: AuditedRecord[] };

export async function auditPerson(
  ledger: Histories & Evidence,
  principal: Principal,
  asked: PersonReference,
): Promise<AuditedPerson> {
  const audited: AuditedPerson = { treeSize: 0, records: [] };
  for await (const page of readWholeHistory(ledger, principal, asked)) {
    const { subject, records, tree_size: treeSize, checkpoint } = page;
    Object.assign(audited, { treeSize, ...(subject !== undefined && { subject }) });
    const trust = { vkey: nameAt(ledger.names, treeSize).vkey, jwks: ledger.keys.jwks };
    for (const entry of records) {
      const file = await evidenceOf(ledger, entry, checkpoint, treeSize);
      audited.records.push({ entry, file, verdict: await verifyEvidence(file, trust) });
    }
  }
  return audited;
}

async function evidenceOf(
  { keys, names }: Evidence,
  { record, leaf_index: leafIndex, entry, bytes, nonce, inclusion }: HistoryEntry,
  checkpoint: string,
  treeSize: number,
): Promise<EvidenceFile> {
  const { origin: issuer, vkey } = nameAt(names, treeSize);
  const place = { issuer, leafIndex, treeSize, entry: Buffer.from(entry, 'base64') };
  const proof = inclusion.map((hash) => Buffer.from(hash, 'base64'));
  return {
    format: 'optmark-evidence/v1',
    receipt: await signToken(keys.tokens, 'optmark-receipt+jws', receiptFor(record, place)),
    record: bytes,
    nonce,
    proof: formatTlogProof({ index: leafIndex, proof, checkpoint }),
    vkey,
    jwks: { keys: keys.jwks as Record<string, unknown>[] },
  };
}
