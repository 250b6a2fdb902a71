// Which nodes use the embedded Postgres of a folder. Postgres itself counts them: each node holds a shared
// advisory lock while it uses the server. The lock has a session of its own, which ends with the node, even
// after a crash. A node that leaves and then gets the exclusive lock was the last. When two leave at once, at
// most one of them finds the other still there.

import { type Database, openDatabase } from '../database/connection.ts';

/** "optpgs" in ASCII. In the database `postgres`, only migrations take other advisory locks. */
const usersLock = 0x6f7074706773n;

export class Presence {
  readonly #db: Database;
  #session: number | undefined;

  constructor(url: () => string) {
    this.#db = openDatabase({
      url,
      clients: 1,
      applicationName: 'optmark presence',
      statementTimeout: 10_000,
    });
  }

  /**
   * Checks that the server answers, and takes the lock again in a new session. Rejects when the server does
   * not answer, or is about to stop.
   */
  async hold(): Promise<void> {
    const [row] = await this.#db.sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
    if (row?.pid === this.#session) return;
    // Waits while the last node stops the server. The session then ends.
    const [held] = await this.#db.sql<{ pid: number }[]>`
      select pg_backend_pid() as pid from pg_advisory_lock_shared(${usersLock})`;
    this.#session = held?.pid;
  }

  /** Leaves. @returns whether no node is left. It then keeps the lock until `end` */
  async leave(): Promise<boolean> {
    const [row] = await this.#db.sql<{ last: boolean }[]>`
      with left_it as materialized (select pg_advisory_unlock_all())
      select pg_try_advisory_lock(${usersLock}) as last from left_it`;
    return row?.last === true;
  }

  end(): Promise<void> {
    return this.#db.end();
  }
}
