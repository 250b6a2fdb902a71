// What was corrected of a person's records, found without opening all of them: by the register as far as it
// is whole, and by the records themselves behind its end. So what is shown beside a record never lags.

import type { Correction } from '../../core/consent/record/correction.ts';
import type { CorrectedRecord } from '../../core/consent/record.ts';
import type { StoredRecord } from '../append/log-store.ts';
import { type OpenedRecord, openedBut } from './opened.ts';
import type { Records } from './store.ts';

/** A correction as it stands beside the record that it corrects. */
export type CorrectionNote = {
  /** Id of the record of it. */
  record: string;
  leaf_index: number;
  recorded_at: string;
  corrections: Correction[];
  reason: CorrectedRecord['reason'];
  /** Who corrected: a server with a key, or an operator; and the business's reference of its staff. */
  by?: string;
  staff?: string;
};

/** By the id of the record that they correct, each in log order. */
export type Corrections = ReadonlyMap<string, readonly CorrectionNote[]>;

export type Correcting = Records<'perhapsCorrections'>;

/** @param below only those with a smaller index: what an answer at one size of the log knows */
export async function correctionsOf(
  ledger: Correcting,
  subjects: readonly string[],
  below = Number.POSITIVE_INFINITY,
): Promise<Corrections> {
  const found = new Map<string, CorrectionNote[]>();
  for await (const { stored, record } of await perhaps(ledger, subjects)) {
    if (record.kind !== 'corrected' || stored.index >= below) continue;
    const notes = found.get(record.corrects) ?? [];
    found.set(record.corrects, [...notes, noteOf(record, stored)]);
  }
  return found;
}

/** Of one record, as they are stored, in log order. */
export async function correctionsOfRecord(
  ledger: Correcting,
  { subject, record: id }: Pick<StoredRecord, 'subject' | 'record'>,
): Promise<CorrectedRecord[]> {
  const found: CorrectedRecord[] = [];
  for await (const { record } of await perhaps(ledger, subject === null ? [] : [subject]))
    if (record.kind === 'corrected' && record.corrects === id) found.push(record);
  return found;
}

async function perhaps(
  ledger: Correcting,
  subjects: readonly string[],
): Promise<AsyncIterable<OpenedRecord>> {
  const stored = subjects.length === 0 ? [] : await ledger.records.perhapsCorrections(subjects);
  // One that a hand has changed is named where the records are.
  return openedBut(ledger, [stored], () => {});
}

function noteOf(
  { id, recorded_at, corrections, reason, staff, submitted_by }: CorrectedRecord,
  { index }: StoredRecord,
): CorrectionNote {
  return {
    record: id,
    leaf_index: index,
    recorded_at,
    corrections,
    reason,
    ...(submitted_by && { by: submitted_by.by }),
    ...(staff !== undefined && { staff }),
  };
}
