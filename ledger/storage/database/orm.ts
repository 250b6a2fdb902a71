// drizzle on our lanes. drizzle builds statements and maps rows. Our code sends them and handles transactions
// and errors. Must never let drizzle's own error out: DrizzleQueryError holds the statement's parameters in
// its message.

import { DrizzleQueryError } from 'drizzle-orm';
import { PgDialect, type PgPreparedQuery, type PgTransactionConfig } from 'drizzle-orm/pg-core';
import { PostgresJsDatabase, PostgresJsSession } from 'drizzle-orm/postgres-js';
import type { Rows } from './lane.ts';
import { toParameters } from './parameter.ts';
import type { Run } from './sql.ts';

/** Use `.prepare(name)` on hot paths: Postgres plans drizzle's other statements each time. */
export type Orm = PostgresJsDatabase;

/** Runs `work` in a transaction, or in a savepoint of the one we are in. */
export type Begin = <T>(work: (inner: Orm) => Promise<T>, config: PgTransactionConfig) => Promise<T>;

export function ormOver(run: Run, begin: Begin): Orm {
  return new PostgresJsDatabase(dialect, new LaneSession(run, begin), undefined);
}

const dialect = new PgDialect();

// biome-ignore-start lint/suspicious/noExplicitAny: drizzle's own parameters, handed through unread
class LaneSession extends PostgresJsSession<any, any, any> {
  readonly #begin: Begin;

  constructor(run: Run, begin: Begin) {
    super(
      {
        unsafe: (...query: Parameters<typeof send> extends [Run, ...infer Q] ? Q : never) =>
          send(run, ...query),
      },
      dialect,
      undefined,
    );
    this.#begin = begin;
  }

  override prepareQuery<T extends { execute: any; all: any; values: any }>(
    ...query: any[]
  ): PgPreparedQuery<T> {
    const prepared = (super.prepareQuery as any)(...query) as PgPreparedQuery<T>;
    const execute = prepared.execute.bind(prepared);
    prepared.execute = (values) => execute(values).catch(throwCause);
    return prepared;
  }

  override transaction(work: (inner: any) => Promise<any>, config: PgTransactionConfig = {}): Promise<any> {
    return this.#begin(work, config);
  }
}
// biome-ignore-end lint/suspicious/noExplicitAny: drizzle's own parameters, handed through unread

function throwCause(error: unknown): never {
  throw error instanceof DrizzleQueryError && error.cause !== undefined ? error.cause : error;
}

/**
 * The one call that drizzle makes to postgres.js: a promise of rows, and `.values()` turns these into arrays.
 */
function send(run: Run, text: string, values: unknown[], options: { prepare?: boolean } = {}) {
  let asArrays = false;
  const mode = options.prepare ? 'prepared' : values.length === 0 ? 'script' : 'once';
  // One turn later, so that drizzle can call `.values()` first.
  const rows = Promise.resolve().then(() => run({ text, parameters: toParameters(values), mode, asArrays }));
  const toArrays = (): Promise<Rows> => {
    asArrays = true;
    return rows;
  };
  return Object.assign(rows, { values: toArrays });
}
