// One session of Postgres: a socket, logged in, and a postgres.js client that speaks over it and over nothing
// else. postgres.js 3.4.9 is the codec here. It does not handle a connection's beginning, end or loss safely:
// it rejects promises that no code awaits, leaves queued statements unanswered, and after a loss inside a
// transaction it sends the rest, COMMIT included, over the next connection (its issues 1133, 1189, 1208,
// 1216). So it gets one socket, already logged in.

import type { Socket } from 'node:net';
import postgres from 'postgres';
import { columnTypes } from './column-types.ts';
import type { DatabaseUrl, Place } from './database-url.ts';
import { dial, fault } from './dial.ts';
import { type LoggedIn, logIn } from './login.ts';

export type SessionSettings = {
  to: DatabaseUrl;
  /** Milliseconds to reach a server, and the same again to log in. */
  connectTimeout: number;
  /** Run-time parameters of the session: role, application_name, statement_timeout, … */
  session: Record<string, string>;
  /** What each session must find before it takes a statement. */
  check?: SessionCheck | undefined;
};

/** A statement of one row, and the code of the error that this row means, if any. */
export type SessionCheck = { statement: string; fault(row: Record<string, unknown>): string | undefined };

export type Session = { client: postgres.Sql; socket: Socket };

/**
 * A session with the first server of the list that gives one.
 * @param opened gets each socket as soon as there is one, so that the caller can destroy it to end the
 * attempt
 * @throws the error of the last server, with a `code`
 */
export const openSession = (settings: SessionSettings, opened: (socket: Socket) => void): Promise<Session> =>
  atFirstPlace(settings, opened, async (socket, server) => {
    const client = clientOver(socket);
    await heldToSocket(socket, async () => {
      await checkSession(client, settings.session.role, server);
      if (settings.check !== undefined) await runCheck((text) => client.unsafe(text), settings.check);
    });
    return { client, socket };
  });

/** What `use` makes of the first socket that is logged in and that it can use. */
export async function atFirstPlace<Made>(
  settings: SessionSettings,
  opened: (socket: Socket) => void,
  use: (socket: Socket, server: LoggedIn) => Promise<Made>,
): Promise<Made> {
  let failure: unknown = fault('CONNECTION_LOST');
  for (const place of settings.to.places) {
    try {
      return await openAt(place, settings, opened, use);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

async function openAt<Made>(
  place: Place,
  { to, connectTimeout, session }: SessionSettings,
  opened: (socket: Socket) => void,
  use: (socket: Socket, server: LoggedIn) => Promise<Made>,
): Promise<Made> {
  const socket = await dial(place, to.tls, connectTimeout, opened);
  let late = false;
  const patience = setTimeout(() => {
    late = true;
    socket.destroy();
  }, connectTimeout);
  try {
    const server = await logIn(socket, to, session);
    if (to.writable && server.parameters.get('in_hot_standby') === 'on') throw fault('25006');
    return await use(socket, server);
  } catch (error) {
    socket.destroy();
    throw late ? fault('CONNECT_TIMEOUT') : isPooler(error) ? fault('POOLER') : error;
  } finally {
    clearTimeout(patience);
  }
}

/** PgBouncer refuses parameters that it cannot keep separate for each client. */
const isPooler = (error: unknown) =>
  error instanceof Error && /^unsupported startup parameter/.test(error.message);

// The login cannot set these two: older servers do not know the first, and a stronger value of the second
// must stay.
const firstStatement = `
  select current_user::text as name, pg_backend_pid() as pid,
    (select set_config(name, '0', false) from pg_settings where name = 'transaction_timeout') as unlimited,
    case when current_setting('synchronous_commit') in ('off', 'local', 'remote_write')
      then set_config('synchronous_commit', 'on', false) end as durable`;

/** The settings that the ledger decides besides those of the login. */
export const setLater = ['transaction_timeout', 'synchronous_commit'];

// A pooler that ignores our settings would run statements as the wrong role, without limits, and in another
// session each time. Its process id gives it away, because it is made up.
async function checkSession(
  client: postgres.Sql,
  role: string | undefined,
  { pid }: LoggedIn,
): Promise<void> {
  const [found] = await client.unsafe(firstStatement);
  if (found?.pid !== pid || (role !== undefined && found?.name !== role)) throw fault('POOLER');
}

/** @throws an Error with a `code` where the row is not as it must be */
export async function runCheck(
  ask: (statement: string) => PromiseLike<readonly Record<string, unknown>[]>,
  { statement, fault: faultOf }: SessionCheck,
): Promise<void> {
  const [row] = await ask(statement);
  const code = row && faultOf(row);
  if (code !== undefined) throw fault(code);
}

/** Rejects when the socket closes first: the driver leaves its statements unanswered then. */
async function heldToSocket(socket: Socket, work: () => Promise<void>): Promise<void> {
  const { promise: gone, reject } = Promise.withResolvers<never>();
  const leave = () => reject(fault('CONNECTION_LOST'));
  socket.once('close', leave);
  try {
    await Promise.race([work(), gone]);
  } finally {
    socket.off('close', leave);
  }
}

// The driver reads its options once, here. It takes absent options from PG… variables of the environment, and
// one of them, PGTARGETSESSIONATTRS, makes it run a query whose failure it never reports. It uses options
// that were read as they are.
const driver = postgres({
  host: 'unused',
  user: 'unused',
  database: 'unused',
  max: 1,
  max_lifetime: null,
  idle_timeout: 0,
  connect_timeout: 0,
  backoff: false,
  keep_alive: 60,
  prepare: true,
  debug: false,
  ssl: false,
  fetch_types: false,
  target_session_attrs: 'primary',
  onnotice: () => {},
  ...({ types: columnTypes, max_pipeline: 100 } as object),
}).options as object;

function clientOver(socket: Socket): postgres.Sql {
  let given = false;
  const hand = () => {
    if (given) throw fault('CONNECTION_LOST');
    given = true;
    skipLogin(socket);
    return socket;
  };
  return postgres({
    ...driver,
    target_session_attrs: undefined,
    no_subscribe: true,
    parameters: {},
    shared: { retries: 0, typeArrayMap: {} },
    socket: hand,
  } as object);
}

const readyForQuery = Buffer.from('5a0000000549', 'hex');

/**
 * The driver begins with a StartupMessage and waits for the login. The login is done, so this drops that
 * message.
 */
function skipLogin(socket: Socket): void {
  const write = socket.write;
  socket.write = () => {
    socket.write = write;
    // Not at once: the driver is still busy writing.
    setImmediate(() => {
      if (socket.destroyed) return;
      socket.emit('data', readyForQuery);
      socket.resume();
    });
    return true;
  };
}
