// What a writer is told: the receipt, the leaf, the proof, the checkpoint. Fresh from the commit, or rebuilt for a
// retry: everything in it follows from what is stored, so both are the same answer, byte for byte.

import type { ConsentRecord } from '../../core/consent/record.ts';
import { LedgerError } from '../../core/error.ts';
import { signToken } from '../../core/jws.ts';
import { receiptFor } from '../../core/receipt/receipt.ts';
import type { Outcome, Placed } from '../append/draft.ts';
import type { Ledger } from '../ledger.ts';
import { openRecord } from '../open-record.ts';
import { recordLink } from '../record-link.ts';
import { inclusionAt } from './prove.ts';

export type Answer = {
  record: string;
  kind: ConsentRecord['kind'];
  recorded_at: string;
  grade?: string;
  leaf_index: number;
  tree_size: number;
  /** The public entry, base64. */
  entry: string;
  receipt: string;
  checkpoint: string;
  inclusion: string[];
  /** The person's own page of this record (record-link.ts); opt-ins only. */
  link?: string;
  /** Not part of the body: this request had been answered before. */
  replayed: boolean;
};

/** Turn the outcome of a submit into the answer, or throw the refusal. */
export async function answerOf(ledger: Ledger, outcome: Outcome): Promise<Answer> {
  switch (outcome.kind) {
    case 'placed':
      return answer(ledger, outcome, false);
    case 'refused':
      throw outcome.error;
    case 'replayed':
      return answer(ledger, await placedBefore(ledger, outcome.record), true);
  }
}

async function answer(ledger: Ledger, placed: Omit<Placed, 'kind'>, replayed: boolean): Promise<Answer> {
  const { record, leafIndex, treeSize, entry } = placed;
  const claims = receiptFor(record, { issuer: ledger.origin, leafIndex, treeSize, entry });
  return {
    record: record.id,
    kind: record.kind,
    recorded_at: record.recorded_at,
    ...('grade' in record && { grade: record.grade }),
    leaf_index: leafIndex,
    tree_size: treeSize,
    entry: entry.toString('base64'),
    receipt: signToken(ledger.keys.tokens, 'optmark-receipt+jws', claims),
    checkpoint: placed.checkpoint,
    inclusion: placed.inclusion.map(encodeHash),
    ...(record.kind === 'opt_in' && { link: recordLink(ledger, record) }),
    replayed,
  };
}

/** Proofs of one batch share most of their hashes, as the same arrays: each is encoded once. */
const encodedHashes = new WeakMap<Uint8Array, string>();

function encodeHash(hash: Uint8Array): string {
  const known = encodedHashes.get(hash);
  if (known !== undefined) return known;
  const encoded = Buffer.from(hash.buffer, hash.byteOffset, hash.length).toString('base64');
  encodedHashes.set(hash, encoded);
  return encoded;
}

async function placedBefore(ledger: Ledger, id: string): Promise<Omit<Placed, 'kind'>> {
  const stored = await ledger.records.byId(id);
  if (stored === undefined) throw new LedgerError('not_found', 'The record of this request has been erased.');
  const checkpoint = await ledger.log.checkpointAt(stored.treeSize);
  if (checkpoint === undefined) throw new LedgerError('internal', 'A committed checkpoint is missing.');
  return {
    record: openRecord(ledger, stored).record,
    leafIndex: stored.index,
    treeSize: stored.treeSize,
    entry: stored.entry,
    inclusion: await inclusionAt(ledger.log, stored.index, stored.treeSize),
    checkpoint: checkpoint.note,
  };
}
