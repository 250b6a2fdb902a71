// A list of people who had agreed, or stopped, before they came to this ledger. Rows in, verdicts out, in
// their order and in flat memory.
//
// Each row is recorded once under a name of its own: business, source, number, what it says of which
// purposes. So the same list can be given again after a crash, and goes on where it stopped. A stop that
// finds a newer consent is recorded again, as everywhere (repeated-stop.ts). Batches are small enough that
// what people say meanwhile waits for two commits at most.

import { setImmediate as othersFirst } from 'node:timers/promises';
import { namesToTry, type Spend, spend } from '../../auth/spend.ts';
import { speaksOfNo } from '../../channels/import/refusals.ts';
import type { ListRow } from '../../channels/import/row.ts';
import type { ConsentRecord, ImportedRecord, RecordDraft, Submitter } from '../../core/consent/record.ts';
import { type ConsentState, emptyState, fold } from '../../core/consent/state.ts';
import { LedgerError } from '../../core/error.ts';
import { gapsIn, type NoGap } from '../../core/import/gap.ts';
import { entryPointsIn, isOfStrangers } from '../../core/import/list-source.ts';
import { purposes as allPurposes, type Purpose } from '../../core/notice/purpose.ts';
import { policyNamed } from '../../core/policy/policy.ts';
import type { PepperedTag } from '../../core/subject/tag.ts';
import { microsAt, microsOf, momentOf } from '../../core/when.ts';
import type { Draft, Outcome } from '../append/draft.ts';
import { type Appends, batchMax } from '../append/sequencer.ts';
import { anew, grantsIn } from '../consent/repeated-stop.ts';
import { readAhead } from '../in-turn.ts';
import type { Keys } from '../keys.ts';
import { findNotice, type Notices } from '../notice/find-notice.ts';
import type { StoredNotice } from '../notice/store.ts';
import { personAmong } from '../person/find-person.ts';
import type { LookUps } from '../person/look-ups.ts';
import { ownerOf } from '../person/owner.ts';
import type { RecordStore } from '../record/store.ts';

export type Importing = Appends &
  Notices &
  Keys<'peppers' | 'macs'> & {
    lookUpInBulk: LookUps;
    records: Pick<RecordStore, 'spentAmong'>;
  };

/** What the business says of the list, and who says it. */
export type ListTerms = {
  business: string;
  notice: string;
  /** Who gathered it, how and where. */
  source: string;
  /** The vendor whose export it is. */
  shape?: string | undefined;
  /** That each row is somebody who agreed. */
  allAgreed?: boolean | undefined;
  by: Submitter;
  /** Said with a test key. */
  test?: true | undefined;
  dryRun: boolean;
};

export type List = Omit<ListTerms, 'notice'> & { notice: StoredNotice };

export const verdicts = [
  ...(['imported', 'stopped', 'known', 'unchanged', 'skipped'] as const),
  ...(['refused', 'unheard'] as const),
] as const;

/**
 *   imported    a consent of grade E0 is recorded; rule `in_part`: only for what was a gap; `claim_dropped`:
 *               without what holds an address or a number
 *   stopped     a stop is recorded; rule `ends_consent`: it ended one that stood
 *   known       it was recorded before, from this source, and a stop finds nothing that goes on
 *   unchanged   there was no gap; the rule says why
 *   skipped     the row says neither yes nor no
 *   refused     the rule says why
 *   unheard     a stop, and the rule says why it cannot be told of whom: somebody must look
 *
 * A row has one, but for a stop of a number that may mean two people: it has one for each.
 */
export type Verdict = {
  line: number;
  verdict: (typeof verdicts)[number];
  rule?: string;
  detail?: string;
};

/** Rows looked up together, and recorded in two commits. */
export const rowsAtOnce = 2 * batchMax;

