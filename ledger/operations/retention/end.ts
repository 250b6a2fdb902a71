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
import type { Submitter } from '../../core/consent/record.ts';
import type { Kept } from '../../core/policy/ended.ts';
import type { Lapsing } from '../../core/policy/lapse.ts';
import { keepRules, type RetentionSettings, warnDays } from '../../core/policy/retention.ts';
import { toMoment } from '../../core/when.ts';
import { circleOf } from '../erase/circle.ts';
import { namesOf, tagsOf } from '../erase/person.ts';
import { type Noting, noteAccess } from '../history/read-history.ts';
import { businessOf } from '../setup/business.ts';
import { type Judged, judgedAmong } from './judged.ts';
import { endPurpose, lapsesOf } from './lapse.ts';
import { countLooks, endLooks } from './looks.ts';
import { placeInLooks, placeOf } from './place.ts';
import { type Asking, daysAfter, daysBefore, type Ending, submitPruned } from './pruned.ts';
import { retentionOf, withNamed } from './settings.ts';

/** People that one run looks at; it says where the next one begins. */
export const peopleAtOnce = 2_000;

export type Run = {
  /** Of each rule, how many people: their time is over, and in a run their records are gone. */
  people: Record<string, number>;
  /** Of those, how many records. */
  records: number;
  looks: number;
  /** Of each rule, of how many people consent to its purpose has ended. */
  lapsed: Record<string, number>;
  /** Whose time is over within `warn_days`, and who looked; and of each rule how many of either. */
  soon: { people: number; looks: number; by_rule: Record<string, number> };
  /** Of whom nothing was recorded for long, and why they are kept. */
  kept: { [Why in Kept | 'changed']?: number };
  /** Where the next run goes on (place.ts). */
  next?: string;
};

/** @param submittedBy absent: the ledger's own worker */
export async function endRecords(
  ledger: Ending,
  business: string,
  { dryRun, after, submittedBy }: { dryRun: boolean; after?: string | undefined; submittedBy?: Submitter },
): Promise<Run> {
  const asking = await askingOf(ledger, business, warnDays, submittedBy);
  const run: Run = {
    people: {},
    records: 0,
    looks: 0,
    lapsed: {},
    soon: { people: 0, looks: 0, by_rule: {} },
    kept: {},
  };
  const place = placeOf(after);
  let looksFrom = -1;
  if (place.in === 'looks') looksFrom = place.after;
  else {
    // Once, and not with each page of people.
    if (place.after === undefined) await tellLooks(ledger, asking, dryRun, run);
    const found = await quietOnes(ledger, asking, place.after);
    const now = toMoment(asking.now.toISOString());
    for await (const one of judgedAmong(ledger, business, found.subjects, asking.settings, now))
      await endPerson(ledger, asking, dryRun, one, run);
    if (found.next !== undefined) return { ...run, next: found.next };
  }
  if (dryRun) return run;
  const { looks, next } = await endLooks(ledger, asking, looksFrom);
  run.looks = looks;
  return next === undefined ? run : { ...run, next: placeInLooks(next) };
}

/** What would end, and what soon; the look is itself recorded. */
export async function previewEnding(
  ledger: Ending & Noting,
  principal: Principal,
  after?: string,
): Promise<Run> {
  const run = await endRecords(ledger, principal.business, { dryRun: true, after });
  const size = (await ledger.log.latestCheckpoint())?.size ?? 0;
  const told = [...Object.values(run.people), ...Object.values(run.lapsed)];
  const total = told.reduce((sum, count) => sum + count, run.soon.people);
  await noteAccess(ledger, principal, 'list', null, {
    filter: { retention: 'preview' },
    tree_size: size,
    total,
  });
  return run;
}

/** @param days how long before the end it is told */
export async function askingOf(
  ledger: Ending,
  business: string,
  days: number,
  submittedBy?: Submitter,
): Promise<Asking> {
  const { retention = [] } = await businessOf(ledger, business);
  const now = ledger.world.now();
  const soon = daysAfter(now, days);
  const settings = await withNamed(ledger, business, retentionOf(retention));
  return { business, retention, settings, now, soon, submittedBy };
}

