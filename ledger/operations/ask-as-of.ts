// What the gate would have said at a moment of the past, or when the log had a certain size, and the records it would have
// said it by. The records are folded again: nothing is believed that is not in the log. Looking is recorded first.
//
// A tree size is exact: it is what a permit names. A moment is as exact as `recorded_at`: a record that was being committed
// at that very moment may not have been seen by a check that ran beside it.

import type { Principal } from '../auth/scope.ts';
import { componentOf } from '../core/consent/component.ts';
import type { ConsentRecord } from '../core/consent/record.ts';
import { type ConsentState, emptyState, fold } from '../core/consent/state.ts';
import { LedgerError } from '../core/error.ts';
import { type Decision, decide } from '../core/gate/decide.ts';
import type { Question } from '../core/gate/question.ts';
import type { CanonicalIdentifier } from '../core/subject/identifier.ts';
import { findPerson } from './ask-gate.ts';
import type { Ledger } from './ledger.ts';
import { type HistoryEntry, noteAccess, openAll } from './read-history.ts';

/** With a tree size, `at` is only the clock that judges: it tells what had expired. ISO 8601. */
export type AsOf = { at?: string; treeSize?: number };

export type AsOfAnswer = Decision & {
  /** The clock that judged. */
  at: string;
  /** As it was asked for. */
  tree_size?: number;
  /** What was folded: every record up to then that bears on this purpose, oldest first. */
  records: HistoryEntry[];
  /** The proofs are of this tree. */
  proof_tree_size: number;
  checkpoint: string;
};

export async function askAsOf(
  ledger: Ledger,
  principal: Principal,
  { question, recipient }: { question: Question; recipient: CanonicalIdentifier },
  asOf: AsOf,
): Promise<AsOfAnswer> {
  const { treeSize, person } = await findPerson(ledger, principal.business, recipient);
  refuseWhatIsToCome(asOf, ledger.world.now(), treeSize);
  const subjects = person === undefined ? [] : [...person.subjects, ...person.others];
  await noteAccess(ledger, principal, 'as_of', subjects[0] ?? null);

  const stored = (await Promise.all(subjects.map((subject) => ledger.records.bySubject(subject)))).flat();
  const opened = await openAll(
    ledger,
    stored.filter(({ index }) => index < (asOf.treeSize ?? treeSize)).toSorted((a, b) => a.index - b.index),
  );
  const records = opened.records.filter((entry) => isThere(entry, asOf));
  const at = asOf.at ?? records.at(-1)?.recorded_at ?? ledger.world.now().toISOString();
  return {
    ...decide(question, stateOf(records, person?.named ?? [], subjects), at),
    at,
    ...(asOf.treeSize !== undefined && { tree_size: asOf.treeSize }),
    records: records.filter(({ record }) => bearsOn(record, question)),
    proof_tree_size: opened.tree_size,
    checkpoint: opened.checkpoint,
  };
}

function isThere({ recorded_at }: HistoryEntry, { at, treeSize }: AsOf): boolean {
  return treeSize !== undefined || at === undefined || recorded_at <= at;
}

/**
 * Each subject folded by itself and then all of them together, as the gate does; undefined while nobody was known.
 * @param named whom the identifier names
 * @param read whose records were read: with anybody else, nothing is allowed
 */
function stateOf(
  records: readonly HistoryEntry[],
  named: readonly string[],
  read: readonly string[],
): ConsentState | undefined {
  const bySubject = Map.groupBy(records, ({ record }) => ('subject' in record ? record.subject : undefined));
  const states = new Map(
    [...bySubject].map(([subject, own]) => [
      subject,
      own.map(({ record }) => record).reduce(fold, emptyState),
    ]),
  );
  const known = named.filter((subject) => states.has(subject));
  if (known.length === 0) return undefined;
  const stateThen = (one: string) => (read.includes(one) ? (states.get(one) ?? emptyState) : undefined);
  return componentOf(known, stateThen).state;
}

/** Whether folding it changes anything, and for this purpose. */
function bearsOn(record: ConsentRecord, { purpose }: Question): boolean {
  if (fold(emptyState, record) === emptyState) return false;
  return !('purposes' in record) || record.purposes === undefined || record.purposes.includes(purpose);
}

/** Nobody can say what the gate will have said. */
function refuseWhatIsToCome({ at, treeSize }: AsOf, now: Date, newest: number): void {
  const refuse = (pointer: string, rule: string, detail: string) => {
    throw new LedgerError('invalid', detail, { faults: [{ pointer, rule, detail }] });
  };
  if (at !== undefined && Date.parse(at) > now.getTime()) {
    refuse('/at', 'not_in_the_future', 'The moment is still to come.');
  }
  if (treeSize !== undefined && treeSize > newest) {
    refuse('/tree_size', 'not_in_the_log', 'The log is not that large yet.');
  }
}