/** Throws notice_unknown, notice_superseded; not_admitted: the list was gathered for something else. */
export async function openList(ledger: Notices, { notice: id, ...terms }: ListTerms): Promise<List> {
  const notice = await findNotice(ledger, terms.business, id);
  const fault = sourceFault(notice, terms.source) ?? (terms.allAgreed && saidNoFault(terms.source));
  if (!fault) return { ...terms, notice };
  throw new LedgerError('not_admitted', fault.detail, { faults: [{ pointer: '/source', ...fault }] });
}

function sourceFault({ notice }: StoredNotice, told: string) {
  const { refusedSources } = policyNamed(notice.policy);
  const refused = entryPointsIn(told).find((one) => refusedSources.has(one));
  if (refused === undefined && !isOfStrangers(told)) return undefined;
  const kind = refused === undefined ? 'a list of strangers' : kinds[refused];
  const detail = `What it says of its source reads like ${kind}, which gives no consent for WhatsApp. If people were asked about WhatsApp, name the place where they were asked.`;
  return { rule: 'source/forbidden_source', detail };
}

/** Of a list of people who stopped each row would become a consent. */
function saidNoFault(told: string) {
  if (!speaksOfNo(told)) return undefined;
  const detail =
    'What it says of its source may say that these people said no: name the column that says who agreed, or the place where people were asked.';
  return { rule: 'source/said_no', detail };
}

const kinds: Partial<Record<ReturnType<typeof entryPointsIn>[number], string>> = {
  click_to_whatsapp_ad: 'an advertisement that opens a chat',
  whatsapp_thread: 'a conversation in WhatsApp',
  email_list: 'a list for e-mail',
  sms_list: 'a list for SMS',
  social_list: 'a list of a social network',
};

/**
 * The verdicts, batch by batch. When it ends early, the same list can be given again.
 * @throws LedgerError overloaded, unavailable
 */
export async function* importRows(
  ledger: Importing,
  list: List,
  rows: AsyncIterable<readonly ListRow[]>,
): AsyncGenerator<Verdict[]> {
  for await (const batch of readAhead(lookedUp(ledger, list, batchesOf(rows)))) {
    await othersFirst();
    yield await Promise.all(batch.map((row) => conclude(ledger, list, row)));
  }
}

async function* batchesOf(rows: AsyncIterable<readonly ListRow[]>): AsyncGenerator<readonly ListRow[]> {
  let waiting: ListRow[] = [];
  for await (const some of rows) {
    for (const row of some) waiting.push(row);
    while (waiting.length >= rowsAtOnce) {
      yield waiting.slice(0, rowsAtOnce);
      waiting = waiting.slice(rowsAtOnce);
    }
  }
  if (waiting.length > 0) yield waiting;
}

type Person = Extract<ListRow, { kind: 'grant' | 'stop' }>;
type Drafted = { line: number; draft: Draft; verdict: Verdict; isRepeated?: true };
type Concluded = Verdict | Drafted;

/**
 * What rows of a batch say, by their names and by number. A batch is looked up while the one before it is
 * still being recorded, so what either says is added to what is found.
 */
type Told = { drafts: Map<string, Drafted>; records: Map<string, ConsentRecord[]> };
const nothingTold = (): Told => ({ drafts: new Map(), records: new Map() });

