// What the gate would have said at a moment of the past, or when the log had a certain size, and the records it would have
// said it by. The records are folded again: nothing is believed that is not in the log. Looking is recorded first.
//
// A tree size is exact: it is what a permit names. A moment is as exact as `recorded_at`: a record that was being committed
// at that very moment may not have been seen by a check that ran beside it. A size alone leaves open when it was asked: the
// clock that judges is then that of the log's last record of that size, so what expired while the log had that size is still
// taken to hold. A permit's `iat` beside its size leaves nothing open.

import type { Principal } from '../auth/scope.ts';
import { componentOf } from '../core/consent/component.ts';
import type { ConsentRecord, Scope } from '../core/consent/record.ts';
import { type ConsentState, emptyState, fold } from '../core/consent/state.ts';
import { LedgerError } from '../core/error.ts';
import { type Decision, decide } from '../core/gate/decide.ts';
import { consentNeededFor, type TemplateName } from '../core/gate/template.ts';
import type { Purpose } from '../core/notice/purpose.ts';
import type { CanonicalIdentifier } from '../core/subject/identifier.ts';
import { accountOf, judgeEach } from './ask-about.ts';
import { findPerson } from './ask-gate.ts';
import type { Ledger } from './ledger.ts';
import { openRecord } from './open-record.ts';
import { type HistoryEntry, noteAccess, openAll } from './read-history.ts';
import { type PastTemplates, templatesAsOf } from './templates-as-of.ts';

/** With a tree size, `at` is only the clock that judges: it tells what had expired. ISO 8601. */
export type AsOf = { at?: string; treeSize?: number };

/** Free-form answers are not among them: service windows are forgotten after a day. */
export type PastQuestion = { scope: Scope } & (
  | { purpose: Purpose }
  /** `sender`: of the account that this phone_number_id belongs to now. */
  | { template: TemplateName; sender?: string | undefined }
);

export type AsOfAnswer = Decision & {
  /** What had to be agreed to, where a template was asked about. */
  purpose?: string;
  /** The clock that judged. */
  at: string;
  /** As it was asked for. */
  tree_size?: number;
  /** What was folded: every record of the person up to then that bears on what was needed, oldest first. */
  records: HistoryEntry[];
  /** Every record of the template up to then, in each account that was asked about. */
  template_records: HistoryEntry[];
  /** The proofs are of this tree. */
  proof_tree_size: number;
  checkpoint: string;
};

export async function askAsOf(
  ledger: Ledger,
  principal: Principal,
  { question, recipient }: { question: PastQuestion; recipient: CanonicalIdentifier },
  asOf: AsOf,
): Promise<AsOfAnswer> {
  const { business } = principal;
  const { treeSize, person } = await findPerson(ledger, business, recipient);
  refuseWhatIsToCome(asOf, ledger.world.now(), treeSize);
  const past = await pastTemplates(ledger, business, question, asOf);
  const subjects = person === undefined ? [] : [...person.subjects, ...person.others];
  await noteAccess(ledger, principal, 'as_of', subjects[0] ?? null);

  const stored = (await Promise.all(subjects.map((subject) => ledger.records.bySubject(subject)))).flat();
  const opened = await openAll(ledger, [
    ...stored
      .filter(({ index }) => index < (asOf.treeSize ?? treeSize))
      .toSorted((a, b) => a.index - b.index),
    ...past.records,
  ]);
  const isAboutTemplate = ({ kind }: HistoryEntry) => kind === 'template_changed';
  const records = opened.records.filter((entry) => !isAboutTemplate(entry) && isThere(entry, asOf));
  const at = asOf.at ?? (await momentOf(ledger, asOf.treeSize ?? treeSize));
  const state = stateOf(records, person?.named ?? [], subjects);
  return {
    ...judge(business, question, past, state, at),
    at,
    ...(asOf.treeSize !== undefined && { tree_size: asOf.treeSize }),
    records: records.filter(({ record }) => bearsOn(record, purposesOf(question, past, at))),
    template_records: opened.records.filter(isAboutTemplate),
    proof_tree_size: opened.tree_size,
    checkpoint: opened.checkpoint,
  };
}

async function pastTemplates(
  ledger: Ledger,
  business: string,
  question: PastQuestion,
  asOf: AsOf,
): Promise<PastTemplates> {
  if ('purpose' in question) return { templates: [], records: [] };
  const { template, sender } = question;
  const account = sender === undefined ? undefined : await accountOf(ledger, business, sender);
  return templatesAsOf(ledger, business, template, account, ({ index, recordedAt }) => {
    return index < (asOf.treeSize ?? Number.POSITIVE_INFINITY) && isThere({ recorded_at: recordedAt }, asOf);
  });
}

function judge(
  business: string,
  question: PastQuestion,
  { templates }: PastTemplates,
  state: ConsentState | undefined,
  at: string,
): Pick<AsOfAnswer, keyof Decision | 'purpose'> {
  const { scope } = question;
  if ('purpose' in question) return decide({ business, scope, purpose: question.purpose }, state, at);
  const { decision, subject } = judgeEach({ business, scope }, templates, state && { state }, at);
  return { ...decision, ...(subject.purpose !== undefined && { purpose: subject.purpose }) };
}

/** What consent was needed then, and what must not have been stopped. */
function purposesOf(question: PastQuestion, { templates }: PastTemplates, at: string): Purpose[] {
  if ('purpose' in question) return [question.purpose];
  return templates.flatMap(({ state }) => {
    const needed = consentNeededFor(state, at);
    return needed.kind === 'mapped' ? [needed.purpose, needed.mappedTo] : [];
  });
}

/** When the log came to have this size; now, of an empty one. */
async function momentOf(ledger: Ledger, size: number): Promise<string> {
  const last = await ledger.records.lastBelow(size);
  return last === undefined ? ledger.world.now().toISOString() : openRecord(ledger, last).record.recorded_at;
}

function isThere({ recorded_at }: Pick<HistoryEntry, 'recorded_at'>, { at, treeSize }: AsOf): boolean {
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

/** Whether folding it changes anything, and for one of these purposes. */
function bearsOn(record: ConsentRecord, purposes: readonly Purpose[]): boolean {
  if (fold(emptyState, record) === emptyState) return false;
  if (!('purposes' in record) || record.purposes === undefined) return true;
  return record.purposes.some((purpose) => purposes.includes(purpose));
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
