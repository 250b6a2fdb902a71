// The change feed: what has changed since a follower was told last, in log order and without a gap. A
// follower gives back the cursor of what it has taken, here or at another node, and what it has not confirmed
// so is told again. Where it begins is its own word alone: what is kept of it (followers.ts) decides nothing.

import { issueFeedCursor, openFeedCursor } from '../../auth/feed-cursor.ts';
import type { Principal } from '../../auth/scope.ts';
import { readRow } from '../../core/audit/opened-row.ts';
import { componentOf } from '../../core/consent/component.ts';
import type { ConsentRecord } from '../../core/consent/record.ts';
import { givenSince } from '../../core/consent/restored.ts';
import { type ConsentState, unreadableState } from '../../core/consent/state.ts';
import { invalid, LedgerError } from '../../core/error.ts';
import {
  bearsOn,
  type Effective,
  effectiveIn,
  type FeedLine,
  type Until,
  untilIn,
} from '../../core/feed/change.ts';
import { cutsOf, keptOf } from '../../core/feed/cut.ts';
import { type LogName, numberOf } from '../../core/log/succession.ts';
import { type Noting, noteAccess } from '../history/read-history.ts';
import { inTurns } from '../in-turn.ts';
import type { Keys } from '../keys.ts';
import { withOthers } from '../person/find-person.ts';
import type { LookUps } from '../person/look-ups.ts';
import { type SamePerson, samePeople } from '../person/same-person.ts';
import { type CorrectionNote, type Corrections, correctionsOf } from '../record/corrections.ts';
import type { Records } from '../record/store.ts';
import type { Restorations } from '../record/succession.ts';
import type { RegisterRow } from '../register/store.ts';
import type { World } from '../world.ts';
import { noteAsked } from './followers.ts';
import type { FeedStore, FollowerStore } from './store.ts';
import type { Tide } from './tide.ts';

/** `noted`: when an answer of a key was recorded last. */
export type Feed = { store: FeedStore; tide: Tide; followers: FollowerStore; noted: Map<string, number> };

export type Following = Noting &
  Keys<'macs' | 'master' | 'peppers'> &
  Records<'at' | 'firstOf' | 'perhapsCorrections'> & {
    /** The name that the log has, and all that it has had. */
    origin: string;
    names: readonly LogName[];
    lookUpInBulk: LookUps;
    restorations?: Restorations | undefined;
    feed: Feed;
    world: Pick<World, 'now'>;
    register: { flush(): Promise<void> };
  };

/** Lines of one answer, unless fewer are asked for. */
export const feedLinesMax = 500;
/**
 * Looks of one answer at stretches of the log without a change: a follower far behind is told how far it has
 * come before it gives up waiting.
 */
const stretchesMax = 40;
/** A follower's answers within so long are one look, milliseconds. */
const lookMs = 60_000;
/** Keys that are remembered. */
const keysMax = 10_000;
/** Longest that an answer waits for a change, seconds. */
export const feedWaitMax = 25;

export type FeedAsked = {
  /** Absent: from the log's first entry on. */
  since?: string | undefined;
  waitMs?: number | undefined;
  limit?: number | undefined;
  test?: boolean | undefined;
  /** Which of the copies that are kept with this key. */
  follower?: string | undefined;
  /** The follower is gone. */
  signal?: AbortSignal | undefined;
};

/** The last line is the end. Alone: nothing has changed up to there. */
export async function readChanges(
  ledger: Following,
  principal: Principal,
  { since, waitMs = 0, limit = feedLinesMax, test = false, follower = '', signal }: FeedAsked,
): Promise<FeedLine[]> {
  const { business } = principal;
  const name = numberOf(ledger.origin, ledger.names[0]!.origin)!;
  const cursorAt = (next: number) => issueFeedCursor(ledger.keys.macs, business, { next, name });
  let next = since === undefined ? 0 : placeIn(ledger, business, since, name);
  const until = performance.now() + waitMs;
  let isNoted = false;
  // What this node has recorded is told at once.
  await ledger.register.flush().catch(() => {});
  for (let looks = 1; ; looks += 1) {
    const { rows, past, through, size } = await ledger.feed.store.changes({
      business,
      from: next,
      limit,
      test,
    });
    // Nothing is taken back by silence: the follower knows of stops that this database does not have.
    if (next > size) throw olderState();
    if (!isNoted) await noteAsked(ledger, { business, key: principal.key, follower, next, name });
    isNoted = true;
    const told = upTo(limit, await linesOf(ledger, business, rows, cursorAt));
    const { lines } = told;
    const isFull = rows.length === limit;
    const looked = told.rest ?? (isFull ? rows.at(-1)!.index + 1 : past);
    const more = looked < through;
    const left = until - performance.now();
    const goesOn = more ? looks < stretchesMax : left > 0;
    if (lines.length === 0 && goesOn && signal?.aborted !== true) {
      next = looked;
      if (!more) await ledger.feed.tide.wait(business, next, left, signal);
      continue;
    }
    if (lines.length > 0) await noteLook(ledger, principal, { after: next, test, looked });
    return [...lines, { row: 'end', cursor: cursorAt(looked), tree_size: looked, more }];
  }
}