async function* lookedUp(
  ledger: Importing,
  list: List,
  batches: AsyncIterable<readonly ListRow[]>,
): AsyncGenerator<Concluded[]> {
  let before = nothingTold();
  for await (const rows of batches) {
    const asked = rows.map((row) => {
      if (row.kind === 'blank') return verdictOf(row, 'skipped');
      if (row.kind === 'refused' || row.kind === 'unheard') return verdictOf(row, row.kind);
      const owner = ownerOf(ledger, list.business, { kind: 'number', value: row.number });
      return { row, owner, spend: nameOf(ledger, list, row) };
    });
    const people = asked.filter((one) => 'row' in one);
    const [{ found, logTime }, spent] = await Promise.all([
      ledger.lookUpInBulk(people.flatMap(({ owner }) => owner.tags.map(({ prefix }) => prefix))),
      ledger.records.spentAmong(
        list.business,
        people.map(({ spend }) => spend.key),
      ),
    ]);
    const byPrefix = Map.groupBy(found, ({ tag }) => tag.readBigInt64BE(0));
    const stateOf = (tags: readonly PepperedTag[]): ConsentState => {
      const among = tags.flatMap(({ prefix }) => byPrefix.get(prefix) ?? []);
      return personAmong(among, list.business, tags)?.state ?? emptyState;
    };
    const now = logTime === '' ? momentOf(microsAt(ledger.world.now())) : logTime;
    const told = nothingTold();
    const concluded = asked.map((one): Concluded => {
      if (!('row' in one)) return one;
      const { row, owner, spend } = one;
      const { line, number } = row;
      const name = spend.key.toString('hex');
      const same = told.drafts.get(name) ?? before.drafts.get(name);
      const heard: Concluded | undefined = spent.has(name)
        ? { line, verdict: 'known' }
        : same && { ...same, line, verdict: { ...same.verdict, line }, isRepeated: true };
      if (heard !== undefined && row.kind === 'grant') return heard;
      const said = [before, told].flatMap(({ records }) => records.get(number) ?? []);
      const state = said.reduce(fold, stateOf(owner.tags as readonly PepperedTag[]));
      const goesOn = row.kind === 'stop' ? grantsIn(state, row.purposes ?? allPurposes, now) : [];
      if (heard !== undefined && goesOn.length === 0) return heard;
      const judged = row.kind === 'stop' ? stopOf(list, row, goesOn) : grantOf(list, row, state, now);
      if (!('record' in judged)) return { line, ...judged };
      const { verdict, ...draft } = judged;
      const once = heard === undefined ? spend : anew(ledger, spend, goesOn);
      const drafted = { line, verdict, draft: { business: list.business, owner, spend: once, ...draft } };
      told.drafts.set(name, drafted);
      told.records.set(number, [...(told.records.get(number) ?? []), asRecorded(draft.record, now)]);
      return drafted;
    });
    before = told;
    yield concluded;
  }
}

const verdictOf = (
  { line, rule, detail }: { line: number; rule: string; detail: string },
  verdict: Verdict['verdict'],
): Verdict => ({ line, verdict, rule, detail });

/** The same row of the same source is one request. */
function nameOf(ledger: Keys<'macs'>, { source, notice, test }: List, row: Person): Spend {
  const under = row.kind === 'stop' ? 'stop' : `grant ${notice.notice.id}`;
  const purposes = [...(row.purposes ?? [])].toSorted().join(' ');
  const name = [source, row.number, under, purposes, ...namesToTry({ test })];
  return spend(ledger.keys.macs, 'import', name, 'row');
}

type Judged = Omit<Verdict, 'line'> | (Pick<Draft, 'record' | 'validDays'> & { verdict: Verdict });

function headerOf({ business, source, by }: List) {
  const from = { system: 'import', actor: source, entry_point: 'import' as const };
  return { v: 2 as const, business, channel: 'import' as const, source: from, submitted_by: by };
}

/** @param ended the records of consents that it ends */
function stopOf(list: List, row: Person & { kind: 'stop' }, ended: readonly string[]): Judged {
  const { line, given, purposes } = row;
  const record: RecordDraft = {
    ...headerOf(list),
    kind: 'opt_out',
    identifiers: [{ kind: 'number', value: given }],
    ...(purposes && { purposes: [...purposes] }),
    authority: 'any',
  };
  return { record, verdict: { line, verdict: 'stopped', ...(ended.length > 0 && { rule: 'ends_consent' }) } };
}

