// The evidence file of a stored record (core/receipt/evidence-file.ts): what its holder keeps, and a stranger checks
// without us; and its proof alone. Who may have which, and that they had it, is settled by whoever calls this.

import { LedgerError } from '../../core/error.ts';
import { signToken } from '../../core/jws.ts';
import { formatTlogProof } from '../../core/log/tlog-proof.ts';
import type { EvidenceFile, ProofFile } from '../../core/receipt/evidence-file.ts';
import { receiptFor } from '../../core/receipt/receipt.ts';
import type { Ledger } from '../ledger.ts';
import { openRecord } from '../open-record.ts';
import type { StoredRecord } from '../ports.ts';
import { inclusionAt } from './prove.ts';

export async function evidenceOf(ledger: Ledger, stored: StoredRecord): Promise<EvidenceFile> {
  const { record, bytes, nonce } = openRecord(ledger, stored);
  const { note } = await firstCheckpoint(ledger, stored);
  const place = {
    issuer: ledger.origin,
    leafIndex: stored.index,
    treeSize: stored.treeSize,
    entry: stored.entry,
  };
  const proof = await inclusionAt(ledger.log, stored.index, stored.treeSize);
  return {
    format: 'optmark-evidence/v1',
    receipt: signToken(ledger.keys.tokens, 'optmark-receipt+jws', receiptFor(record, place)),
    record: bytes.toString('base64'),
    nonce: nonce.toString('base64'),
    proof: formatTlogProof({ index: stored.index, proof, checkpoint: note }),
    vkey: ledger.keys.vkey,
    jwks: { keys: ledger.keys.jwks as Record<string, unknown>[] },
  };
}

/** That the record is in the log as it was receipted, without a word of what it says. */
export async function proofOf(ledger: Ledger, stored: StoredRecord): Promise<ProofFile> {
  const { index, treeSize, entry } = stored;
  const { record } = openRecord(ledger, stored);
  const place = { issuer: ledger.origin, leafIndex: index, treeSize, entry };
  const inclusion = await inclusionAt(ledger.log, index, treeSize);
  return {
    receipt: signToken(ledger.keys.tokens, 'optmark-receipt+jws', receiptFor(record, place)),
    entry: entry.toString('base64'),
    leaf_index: index,
    inclusion: inclusion.map((hash) => Buffer.from(hash).toString('base64')),
    checkpoint: (await firstCheckpoint(ledger, stored)).note,
  };
}

/** The checkpoint that first covered the record, so that every proof of it shows the tree of its first answer. */
export async function firstCheckpoint(ledger: Ledger, { treeSize }: StoredRecord): Promise<{ note: string }> {
  const checkpoint = await ledger.log.checkpointAt(treeSize);
  if (checkpoint === undefined)
    throw new LedgerError('internal', 'A committed checkpoint is missing; run verify.');
  return checkpoint;
}
