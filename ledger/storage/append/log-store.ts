// The log's only way to grow: one commit of one batch. As a story of crash points:
//
//   BEGIN       nothing yet. Read committed: a stricter level would see the log as it was before the lock was
//               granted
//   look up     the head row is locked; every other appender waits here. Lost connection: rolled back
//   plan        pure and synchronous, so that the lock is held for no longer than it takes
//   write       all rows in one flight, most of them in one statement. Lost: rolled back
//   head        moved only from the size that was found. The lock says no other node can have moved it, the
//               comparison proves it: two fences against a fork, either of which is enough
//   COMMIT      durable when answered. Lost during COMMIT: CommitUnknown, and only then
//
// Must never retry: the caller knows by the idempotency keys what is safe to repeat.

import { LedgerError } from '../../core/error.ts';
import { emptyRoot } from '../../core/log/hash.ts';
import { isNameOf } from '../../core/log/succession.ts';
import { CommitUnknown, type LogStore } from '../../operations/append/log-store.ts';
import { type Database, DatabaseError, type Sql } from '../database/connection.ts';
import { inOneFlight } from './in-one-flight.ts';
import { lookUp } from './look-up.ts';
import { writeBatch } from './write-batch.ts';

/** Milliseconds. */
export type LogStoreLimits = {
  /** Time to wait for the head row: many times a batch's time, less than a caller would wait. */
  headLock: number;
  /** Time that the head row stays locked when this node stops answering in the middle. */
  stalled: number;
};

// Stated although it is the default, because look-up.ts depends on it: each statement must see what the
// lock's last holder has committed.
const appending = { isolation: 'read committed' } as const;

const defaultLimits: LogStoreLimits = { headLock: 10_000, stalled: 10_000 };

export function createLogStore(db: Database, limits = defaultLimits): LogStore {
  return {
    async append(lookups, plan) {
      let wrote = false;
      try {
        await db.transaction(async ({ sql }) => {
          const [, found] = await inOneFlight([guardTransaction(sql, limits), lookUp(sql, lookups)]);
          const write = plan(found);
          if (write === null) return;
          wrote = true;
          await writeBatch(sql, found.size, write);
        }, appending);
      } catch (error) {
        if (wrote && error instanceof DatabaseError && error.effect === 'unknown') throw unknownCommit(error);
        throw error;
      }
    },

    async claimOrigin(origin) {
      await db.sql`
        insert into log_head (id, origin, size, root, last_recorded_at)
        values (1, ${origin}, 0, ${emptyRoot()}, '') on conflict (id) do nothing`;
      const [head] = await db.sql<{ origin: string }[]>`select origin from log_head where id = 1`;
      if (head !== undefined && isNameOf(head.origin, origin)) return head.origin;
      const sentence = `This database holds the log ${head?.origin}; it cannot be continued as ${origin}.`;
      throw new LedgerError('conflict', sentence);
    },
  };
}

function guardTransaction(sql: Sql, { headLock, stalled }: LogStoreLimits) {
  // This overrules a server set to weaker durability, but not one set to stronger (remote_apply).
  return sql`
    select
      set_config('lock_timeout', ${headLock}, true),
      set_config('idle_in_transaction_session_timeout', ${stalled}, true),
      case when current_setting('synchronous_commit') in ('off', 'local', 'remote_write')
        then set_config('synchronous_commit', 'on', true) end`;
}

function unknownCommit(cause: DatabaseError): CommitUnknown {
  return new CommitUnknown('the connection was lost during COMMIT', { cause });
}
