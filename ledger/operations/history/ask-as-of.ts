// What the gate would have said at a moment in the past, or when the log had a certain size, and the records
// by which it would have judged. It folds the records again, because it believes only the log. It first
// records that the caller looked.
//
// A tree size is exact, and a permit names it. A moment is as exact as `recorded_at`: a check that ran at the
// very moment of a record's commit may not have seen the record. A size alone leaves the moment of the
// question open. The gate then judges by the moment of the last record in the log of that size, so consent
// that expired while the log had that size still counts. A permit's `iat` together with its size leaves
// nothing open.

import type { Principal } from '../../auth/scope.ts';
import type { ConsentRecord } from '../../core/consent/record.ts';
import { emptyState, fold } from '../../core/consent/state.ts';
import { type Decision, judge } from '../../core/gate/judge.ts';
import { consentNeededFor } from '../../core/gate/template.ts';
import type { Purpose } from '../../core/notice/purpose.ts';
import type { PersonReference } from '../../core/subject/identifier.ts';
import { findReferred } from '../person/by-subject.ts';
import { withOthers } from '../person/find-person.ts';
import type { OpenedRecord } from '../record/opened.ts';
import {
  type AsOfAsked,
  asOfAsked,
  clockThen,
  isTest,
  type Past,
  type PastQuestion,
  type PastTemplates,
  recordsThen,
  refuseWhatIsToCome,
  restoredThen,
  stateThen,
  stonesThen,
  templatesThen,
} from './past-facts.ts';
import {
  type Histories,
  type HistoryEntry,
  historyPage,
  noteAccess,
  type PageAsked,
  proven,
} from './read-history.ts';

export type AsOfAnswer = Decision & {
  /** The moment by which the gate judges. */
  at: string;
  /** As the caller gave it. */
  tree_size?: number;
  /** A page of the records of the person up to that moment that affect the needed consent, oldest first. */
  records: HistoryEntry[];
  /** Leaf index of the last of them, where more come after it. */
  next?: number;
  /** Every record of the template up to that moment, in each account of the question. */
  template_records: HistoryEntry[];
  /** The size of the tree of the proofs. */
  proof_tree_size: number;
  checkpoint: string;
};

/** @param moment ISO 8601 */
export async function askAsOf(
  ledger: Histories & Past,
  principal: Principal,
  { question, recipient }: { question: PastQuestion; recipient: PersonReference },
  asked: AsOfAsked,
  { after = -1, limit = historyPage }: PageAsked = {},
): Promise<AsOfAnswer> {
  const asOf = asOfAsked(asked);
  const { business } = principal;
  const { person, ...newest } = await findReferred(ledger, business, recipient);
  refuseWhatIsToCome(asOf, newest);
  const past = await templatesThen(ledger, business, question, asOf);
  const subjects = withOthers(person);
  await noteAccess(ledger, principal, 'as_of', subjects[0] ?? null);

  const at = await clockThen(ledger, asOf, newest);
  const test = await isTest(ledger, principal);
  const purposes = purposesOf(question, past, at);
  const restoredAt = await restoredThen(ledger, business, asOf);
  const states = await stonesThen(ledger, subjects);
  const bearing: OpenedRecord[] = [];
  for await (const row of recordsThen(ledger, subjects, states, asOf, newest.treeSize)) {
    const isWanted = row.stored.index > after && bearing.length <= limit;
    if (isWanted && bearsOn(row.record, purposes)) bearing.push(row);
  }
  const shown = bearing.slice(0, limit);
  const { records, ...place } = await proven(
    ledger,
    [...shown, ...past.records],
    await ledger.records.firstOf(subjects),
  );
  return {
    ...judge(question, { state: stateThen(states, person), templates: past.templates, restoredAt, test }, at),
    at,
    ...(asOf.treeSize !== undefined && { tree_size: asOf.treeSize }),
    records: records.slice(0, shown.length),
    ...(bearing.length > limit && { next: shown.at(-1)!.stored.index }),
    template_records: records.slice(shown.length),
    proof_tree_size: place.tree_size,
    checkpoint: place.checkpoint,
  };
}

/** The purposes that needed consent then, and those that must not be stopped. */
function purposesOf(question: PastQuestion, { templates }: PastTemplates, at: string): Purpose[] {
  if ('purpose' in question) return [question.purpose];
  return templates.flatMap((state) => {
    const needed = consentNeededFor(state, at);
    return needed.kind === 'mapped' ? [needed.purpose, needed.mappedTo] : [];
  });
}

/** Whether the record changes anything for one of these purposes. */
function bearsOn(record: ConsentRecord, purposes: readonly Purpose[]): boolean {
  if (fold(emptyState, record) === emptyState) return false;
  if (!('purposes' in record) || record.purposes === undefined) return true;
  return record.purposes.some((purpose) => purposes.includes(purpose));
}
