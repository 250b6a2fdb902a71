// What the change feed stands on, in one node.

import { Tide } from '../operations/feed/tide.ts';
import type { Ledger } from '../operations/ledger.ts';
import type { Database } from '../storage/database/connection.ts';
import { createFeedStore } from '../storage/feed/feed-store.ts';
import { createFollowerStore } from '../storage/feed/follower-store.ts';

export function composeFeed(db: Database): Ledger['feed'] {
  const store = createFeedStore(db);
  return { store, tide: new Tide(store), followers: createFollowerStore(db), noted: new Map() };
}
