// The answer to a caller who writes: the receipt, the leaf, the proof, the checkpoint. It is fresh from the
// commit, or rebuilt for a retry. All of it follows from what is stored, so both answers are the same, byte
// for byte.

import type { GradeReason } from '../../core/consent/grade-reasons.ts';
import { openRecord } from '../../core/consent/open-record.ts';
import type { ConsentRecord } from '../../core/consent/record.ts';
import { type Fault, LedgerError } from '../../core/error.ts';
import { signToken } from '../../core/jws.ts';
import { type LogName, nameAt } from '../../core/log/succession.ts';
import { receiptFor } from '../../core/receipt/receipt.ts';
import type { Outcome, Placed } from '../append/draft.ts';
import type { Keys } from '../keys.ts';
import { recordLink } from './link.ts';
import { inclusionAt } from './prove.ts';
import type { LogReader, Records } from './store.ts';

/** The parts that make an answer, and make it again. */
export type Answering = Keys<'tokens' | 'macs'> &
  Records<'byId'> & { names: readonly LogName[]; url: string; log: LogReader };

export type Answer = {
  record: string;
  kind: ConsentRecord['kind'];
  recorded_at: string;
  grade?: string;
  /** Why it is not the next one; opt-ins only. */
  grade_reasons?: readonly GradeReason[];
  leaf_index: number;
  tree_size: number;
  /** The public entry, base64. */
  entry: string;
  receipt: string;
  checkpoint: string;
  inclusion: string[];
  /** The id of the named entry point that the record says it came from. */
  entry_point?: string;
  /** The person's own page of this record (link.ts); opt-ins only. */
  link?: string;
  /** The parts of the request that the record does not hold. */
  dropped?: readonly Fault[];
  /** For an opt-in, and only for a caller who may know (effect-of.ts). */
  effective?: boolean;
  /** Not part of the body: whether the ledger had answered this request before. */
  replayed: boolean;
};

/** Turns the outcome of a submit into the answer, or throws the refusal. */
export async function answerOf(ledger: Answering, outcome: Outcome): Promise<Answer> {
  switch (outcome.kind) {
    case 'placed':
      return answer(ledger, outcome, false);
    case 'refused':
      throw outcome.error;
    case 'replayed':
      return answer(ledger, await placedBefore(ledger, outcome.record), true);
  }
}

async function answer(ledger: Answering, placed: Omit<Placed, 'kind'>, replayed: boolean): Promise<Answer> {
  const { record, leafIndex, treeSize, entry } = placed;
  const issuer = nameAt(ledger.names, treeSize).origin;
  const claims = receiptFor(record, { issuer, leafIndex, treeSize, entry });
  return {
    record: record.id,
    kind: record.kind,
    recorded_at: record.recorded_at,
    ...('grade' in record && { grade: record.grade }),
    ...('grade_reasons' in record && { grade_reasons: record.grade_reasons }),
    leaf_index: leafIndex,
    tree_size: treeSize,
    entry: entry.toString('base64'),
    receipt: signToken(ledger.keys.tokens, 'optmark-receipt+jws', claims),
    checkpoint: placed.checkpoint,
    inclusion: placed.inclusion.map(encodeHash),
    ...(record.source.entry && { entry_point: record.source.entry.id }),
    ...(record.kind === 'opt_in' && { link: recordLink(ledger, record) }),
    replayed,
  };
}

/** Proofs of one batch share most of their hashes, as the same arrays, so this encodes each once. */
const encodedHashes = new WeakMap<Uint8Array, string>();

function encodeHash(hash: Uint8Array): string {
  const known = encodedHashes.get(hash);
  if (known !== undefined) return known;
  const encoded = Buffer.from(hash.buffer, hash.byteOffset, hash.length).toString('base64');
  encodedHashes.set(hash, encoded);
  return encoded;
}

/** The answer to a request whose record has been erased. */
export const erased = (): LedgerError =>
  new LedgerError('erased', 'The record of this request has been erased; nothing new was recorded.');

async function placedBefore(ledger: Answering, id: string): Promise<Omit<Placed, 'kind'>> {
  const stored = await ledger.records.byId(id);
  if (stored === undefined) throw erased();
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
