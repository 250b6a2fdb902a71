import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { inspect } from 'node:util';
import { sql as drizzleSql, eq } from 'drizzle-orm';
import { bigint, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { backend, failure, gone, open, server, sleeping, useNotes } from './notes.ts';

useNotes();

describe('a lost connection', () => {
  const kill = (pid: number) => open({ clients: 1 }).sql`select pg_terminate_backend(${pid})`;

  test('fails what ran on it, with the outcome unknown, and the next statement gets a new one', async () => {
    const db = open({ clients: 1 });
    const pid = await backend(db);
    const running = failure(db.sql`select pg_sleep(10)`);
    const queued = failure(db.sql`select 1`);
    await sleeping(pid);
    await kill(pid);
    expect(await running).toMatchObject({ code: 'unavailable', effect: 'unknown', retryAfter: 1 });
    expect(await queued).toMatchObject({ code: 'unavailable' });
    expect(await backend(db)).not.toBe(pid);
  });

  test('is not noticed by statements on the others', async () => {
    const db = open({ clients: 4 });
    const [pid] = await Promise.all([backend(db), backend(db), backend(db), backend(db)]);
    await kill(pid as number);
    await gone(pid as number);
    const after = await Promise.all(Array.from({ length: 40 }, () => backend(db)));
    expect(new Set(after)).not.toContain(pid);
    expect(new Set(after).size).toBe(4);
  });

  test('ends a transaction in the middle of a statement, and none of it happened', async () => {
    const db = open();
    const work = db.transaction(async ({ sql }) => {
      const pid = await backend({ sql });
      await sql`insert into notes (id, body) values (1, 'gone')`;
      void sleeping(pid).then(() => kill(pid));
      await sql`select pg_sleep(10)`;
    });
    expect(await failure(work)).toMatchObject({ code: 'unavailable', effect: 'none' });
    expect(await db.sql`select id from notes`).toEqual([]);
  });

  test('ends a transaction between two statements, and the rest of it goes nowhere', async () => {
    const db = open({ clients: 1 });
    const work = db.transaction(async ({ sql }) => {
      await sql`insert into notes (id, body) values (1, 'gone')`;
      const pid = await backend({ sql });
      await kill(pid);
      await gone(pid);
      // Caught on purpose: a transaction that carries on regardless must still not reach another connection.
      await sql`insert into notes (id, body) values (2, 'stray')`.catch(() => {});
    });
    expect(await failure(work)).toMatchObject({ code: 'unavailable', effect: 'none' });
    expect(await db.sql`select id from notes`).toEqual([]);
    expect(await db.transaction(({ sql }) => sql`select 1 as n`)).toEqual([{ n: 1 }]);
  });

  test('leaves the outcome unknown only if COMMIT had been sent', async () => {
    const db = open();
    await db.sql.unsafe(`create or replace function wait_at_commit() returns trigger language plpgsql as
      $$ begin perform pg_sleep(10); return null; end $$;
      create constraint trigger slow_commit after insert on notes deferrable initially deferred
      for each row execute function wait_at_commit()`);
    const work = db.transaction(async ({ sql }) => {
      const pid = await backend({ sql });
      await sql`insert into notes (id, body) values (1, 'who knows')`;
      void sleeping(pid).then(() => kill(pid));
    });
    expect(await failure(work)).toMatchObject({ code: 'unavailable', effect: 'unknown' });
    await db.sql.unsafe('drop trigger slow_commit on notes');
  });

  test('fails waiting statements at once when nobody listens there, and recovers when somebody does', async () => {
    const listener = createServer((socket) => socket.destroy());
    await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
    const { port } = listener.address() as AddressInfo;
    const url = `postgres://somebody:swordfish@127.0.0.1:${port}/ledger`;
    const db = open({ url });
    expect(await failure(db.sql`select 1`)).toMatchObject({ code: 'unavailable', effect: 'none' });
    await new Promise((done) => listener.close(done));
    const failures = await Promise.all([1, 2, 3].map(() => failure(db.sql`select 1`)));
    expect(failures.map(({ code, effect }) => [code, effect])).toEqual(
      Array(3).fill(['unavailable', 'none']),
    );
    expect(inspect(failures, { showHidden: true, depth: 9 })).not.toContain('swordfish');
  });

  test('gives up on a server that accepts and then says nothing', async () => {
    const listener = createServer(() => {});
    await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
    const { port } = listener.address() as AddressInfo;
    const db = open({ url: `postgres://somebody@127.0.0.1:${port}/ledger`, connectTimeout: 300 });
    expect(await failure(db.sql`select 1`)).toMatchObject({ code: 'unavailable', effect: 'none' });
    listener.close();
  });
});

describe('a session', () => {
  test('runs every statement as the given role', async () => {
    await open().sql.unsafe('create role notes_reader');
    const db = open({ role: 'notes_reader', clients: 2 });
    const names = await Promise.all([1, 2, 3, 4].map(() => db.sql`select current_user as name`));
    expect(new Set(names.map(([row]) => row?.name))).toEqual(new Set(['notes_reader']));
    expect((await failure(db.sql`select * from notes`)).sqlstate).toBe('42501');
    await open().sql.unsafe('drop role notes_reader');
  });

  test('ends a statement that takes longer than it may', async () => {
    const db = open({ statementTimeout: 50 });
    expect(await failure(db.sql`select pg_sleep(10)`)).toMatchObject({
      code: 'unavailable',
      sqlstate: '57014',
    });
  });

  test('ends a wait for a lock that takes longer than it may', async () => {
    const db = open({ lockTimeout: 50 });
    await db.transaction(async ({ sql }) => {
      await sql`lock table notes`;
      expect((await failure(db.sql`select * from notes`)).sqlstate).toBe('55P03');
    });
  });

  test('shows the name of the application', async () => {
    const [row] = await open({ applicationName: 'optmark-verify' }).sql`show application_name`;
    expect(row).toEqual({ application_name: 'optmark-verify' });
  });

  test('takes nothing after the end, and finishes what it had', async () => {
    const db = open();
    const last = db.sql<{ n: number }[]>`select 1 as n from pg_sleep(0.1)`;
    await sleeping();
    await db.end();
    expect(await last).toEqual([{ n: 1 }]);
    expect(await failure(db.sql`select 1`)).toMatchObject({ code: 'unavailable', effect: 'none' });
    expect(await failure(db.transaction(async () => {}))).toMatchObject({ code: 'unavailable' });
  });

  test('refuses to have no connection at all', () => {
    expect(() => openDatabase({ url: server.ownerUrl, clients: 0 })).toThrow('at least one connection');
  });

  test.for([
    'not a url',
    'https://127.0.0.1/x',
    'postgres://u:swordfish@h:1,i:port/db',
    'postgres://u:sword%fish@h/db',
    'postgres://u:a/swordfish@h/db',
    'postgres://u:a?swordfish@h/db',
    'postgres://u:12/swordfish@h/db',
    'postgres://u:12?swordfish@h/db',
    'postgres://u:swordfish@h/db?sslmode=swordfish',
    'postgres://u@h/db?passwort=swordfish',
    'postgres://u:swordfish@h:port/db',
  ])('refuses %s without repeating it', (url) => {
    const attempt = () => openDatabase({ url });
    expect(attempt).toThrow(expect.objectContaining({ code: 'invalid' }));
    expect(attempt).not.toThrow(/swordfish/);
  });
});

describe('an error', () => {
  const number = '+14155550123';
  const everything = (error: unknown) =>
    inspect(error, { showHidden: true, depth: 9 }) + JSON.stringify(error);

  test.for<[string, (db: Database) => Promise<unknown>]>([
    [
      'a duplicate key',
      async (db) => {
        await db.sql`create table if not exists numbers (number text primary key)`;
        await db.sql`insert into numbers values (${number})`;
      },
    ],
    ['a text that is no number', (db) => db.sql`select ${number}::uuid`],
    [
      'a row that a check refuses',
      async (db) => {
        await db.sql`create table if not exists short (number text check (length(number) < 3))`;
        await db.sql`insert into short values (${number})`;
      },
    ],
    ['a statement inside a transaction', (db) => db.transaction(({ sql }) => sql`select ${number}::int8[]`)],
    ['a text that is no JSON', (db) => db.sql`select ${`{${number}`}::jsonb`],
    ['drizzle', (db) => db.orm.execute(drizzleSql`select ${number}::uuid`)],
    ['a lost connection', (db) => db.sql`select pg_terminate_backend(pg_backend_pid()), ${number}`],
  ])('holds no value: %s', async ([, work]) => {
    const db = open();
    await work(db).catch(() => {});
    expect(everything(await failure(work(db)))).not.toContain(number.slice(2));
  });

  test('names constraint and table, for whoever must tell a repeated nonce from a fault', async () => {
    const db = open();
    const insert = () => db.sql`insert into notes (id, body) values (1, 'x')`;
    await insert();
    expect(await failure(insert())).toMatchObject({
      code: 'internal',
      sqlstate: '23505',
      constraint: 'notes_pkey',
      table: 'notes',
      effect: 'none',
    });
  });

  test('points at the statement in our code', async () => {
    const { stack } = await failure(open().sql`select * from no_such_table`);
    expect(stack).toContain('session.test.ts');
  });
});

describe('drizzle', () => {
  const notes = pgTable('notes', {
    id: bigint({ mode: 'number' }).primaryKey(),
    body: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'date' }),
  });
  const at = new Date('2026-01-31T09:30:00.125Z');

  test('reads and writes over the same connections', async () => {
    const { orm } = open();
    await orm.insert(notes).values([
      { id: 1, body: 'a', at },
      { id: 2, body: 'b' },
    ]);
    expect(await orm.select().from(notes).orderBy(notes.id)).toEqual([
      { id: 1, body: 'a', at },
      { id: 2, body: 'b', at: null },
    ]);
  });

  test('answers a prepared statement with each call’s own rows', async () => {
    const { orm } = open();
    await orm.insert(notes).values([
      { id: 1, body: 'a' },
      { id: 2, body: 'b' },
    ]);
    const find = orm
      .select({ body: notes.body })
      .from(notes)
      .where(eq(notes.id, drizzleSql.placeholder('id')))
      .prepare('find');
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => find.execute({ id: (n % 2) + 1 })),
    );
    expect(answers.map(([row]) => row?.body)).toEqual(Array.from({ length: 20 }, (_, n) => 'ab'[n % 2]));
  });

  test('runs in our transaction, and ours undoes it', async () => {
    const db = open();
    const work = db.transaction(async ({ orm }) => {
      await orm.insert(notes).values({ id: 1, body: 'gone' });
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await db.orm.select().from(notes)).toEqual([]);
  });

  test('keeps its own transactions and savepoints on one connection', async () => {
    const { orm } = open();
    await orm.transaction(async (outer) => {
      await outer.insert(notes).values({ id: 1, body: 'kept' });
      const inner = outer.transaction(async (nested) => {
        await nested.insert(notes).values({ id: 2, body: 'gone' });
        throw new Error('no');
      });
      await expect(inner).rejects.toThrow('no');
    });
    expect((await orm.select().from(notes)).map(({ id }) => id)).toEqual([1]);
  });
});
