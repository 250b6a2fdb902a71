// The evidence file of one record: what its holder keeps, and a stranger checks without us.

import type { Principal } from '../auth/scope.ts';
import { LedgerError } from '../core/error.ts';
import { signToken } from '../core/jws.ts';
import { formatTlogProof } from '../core/log/tlog-proof.ts';
import type { EvidenceFile } from '../core/receipt/evidence-file.ts';
import { receiptFor } from '../core/receipt/receipt.ts';
import type { Ledger } from './ledger.ts';
import { openRecord } from './open-record.ts';
import { inclusionAt } from './prove.ts';
import { noteAccess, ownRecord } from './read-history.ts';

export async function readReceipt(ledger: Ledger, principal: Principal, id: string): Promise<EvidenceFile> {
  const stored = await ownRecord(ledger, principal, id);
  await noteAccess(ledger, principal, 'receipt', stored.subject);
  const { record, bytes, nonce } = openRecord(ledger, stored);
  // The checkpoint that first covered the record, so that this file and the first answer show the same tree.
  const checkpoint = await ledger.log.checkpointAt(stored.treeSize);
  if (checkpoint === undefined)
    throw new LedgerError('internal', 'A committed checkpoint is missing; run verify.');
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
    proof: formatTlogProof({ index: stored.index, proof, checkpoint: checkpoint.note }),
    vkey: ledger.keys.vkey,
    jwks: { keys: ledger.keys.jwks as Record<string, unknown>[] },
  };
}
