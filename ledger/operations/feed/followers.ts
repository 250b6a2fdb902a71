// How far the followers of the change feed are, and when each was told of a stop. A follower confirms what
// came before a cursor by asking with it: only then it is told. What it was sent and has not confirmed may
// have been lost on its way.

import type { Principal } from '../../auth/scope.ts';
import { invalid } from '../../core/error.ts';
import { cutsOf } from '../../core/feed/cut.ts';
import type { LogName } from '../../core/log/succession.ts';
import { type Noting, noteAccess } from '../history/read-history.ts';
import { ownRecord } from '../record/own-record.ts';
import type { Records } from '../record/store.ts';
import { repeat, type Work } from '../worker/worker.ts';
import type { World } from '../world.ts';
import type { FeedAsk, FollowerState, FollowerStore, Told } from './store.ts';

type Watching = {
  names: readonly LogName[];
  world: Pick<World, 'now'>;
  feed: { followers: FollowerStore };
};

/** Copies that one key keeps under names. */
export const followersOfKeyMax = 16;
/** Longer than this no follower that waits has not been told, seconds. */
export const overdueAfter = 60;
export const overdueAfterMax = 31 * 86_400;

/** Nothing is shown to a follower of which nothing is kept. */
export async function noteAsked(ledger: Watching, ask: Omit<FeedAsk, 'at'>): Promise<void> {
  const at = ledger.world.now().toISOString();
  const isKept = await ledger.feed.followers.asked({ ...ask, at }, cutsOf(ledger.names), followersOfKeyMax);
  if (isKept) return;
  throw invalid(
    '/follower',
    'too_many',
    `One key has at most ${followersOfKeyMax} names of followers: make another key.`,
  );
}

export type FollowerReport = FollowerState & {
  /** Entries of the log that it has not taken, those of no concern to it included. */
  behind: number;
  /** For how long the oldest of its stops has waited, seconds. */
  waiting?: number;
};

export type Followers = {
  followers: FollowerReport[];
  /** Of followers whose key is good. */
  overdue: number;
  overdue_after: number;
  /** Entries above are not looked at. */
  tree_size: number;
};

export async function readFollowers(
  ledger: Watching,
  { business }: Principal,
  seconds = overdueAfter,
): Promise<Followers> {
  const now = ledger.world.now().getTime();
  const before = new Date(now - seconds * 1000).toISOString();
  const { followers, through } = await ledger.feed.followers.states(business, cutsOf(ledger.names), before);
  return {
    followers: followers.map((one) => ({
      ...one,
      behind: Math.max(0, through - one.taken),
      ...(one.oldest !== undefined && { waiting: secondsSince(one.oldest, now) }),
    })),
    overdue: followers.reduce((sum, one) => sum + (one.revoked ? 0 : one.overdue), 0),
    overdue_after: seconds,
    tree_size: through,
  };
}

export type ToldOf = { record: string; index: number; told: Told[] };

/** When each copy was told of one record. */
export async function readTold(
  ledger: Watching & Noting & Records<'byId'>,
  principal: Principal,
  id: string,
): Promise<ToldOf> {
  const { index, subject } = await ownRecord(ledger, principal, id);
  await noteAccess(ledger, principal, 'record', subject);
  const told = await ledger.feed.followers.told(principal.business, index, cutsOf(ledger.names));
  return { record: id, index, told };
}

const everyMs = 15_000;

type FollowersWatch = { overdue(stops: number, oldestSeconds: number): void };

/** Each node tells its own metrics of all followers. */
export const watchingFollowers = (ledger: Watching, watch: FollowersWatch, lookMs = everyMs): Work => ({
  name: 'followers',
  where: 'on every node',
  run: (signal) =>
    repeat(lookMs, signal, async () => {
      const now = ledger.world.now().getTime();
      const before = new Date(now - overdueAfter * 1000).toISOString();
      const { stops, oldest } = await ledger.feed.followers.overdue(cutsOf(ledger.names), before);
      watch.overdue(stops, oldest === undefined ? 0 : secondsSince(oldest, now));
    }),
});

/** Dates of records may be a little ahead of this clock. */
const secondsSince = (moment: string, now: number): number =>
  Math.max(0, Math.floor((now - Date.parse(moment)) / 1000));
