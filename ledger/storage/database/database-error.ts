// The part of a database failure that may leave this room: no parameter, no row, no password, no address.
// Postgres puts values into `detail` ("Key (number)=(...) already exists") and into the messages of class 22.
// The driver attaches every parameter to its errors. This file drops all of that.

import { LedgerError } from '../../core/error.ts';

/** `unknown`: the connection broke while the statement was running, so it may have taken effect or not. */
export type Effect = 'none' | 'unknown';

export class DatabaseError extends LedgerError {
  /** SQLSTATE if the server answered (`23505`), else the driver's or system's code (`ECONNREFUSED`). */
  readonly sqlstate: string;
  readonly effect: Effect;
  readonly constraint: string | undefined;
  readonly table: string | undefined;
  readonly column: string | undefined;

  constructor(failure: Failure, effect: Effect) {
    const { code, answered } = failure;
    const trouble = troubleOf(code) ?? (answered ? undefined : unreachable);
    if (trouble === undefined) super('internal', `the database refused a statement (${code})`);
    else {
      const [rule, words] = trouble;
      const detail = `${words} (${code})`;
      super('unavailable', `the database is unavailable: ${detail}`, {
        retryAfter: 1,
        faults: [{ pointer: '', rule, detail }],
      });
    }
    this.name = 'DatabaseError';
    this.sqlstate = code;
    this.effect = effect;
    this.constraint = failure.constraint_name;
    this.table = failure.table_name;
    this.column = failure.column_name;
    // For the operator's log. A caller gets only the message.
    this.cause = new Error(isQuotingValues(code) ? `data exception ${code}` : failure.message);
  }
}

type Failure = {
  /** Whether `code` is the server's answer to the statement. */
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
    // The system's messages hold addresses; its code says as much without them.
    return new DatabaseError({ answered: false, code, message: `the connection failed: ${code}` }, effect);
  }
  // The server undoes a statement whose error it reports. A fatal error is about the session.
  const fatal = isFatal(thrown);
  return new DatabaseError({ ...thrown, answered: !fatal, message: thrown.message }, fatal ? effect : 'none');
}

type ServerError = Omit<Failure, 'answered'> & { severity: string };

/** Whether Postgres itself reported this, so that the connection is still in step. */
export function isServerError(thrown: unknown): thrown is ServerError {
  return thrown instanceof Error && thrown.name === 'PostgresError' && 'severity' in thrown;
}

/**
 * An ErrorResponse: fields of one letter each, https://www.postgresql.org/docs/18/protocol-error-fields.html
 */
export function readServerError(body: Buffer): Error {
  const fields = new Map(
    body
      .toString('utf8')
      .split('\0')
      .map((field) => [field.slice(0, 1), field.slice(1)]),
  );
  return Object.assign(new Error(fields.get('M')), {
    name: 'PostgresError',
    severity: fields.get('V') ?? fields.get('S') ?? 'FATAL',
    code: fields.get('C') ?? 'CONNECTION_FAILED',
  });
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

type Trouble = [rule: string, words: string];

const unreachable: Trouble = ['unreachable', 'no connection to it'];

// Troubles that the caller has not caused. They end by themselves, or when an operator has mended them. One
// word each; the first row that matches counts. https://www.postgresql.org/docs/18/errcodes-appendix.html
const troubles: [codes: RegExp, ...Trouble][] = [
  [/^(28|PASSWORD_MISSING|CHANNEL_BINDING_REFUSED|AUTHENTICATION_)/, 'login_refused', 'it refuses the login'],
  [/^3D000/, 'no_database', 'the server has no database of this name'],
  [/^42501/, 'not_permitted', 'the login may not do what the ledger needs'],
  [/^NEWER_TABLES/, 'newer_tables', 'its tables are those of a newer version of Optmark; run that version'],
  [/^OLDER_TABLES/, 'older_tables', 'its tables are those of an older version; run optmark migrate'],
  // A statement is fixed text, so its names are missing only from the tables of another version, or after
  // half a restore.
  [/^(42P01|42703|42704|42883|3F000|0A000$)/, 'other_tables', 'its tables are not those of this version'],
  [/^53100/, 'disk_full', 'its disk is full'],
  [/^53200/, 'out_of_memory', 'it is out of memory'],
  [/^53/, 'too_many_connections', 'it takes no more connections'],
  [/^25006/, 'read_only', 'it takes no writes'],
  [/^57P0[1245]/, 'shutting_down', 'it is shutting down'],
  [/^57P03/, 'starting', 'it is starting or recovering'],
  [/^(57|25P0[34]|55P03|40001|40P01)/, 'busy', 'it did not answer in time'],
  [/^58/, 'disk_failing', 'its disk fails'],
  [/^POOLER/, 'pooler', 'a pooler answers, not a Postgres server; name the server itself'],
  [/^(CONNECT_TIMEOUT|ETIMEDOUT)/, 'silent', 'it does not answer'],
  [
    /CERT|^(UNABLE_TO_|SELF_SIGNED|SERVER_NOT_PROVEN|HOSTNAME_)/,
    'not_proven',
    'it does not prove that it is the right server',
  ],
  [/^(TLS_|ERR_SSL|ERR_TLS|EPROTO)/, 'not_encrypted', 'it and the database url do not agree on encryption'],
  [/^08/, ...unreachable],
];

function troubleOf(code: string): Trouble | undefined {
  const [, ...trouble] = troubles.find(([codes]) => codes.test(code)) ?? [];
  return trouble.length === 0 ? undefined : (trouble as Trouble);
}

function isQuotingValues(code: string): boolean {
  return code.startsWith('22');
}
