// A transaction on a lane of its own: BEGIN, statements, COMMIT, each an ordinary statement of that one
// connection. When the connection breaks, the transaction is over. None of its statements ever reaches
// another connection.

import { DatabaseError } from './database-error.ts';
import { type Lane, lostConnection, type Rows, type Statement } from './lane.ts';
import type { Lanes } from './lanes.ts';
import { type Orm, ormOver } from './orm.ts';
import { type Sql, sqlOver } from './sql.ts';

export type Transaction = {
  sql: Sql;
  orm: Orm;
  /** If `work` throws, undoes only what `work` did and rethrows. One at a time; may be nested. */
  savepoint<T>(work: () => Promise<T>): Promise<T>;
};

export type TransactionOptions = {
  /** Default: read committed, even where the server has another default. */
  isolation?: 'read committed' | 'repeatable read' | 'serializable';
  readOnly?: boolean;
};

/**
 * Commits when `work` returns, rolls back when it throws or any statement failed outside a savepoint.
 * A lost connection is DatabaseError `unavailable`; its `effect` is `unknown` only if COMMIT had been sent.
 */
export async function runTransaction<T>(
  lanes: Lanes,
  work: (transaction: Transaction) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const lane = await lanes.reserve();
  const scope = new Scope(lane);
  try {
    await lane.run(plain(beginText(options)), 'none');
    const result = await work(scope);
    await scope.commit();
    return result;
  } catch (error) {
    await scope.rollback();
    throw error;
  } finally {
    lanes.release(lane);
  }
}

class Scope implements Transaction {
  readonly sql: Sql;
  readonly #lane: Lane;
  #orm: Orm | undefined;
  #over = false;
  #failure: unknown;
  #savepoints = 0;

  constructor(lane: Lane) {
    this.#lane = lane;
    this.sql = sqlOver((statement) => this.#run(statement));
  }

  get orm(): Orm {
    this.#orm ??= ormOver(
      (statement) => this.#run(statement),
      (work) => this.savepoint(() => work(this.orm)),
    );
    return this.#orm;
  }

  // A field, so that callers can destructure it like `sql`.
  readonly savepoint = async <T>(work: () => Promise<T>): Promise<T> => {
    const name = `s${++this.#savepoints}`;
    await this.#run(plain(`savepoint ${name}`));
    try {
      const result = await work();
      await this.#run(plain(`release savepoint ${name}`));
      return result;
    } catch (error) {
      await this.#run(plain(`rollback to savepoint ${name}`));
      throw error;
    }
  };

  async commit(): Promise<void> {
    this.#over = true;
    const { command } = await this.#lane.run(plain('commit'), 'unknown');
    // Postgres answers ROLLBACK, without an error, when a statement had failed and our code had caught the
    // failure.
    if (command !== 'COMMIT') throw this.#failure ?? aborted();
  }

  async rollback(): Promise<void> {
    this.#over = true;
    // A connection that cannot even roll back is of no more use.
    await this.#lane.run(plain('rollback'), 'none').catch(() => this.#lane.lose());
  }

  async #run(statement: Statement): Promise<Rows> {
    // The lane now belongs to another transaction.
    if (this.#over) throw new Error('the transaction is over; a statement of it was not awaited');
    if (this.#lane.lost) throw lostConnection('none');
    try {
      return await this.#lane.run(statement, 'none');
    } catch (error) {
      this.#failure ??= error;
      throw error;
    }
  }
}

function beginText({ isolation = 'read committed', readOnly }: TransactionOptions): string {
  return `begin isolation level ${isolation}${readOnly ? ' read only' : ''}`;
}

function plain(text: string): Statement {
  return { text, parameters: [], mode: 'script' };
}

function aborted(): DatabaseError {
  const message = 'the transaction was rolled back because a statement in it had failed';
  return new DatabaseError({ answered: true, code: '25P02', message }, 'none');
}