/** Of the next people, those whose time may be over by then: nothing was recorded of them for long. */
export const quietOnes = (
  { retention }: Pick<Ending, 'retention'>,
  { business, settings, soon }: Asking,
  after: string | undefined,
): Promise<{ subjects: string[]; next?: string }> =>
  retention.quietSince(business, daysBefore(soon, shortestDays(settings)), after, peopleAtOnce);

/** Of no person anything ends before that. */
const shortestDays = ({ keep, lapses = [] }: RetentionSettings): number =>
  [
    ...[...keepRules, ...keep].filter(({ what }) => what !== 'look').map(({ days }) => days),
    ...lapses.map(({ inactive_for: days }) => days),
  ].reduce((least, days) => Math.min(least, days), Number.POSITIVE_INFINITY);

/** When and by which rule it ends, where that is by then. */
export function endsBy({ ended }: Judged, { soon }: Asking): { at: string; rule: string } | undefined {
  const { ends } = ended.kind === 'kept' ? ended : {};
  return ends !== undefined && ends.at <= toMoment(soon.toISOString()) ? ends : undefined;
}

async function endPerson(
  ledger: Ending,
  asking: Asking,
  dryRun: boolean,
  one: Judged,
  run: Run,
): Promise<void> {
  const { ended, facets } = one;
  if (ended.kind === 'kept') {
    const soon = endsBy(one, asking);
    if (soon !== undefined) {
      run.soon.people += 1;
      addCounts(run.soon.by_rule, { [soon.rule]: 1 });
    }
    await lapse(ledger, asking, dryRun, one, run);
    return addCounts(run.kept, { [ended.because]: 1 });
  }
  if (!dryRun && !(await takePerson(ledger, asking, one, ended.rule)))
    return addCounts(run.kept, { changed: 1 });
  addCounts(run.people, { [ended.rule]: 1 });
  run.records += facets.length;
}

/** Consent of one who may still be written to ends purpose by purpose. */
async function lapse(ledger: Ending, asking: Asking, dryRun: boolean, one: Judged, run: Run): Promise<void> {
  const lapses = await lapsesOf(ledger, asking, one);
  const isOver = ({ at }: Lapsing) => at <= toMoment(asking.now.toISOString());
  for (const due of lapses.filter(isOver))
    if (dryRun || (await endPurpose(ledger, asking, one, due))) addCounts(run.lapsed, { [due.rule]: 1 });
  const soon = lapses.filter((due) => !isOver(due));
  if (soon.length > 0) run.soon.people += 1;
  for (const { rule } of soon) addCounts(run.soon.by_rule, { [rule]: 1 });
}

/** What a run tells by name, added to what was told before. */
export function addCounts(sums: Record<string, number>, more: Readonly<Record<string, number>>): void {
  for (const [name, one] of Object.entries(more)) sums[name] = (sums[name] ?? 0) + one;
}

async function tellLooks(ledger: Ending, asking: Asking, dryRun: boolean, run: Run): Promise<void> {
  const { over, soon, rule } = await countLooks(ledger, asking);
  if (dryRun) run.looks = over;
  run.soon.looks = soon;
  if (soon > 0) addCounts(run.soon.by_rule, { [rule]: soon });
}

/** @returns false: something of the person has changed since, and nothing was taken */
async function takePerson(
  ledger: Ending,
  asking: Asking,
  { person, facets }: Judged,
  rule: string,
): Promise<boolean> {
  const { named, subjects } = person;
  const tags = await tagsOf(ledger, asking.business, subjects, await namesOf(ledger, subjects));
  return submitPruned(ledger, asking, rule, {
    kind: 'erase',
    subjects,
    tags,
    ifStill: { named, all: circleOf(person) },
    only: facets.map(({ index }) => index).sort((a, b) => a - b),
  });
}
