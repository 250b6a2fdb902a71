import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { emptyEdge } from '../../../ledger/core/log/edge.ts';
import { emptyRoot } from '../../../ledger/core/log/hash.ts';
import { CommitUnknown } from '../../../ledger/operations/append/log-store.ts';
import { createLogStore } from '../../../ledger/storage/append/log-store.ts';
import { type Database, DatabaseError } from '../../../ledger/storage/database/connection.ts';
import { type MigratedDatabase, migratedDatabase } from '../migrated.ts';
import { expectWholeLog } from '../whole-log.ts';
import { batchOf, business, createWriter, edgeOf, noLookups, people, type Writer } from '../writer.ts';

let database: MigratedDatabase;
let app: Database;
let writer: Writer;

beforeAll(async () => {
  database = await migratedDatabase();
});
beforeEach(async () => {
  app = database.open({ role: 'optmark_app', applicationName: 'victim' });
  writer = createWriter(createLogStore(app));
  await writer.append(people(3));
});
afterEach(async () => {
  // Whatever was lost, the same node goes on, and the log is whole.
  await writer.append(people(2));
  await expectWholeLog(database.superuser.sql);
});
afterAll(() => database.drop());

const sizeNow = async () =>
  (await database.superuser.sql<{ size: number }[]>`select size from log_head`)[0]!.size;

const rejection = (promise: Promise<unknown>) =>
  promise.then(
    () => 'it succeeded',
    (error: unknown) => error,
  );

/** Ends the backend of the app that runs, or last ran, a statement like this; waits until there is one. */
async function terminate(statement: string): Promise<void> {
  for (let ended = 0; ended === 0; ) {
    ({ count: ended } = await database.superuser.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'victim' and datname = current_database() and state <> 'idle' and query ilike ${statement}`);
  }
}

test('a backend that is killed while it waits for the head row: rolled back, and said so', async () => {
  const before = await sizeNow();
  let error: unknown;
  await database.superuser.transaction(async ({ sql }) => {
    await sql`select from log_head where id = 1 for update`;
    const append = rejection(writer.append(people(1)));
    await terminate('%from log_head where id = 1 for update%');
    error = await append;
  });
  expect(error).toBeInstanceOf(DatabaseError);
  expect(error).toMatchObject({ code: 'unavailable', effect: 'none' });
  expect(await sizeNow()).toBe(before);
});

test('a backend that is killed while rows are written: rolled back, and said so', async () => {
  const before = await sizeNow();
  await slow('log_checkpoints', 'before insert');
  const append = rejection(writer.append(people(1)));
  await terminate('%insert into log_checkpoints%');
  const error = await append;
  await unslow('log_checkpoints');
  expect(error).toMatchObject({ code: 'unavailable', effect: 'none' });
  expect(await sizeNow()).toBe(before);
});

test('a backend that is killed while it commits: nobody can say, and nobody pretends to', async () => {
  const before = await sizeNow();
  await slow('log_checkpoints', 'at commit');
  const append = rejection(writer.append(people(1)));
  await terminate('commit');
  const error = await append;
  await unslow('log_checkpoints');
  expect(error).toBeInstanceOf(CommitUnknown);
  expect(await sizeNow()).toBe(before);
});

test('an answer to COMMIT that never arrives: unknown, although it is stored and its key finds it', async () => {
  const before = await sizeNow();
  const [ann] = people(1);
  const proxy = await cuttingProxy(new URL(database.ownerUrl));
  const cut = createWriter(createLogStore(database.open({ role: 'optmark_app', url: proxy.url })));
  expect(await rejection(cut.append([ann!]))).toBeInstanceOf(CommitUnknown);
  await proxy.close();
  await until(async () => (await sizeNow()) === before + 1);
  const { spent } = await writer.find({ spent: [{ business, key: ann!.key }] });
  expect(spent).toMatchObject([{ request: ann!.request, record: ann!.record }]);
});

test('a node that stops between look-up and write does not hold the head row for ever, and writes nothing', async () => {
  const before = await sizeNow();
  const frozen = createLogStore(app, { headLock: 10_000, stalled: 100 });
  const append = frozen.append({ ...noLookups, edgeSize: 0, edgeRoot: emptyRoot() }, (found) => {
    stop(1_000);
    return batchOf(edgeOf(found, emptyEdge()), people(1)).write;
  });
  expect(await rejection(append)).toMatchObject({ code: 'unavailable', effect: 'none' });
  expect(await sizeNow()).toBe(before);
});

test('a connection that is lost when nothing was to be written leaves nothing unknown', async () => {
  const frozen = createLogStore(app, { headLock: 10_000, stalled: 100 });
  const append = frozen.append({ ...noLookups, edgeSize: 0, edgeRoot: emptyRoot() }, () => {
    stop(1_000);
    return null;
  });
  const error = await rejection(append);
  expect(error).toBeInstanceOf(DatabaseError);
  expect(error).not.toBeInstanceOf(CommitUnknown);
});

/** As a process that swaps or is debugged. */
function stop(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((done) => setTimeout(done, 5));
}

/** Makes every append sleep where we want to hit it. */
async function slow(table: string, moment: 'before insert' | 'at commit'): Promise<void> {
  const trigger =
    moment === 'at commit'
      ? `create constraint trigger slow after insert on ${table} deferrable initially deferred`
      : `create trigger slow before insert on ${table}`;
  await database.superuser.sql.unsafe(`
    create or replace function sleep() returns trigger language plpgsql as $$
      begin perform pg_sleep(60); return new; end $$;
    ${trigger} for each row execute function sleep()`);
}

async function unslow(table: string): Promise<void> {
  await database.superuser.sql.unsafe(`drop trigger slow on ${table}`);
}

type CuttingProxy = { url: string; close(): Promise<void> };

/** Stands between client and server, passes COMMIT on, and hangs up before the answer can come back. */
async function cuttingProxy(target: URL): Promise<CuttingProxy> {
  const server: Server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    upstream.on('error', () => {});
    client.on('error', () => {});
    client.on('data', (bytes: Buffer) => pass(bytes, client, upstream));
    upstream.on('data', (bytes) => client.write(bytes));
    upstream.on('close', () => client.destroy());
    client.on('close', () => upstream.end());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = new URL(target);
  url.port = String((server.address() as AddressInfo).port);
  return { url: url.href, close: () => new Promise((done) => server.close(() => done())) };
}

function pass(bytes: Buffer, client: Socket, upstream: Socket): void {
  upstream.write(bytes);
  if (bytes.includes('commit\0')) client.destroy();
}