/**
 * The first answer of a key in a minute is recorded, before a line of it is shown; those behind it are of the
 * same look. A record of each would make the log grow with every change once more for every follower. By
 * memory of this node, so a look may be recorded twice, and none is left out.
 */
async function noteLook(
  ledger: Following,
  principal: Principal,
  { after, test, looked }: { after: number; test: boolean; looked: number },
): Promise<void> {
  const { noted } = ledger.feed;
  const name = JSON.stringify([principal.business, principal.key, test]);
  const now = ledger.world.now().getTime();
  const before = noted.get(name);
  // A clock that was set back makes no look older than it is.
  if (before !== undefined && now >= before && now - before < lookMs) return;
  const filter = { feed: 'changes', after, ...(test && { test: 'include' }) };
  await noteAccess(ledger, principal, 'list', null, { filter, tree_size: looked });
  if (noted.size >= keysMax) noted.clear();
  noted.set(name, now);
}

/** Where to go on: behind what was told, or where a restore since has cut it off. */
function placeIn({ keys, names }: Following, business: string, cursor: string, now: number): number {
  const place = openFeedCursor(keys.macs, business, cursor);
  if (place === undefined) throw invalid('/since', 'cursor', notItsCursor);
  // This node began before the log got that name: what it would tell stands in no one's order.
  if (place.name > now)
    throw new LedgerError('unavailable', 'The log goes on under a newer name: start this node again.', {
      retryAfter: 5,
    });
  return keptOf(cutsOf(names), place);
}

const notItsCursor =
  'This is no cursor of this business: give back the one of the last line, or begin without.';

const olderState = () =>
  new LedgerError(
    'unavailable',
    'The ledger has fewer entries than were told: an older state was restored.',
    {
      retryAfter: 30,
    },
  );

/** What is told of one entry. Only behind all of it a follower goes on with the next. */
type Entry = { index: number; lines: FeedLine[] };

/** Entries are told whole, and one of them in any case. `rest`: the first that is left for another answer. */
function upTo(limit: number, entries: readonly Entry[]): { lines: FeedLine[]; rest?: number } {
  const lines: FeedLine[] = [];
  for (const one of entries) {
    if (lines.length > 0 && lines.length + one.lines.length > limit) return { lines, rest: one.index };
    for (const line of one.lines) lines.push(line);
  }
  return { lines };
}

type Opened = { row: RegisterRow; record: ConsentRecord | undefined };

async function linesOf(
  ledger: Following,
  business: string,
  rows: readonly RegisterRow[],
  cursorAt: (next: number) => string,
): Promise<Entry[]> {
  if (rows.length === 0) return [];
  const stored = new Map(
    (await ledger.records.at(rows.map(({ index }) => index))).map((one) => [one.index, one]),
  );
  const opened: Opened[] = [];
  for await (const row of inTurns(rows)) {
    const found = stored.get(row.index);
    // A person was erased meanwhile: the line of the erasure tells of them.
    if (found === undefined) continue;
    const read = found.business === row.business ? readRow(found, ledger.keys.master) : undefined;
    opened.push({ row, record: read?.kind === 'known' ? read.record : undefined });
  }
  const subjects = new Set(opened.flatMap(({ record }) => subjectIn(record) ?? []));
  const { toldOf, corrections } = await peopleOf(ledger, business, [...subjects]);
  const linesOn = ({ row, record }: Opened): FeedLine[] => {
    const { index, record: id, subject, recorded_at, purposes } = row;
    const place = { index, record: id, ...(recorded_at && { recorded_at }), cursor: cursorAt(index + 1) };
    if (record === undefined) return [{ row: 'unread', ...place, ...(subject && { subject }) }];
    switch (record.kind) {
      case 'erased':
        return [{ row: 'erased', ...place, subjects: record.subjects, indexes: record.indexes }];
      case 'pruned':
        // Looks, of which nothing was told.
        if (record.stones.length === 0) return [];
        return [
          {
            row: 'pruned',
            ...place,
            subjects: record.stones.map((one) => one.subject),
            indexes: record.indexes,
          },
        ];
      case 'log_begun':
        return [{ row: 'log_begun', ...place, why: record.why, kept: record.kept.size }];
      case 'recovered':
        return record.recovers === business ? [{ row: 'recovered', ...place }] : [];
    }
    const of = subjectIn(record);
    if (of === undefined) return [];
    const told = toldOf(of).filter(({ linked }) => linked === undefined || bearsOn(record.kind, linked));
    return told.map(({ subject: one, externalId, linked, ...now }, i) => {
      const own = (linked === undefined ? externalIdIn(record, corrections) : undefined) ?? externalId;
      return {
        ...{ row: 'change', ...place, kind: record.kind, subject: one },
        // Whoever goes on from here is told of all of them again.
        ...(i < told.length - 1 && { cursor: cursorAt(index) }),
        ...(own !== undefined && { external_id: own }),
        ...(purposes !== undefined && { purposes }),
        ...now,
      };
    });
  };
  return opened.map((one) => ({ index: one.row.index, lines: linesOn(one) }));
}

