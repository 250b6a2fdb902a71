import { describe, expect, test } from 'vitest';
import type { Database } from '../../../ledger/storage/database/connection.ts';
import { backend, failure, open, useNotes } from './notes.ts';

useNotes();

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
    const { promise: done, resolve: finish } = Promise.withResolvers<void>();
    const { promise: locked, resolve: lock } = Promise.withResolvers<void>();
    const holding = open().transaction(async ({ sql }) => {
      await sql`select pg_advisory_xact_lock(1)`;
      lock();
      await done;
    });
    await locked;
    const slow = db.sql`select pg_advisory_lock(1)`.then(() => order.push('slow'));
    for (let n = 0; n < 10; n++) await backend(db).then(() => order.push('fast'));
    finish();
    await Promise.all([slow, holding]);
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
    await db
      .transaction(async (transaction) => {
        const transactionId = async () => (await transaction.sql`select txid_current() as id`)[0]?.id;
        const first = await transactionId();
        outside.clear();
        // A neighbour that is slow on a busy machine is waited for.
        for (let n = 0; n < 50 || outside.size === 0; n++) inside.add(await backend(transaction));
        expect(await transactionId()).toBe(first);
        expect([...inside].filter((pid) => outside.has(pid))).toEqual([]);
      })
      .finally(() => {
        running = false;
        return neighbours;
      });
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
