// The evidence file of a stored record (core/receipt/evidence-file.ts), which its holder keeps and a stranger
// can check without the ledger; and its proof alone. The calling operation decides who may have them, and
// records it.

import { openRecord } from '../../core/consent/open-record.ts';
import { LedgerError } from '../../core/error.ts';
import { signToken } from '../../core/jws.ts';
import { type LogName, nameAt } from '../../core/log/succession.ts';
import { formatTlogProof } from '../../core/log/tlog-proof.ts';
import type { EvidenceFile, ProofFile } from '../../core/receipt/evidence-file.ts';
import { receiptFor } from '../../core/receipt/receipt.ts';
import type { StoredRecord } from '../append/log-store.ts';
import type { Keys } from '../keys.ts';
import { inclusionAt } from './prove.ts';
import type { LogReader } from './store.ts';

/** The parts that open, prove and sign a record. */
export type Evidence = Keys<'master' | 'tokens' | 'jwks'> & { names: readonly LogName[]; log: LogReader };

export async function evidenceOf(ledger: Evidence, stored: StoredRecord): Promise<EvidenceFile> {
  const { record, bytes, nonce } = openRecord(ledger, stored);
  const { note } = await firstCheckpoint(ledger, stored);
  const { origin: issuer, vkey } = nameAt(ledger.names, stored.treeSize);
  const place = {
    issuer,
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
    vkey,
    jwks: { keys: ledger.keys.jwks as Record<string, unknown>[] },
  };
}

/** Proves that the record of the receipt is in the log, without showing its content. */
export async function proofOf(ledger: Evidence, stored: StoredRecord): Promise<ProofFile> {
  const { index, treeSize, entry } = stored;
  const { record } = openRecord(ledger, stored);
  const issuer = nameAt(ledger.names, treeSize).origin;
  const place = { issuer, leafIndex: index, treeSize, entry };
  const inclusion = await inclusionAt(ledger.log, index, treeSize);
  return {
    receipt: signToken(ledger.keys.tokens, 'optmark-receipt+jws', receiptFor(record, place)),
    entry: entry.toString('base64'),
    leaf_index: index,
    inclusion: inclusion.map((hash) => Buffer.from(hash).toString('base64')),
    checkpoint: (await firstCheckpoint(ledger, stored)).note,
  };
}

/**
 * The checkpoint that first covered the record, so that every proof of it shows the tree of its first answer.
 */
export async function firstCheckpoint(
  ledger: { log: LogReader },
  { treeSize }: StoredRecord,
): Promise<{ note: string }> {
  const checkpoint = await ledger.log.checkpointAt(treeSize);
  if (checkpoint === undefined)
    throw new LedgerError('internal', 'A committed checkpoint is missing; run verify.');
  return checkpoint;
}