const subjectIn = (record: ConsentRecord | undefined): string | undefined =>
  record !== undefined && 'subject' in record ? record.subject : undefined;

type Now = { effective: Effective; until?: Until; tree_size: number };
type Told = Now & {
  subject: string;
  externalId?: string | undefined;
  /** Absent: the subject that the record is of. `other`: it may be another person by now. */
  linked?: 'same' | 'other';
};

type People = { toldOf(subject: string): Told[]; corrections: Corrections };

/**
 * Of a subject and of those that its records may bear on, itself last: a copy that is kept by another name of
 * the person hears of a stop under this one. What holds of each now, and not before `tree_size`: a copy that
 * is late is told of the later stop as well.
 */
async function peopleOf(ledger: Following, business: string, subjects: readonly string[]): Promise<People> {
  if (subjects.length === 0) return { toldOf: () => [], corrections: new Map() };
  // Read before the states: none is older than the size that the line names.
  const { treeSize, logTime } = await ledger.lookUpInBulk([]);
  const restored = await ledger.restorations?.unconfirmed(business);
  const people = await found(ledger, business, subjects);
  const circles = [...people.values()].flatMap(({ person }) => withOthers(person));
  const all = [...new Set([...subjects, ...circles])];
  const corrections = await correctionsAmong(ledger, all);
  const ids = await externalIds(ledger, business, all, corrections);
  const now = (state: ConsentState): Now => {
    const counting = restored === undefined ? state : givenSince(state, restored);
    const until = untilIn(counting, logTime);
    return {
      effective: effectiveIn(counting, logTime),
      ...(Object.keys(until).length > 0 && { until }),
      tree_size: treeSize,
    };
  };
  const idAmong = (names: readonly string[]) =>
    names.map((one) => ids.get(one)).find((id) => id !== undefined);
  const toldOf: People['toldOf'] = (subject) => {
    const { person, states } = people.get(subject) ?? {};
    if (person === undefined) return [{ subject, ...unjudgeable(treeSize), externalId: ids.get(subject) }];
    const { subjects: same, others } = person;
    const linked = [...same, ...others].filter((one) => one !== subject);
    const told = linked.map((one): Told => {
      const { own, state } = componentOf([one], (name) => states?.get(name));
      const isSame = same.includes(one);
      return { subject: one, ...now(state), externalId: idAmong(own), linked: isSame ? 'same' : 'other' };
    });
    return [...told, { subject, ...now(person.state), externalId: idAmong(same) }];
  };
  return { toldOf, corrections };
}

const unjudgeable = (treeSize: number): Now => ({
  effective: effectiveIn(unreadableState, ''),
  tree_size: treeSize,
});

/** One whose first record does not open stands for nothing, and holds up no other. */
async function found(
  ledger: Following,
  business: string,
  subjects: readonly string[],
): Promise<Map<string, SamePerson>> {
  const sources = { firstOf: ledger.records.firstOf, lookUp: ledger.lookUpInBulk };
  try {
    return await samePeople(ledger, sources, business, subjects);
  } catch (error) {
    const isDamage = error instanceof LedgerError && unopened.includes(error.code);
    if (!isDamage) throw error;
    if (subjects.length === 1) return new Map();
    const each = new Map<string, SamePerson>();
    for (const one of subjects)
      for (const [subject, person] of await found(ledger, business, [one])) each.set(subject, person);
    return each;
  }
}

const unopened: readonly string[] = ['internal', 'record_unknown', 'record_changed'];

/** As the record says it, or as it was corrected since. */
function externalIdIn(record: ConsentRecord | undefined, corrections: Corrections): string | undefined {
  if (record === undefined || !('identifiers' in record)) return undefined;
  const mended = corrections.get(record.id)?.flatMap((note) => note.corrections) ?? [];
  const last = mended.findLast(({ field }) => field === 'external_id');
  return last?.is ?? record.identifiers.find(({ kind }) => kind === 'external_id')?.value;
}

/** What was corrected; where a correction does not open, its people are told as they were written down. */
const correctionsAmong = (ledger: Following, subjects: readonly string[]): Promise<Corrections> =>
  correctionsOf(ledger, subjects).catch(async (error: unknown) => {
    const isDamage = error instanceof LedgerError && unopened.includes(error.code);
    if (!isDamage) throw error;
    if (subjects.length === 1) return new Map();
    const each: [string, readonly CorrectionNote[]][] = [];
    for (const one of subjects) for (const found of await correctionsAmong(ledger, [one])) each.push(found);
    return new Map(each);
  });

/** The business's own id of each, where the first record of a name is about it. */
async function externalIds(
  { keys, records }: Following,
  business: string,
  subjects: readonly string[],
  corrections: Corrections,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for await (const stored of inTurns(await records.firstOf(subjects))) {
    if (stored.business !== business || stored.subject === null) continue;
    const read = readRow(stored, keys.master);
    const id = read?.kind === 'known' ? externalIdIn(read.record, corrections) : undefined;
    if (id !== undefined) ids.set(stored.subject, id);
  }
  return ids;
}
