// A lane holds one session, once. When the session ends, the lane is lost, and with it every statement that
// it has not answered. The lane itself answers or fails each statement and relies on no promise of the
// driver's. One client with several connections cannot replace lanes: with prepared statements its throughput
// falls for as long as it runs.

import type { Socket } from 'node:net';
import type postgres from 'postgres';
import { UnsafeIntegerError } from './column-types.ts';
import { DatabaseError, databaseError, type Effect, isFatal, isServerError } from './database-error.ts';
import type { Parameter } from './parameter.ts';
import { openSession, type SessionSettings } from './session.ts';

/** A statement that our side has checked completely. */
export type Statement = {
  text: string;
  parameters: Parameter[];
  /** `prepared`: planned once per connection, by its text. `script`: several statements, no parameters. */
  mode: 'prepared' | 'once' | 'script';
  /** Rows as arrays of values instead of objects. */
  asArrays?: boolean;
  /** The place of the statement in our code, for the stack of its error. */
  site?: { stack?: string };
};

export type Rows = postgres.RowList<postgres.Row[]>;

/** A sent or waiting statement. `effectIfLost`: the `effect` of its error when the connection breaks. */
type Unanswered = {
  statement: Statement;
  effectIfLost: Effect;
  sent: boolean;
  done(rows: Rows): void;
  fail(error: Error): void;
};

/** 'X', Int32 4. */
const terminate = Buffer.from('5800000004', 'hex');
const hangUpMs = 1_000;

export class Lane {
  /** When the lane sent the first statement in flight or got the last answer; performance.now(). */
  progressAt = 0;
  /** A transaction holds it. */
  reserved = false;
  /** The connection is broken or out of step, and the lane is of no more use. */
  lost = false;
  readonly #settings: SessionSettings;
  readonly #notBefore: number;
  readonly #unanswered = new Set<Unanswered>();
  #client: postgres.Sql | undefined;
  #socket: Socket | undefined;
  #opening = false;

  /**
   * @param notBefore the earliest moment (performance.now()) to connect, so that the lanes do not flood a
   *   server that is down.
   */
  constructor(settings: SessionSettings, notBefore = 0) {
    this.#settings = settings;
    this.#notBefore = notBefore;
  }

  /** Statements not answered yet. */
  get inFlight(): number {
    return this.#unanswered.size;
  }

  /** Whether a session was ever up on this lane. */
  get accepted(): boolean {
    return this.#client !== undefined;
  }

  /** Sends a statement after those already sent. @throws DatabaseError; UnsafeIntegerError. */
  run(statement: Statement, effectIfLost: Effect): Promise<Rows> {
    if (this.lost) return Promise.reject(lostConnection('none'));
    if (this.#unanswered.size === 0) this.progressAt = performance.now();
    return new Promise((done, fail) => {
      const one = { statement, effectIfLost, sent: false, done, fail };
      this.#unanswered.add(one);
      if (this.#client !== undefined) this.#send(one, this.#client);
      else if (!this.#opening) void this.#open();
    });
  }

  /** Drops the connection at once; everything in flight fails. @param cause for statements not yet sent */
  lose(cause?: unknown): void {
    if (this.lost) return;
    this.lost = true;
    this.#socket?.destroy();
    for (const { statement, sent, effectIfLost, fail } of this.#unanswered) {
      const error =
        sent || cause === undefined
          ? lostConnection(sent ? effectIfLost : 'none')
          : databaseError(cause, 'none');
      fail(locate(error, statement));
    }
    this.#unanswered.clear();
  }

  /** Ends the session. Call it when nothing is in flight. */
  async end(): Promise<void> {
    const socket = this.#socket;
    if (!this.lost && this.#client !== undefined && socket !== undefined) {
      const { promise: closed, resolve } = Promise.withResolvers<void>();
      const patience = setTimeout(resolve, hangUpMs);
      socket.once('close', () => resolve()).end(terminate);
      await closed;
      clearTimeout(patience);
    }
    this.lose();
  }

  async #open(): Promise<void> {
    this.#opening = true;
    try {
      const wait = this.#notBefore - performance.now();
      if (wait > 0) await new Promise((done) => setTimeout(done, wait));
      const { client, socket } = await openSession(this.#settings, (opened) => {
        this.#socket = opened;
        if (this.lost) opened.destroy();
      });
      if (this.lost || socket.destroyed) return this.lose();
      socket.once('close', () => this.lose());
      this.#client = client;
      this.progressAt = performance.now();
      for (const one of this.#unanswered) this.#send(one, client);
    } catch (error) {
      this.lose(error);
    }
  }

  #send(one: Unanswered, client: postgres.Sql): void {
    const { text, parameters, mode, asArrays } = one.statement;
    one.sent = true;
    const query = client.unsafe(text, parameters as never[], {
      prepare: mode === 'prepared',
      ...({ simple: mode === 'script' } as object),
    });
    const answer = (asArrays ? query.values() : query) as unknown as Promise<Rows>;
    answer.then(
      (rows) => {
        if (this.#settle(one)) one.done(rows);
      },
      (error) => {
        if (this.#settle(one)) one.fail(this.#failed(error, one));
      },
    );
  }

  /** False if the statement has failed with the lane. */
  #settle(one: Unanswered): boolean {
    this.progressAt = performance.now();
    return this.#unanswered.delete(one);
  }

  #failed(error: unknown, { statement, effectIfLost }: Unanswered): Error {
    if (error instanceof UnsafeIntegerError) return error;
    // An error that is not the server's own answer leaves doubt about which answer belongs to which
    // statement.
    if (!isServerError(error) || isFatal(error)) this.lose();
    return locate(databaseError(error, effectIfLost), statement);
  }
}

export function lostConnection(effect: Effect): DatabaseError {
  const message = 'the connection to the database was lost';
  return new DatabaseError({ answered: false, code: 'CONNECTION_LOST', message }, effect);
}

function locate(failure: DatabaseError, { site }: Statement): DatabaseError {
  if (site?.stack !== undefined)
    failure.stack = `${failure}\n${site.stack.slice(site.stack.indexOf('\n') + 1)}`;
  return failure;
}