function grantOf(list: List, row: Person & { kind: 'grant' }, state: ConsentState, now: string): Judged {
  const { notice, sha256 } = list.notice;
  const { claimed, given, line } = row;
  const purposes: readonly Purpose[] = row.purposes ?? notice.purposes;
  if (!purposes.every((purpose) => notice.purposes.includes(purpose)))
    return { verdict: 'refused', ...notOfNotice };
  for (const way of row.ways ?? []) {
    const fault = sourceFault(list.notice, way);
    if (fault !== undefined) return { verdict: 'refused', ...fault };
  }
  const { valid_days: validDays } = notice;
  const ended = validDays === undefined ? undefined : endOf(claimed.collected_at, validDays, now);
  if (ended !== undefined && ended <= now) return { verdict: 'refused', ...tooOld };
  const { name, version } = policyNamed(notice.policy);
  const record: RecordDraft & { kind: 'imported' } = {
    ...headerOf(list),
    kind: 'imported',
    purposes: [...purposes],
    scope: notice.scope,
    packs: [{ name, version }],
    identifiers: [{ kind: 'number', value: given }],
    notice: { id: notice.id, version: notice.version, sha256, locale: notice.default_locale },
    grade: 'E0',
    grade_reasons: ['imported'],
    authority: 'any',
    evidence: { source: list.source, ...(list.shape && { shape: list.shape }), line, ...claimed },
    ...(ended !== undefined && { valid_until: ended }),
    ...(notice.jurisdiction !== undefined && { jurisdiction: notice.jurisdiction }),
    withdrawal: { url: notice.withdrawal_url },
  };
  const { why, ...gaps } = gapsIn(state, asRecorded(record, now) as ImportedRecord, now);
  if (gaps.purposes === undefined)
    return { verdict: 'unchanged', ...(why && { rule: why, detail: whyWords[why] }) };
  const dropped =
    row.dropped && `Not kept, since it holds an address or a number: ${row.dropped.join(', ')}.`;
  const part = why && `Only for ${gaps.purposes.join(', ')}. ${whyWords[why]}`;
  const detail = [part, dropped].filter(Boolean).join(' ');
  const inPart = detail !== '' && { rule: part ? 'in_part' : 'claim_dropped', detail };
  return {
    record: { ...record, ...gaps },
    ...(validDays !== undefined && ended === undefined && { validDays }),
    verdict: { line, verdict: 'imported', ...inPart },
  };
}

/** Stands for the place in the log that the record does not have yet. */
const unplaced = {
  id: '00000000-0000-7000-8000-000000000000',
  subject: '00000000-0000-4000-8000-000000000000',
};

const asRecorded = (record: RecordDraft, now: string) =>
  ({ ...record, ...unplaced, occurred_at: now, recorded_at: now }) as ConsentRecord;

/** Counted from when the list says that it was given: it may end a consent earlier, and never later. */
function endOf(claimed: string | undefined, days: number, now: string): string | undefined {
  const since = claimed === undefined ? Number.NaN : Date.parse(claimed);
  if (Number.isNaN(since) || since * 1000 >= microsOf(now)) return undefined;
  return momentOf((since + days * 86_400_000) * 1000);
}

const notOfNotice = { rule: 'not_of_notice', detail: 'The notice does not name this purpose.' };
const tooOld = { rule: 'expired', detail: 'By the notice a consent so old has ended.' };

const whyWords: Record<NoGap, string> = {
  agreed_already: 'The person has agreed already.',
  stopped: 'The person has stopped these messages.',
  declined: 'The person was asked and said no.',
  objected: 'The person objects to these messages.',
  expired: 'The person had agreed, and that has ended; a list does not renew it.',
  suspended: 'The number may belong to another person now.',
  unjudgeable: 'What is known of the person cannot be judged.',
};

async function conclude(ledger: Importing, list: List, concluded: Concluded): Promise<Verdict> {
  if (!('draft' in concluded)) return concluded;
  const { line, draft, verdict, isRepeated } = concluded;
  if (list.dryRun) return isRepeated ? { line, verdict: 'known' } : verdict;
  const outcome: Outcome = await ledger.sequencer.submit(draft);
  if (outcome.kind === 'placed') return verdict;
  if (outcome.kind === 'replayed') return { line, verdict: 'known' };
  const { code, message } = outcome.error;
  // Not of this row: nothing more can be recorded now. Where clocks disagree, stops further down still can.
  if (code === 'overloaded' || code === 'unavailable') throw outcome.error;
  return { line, verdict: 'refused', rule: code, detail: message };
}
