// Ends the records whose time is over, and tells of those whose time will be soon. As a story:
//
//   look     the register says of whom nothing was recorded for long; it is no more than a hint
//   judge    every record of the person is opened, and the pure rules decide (core/policy/ended.ts)
//   commit   under the lock of the head: the records, the circle and the settings are as they were judged, or
//            nothing ends. One transaction takes the rows, appends `pruned`, and leaves the stones
//   crash    before the commit nothing is gone; after it the next look finds nothing left to end. No journal
//            is needed: an older state that is restored is over all the same
//
// A person goes as in an erasure, with every row that personal-data.ts lists, and leaves the same stone. So
// what ends turns no deny into an allow.

import type { Principal } from '../../auth/scope.ts';
import { readRow } from '../../core/audit/opened-row.ts';
import type { Submitter } from '../../core/consent/record.ts';
import { LedgerError } from '../../core/error.ts';
import { endOf, type Kept, keptBy } from '../../core/policy/ended.ts';
import {
  anyOne,
  keepName,
  keepOf,
  keepRules,
  keepVersion,
  type RetentionSettings,
  warnDays,
} from '../../core/policy/retention.ts';
import { type Facets, facetsOf } from '../../core/register/facets.ts';
import { tagPrefix } from '../../core/subject/tag.ts';
import { toMoment } from '../../core/when.ts';
import type { SideEffect } from '../append/draft.ts';
import type { Appends } from '../append/sequencer.ts';
import { type Naming, namesOf, tagsOf } from '../erase/person.ts';
import { type Noting, noteAccess } from '../history/read-history.ts';
import { inTurns } from '../in-turn.ts';
import { type FoundPerson, linkedPerson, type People } from '../person/find-person.ts';
import { openedOf, recordsPerQuery } from '../record/opened.ts';
import type { LogReader, Records } from '../record/store.ts';
import { type Businesses, businessKey, businessOf } from '../setup/business.ts';
import type { World } from '../world.ts';
import { retentionOf } from './settings.ts';
import type { RetentionStore } from './store.ts';

export type Ending = Appends &
  Businesses &
  People &
  Naming &
  Records<'at'> & {
    retention: RetentionStore;
    log: Pick<LogReader, 'latestCheckpoint'>;
    world: Pick<World, 'now'>;
  };

/** People that one run looks at; it says where the next one begins. */
export const peopleAtOnce = 2_000;
/** Records of who looked that one `pruned` record names, and how many a preview counts. */
const looksAtOnce = 1_000;
const looksCounted = 1_000_000;

const dayMs = 86_400_000;

export type Run = {
  /** Of each rule, how many people: their time is over, and in a run their records are gone. */
  people: Record<string, number>;
  /** Of those, how many records. */
  records: number;
  looks: number;
  /** Whose time is over within `warn_days`, and who looked. */
  soon: { people: number; looks: number };
  /** Of whom nothing was recorded for long, and why they are kept. */
  kept: { [Why in Kept | 'changed']?: number };
  /** Where the next run goes on. */
  next?: string;
};

/** @param submittedBy absent: the ledger's own worker */
export async function endRecords(
  ledger: Ending,
  business: string,
  { dryRun, after, submittedBy }: { dryRun: boolean; after?: string | undefined; submittedBy?: Submitter },
): Promise<Run> {
  const { retention = [] } = await businessOf(ledger, business);
  const settings = retentionOf(retention);
  const now = ledger.world.now();
  const soon = new Date(now.getTime() + warnDays * dayMs);
  const run: Run = { people: {}, records: 0, looks: 0, soon: { people: 0, looks: 0 }, kept: {} };
  const asking: Asking = { business, retention, settings, now, soon, dryRun, submittedBy };
  const quiet = daysBefore(soon, shortestDays(settings));
  const found = await ledger.retention.quietSince(business, quiet, after, peopleAtOnce);
  const seen = new Set<string>();
  for (const subject of found.subjects) {
    if (seen.has(subject)) continue;
    const person = await personOf(ledger, business, subject);
    for (const one of person?.subjects ?? []) seen.add(one);
    if (person !== undefined) await endPerson(ledger, asking, person, run);
  }
  if (found.next !== undefined) run.next = found.next;
  // Once, and not with each page of people.
  if (after === undefined) await endLooks(ledger, asking, run);
  return run;
}

/** What would end, and what soon; the look is itself recorded. */
export async function previewEnding(
  ledger: Ending & Noting,
  principal: Principal,
  after?: string,
): Promise<Run> {
  const run = await endRecords(ledger, principal.business, { dryRun: true, after });
  const size = (await ledger.log.latestCheckpoint())?.size ?? 0;
  const total = Object.values(run.people).reduce((sum, count) => sum + count, run.soon.people);
  await noteAccess(ledger, principal, 'list', null, {
    filter: { retention: 'preview' },
    tree_size: size,
    total,
  });
  return run;
}

type Asking = {
  business: string;
  retention: readonly string[];
  settings: RetentionSettings;
  now: Date;
  soon: Date;
  dryRun: boolean;
  submittedBy: Submitter | undefined;
};

const daysBefore = (now: Date, days: number): string => new Date(now.getTime() - days * dayMs).toISOString();

/** Of no person anything ends before that. */
const shortestDays = ({ keep }: RetentionSettings): number =>
  [...keepRules, ...keep]
    .filter(({ what }) => what !== 'look')
    .reduce((least, { days }) => Math.min(least, days), Number.POSITIVE_INFINITY);

type Judged = { person: FoundPerson; facets: Facets[] };

