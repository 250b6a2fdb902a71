// The change feed: what has changed since a follower was told last, in log order and without a gap. A
// follower gives back the cursor of what it has taken, here or at another node, and what it has not confirmed
// so is told again. Where it begins is its own word alone: what is kept of it (followers.ts) decides nothing.

import { issueFeedCursor, openFeedCursor } from '../../auth/feed-cursor.ts';
import type { Principal } from '../../auth/scope.ts';
import { readRow } from '../../core/audit/opened-row.ts';
import type { ConsentRecord } from '../../core/consent/record.ts';
import { givenSince } from '../../core/consent/restored.ts';
import { unreadableState } from '../../core/consent/state.ts';
import { invalid, LedgerError } from '../../core/error.ts';
import { type Effective, effectiveIn, type FeedLine } from '../../core/feed/change.ts';
import { cutsOf, keptOf } from '../../core/feed/cut.ts';
import { type LogName, numberOf } from '../../core/log/succession.ts';
import { type Noting, noteAccess } from '../history/read-history.ts';
import { inTurns } from '../in-turn.ts';
import type { Keys } from '../keys.ts';
import type { LookUps } from '../person/look-ups.ts';
import { type SamePerson, samePeople } from '../person/same-person.ts';
import type { Records } from '../record/store.ts';
import type { Restorations } from '../record/succession.ts';
import type { RegisterRow } from '../register/store.ts';
import type { World } from '../world.ts';
import { noteAsked } from './followers.ts';
import type { FeedStore, FollowerStore } from './store.ts';
import type { Tide } from './tide.ts';

export type Feed = { store: FeedStore; tide: Tide; followers: FollowerStore };

export type Following = Noting &
  Keys<'macs' | 'master' | 'peppers'> &
  Records<'at' | 'firstOf'> & {
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
    const isFull = rows.length === limit;
    const looked = isFull ? rows.at(-1)!.index + 1 : past;
    const lines = await linesOf(ledger, business, rows, cursorAt);
    const more = looked < through;
    const left = until - performance.now();
    const goesOn = more ? looks < stretchesMax : left > 0;
    if (lines.length === 0 && goesOn && signal?.aborted !== true) {
      next = looked;
      if (!more) await ledger.feed.tide.wait(business, next, left, signal);
      continue;
    }
    if (lines.length > 0) {
      const filter = { feed: 'changes', after: next, ...(test && { test: 'include' }) };
      await noteAccess(ledger, principal, 'list', null, { filter, tree_size: looked, total: lines.length });
    }
    return [...lines, { row: 'end', cursor: cursorAt(looked), tree_size: looked, more }];
  }
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

type Opened = { row: RegisterRow; record: ConsentRecord | undefined };

async function linesOf(
  ledger: Following,
  business: string,
  rows: readonly RegisterRow[],
  cursorAt: (next: number) => string,
): Promise<FeedLine[]> {
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
  const personOf = await peopleOf(ledger, business, [...subjects]);
  return opened.flatMap(({ row, record }): FeedLine[] => {
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
    const { externalId, ...now } = personOf(of);
    const own = externalIdIn(record) ?? externalId;
    return [
      {
        ...{ row: 'change', ...place, kind: record.kind, subject: of },
        ...(own !== undefined && { external_id: own }),
        ...(purposes !== undefined && { purposes }),
        ...now,
      },
    ];
  });
}

const subjectIn = (record: ConsentRecord | undefined): string | undefined =>
  record !== undefined && 'subject' in record ? record.subject : undefined;

function externalIdIn(record: ConsentRecord | undefined): string | undefined {
  if (record === undefined || !('identifiers' in record)) return undefined;
  return record.identifiers.find(({ kind }) => kind === 'external_id')?.value;
}

type Now = { effective: Effective; tree_size: number };
type Person = Now & { externalId?: string | undefined };

/**
 * What holds of each now, and not before `tree_size`: a copy that is late is told of the later stop as well.
 */
async function peopleOf(
  ledger: Following,
  business: string,
  subjects: readonly string[],
): Promise<(subject: string) => Person> {
  if (subjects.length === 0) return () => unjudgeable(0);
  // Read before the states: none is older than the size that the line names.
  const { treeSize, logTime } = await ledger.lookUpInBulk([]);
  const restored = await ledger.restorations?.unconfirmed(business);
  const people = await found(ledger, business, subjects);
  const names = new Map([...people].map(([subject, { person }]) => [subject, person?.subjects ?? [subject]]));
  const ids = await externalIds(ledger, business, [...new Set([...names.values()].flat())]);
  return (subject) => {
    const state = people.get(subject)?.person?.state;
    const externalId = names
      .get(subject)
      ?.map((one) => ids.get(one))
      .find((id) => id !== undefined);
    if (state === undefined) return { ...unjudgeable(treeSize), externalId };
    const counting = restored === undefined ? state : givenSince(state, restored);
    return { effective: effectiveIn(counting, logTime), tree_size: treeSize, externalId };
  };
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

const unopened: readonly string[] = ['internal', 'record_unknown'];

/** The business's own id of each, where the first record of a name is about it. */
async function externalIds(
  { keys, records }: Following,
  business: string,
  subjects: readonly string[],
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for await (const stored of inTurns(await records.firstOf(subjects))) {
    if (stored.business !== business || stored.subject === null) continue;
    const read = readRow(stored, keys.master);
    const id = read?.kind === 'known' ? externalIdIn(read.record) : undefined;
    if (id !== undefined) ids.set(stored.subject, id);
  }
  return ids;
}
