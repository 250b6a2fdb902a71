// A lane is one postgres.js client that holds one connection, once: when the connection goes, so does the client.
// postgres.js 3.4.9 cannot be trusted to reconnect. After a loss inside a transaction it crashes the process or sends the
// rest of that transaction, COMMIT included, over the next connection (issues 1133, 1189, 1208, 1216 there). So a lane
// hands out sockets itself, refuses a second one, and its transactions are plain statements (transaction.ts).
// More than one connection per client is no way out either: throughput then falls for as long as it runs.

import { connect, type Socket } from 'node:net';
import postgres from 'postgres';
import { columnTypes, UnsafeIntegerError } from '../database/column-types.ts';
import type { Parameter } from '../database/parameter.ts';
import { DatabaseError, databaseError, type Effect, isFatal, isServerError } from './database-error.ts';

/** A statement with nothing left that could be wrong on our side. */
export type Statement = {
  text: string;
  parameters: Parameter[];
  /** `prepared`: planned once per connection, by its text. `script`: several statements, no parameters. */
  mode: 'prepared' | 'once' | 'script';
  /** Rows as arrays of values instead of objects. */
  asArrays?: boolean;
  /** Where the statement stands in our code, for the stack of its error. */
  site?: { stack?: string };
};

export type Rows = postgres.RowList<postgres.Row[]>;

export type LaneSettings = {
  url: string;
  /** Milliseconds. */
  connectTimeout: number;
  /** Run-time parameters of the session: role, application_name, statement_timeout, ... */
  session: Record<string, string>;
};

/** How often one lane may ask for a socket before its first session is up (a server can hang up on a greeting). */
const MAX_DIALS = 3;

export class Lane {
  /** Statements sent and not answered yet. */
  inFlight = 0;
  /** When the first of these was sent or the last answer came; performance.now(). */
  progressAt = 0;
  /** Held by a transaction. */
  reserved = false;
  /** The connection is gone or out of step; the lane is of no more use. */
  lost = false;
  readonly #client: postgres.Sql;
  readonly #settings: LaneSettings;
  readonly #notBefore: number;
  #socket: Socket | undefined;
  #dials = 0;
  #accepted = false;

  /** @param notBefore no connection attempt before this moment (performance.now()), so that a lost server is not stormed. */
  constructor(settings: LaneSettings, notBefore = 0) {
    this.#settings = settings;
    this.#notBefore = notBefore;
    this.#client = postgres(settings.url, {
      max: 1,
      max_lifetime: null,
      idle_timeout: 0,
      connect_timeout: settings.connectTimeout / 1000,
      backoff: false,
      debug: false,
      connection: settings.session,
      onnotice: () => {},
      onclose: () => this.lose(),
      onparameter: () => {
        this.#accepted = true;
      },
      // `socket` is in the driver's options but not in its types.
      ...({ types: columnTypes, socket: (to: Address) => this.#dial(to) } as object),
    });
  }

  /** Whether a session was ever up on this lane. */
  get accepted(): boolean {
    return this.#accepted;
  }

  /** Sends a statement behind those already sent. @throws DatabaseError; UnsafeIntegerError. */
  async run(statement: Statement, effectIfLost: Effect): Promise<Rows> {
    if (this.lost) throw lostConnection('none');
    if (this.inFlight++ === 0) this.progressAt = performance.now();
    try {
      return await this.#send(statement);
    } catch (error) {
      throw this.#failed(error, statement, effectIfLost);
    } finally {
      this.inFlight--;
      this.progressAt = performance.now();
    }
  }

  /** Drops the connection at once; everything in flight fails. */
  lose(): void {
    if (this.lost) return;
    this.lost = true;
    this.#socket?.destroy();
    void this.#client.end({ timeout: 0 });
  }

  /** Waits for what is in flight, at most `seconds`, then hangs up. */
  async end(seconds: number): Promise<void> {
    if (this.lost) return;
    await this.#client.end({ timeout: seconds });
    this.lost = true;
  }

  #send({ text, parameters, mode, asArrays }: Statement): Promise<Rows> {
    const options = { prepare: mode === 'prepared', simple: mode === 'script' };
    const query = this.#client.unsafe(text, parameters as never[], options);
    return (asArrays ? query.values() : query) as unknown as Promise<Rows>;
  }

  #failed(error: unknown, statement: Statement, effectIfLost: Effect): Error {
    if (error instanceof UnsafeIntegerError) return error;
    // Whatever is not the server's own answer leaves doubt about which answer belongs to which statement.
    if (!isServerError(error) || isFatal(error)) this.lose();
    const failure = databaseError(error, this.#accepted ? effectIfLost : 'none');
    if (statement.site?.stack !== undefined) failure.stack = `${failure}\n${framesOf(statement.site.stack)}`;
    return failure;
  }

  async #dial({ host, port, path }: Address): Promise<Socket> {
    if (this.lost || ++this.#dials > MAX_DIALS) throw noConnection();
    const wait = this.#notBefore - performance.now();
    if (wait > 0) await new Promise((done) => setTimeout(done, wait));
    const to = { host: host[0] as string, port: port[0] as number };
    const socket = await open(path ? { path } : to, this.#settings.connectTimeout);
    if (this.lost) {
      socket.destroy();
      throw noConnection();
    }
    this.#socket = socket;
    return Object.assign(socket, to); // the driver checks a certificate against socket.host
  }
}

type Address = { host: string[]; port: number[]; path?: string | false };

function open(to: { path: string } | { host: string; port: number }, timeout: number): Promise<Socket> {
  return new Promise((done, failed) => {
    const socket = connect({ ...to, noDelay: true });
    const late = setTimeout(
      () => socket.destroy(Object.assign(new Error('late'), { code: 'CONNECT_TIMEOUT' })),
      timeout,
    );
    socket.once('error', (error) => {
      clearTimeout(late);
      failed(error);
    });
    socket.once('connect', () => {
      clearTimeout(late);
      socket.removeAllListeners('error');
      done(socket);
    });
  });
}

export function lostConnection(effect: Effect): DatabaseError {
  const message = 'the connection to the database was lost';
  return new DatabaseError({ answered: false, code: 'CONNECTION_LOST', message }, effect);
}

// For the driver, which hangs the waiting statement's parameters on whatever it is thrown: a new one each time.
function noConnection(): Error {
  return Object.assign(new Error('no connection'), { code: 'CONNECTION_LOST' });
}

function framesOf(stack: string): string {
  return stack.slice(stack.indexOf('\n') + 1);
}
