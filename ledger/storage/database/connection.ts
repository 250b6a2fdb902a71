// The way into Postgres: statements, transactions, and drizzle over a few connections. Nothing outside this
// room opens postgres.js. lane.ts says why it is built of several one-connection clients.
//
//   const db = openDatabase({ url, role: 'optmark_app', statementTimeout: 10_000 });
//   const [head] = await db.sql<{ size: number }[]>`select size from log_head where id = ${1}`;
//   await db.transaction(async ({ sql }) => { await sql`…`; await sql`…`; });
//
// Errors are DatabaseError and never hold a parameter, a row, an address or the password.

import { LedgerError } from '../../core/error.ts';
import { parseDatabaseUrl } from './database-url.ts';
import { Lanes } from './lanes.ts';
import { type Orm, ormOver } from './orm.ts';
import { type SessionCheck, type SessionSettings, setLater } from './session.ts';
import { type Sql, sqlOver } from './sql.ts';
import { runTransaction, type Transaction, type TransactionOptions } from './transaction.ts';

export { DatabaseError } from './database-error.ts';
export type { Orm, Sql, Transaction, TransactionOptions };

/** What a store takes: a Database, or the Transaction that its caller is in. */
export type Queryable = { sql: Sql; orm: Orm };

export type Database = Queryable & {
  /** See runTransaction. While one runs, its connection serves nothing else. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Waits at most 5 seconds for the statements in flight, then closes the connections. */
  end(): Promise<void>;
};

export type DatabaseOptions = {
  /** As database-url.ts reads it. A function is called again for each connection. */
  url: string | (() => string);
  /**
   * The role that every statement runs as. The user of the url must be a member. The session sets it when it
   * begins, so no pooler may stand in between.
   */
  role?: string;
  /** Connections. One of them never serves transactions, unless it is the only one. */
  clients?: number;
  /** Milliseconds to reach the server, and the same again to log in. */
  connectTimeout?: number;
  /** Milliseconds that the server allows one statement. 0: no limit, for migrations. */
  statementTimeout?: number;
  /** Milliseconds that a statement may wait for a lock. 0: as long as the statement may take. */
  lockTimeout?: number;
  /** Shown in pg_stat_activity. */
  applicationName?: string;
  /** Follows that name, also where the url gives it: by it other nodes know this one. */
  mark?: string;
  /** What each session must find before it takes a statement. */
  check?: SessionCheck;
};

const defaultStatementTimeout = 30_000;
const IDLE_IN_TRANSACTION_MS = 60_000;
/** Time that a network may add to the slowest statement before its connection counts as dead. */
const GRACE_MS = 5_000;

/** Opens nothing yet: the first statement connects. @throws LedgerError `invalid` for a malformed url. */
export function openDatabase(options: DatabaseOptions): Database {
  const { clients = 4, statementTimeout = defaultStatementTimeout } = options;
  if (!(clients >= 1)) throw new LedgerError('invalid', 'a database needs at least one connection');
  const { url } = options;
  const settingsOf = (from: string) => sessionSettings(options, from);
  const fixed = settingsOf(typeof url === 'string' ? url : url());
  const settings = typeof url === 'string' ? () => fixed : () => settingsOf(url());
  const silence = statementTimeout === 0 ? 0 : fixed.connectTimeout + statementTimeout + GRACE_MS;
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

/** @throws LedgerError `invalid` for a url that is none */
export function sessionSettings(options: DatabaseOptions, url: string): SessionSettings {
  const to = parseDatabaseUrl(url, ownSettings, setLater);
  const session = sessionParameters(options, options.statementTimeout ?? defaultStatementTimeout);
  const name = marked(to.applicationName ?? session.application_name!, options.mark);
  return {
    to,
    connectTimeout: to.connectTimeout ?? options.connectTimeout ?? 5_000,
    check: options.check,
    // The url's settings of the session come first, because Postgres takes the later of two settings.
    session: { ...(to.options && { options: to.options }), ...session, application_name: name },
  };
}

/** Postgres cuts a longer name. */
const nameBytesMax = 63;

function marked(name: string, mark: string | undefined): string {
  if (mark === undefined) return name;
  const room = nameBytesMax - mark.length - 1;
  return `${Buffer.from(name)
    .subarray(0, room)
    .toString('latin1')
    .replaceAll(/[^ -~]/g, '?')} ${mark}`;
}

/**
 * The settings in the url that the ledger decides itself and therefore ignores.
 * @param name the variable that holds the url, for the error's sentence
 * @throws Error with a sentence that never holds the url
 */
export function overruledBy(url: string, name: string): string[] {
  try {
    return parseDatabaseUrl(url, ownSettings, setLater).overruled;
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    throw new Error(error.message.replace(/^the database url/, name));
  }
}

function sessionParameters(options: DatabaseOptions, statementTimeout: number): Record<string, string> {
  return {
    ...(options.role === undefined ? {} : { role: options.role }),
    application_name: options.applicationName ?? 'optmark',
    // All of these overrule the url, ALTER ROLE … SET and ALTER DATABASE … SET.
    search_path: 'public',
    // The code reads instants as UTC, bytes as hex (column-types.ts), and a bare NULL in an array as null
    // (array-literal.ts).
    TimeZone: 'UTC',
    DateStyle: 'ISO',
    bytea_output: 'hex',
    array_nulls: 'on',
    standard_conforming_strings: 'on',
    default_transaction_read_only: 'off',
    default_transaction_deferrable: 'off',
    // For statements outside transactions; transaction.ts sets the same inside. Under a stricter default of
    // the server, two nodes that insert the same row `on conflict do nothing` would fail instead of waiting
    // for each other.
    default_transaction_isolation: 'read committed',
    statement_timeout: String(statementTimeout),
    lock_timeout: String(options.lockTimeout ?? 0),
    // A transaction that its code forgot to end must not hold the head row for ever.
    idle_in_transaction_session_timeout: String(IDLE_IN_TRANSACTION_MS),
    idle_session_timeout: '0',
    // Postgres plans a statement once per connection, perhaps while its tables are empty. The plan must still
    // be right when they hold millions of rows. Every hot statement looks rows up by an index, and a generic
    // plan does that.
    plan_cache_mode: 'force_generic_plan',
    enable_seqscan: 'off',
    jit: 'off',
  };
}

const ownSettings = Object.keys(sessionParameters({ url: '', role: '' }, 0));