/** The own circle of a subject, whoever else its name leads to by now. */
async function personOf(ledger: Ending, business: string, subject: string): Promise<FoundPerson | undefined> {
  const tags = await ledger.erasing.tagsOf([subject]);
  const { found } = await ledger.lookUp(tags.map(tagPrefix));
  const known = found.find((one) => one.business === business && one.subject === subject);
  if (known === undefined) return undefined;
  const { state, linked } = known;
  return linkedPerson([subject], linked ?? new Map([[subject, { state, tags: [] }]]));
}

async function endPerson(ledger: Ending, asking: Asking, person: FoundPerson, run: Run): Promise<void> {
  const { settings, dryRun } = asking;
  const [now, soon] = [asking.now, asking.soon].map((moment) => toMoment(moment.toISOString())) as [
    string,
    string,
  ];
  const keep = (because: keyof Run['kept']) => {
    run.kept[because] = (run.kept[because] ?? 0) + 1;
  };
  // Most of those of whom nothing was recorded for long still agree: their records need not be opened.
  const because = keptBy(person, settings, now);
  if (because !== undefined) return keep(because);
  const facets = await facetsIn(ledger, person);
  if (facets === undefined) return keep('unreadable');
  const ended = endOf({ ...person, facets }, settings, now);
  if (ended.kind === 'kept') {
    if (endOf({ ...person, facets }, settings, soon).kind === 'over') run.soon.people += 1;
    return keep(ended.because);
  }
  const isTaken = dryRun || (await takePerson(ledger, asking, { person, facets }, ended.rule));
  if (!isTaken) return keep('changed');
  run.people[ended.rule] = (run.people[ended.rule] ?? 0) + 1;
  run.records += facets.length;
}

/** Undefined: one of the records does not open, or a later release wrote it. */
async function facetsIn(ledger: Ending, { subjects }: FoundPerson): Promise<Facets[] | undefined> {
  const facets: Facets[] = [];
  try {
    for await (const { stored, record } of openedOf(ledger, ledger.records.chain(subjects, recordsPerQuery)))
      facets.push(facetsOf(stored, { kind: 'known', record }));
  } catch (error) {
    if (error instanceof LedgerError && error.code !== 'unavailable') return undefined;
    throw error;
  }
  return facets;
}

/** @returns false: something of the person has changed since, and nothing was taken */
async function takePerson(
  ledger: Ending,
  asking: Asking,
  { person, facets }: Judged,
  rule: string,
): Promise<boolean> {
  const { named, subjects, others } = person;
  const tags = await tagsOf(ledger, asking.business, subjects, await namesOf(ledger, subjects));
  return submit(ledger, asking, rule, {
    kind: 'erase',
    subjects,
    tags,
    ifStill: { named, all: [...new Set([...named, ...subjects, ...others])] },
    only: facets.map(({ index }) => index).sort((a, b) => a - b),
  });
}

async function endLooks(ledger: Ending, asking: Asking, run: Run): Promise<void> {
  const { business, settings, now, soon, dryRun } = asking;
  const { days, rule } = keepOf({ what: 'look', jurisdiction: anyOne, purpose: anyOne }, settings.keep);
  const before = daysBefore(now, days);
  const countUntil = (moment: Date) =>
    ledger.retention.countLooksBefore(business, daysBefore(moment, days), looksCounted);
  const over = await countUntil(now);
  run.soon.looks = (await countUntil(soon)) - over;
  if (dryRun) {
    run.looks = over;
    return;
  }
  for (let after = -1; ; ) {
    const hinted = await ledger.retention.looksBefore(business, before, after, looksAtOnce);
    const indexes = await looksAmong(ledger, asking, hinted, before);
    if (indexes.length > 0 && (await submit(ledger, asking, rule, { kind: 'prune', indexes })))
      run.looks += indexes.length;
    if (hinted.length < looksAtOnce) return;
    after = hinted.at(-1)!;
  }
}

/** Opened, each: a stop that a row of the register calls a look must not go without a stone. */
async function looksAmong(
  ledger: Ending,
  { business, settings }: Asking,
  hinted: readonly number[],
  before: string,
): Promise<number[]> {
  const indexes: number[] = [];
  const stored = hinted.length === 0 ? [] : await ledger.records.at(hinted);
  for await (const row of inTurns(stored)) {
    // What does not open is a finding of `verify`, and stays; it keeps no other look from its end.
    const read = readRow(row, ledger.keys.master);
    if (read?.kind !== 'known') continue;
    const { record } = read;
    const isOver = record.kind === 'accessed' && Date.parse(record.recorded_at) < Date.parse(before);
    const isOurs = row.business === business && record.business === business;
    const isDisputed = row.subject !== null && settings.disputes.includes(row.subject);
    if (isOver && isOurs && !isDisputed) indexes.push(row.index);
  }
  return indexes;
}

/** @returns false: it is not as it was judged any more */
async function submit(
  ledger: Ending,
  { business, retention, submittedBy }: Asking,
  rule: string,
  effect: SideEffect,
): Promise<boolean> {
  const outcome = await ledger.sequencer.submit({
    business,
    owner: { kind: 'business', key: businessKey(ledger, await businessOf(ledger, business)) },
    judgedBy: retention,
    record: {
      v: 2,
      kind: 'pruned',
      business,
      source: { system: 'optmark' },
      ...(submittedBy !== undefined && { submitted_by: submittedBy }),
      rule,
      pack: { name: keepName, version: keepVersion },
      // The commit says which.
      indexes: [],
      stones: [],
    },
    effect,
  });
  if (outcome.kind !== 'refused') return true;
  if (outcome.error.code === 'conflict') return false;
  throw outcome.error;
}
