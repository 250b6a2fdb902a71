// The way into Postgres: statements, transactions, and drizzle over a few connections. Nothing outside this room opens
// postgres.js. Why it is built of several one-connection clients is said in connection/lane.ts.
//
//   const db = openDatabase({ url, role: 'optmark_app', statementTimeout: 10_000 });
//   const [head] = await db.sql<{ size: number }[]>`select size from log_head where id = ${1}`;
//   await db.transaction(async ({ sql }) => { await sql`…`; await sql`…`; });
//
// Errors are DatabaseError and never hold a parameter, a row, an address or the password.

import { LedgerError } from '../core/error.ts';
import { Lanes } from './database/lanes.ts';
import { type Orm, ormOver } from './database/orm.ts';
import { type Sql, sqlOver } from './database/sql.ts';
import { runTransaction, type Transaction, type TransactionOptions } from './database/transaction.ts';

export { DatabaseError } from './connection/database-error.ts';
export type { Orm, Sql, Transaction, TransactionOptions };

/** What stores ask for: a Database or a Transaction, whichever the caller is in. */
export type Queryable = { sql: Sql; orm: Orm };

export type Database = Queryable & {
  /** See runTransaction. While one runs, its connection serves nothing else. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Lets what is in flight end, at most 5 seconds, and closes the connections. */
  end(): Promise<void>;
};

export type DatabaseOptions = {
  /** `postgres://user:password@host:port/database`, one host; `?sslmode=` as libpq has it. */
  url: string;
  /** Role every statement runs as; the user of the url must be a member. Set at connection start: no pooler in between. */
  role?: string;
  /** Connections. One of them never serves transactions, unless it is the only one. */
  clients?: number;
  /** Milliseconds to reach the server and, again, to be let in. */
  connectTimeout?: number;
  /** Milliseconds the server gives one statement; 0: no limit, for migrations. */
  statementTimeout?: number;
  /** Milliseconds a statement may wait for a lock; 0: as long as the statement may take. */
  lockTimeout?: number;
  /** Shown in pg_stat_activity. */
  applicationName?: string;
};

const IDLE_IN_TRANSACTION_MS = 60_000;
/** What a network may add to the slowest statement before its connection counts as dead. */
const GRACE_MS = 5_000;

/** Opens nothing yet: the first statement connects. @throws LedgerError `invalid` for a url that is none. */
export function openDatabase(options: DatabaseOptions): Database {
  const { clients = 4, connectTimeout = 5_000, statementTimeout = 30_000 } = options;
  checkUrl(options.url);
  if (!(clients >= 1)) throw new LedgerError('invalid', 'a database needs at least one connection');
  const settings = {
    url: options.url,
    connectTimeout,
    session: sessionParameters(options, statementTimeout),
  };
  const silence = statementTimeout === 0 ? 0 : connectTimeout + statementTimeout + GRACE_MS;
  const lanes = new Lanes(clients, settings, silence);

  const run = lanes.run.bind(lanes);
  const transaction: Database['transaction'] = (work, wanted) => runTransaction(lanes, work, wanted);
  const orm = ormOver(run, (work, { isolationLevel, accessMode }) =>
    transaction(({ orm: inner }) => work(inner), {
      ...(isolationLevel === 'repeatable read' || isolationLevel === 'serializable'
        ? { isolation: isolationLevel }
        : {}),
      readOnly: accessMode === 'read only',
    }),
  );
  return { sql: sqlOver(run), orm, transaction, end: () => lanes.end() };
}

function sessionParameters(options: DatabaseOptions, statementTimeout: number): Record<string, string> {
  return {
    ...(options.role === undefined ? {} : { role: options.role }),
    application_name: options.applicationName ?? 'optmark',
    // Instants are read as UTC (column-types.ts).
    TimeZone: 'UTC',
    DateStyle: 'ISO',
    // For statements outside transactions, as transaction.ts has it inside: under a stricter default of the server two
    // nodes that insert the same row `on conflict do nothing` would not wait for each other but fail.
    default_transaction_isolation: 'read committed',
    statement_timeout: String(statementTimeout),
    lock_timeout: String(options.lockTimeout ?? 0),
    // A transaction that its code forgot must not hold the head row for ever.
    idle_in_transaction_session_timeout: String(IDLE_IN_TRANSACTION_MS),
    // A statement is planned once per connection, perhaps while its tables are empty; the plan must still be right when
    // they hold millions of rows. Every hot statement is a look-up by index, so that is what is planned.
    plan_cache_mode: 'force_generic_plan',
    enable_seqscan: 'off',
    jit: 'off',
  };
}

// The driver's own complaint about a url quotes the url, and the url holds the password.
function checkUrl(url: string): void {
  const parsed = URL.parse(url);
  if (parsed === null || !['postgres:', 'postgresql:'].includes(parsed.protocol)) {
    throw new LedgerError(
      'invalid',
      'the database url must read postgres://user:password@host:port/database',
    );
  }
  if (parsed.host.includes(',')) throw new LedgerError('invalid', 'the database url must name one host');
}
