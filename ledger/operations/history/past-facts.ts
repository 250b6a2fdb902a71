// The facts of the gate at a moment in the past, or at a tree size: the records that the log held then,
// folded again. It does not use the stored states of people and templates, because it believes only the log.

import type { Principal } from '../../auth/scope.ts';
import { componentOf } from '../../core/consent/component.ts';
import { openRecord } from '../../core/consent/open-record.ts';
import type { ConsentRecord } from '../../core/consent/record.ts';
import { type ConsentState, emptyState, fold, unreadableState } from '../../core/consent/state.ts';
import { invalid } from '../../core/error.ts';
import type { Question } from '../../core/gate/judge.ts';
import { foldTemplate, type TemplateState } from '../../core/gate/template.ts';
import { toMoment } from '../../core/when.ts';
import { stoneState } from '../append/rebuilt-state.ts';
import { accountAmong } from '../gate/facts.ts';
import { type FoundPerson, withOthers } from '../person/find-person.ts';
import type { Reading } from '../person/store.ts';
import { type OpenedRecord, openedOf, recordsPerQuery } from '../record/opened.ts';
import type { Records } from '../record/store.ts';
import type { Successions } from '../record/succession.ts';
import { type Businesses, businessOf } from '../setup/business.ts';
import type { SenderStore } from '../setup/store.ts';

/**
 * With a tree size, `at` is only the clock: it decides what had expired. Written like moments in records.
 */
export type AsOf = { at?: string; treeSize?: number };

/**
 * It cannot ask about free-form answers, because the ledger forgets service windows after a day. `sender`
 * means the account that this phone_number_id belongs to now.
 */
export type PastQuestion = Exclude<Question, { kind: unknown }>;

export type Past = Records<'withoutSubject' | 'lastBelow' | 'byId' | 'stonesOf'> & {
  senders: Pick<SenderStore, 'ofBusiness'>;
  successions: Pick<Successions, 'all' | 'recoveries'>;
};

/** Whether the log held the record then. */
export const isThere = (
  { index, recordedAt }: { index: number; recordedAt: string },
  { at, treeSize }: AsOf,
): boolean => (treeSize === undefined ? at === undefined || recordedAt <= at : index < treeSize);

/**
 * The moment to judge by. A tree size does not exist before its last record, but a permit's `iat` may be
 * earlier, because it has whole seconds.
 */
export async function clockThen(
  ledger: Past,
  { at, treeSize }: AsOf,
  newest: Pick<Reading, 'treeSize' | 'logTime'>,
): Promise<string> {
  if (at !== undefined && treeSize === undefined) return at;
  const last = await ledger.records.lastBelow(treeSize ?? newest.treeSize);
  const since = last && openRecord(ledger, last).record.recorded_at;
  if (at !== undefined && (since === undefined || at > since)) return at;
  return since ?? newest.logTime;
}

/** With a test key, or for a test business. */
export const isTest = async (
  ledger: Pick<Businesses, 'setup'>,
  { business, test }: Principal,
): Promise<boolean | undefined> => test ?? (await businessOf(ledger, business)).test;

/** When the last restore was recorded that no officer of this business had confirmed then. */
export async function restoredThen(ledger: Past, business: string, asOf: AsOf): Promise<string | undefined> {
  const restores = (await ledger.successions.all()).filter(
    ({ why, size: index, at: recordedAt }) => why === 'restored' && isThere({ index, recordedAt }, asOf),
  );
  if (restores.length === 0) return undefined;
  const confirmed = new Set<string>();
  for (const recovery of await ledger.successions.recoveries()) {
    if (recovery.business !== business) continue;
    const stored = await ledger.records.byId(recovery.record);
    if (stored === undefined) continue;
    const { recorded_at: recordedAt } = openRecord(ledger, stored).record;
    if (isThere({ index: stored.index, recordedAt }, asOf)) confirmed.add(recovery.begun);
  }
  return restores.findLast(({ record }) => !confirmed.has(record))?.at;
}

/** The state of each subject, folded by itself. */
export type FoldedStates = Map<string, ConsentState>;

function foldInto(states: FoldedStates, record: ConsentRecord): void {
  if (!('subject' in record) || record.subject === undefined) return;
  states.set(record.subject, fold(states.get(record.subject) ?? emptyState, record));
}

