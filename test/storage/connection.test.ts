import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { inspect } from 'node:util';
import { sql as drizzleSql, eq } from 'drizzle-orm';
import { bigint, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  type Database,
  DatabaseError,
  type DatabaseOptions,
  openDatabase,
} from '../../ledger/storage/connection.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let server: TestDatabase;
const opened: Database[] = [];

function open(options: Partial<DatabaseOptions> = {}): Database {
  const database = openDatabase({ url: server.ownerUrl, ...options });
  opened.push(database);
  return database;
}

beforeAll(async () => {
  server = await testDatabase();
  await open().sql.unsafe('create table notes (id bigint primary key, body text not null, at timestamptz)');
});

afterEach(async () => {
  await open().sql`truncate notes`;
  await Promise.all(opened.splice(0).map((database) => database.end()));
});

afterAll(() => server.drop());

async function failure(promise: Promise<unknown>): Promise<DatabaseError> {
  const error = await promise.then(
    () => new Error('it succeeded'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(DatabaseError);
  return error as DatabaseError;
}

const backend = async ({ sql }: Pick<Database, 'sql'>) =>
  (await sql<{ pid: number }[]>`select pg_backend_pid() as pid`)[0]?.pid as number;

const turn = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

describe('statements', () => {
  test('are spread over all connections, and over no more than were asked for', async () => {
    const db = open({ clients: 3 });
    const pids = await Promise.all(Array.from({ length: 30 }, () => backend(db)));
    expect(new Set(pids).size).toBe(3);
  });

  test('pass by a connection that is busy with a slow one', async () => {
    const db = open({ clients: 2 });
    await Promise.all([backend(db), backend(db)]);
    const order: string[] = [];
    const slow = db.sql`select pg_sleep(0.5)`.then(() => order.push('slow'));
    for (let n = 0; n < 10; n++) await backend(db).then(() => order.push('fast'));
    await slow;
    expect(order.at(-1)).toBe('slow');
  });

  test('get their own rows back, whatever runs beside them', async () => {
    const db = open();
    const numbers = Array.from({ length: 500 }, (_, n) => n);
    const answers = await Promise.all(numbers.map((n) => db.sql<{ n: number }[]>`select ${n}::int as n`));
    expect(answers.map(([row]) => row?.n)).toEqual(numbers);
  });

  test('get their own rows back after a neighbour had an unusable value', async () => {
    const db = open({ clients: 1 });
    const echo = (value: unknown) => db.sql<{ v: string }[]>`select ${value as string}::text as v`;
    await echo('warm: the statement is prepared from here on');
    const bad = [undefined, new Date(Number.NaN), Symbol('x'), () => 1, { big: 1n }, Promise.resolve('a')];
    const answers = await Promise.allSettled(['a', ...bad, 'b', 'c'].map(echo));
    const read = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value[0]?.v : 'refused'));
    expect(read).toEqual(['a', ...bad.map(() => 'refused'), 'b', 'c']);
  });

  test('refuse undefined instead of taking it for NULL', async () => {
    await expect(open().sql`select ${undefined as never}`).rejects.toThrow('parameter $1 is undefined');
  });

  test('refuse more parameters than a message can carry', async () => {
    const values = Array.from({ length: 65_534 }, () => 1);
    await expect(open().sql.unsafe('select 1', values)).rejects.toThrow(RangeError);
  });

  test('are put together from parts, with the parameters in order', async () => {
    const { sql } = open();
    const inner = sql.part`${2}::int as b`;
    const [row] = await sql`select ${1}::int as a, ${sql.part`${inner}, ${3}::int as c`} where ${4}::int = 4`;
    expect(row).toEqual({ a: 1, b: 2, c: 3 });
  });

  test('change no meaning when a value looks like SQL', async () => {
    const db = open();
    const body = `'); drop table notes; --`;
    await db.sql`insert into notes (id, body) values (1, ${body})`;
    expect(await db.sql`select body from notes`).toEqual([{ body }]);
  });

  test('wait for the end of a transaction when there is but one connection', async () => {
    const db = open({ clients: 1 });
    const counts = await db.transaction(async ({ sql }) => {
      const outside = db.sql`select count(*) as n from notes`;
      await sql`insert into notes (id, body) values (1, 'committed before they ran')`;
      return [outside, db.sql`select count(*) as n from notes`];
    });
    expect(await Promise.all(counts)).toEqual([[{ n: 1 }], [{ n: 1 }]]);
  });
});

