// What may leave of a failure in the database: no parameter, no row, no password, no address.
// Postgres puts values into `detail` ("Key (number)=(...) already exists") and into the messages of class 22; the
// driver hangs every parameter on its errors. All of that stays behind.

import { LedgerError } from '../../core/error.ts';

/** `unknown`: the connection went while the statement was running, so it may or may not have taken effect. */
export type Effect = 'none' | 'unknown';

export class DatabaseError extends LedgerError {
  /** SQLSTATE if the server answered (`23505`), else the driver's or system's word (`ECONNREFUSED`). */
  readonly sqlstate: string;
  readonly effect: Effect;
  readonly constraint: string | undefined;
  readonly table: string | undefined;
  readonly column: string | undefined;

  constructor(failure: Failure, effect: Effect) {
    const { code, answered } = failure;
    if (!answered || isPassing(code))
      super('unavailable', `the database is unavailable (${code})`, { retryAfter: 1 });
    else super('internal', `the database refused a statement (${code})`);
    this.name = 'DatabaseError';
    this.sqlstate = code;
    this.effect = effect;
    this.constraint = failure.constraint_name;
    this.table = failure.table_name;
    this.column = failure.column_name;
    // For whoever reads the log; an answer to the outside shows the message alone.
    this.cause = new Error(isQuotingValues(code) ? `data exception ${code}` : failure.message);
  }
}

type Failure = {
  /** Whether `code` is a SQLSTATE from the server. */
  answered: boolean;
  code: string;
  message: string;
  constraint_name?: string | undefined;
  table_name?: string | undefined;
  column_name?: string | undefined;
};

/** A DatabaseError for anything the driver threw. */
export function databaseError(thrown: unknown, effect: Effect): DatabaseError {
  if (!isServerError(thrown)) {
    const code = codeOf(thrown);
    // The system's messages carry addresses; its code says as much.
    return new DatabaseError({ answered: false, code, message: `the connection failed: ${code}` }, effect);
  }
  // An error the server reports has undone its statement.
  return new DatabaseError(
    { ...thrown, answered: true, message: thrown.message },
    isFatal(thrown) ? effect : 'none',
  );
}

type ServerError = Omit<Failure, 'answered'> & { severity: string };

/** Whether Postgres itself said this, so that the connection is still in step. */
export function isServerError(thrown: unknown): thrown is ServerError {
  return thrown instanceof Error && thrown.name === 'PostgresError' && 'severity' in thrown;
}

/** FATAL and PANIC end the connection. */
export function isFatal(error: { severity: string }): boolean {
  return error.severity !== 'ERROR';
}

function codeOf(thrown: unknown): string {
  if (thrown instanceof AggregateError && thrown.errors.length > 0) return codeOf(thrown.errors[0]);
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  return typeof code === 'string' ? code : 'CONNECTION_FAILED';
}

// Not our SQL's fault and may well work in a second. https://www.postgresql.org/docs/18/errcodes-appendix.html
function isPassing(code: string): boolean {
  // 08 connection, 53 resources, 57 operator (57014: a timeout), 58 system; serialization, deadlock, lock, read-only.
  return /^(08|53|57|58)/.test(code) || ['40001', '40P01', '55P03', '25006', '25P03'].includes(code);
}

function isQuotingValues(code: string): boolean {
  return code.startsWith('22');
}