/** The records of these subjects that the log held then, oldest first, each folded as it comes. */
export async function* recordsThen(
  ledger: Records<'chain'>,
  subjects: readonly string[],
  states: FoldedStates,
  asOf: AsOf,
  newestSize: number,
): AsyncGenerator<OpenedRecord> {
  for await (const row of openedOf(ledger, ledger.records.chain(subjects, recordsPerQuery))) {
    if (row.stored.index >= (asOf.treeSize ?? newestSize)) return;
    if (!isThere({ index: row.stored.index, recordedAt: row.record.recorded_at }, asOf)) continue;
    foldInto(states, row.record);
    yield row;
  }
}

/** Throws invalid: what will be is not known. */
export function refuseWhatIsToCome(
  { at, treeSize }: AsOf,
  { logTime, treeSize: newest }: Pick<Reading, 'treeSize' | 'logTime'>,
  pointer = '',
): void {
  if (at !== undefined && at > logTime) {
    throw invalid(`${pointer}/at`, 'not_in_the_future', 'The moment is in the future.');
  }
  if (treeSize !== undefined && treeSize > newest) {
    throw invalid(`${pointer}/tree_size`, 'not_in_the_log', 'The log is not that large yet.');
  }
}

/** A moment of any precision, a size, or both. */
export type AsOfAsked = { at?: string | undefined; treeSize?: number | undefined };

export const asOfAsked = ({ at, treeSize }: AsOfAsked): AsOf => ({
  ...(at !== undefined && { at: toMoment(at) }),
  ...(treeSize !== undefined && { treeSize }),
});

/**
 * What is left of the erased among them, in the place of records that are gone: also for a moment before the
 * erasure, so that it turns no past deny into an allow.
 */
export async function stonesThen(
  { keys: { master }, records }: Records<'stonesOf'>,
  subjects: readonly string[],
): Promise<FoldedStates> {
  const stones = Map.groupBy(await records.stonesOf(subjects), ({ of }) => of);
  return new Map(
    [...stones].map(([subject, own]) => [subject, stoneState(master, subject, own) ?? unreadableState]),
  );
}

/**
 * Joins the states of the subjects, as the gate does. Undefined where the ledger did not know the person
 * then.
 * @param states from the records of the person, up to that moment
 */
export function stateThen(
  states: FoldedStates,
  person: Pick<FoundPerson, 'named' | 'subjects' | 'others' | 'state'> | undefined,
): ConsentState | undefined {
  if (person === undefined) return undefined;
  const known = person.named.filter((subject) => states.has(subject));
  if (known.length === 0) return undefined;
  // If one subject's records were not read, the gate allows nothing.
  const read = new Set(withOthers(person));
  const of = (one: string) => (read.has(one) ? (states.get(one) ?? emptyState) : undefined);
  const { state } = componentOf(known, of);
  // They were not read for the reason that holds today.
  const why = person.state.unjudgeable;
  return state.unjudgeable && why ? { ...state, unjudgeable: why } : state;
}

export type PastTemplates = {
  /** One for each account that had it. */
  templates: TemplateState[];
  /** The folded records, oldest first. */
  records: OpenedRecord[];
};

/**
 * What the ledger knew then about the template of a question. Throws invalid where the business has no such
 * sender.
 */
export async function templatesThen(
  ledger: Past,
  business: string,
  question: PastQuestion,
  asOf: AsOf,
): Promise<PastTemplates> {
  if ('purpose' in question) return { templates: [], records: [] };
  const { template: asked, sender } = question;
  const account =
    sender === undefined
      ? undefined
      : accountAmong(await ledger.senders.ofBusiness(business), business, sender);
  const accounts = new Map<string, TemplateState>();
  const records: OpenedRecord[] = [];
  const pages = ledger.records.withoutSubject(business, recordsPerQuery);
  for await (const opened of openedOf(ledger, pages)) {
    const { stored, record } = opened;
    if (record.kind !== 'template_changed') continue;
    const { template, recorded_at: recordedAt } = record;
    if (template.name !== asked.name || template.language !== asked.language) continue;
    if (account !== undefined && template.account !== account) continue;
    if (!isThere({ index: stored.index, recordedAt }, asOf)) continue;
    accounts.set(template.account, foldTemplate(accounts.get(template.account) ?? {}, record));
    records.push(opened);
  }
  return { templates: [...accounts.values()], records };
}