describe('values', () => {
  test('come back in the shapes that column-types.ts promises', async () => {
    const [row] = await open().sql`select
      9007199254740991::int8 as number, '\\x00ff'::bytea as bytes, true as yes, '{"a": [1]}'::jsonb as json,
      '2026-01-31 10:30:00.123999+01'::timestamptz as instant, date '2026-01-31' as day, 1.50::numeric as exact,
      array['a', null, 'NULL', 'b"\\,{}'] as words, array[1, null]::int8[] as numbers, array['\\x00'::bytea] as blobs`;
    expect(row).toEqual({
      number: Number.MAX_SAFE_INTEGER,
      bytes: Buffer.from([0, 255]),
      yes: true,
      json: { a: [1] },
      instant: '2026-01-31T09:30:00.123Z',
      day: '2026-01-31',
      exact: '1.50',
      words: ['a', null, 'NULL', 'b"\\,{}'],
      numbers: [1, null],
      blobs: [Buffer.from([0])],
    });
  });

  test('go in as what they are', async () => {
    const { sql } = open();
    const bytes = Buffer.from([0, 1]);
    const at = new Date('2026-01-31T09:30:00.125Z');
    const [row] = await sql`select
      ${bytes} = '\\x0001'::bytea as bytes, ${at} = '2026-01-31 09:30:00.125+00'::timestamptz as instant,
      ${2n ** 62n} = 4611686018427387904 as big, ${null}::text is null as nothing, not ${false} as yes,
      ${{ a: 'b' }}::jsonb ->> 'a' = 'b' as json, ${'{"a":"b"}'}::jsonb ->> 'a' = 'b' as text,
      ${bytes} = any(${[bytes, null]}) as blobs, ${[-(2n ** 63n), 1n]}::bigint[] = array[-9223372036854775808, 1] as numbers,
      ${['NULL', 'a"\\', null, '']}::text[] = array['NULL', 'a"\\', null, ''] as words, ${[]}::int[] = '{}' as none,
      ${[at]}::timestamptz[] = array[${at}] as instants, ${[true]}::bool[] = array[true] as flags,
      ${[[1, 2], [3, 4]]}::int[] = array[[1, 2], [3, 4]] as table`;
    expect(Object.entries(row ?? {}).filter(([, equal]) => equal !== true)).toEqual([]);
  });

  test('a bigint too large for a number is refused, and the next statement answered', async () => {
    const db = open({ clients: 1 });
    const pid = await backend(db);
    await expect(db.sql`select 9007199254740992 as n`).rejects.toThrow(RangeError);
    expect(await db.sql`select 9007199254740992::text as n`).toEqual([{ n: '9007199254740992' }]);
    expect(await backend(db)).toBe(pid);
  });

  test('an array of arrays is refused', async () => {
    await expect(open().sql`select array[[1], [2]] as a`).rejects.toThrow();
  });
});

