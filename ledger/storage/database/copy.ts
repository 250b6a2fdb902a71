// COPY, whole tables in and out, on a session of its own. Spoken here and not by the driver: postgres.js
// 3.4.9 never settles a COPY that is refused at its end, and reads the other direction without regard to a
// slow taker. https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-COPY
//
// All statements go as text (simple query), so they must be made of fixed words and quoted names. The socket
// is read only as fast as its rows are taken, so memory stays flat however large a table is.

import type { Socket } from 'node:net';
import { type DatabaseOptions, sessionSettings } from './connection.ts';
import { databaseError, readServerError } from './database-error.ts';
import { fault } from './dial.ts';
import { atFirstPlace } from './session.ts';

export type CopySession = {
  /** Runs statements without parameters; all rows, their values as text. */
  run(statements: string): Promise<(string | null)[][]>;
  /** COPY … TO STDOUT. Taken to its end, or the session is of no more use. */
  copyOut(statement: string): AsyncGenerator<Buffer>;
  /** COPY … FROM STDIN. What `rows` throws undoes the statement, and is thrown on. */
  copyIn(statement: string, rows: AsyncIterable<Uint8Array>): Promise<void>;
  /** What was not committed is rolled back by the server. */
  end(): void;
};

/** @throws DatabaseError */
export async function openCopySession(options: DatabaseOptions & { url: string }): Promise<CopySession> {
  const settings = sessionSettings(options, options.url);
  const asDatabaseError = (cause: unknown): never => {
    throw databaseError(cause, 'unknown');
  };
  const socket = await atFirstPlace(
    settings,
    () => {},
    async (opened) => opened,
  ).catch(asDatabaseError);
  const wire = new Wire(socket);
  return {
    run: (statements) => wire.query(statements).catch(asDatabaseError),
    async *copyOut(statement) {
      try {
        yield* wire.copyOut(statement);
      } catch (cause) {
        asDatabaseError(cause);
      }
    },
    copyIn: (statement, rows) => wire.copyIn(statement, rows),
    end: () => void socket.end(terminate),
  };
}

type Message = { type: string; body: Buffer };

/** 'X', Int32 4. */
const terminate = Buffer.from('5800000004', 'hex');
/** Rows are sent on in pieces of about this size, bytes. */
const pieceBytes = 64 * 1024;

class Wire {
  readonly #socket: Socket;
  #rest: Buffer = Buffer.alloc(0);

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  async query(statements: string): Promise<(string | null)[][]> {
    this.#socket.write(message('Q', Buffer.from(`${statements}\0`)));
    const rows: (string | null)[][] = [];
    await this.#untilReady(({ type, body }) => {
      if (type === 'D') rows.push(valuesOf(body));
    });
    return rows;
  }

  async *copyOut(statement: string): AsyncGenerator<Buffer> {
    this.#socket.write(message('Q', Buffer.from(`${statement}\0`)));
    let isOver = false;
    try {
      while (!isOver) {
        const rows: Buffer[] = [];
        for (let bytes = 0; bytes < pieceBytes && !isOver; ) {
          const { type, body } = await this.#next();
          if (type === 'E') {
            const error = await this.#refused(body);
            isOver = true;
            throw error;
          }
          if (type === 'd') rows.push(body);
          bytes += body.length;
          isOver = type === 'Z';
        }
        if (rows.length > 0) yield Buffer.concat(rows);
      }
    } finally {
      // Rows not taken are still on their way: nothing else can be asked on this session.
      if (!isOver) this.#socket.destroy();
    }
  }

  async copyIn(statement: string, rows: AsyncIterable<Uint8Array>): Promise<void> {
    this.#socket.write(message('Q', Buffer.from(`${statement}\0`)));
    const { type, body } = await this.#next();
    if (type === 'E') throw databaseError(await this.#refused(body), 'none');
    let broken: { cause: unknown } | undefined;
    try {
      // Refused in the middle, the server reads on and drops what comes; it says so at the end.
      for await (const piece of rows) await this.#send(message('d', piece));
      await this.#send(message('c'));
    } catch (cause) {
      broken = { cause };
      await this.#send(message('f', Buffer.from('the rows ended early\0'))).catch(() => {});
    }
    try {
      await this.#untilReady(() => {});
    } catch (cause) {
      if (broken === undefined) throw databaseError(cause, 'none');
    }
    if (broken !== undefined) throw broken.cause;
  }

  async #untilReady(heard: (message: Message) => void): Promise<void> {
    for (;;) {
      const next = await this.#next();
      if (next.type === 'E') throw await this.#refused(next.body);
      if (next.type === 'Z') return;
      heard(next);
    }
  }

  /** The error, once the session waits for its next statement. */
  async #refused(body: Buffer): Promise<Error> {
    const error = readServerError(body);
    while ((await this.#next()).type !== 'Z');
    return error;
  }

  async #send(bytes: Buffer): Promise<void> {
    if (this.#socket.destroyed) throw fault('CONNECTION_LOST');
    if (!this.#socket.write(bytes)) await happens(this.#socket, 'drain');
  }

  async #next(): Promise<Message> {
    for (;;) {
      const length = this.#rest.length < 5 ? 0 : 1 + this.#rest.readUInt32BE(1);
      if (length > 0 && this.#rest.length >= length) {
        const whole = this.#rest.subarray(0, length);
        this.#rest = this.#rest.subarray(length);
        return { type: String.fromCharCode(whole[0]!), body: whole.subarray(5) };
      }
      const chunk = this.#socket.read() as Buffer | null;
      if (chunk === null) await happens(this.#socket, 'readable');
      else this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    }
  }
}

/** @throws an Error with a `code` where the socket closes first */
function happens(socket: Socket, event: 'drain' | 'readable'): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const gone = () => reject(fault('CONNECTION_LOST'));
  if (socket.destroyed || socket.readableEnded) gone();
  socket.once(event, resolve).once('close', gone).once('end', gone);
  return promise.finally(() => socket.off(event, resolve).off('close', gone).off('end', gone));
}

function message(type: string, body: Uint8Array = Buffer.alloc(0)): Buffer {
  const bytes = Buffer.allocUnsafe(5 + body.length);
  bytes.write(type, 'latin1');
  bytes.writeUInt32BE(body.length + 4, 1);
  bytes.set(body, 5);
  return bytes;
}

/** DataRow: Int16 columns, then for each Int32 length (-1: null) and its text. */
function valuesOf(body: Buffer): (string | null)[] {
  let at = 2;
  return Array.from({ length: body.readInt16BE(0) }, () => {
    const length = body.readInt32BE(at);
    at += 4;
    if (length === -1) return null;
    at += length;
    return body.toString('utf8', at - length, at);
  });
}