describe('a transaction', () => {
  test('commits what it did when it returns, and returns its result', async () => {
    const db = open();
    const result = await db.transaction(async ({ sql }) => {
      await sql`insert into notes (id, body) values (1, 'kept')`;
      return 'done';
    });
    expect(result).toBe('done');
    expect(await db.sql`select id from notes`).toEqual([{ id: 1 }]);
  });

  test('rolls back when it throws, and throws the same', async () => {
    const db = open();
    const reason = new Error('changed my mind');
    const work = db.transaction(async ({ sql }) => {
      await sql`insert into notes (id, body) values (1, 'gone')`;
      throw reason;
    });
    await expect(work).rejects.toBe(reason);
    expect(await db.sql`select id from notes`).toEqual([]);
  });

  test('does not commit silently nothing when a failure in it was swallowed', async () => {
    const db = open();
    const work = db.transaction(async ({ sql }) => {
      await sql`insert into notes (id, body) values (1, 'gone')`;
      await sql`select 1 / 0`.catch(() => {});
    });
    expect((await failure(work)).sqlstate).toBe('22012');
    expect(await db.sql`select id from notes`).toEqual([]);
  });

  test('has its connection alone: nobody else sees or runs inside it', async () => {
    const db = open({ clients: 4 });
    const inside = new Set<number>();
    const outside = new Set<number>();
    let running = true;
    const busy = async () => {
      while (running) outside.add(await backend(db));
    };
    const neighbours = Promise.all(Array.from({ length: 8 }, busy));
    await db.transaction(async (transaction) => {
      const transactionId = async () => (await transaction.sql`select txid_current() as id`)[0]?.id;
      const first = await transactionId();
      outside.clear();
      for (let n = 0; n < 50; n++) inside.add(await backend(transaction));
      expect(await transactionId()).toBe(first);
      expect(outside.size).toBeGreaterThan(0);
      expect([...inside].filter((pid) => outside.has(pid))).toEqual([]);
    });
    running = false;
    await neighbours;
    expect(inside.size).toBe(1);
  });

  test('waits when the connections for transactions are taken, in the order of asking', async () => {
    const db = open({ clients: 2 });
    const order: number[] = [];
    const work = (n: number) =>
      db.transaction(async ({ sql }) => {
        order.push(n);
        await sql`select pg_sleep(0.02)`;
      });
    await Promise.all([1, 2, 3, 4, 5, 6].map(work));
    expect(order).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('can ask outside itself even when every transaction does so at once', async () => {
    const db = open({ clients: 2 });
    const work = () =>
      db.transaction(async ({ sql }) => [await sql`select 1`, await db.sql`select 2`].length);
    expect(await Promise.all(Array.from({ length: 10 }, work))).toEqual(Array(10).fill(2));
  });

  test('takes no statement after its end', async () => {
    const db = open();
    const { sql } = await db.transaction(async (transaction) => transaction);
    await expect(sql`insert into notes (id, body) values (1, 'late')`).rejects.toThrow(
      'the transaction is over',
    );
  });

  test('undoes to a savepoint alone', async () => {
    const db = open();
    await db.transaction(async ({ sql, savepoint }) => {
      await sql`insert into notes (id, body) values (1, 'kept')`;
      const bad = savepoint(async () => {
        await sql`insert into notes (id, body) values (2, 'gone')`;
        await sql`insert into notes (id, body) values (1, 'twice')`;
      });
      expect((await failure(bad)).sqlstate).toBe('23505');
      await savepoint(() => sql`insert into notes (id, body) values (3, 'kept')`);
    });
    expect(await db.sql`select id from notes order by id`).toEqual([{ id: 1 }, { id: 3 }]);
  });

  test('refuses to write when it is read only', async () => {
    const work = open().transaction(({ sql }) => sql`insert into notes (id, body) values (1, 'x')`, {
      readOnly: true,
    });
    expect((await failure(work)).sqlstate).toBe('25006');
  });

  test('sees one moment throughout when asked to', async () => {
    const db = open();
    const read = async ({ sql }: Pick<Database, 'sql'>) => (await sql`select count(*) as n from notes`)[0]?.n;
    await db.transaction(
      async (transaction) => {
        expect(await read(transaction)).toBe(0);
        await db.sql`insert into notes (id, body) values (1, 'meanwhile')`;
        expect(await read(transaction)).toBe(0);
      },
      { isolation: 'repeatable read', readOnly: true },
    );
    expect(await read(db)).toBe(1);
  });
});

describe('a lost connection', () => {
  const kill = (pid: number) => open({ clients: 1 }).sql`select pg_terminate_backend(${pid})`;

  test('fails what ran on it, with the outcome unknown, and the next statement gets a new one', async () => {
    const db = open({ clients: 1 });
    const pid = await backend(db);
    const running = failure(db.sql`select pg_sleep(10)`);
    const queued = failure(db.sql`select 1`);
    await turn(50);
    await kill(pid);
    expect(await running).toMatchObject({ code: 'unavailable', effect: 'unknown', retryAfter: 1 });
    expect(await queued).toMatchObject({ code: 'unavailable' });
    expect(await backend(db)).not.toBe(pid);
  });

  test('is not noticed by statements on the others', async () => {
    const db = open({ clients: 4 });
    const [pid] = await Promise.all([backend(db), backend(db), backend(db), backend(db)]);
    await kill(pid as number);
    await turn(50);
    const after = await Promise.all(Array.from({ length: 40 }, () => backend(db)));
    expect(new Set(after)).not.toContain(pid);
    expect(new Set(after).size).toBe(4);
  });

  test('ends a transaction in the middle of a statement, and none of it happened', async () => {
    const db = open();
    const work = db.transaction(async ({ sql }) => {
      const pid = await backend({ sql });
      await sql`insert into notes (id, body) values (1, 'gone')`;
      setTimeout(() => void kill(pid), 50);
      await sql`select pg_sleep(10)`;
    });
    expect(await failure(work)).toMatchObject({ code: 'unavailable', effect: 'none' });
    expect(await db.sql`select id from notes`).toEqual([]);
  });

  test('ends a transaction between two statements, and the rest of it goes nowhere', async () => {
    const db = open({ clients: 1 });
    const work = db.transaction(async ({ sql }) => {
      await sql`insert into notes (id, body) values (1, 'gone')`;
      await kill(await backend({ sql }));
      await turn(100);
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
      setTimeout(() => void kill(pid), 100);
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
    await turn(20);
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
    'postgres://u:swordfish@a,b/db',
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
    expect(stack).toContain('connection.test.ts');
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
