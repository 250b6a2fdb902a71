import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { encodeState } from '../../../ledger/core/consent/state-text.ts';
import { LedgerError } from '../../../ledger/core/error.ts';
import { emptyEdge } from '../../../ledger/core/log/edge.ts';
import { emptyRoot } from '../../../ledger/core/log/hash.ts';
import { createLogStore } from '../../../ledger/storage/append/log-store.ts';
import { DatabaseError } from '../../../ledger/storage/database/connection.ts';
import { type MigratedDatabase, migratedDatabase, origin } from '../migrated.ts';
import { expectWholeLog } from '../whole-log.ts';
import { batchOf, business, createWriter, noLookups, people, someMoment } from '../writer.ts';

let database: MigratedDatabase;
const storeOfAnotherNode = () => createLogStore(database.open({ role: 'optmark_app' }));

beforeAll(async () => {
  database = await migratedDatabase();
});
afterEach(async () => {
  await expectWholeLog(database.superuser.sql);
});
afterAll(() => database.drop());

const sizeNow = async () => (await database.app.sql<{ size: number }[]>`select size from log_head`)[0]!.size;

describe('an append', () => {
  test('finds an empty log with the root of an empty tree', async () => {
    const found = await createWriter(storeOfAnotherNode()).find({});
    expect(found).toEqual({
      origin,
      size: 0,
      root: Buffer.from(emptyRoot()),
      lastRecordedAt: '',
      now: expect.any(Number),
      spent: [],
      tags: [],
      people: [],
      notices: [],
      flows: [],
      templates: [],
      setup: [],
      publications: [],
      pending: [],
      pruning: [],
    });
  });

  test('reads the clock when it has the head, not when it asked for it, also where nobody moved the head', async () => {
    const clock = async () => {
      const [row] = await database.superuser.sql<{ now: number }[]>`
        select (extract(epoch from clock_timestamp()) * 1000000)::bigint as now`;
      return row!.now;
    };
    const isWaiting = async () => {
      const rows = await database.superuser.sql`
        select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
      return rows.length > 0;
    };
    let appending: Promise<{ now: number }> | undefined;
    let released = 0;
    const undone = new Error('undone');
    const holding = database.superuser.transaction(async ({ sql }) => {
      await sql`select from log_head for update`;
      appending = createWriter(storeOfAnotherNode()).find({});
      while (!(await isWaiting()));
      released = await clock();
      throw undone;
    });
    await expect(holding).rejects.toBe(undone);
    expect((await appending!).now).toBeGreaterThanOrEqual(released);
  });

  test('that waited for a migration sees the tables of after it, and is refused', async () => {
    const { sql } = database.superuser;
    const isWaiting = async () => {
      const rows = await sql`
        select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
      return rows.length > 0;
    };
    const later = Date.parse('2100-01-01');
    let appending: Promise<unknown> | undefined;
    await database.superuser.transaction(async (migration) => {
      await migration.sql`select from log_head for update`;
      await migration.sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', ${later})`;
      appending = createWriter(storeOfAnotherNode())
        .find({})
        .catch((error: unknown) => error);
      await expect.poll(isWaiting).toBe(true);
    });
    expect(await appending).toMatchObject({ faults: [{ rule: 'newer_tables' }] });
    await sql`delete from drizzle.__drizzle_migrations where created_at = ${later}`;
  });

  test('is found by the next one: keys, tags, people and their states', async () => {
    const writer = createWriter(storeOfAnotherNode());
    const [ann, ben] = people(2);
    await writer.append([ann!, ben!]);
    const found = await writer.find({
      spent: [{ business, key: ann!.key }],
      prefixes: [ben!.tag.prefix],
      subjects: [ann!.subject],
    });
    expect(found.lastRecordedAt).toBe(someMoment);
    expect(found.spent).toMatchObject([
      { business, key: ann!.key, request: ann!.request, record: ann!.record },
    ]);
    expect(found.tags).toMatchObject([{ business, tag: ben!.tag.tag, subject: ben!.subject }]);
    expect(new Map(found.people.map((person) => [person.subject, person]))).toEqual(
      new Map(
        [ann!, ben!].map(({ subject, wrappedKey, state }) => [
          subject,
          { subject, business, wrappedKey, state },
        ]),
      ),
    );
  });

  test('does not find what is not there', async () => {
    const found = await createWriter(storeOfAnotherNode()).find({
      spent: [{ business, key: randomBytes(32) }],
      prefixes: [0n, -1n, 2n ** 63n - 1n],
      subjects: [randomUUID()],
      notices: [{ business, id: 'nothing' }],
      flows: [{ business, id: 'nothing' }],
    });
    expect(found).toMatchObject({
      spent: [],
      tags: [],
      people: [],
      notices: [{ id: 'nothing', version: 0 }],
      flows: [{ id: 'nothing', version: 0 }],
    });
  });

  test('names a person once, whichever way they were found', async () => {
    const writer = createWriter(storeOfAnotherNode());
    const [ann] = people(1);
    await writer.append([ann!]);
    const { prefix } = ann!.tag;
    const found = await writer.find({ prefixes: [prefix, prefix], subjects: [ann!.subject] });
    expect(found.people.map(({ subject }) => subject)).toEqual([ann!.subject]);
  });

  test('replaces the state of a person who is known', async () => {
    const writer = createWriter(storeOfAnotherNode());
    const [ann, later] = people(2);
    await writer.append([ann!]);
    const { subject } = ann!;
    const state = { grants: {}, stops: {} };
    const again = { subjects: [], tags: [], states: [{ subject, state: encodeState(subject, state) }] };
    await writer.append([{ ...later!, subject }], again);
    expect((await writer.find({ subjects: [subject] })).people).toMatchObject([{ subject, state }]);
  });

  test('of nothing leaves nothing', async () => {
    const before = await sizeNow();
    await createWriter(storeOfAnotherNode()).find({});
    expect(await sizeNow()).toBe(before);
  });

  test('keeps sealed rows of any length, byte for byte', async () => {
    const writer = createWriter(storeOfAnotherNode());
    const lengths = [1, 60, 255, 2032, 2033, 2500, 8000, 8192, 20_000, 300_000];
    const added = people(lengths.length).map((person, i) => ({
      ...person,
      sealed: randomBytes(lengths[i]!),
    }));
    await writer.append(added);
    const rows = await database.app.sql<{ record: string; sealed: Buffer }[]>`
      select record, sealed from sealed_records where record = any(${added.map(({ record }) => record)}::uuid[])
      order by idx`;
    expect(rows.map(({ record }) => record)).toEqual(added.map(({ record }) => record));
    for (const [i, { sealed }] of rows.entries()) expect(sealed.equals(added[i]!.sealed)).toBe(true);
  });

  test('is durable even where the server is set to forget', async () => {
    const { superuser, ownerUrl } = database;
    await superuser.sql.unsafe(`
      create table seen (level text); grant insert on seen to optmark_app;
      create function see() returns trigger language plpgsql as $$ begin
        insert into seen values (current_setting('synchronous_commit')); return new; end $$;
      create trigger see before insert on log_checkpoints for each row execute function see()`);
    const forgetful = new URL(ownerUrl);
    forgetful.searchParams.set('options', '-csynchronous_commit=off');
    const strict = new URL(ownerUrl);
    strict.searchParams.set('options', '-csynchronous_commit=remote_apply');
    for (const { href } of [forgetful, strict]) {
      await createWriter(createLogStore(database.open({ role: 'optmark_app', url: href }))).append(people(1));
    }
    expect(await superuser.sql`select level from seen`).toMatchObject([
      { level: 'on' },
      { level: 'remote_apply' },
    ]);
    await superuser.sql.unsafe('drop trigger see on log_checkpoints');
  });
});

describe('an append that fails', () => {
  const refused = async (append: Promise<unknown>) => {
    // Listened to at once: it may fail before anything else is answered.
    const settled = append.then(
      () => 'it succeeded',
      (thrown: unknown) => thrown,
    );
    const before = await sizeNow();
    const error = await settled;
    expect(await sizeNow()).toBe(before);
    return error;
  };

  test('in its plan leaves nothing behind and rejects with the very error', async () => {
    const cause = new LedgerError('conflict', 'somebody else was first');
    const append = storeOfAnotherNode().append({ ...noLookups, edgeSize: 0, edgeRoot: emptyRoot() }, () => {
      throw cause;
    });
    expect(await refused(append)).toBe(cause);
  });

  test('on its last row leaves nothing of the rows before', async () => {
    const writer = createWriter(storeOfAnotherNode());
    const [ann, twin] = people(2);
    await writer.append([ann!]);
    const append = writer.append([twin!, { ...twin!, subject: ann!.subject, record: ann!.record }]);
    const error = await refused(append);
    expect(error).toBeInstanceOf(DatabaseError);
    expect(error).toMatchObject({ sqlstate: '23505', effect: 'none' });
    expect(
      await writer.find({ prefixes: [twin!.tag.prefix], spent: [{ business, key: twin!.key }] }),
    ).toMatchObject({
      tags: [],
      spent: [],
    });
  });

  test('is refused when it would spend a key twice', async () => {
    const writer = createWriter(storeOfAnotherNode());
    const [ann, ben] = people(2);
    await writer.append([ann!]);
    expect(await refused(writer.append([{ ...ben!, key: ann!.key }]))).toMatchObject({ sqlstate: '23505' });
  });

  test('is refused when the plan was made for another size than was found', async () => {
    const store = storeOfAnotherNode();
    const append = store.append(
      { ...noLookups, edgeSize: 0, edgeRoot: emptyRoot() },
      () => batchOf(emptyEdge(), people(2)).write,
    );
    expect(await refused(append)).toBeInstanceOf(RangeError);
  });

  test.for([
    ['no entry', { entries: [], sealed: [] }],
    ['an entry without a sealed row', { sealed: [] }],
    ['a checkpoint of another size', { checkpoint: { size: 9_999, root: Buffer.alloc(32), note: '' } }],
  ] as const)('is refused with %s', async ([, wrong]) => {
    const writer = createWriter(storeOfAnotherNode());
    const extra = { ...wrong } as Parameters<typeof writer.append>[1];
    expect(await refused(writer.append(people(1), extra))).toBeInstanceOf(RangeError);
  });

  test('is refused with an entry that has not 33 bytes', async () => {
    const writer = createWriter(storeOfAnotherNode());
    const append = writer.append([{ ...people(1)[0]!, entry: randomBytes(34) }]);
    expect(await refused(append)).toMatchObject({ sqlstate: '23514' });
  });

  test('is refused when it would set the last moment back', async () => {
    const writer = createWriter(storeOfAnotherNode());
    await writer.append(people(1));
    const append = writer.append(people(1), { lastRecordedAt: '2020-01-01T00:00:00.000Z' });
    expect(await refused(append)).toMatchObject({ sqlstate: '23001' });
  });

  test('does not stop the next one', async () => {
    const writer = createWriter(storeOfAnotherNode());
    await refused(writer.append(people(1), { sealed: [] }));
    await writer.append(people(1));
  });

  test('says nothing of the values it held', async () => {
    const writer = createWriter(storeOfAnotherNode());
    const [ann] = people(1);
    await writer.append([ann!]);
    const error = (await refused(writer.append([ann!]))) as Error;
    const shown = `${error.stack} ${error.message} ${JSON.stringify(error)} ${(error.cause as Error).stack}`;
    expect(shown).not.toContain(ann!.record);
    expect(shown).not.toContain(ann!.key.toString('hex'));
  });
});

describe('the origin', () => {
  test('can be claimed again by every later start', async () => {
    await storeOfAnotherNode().claimOrigin(origin);
  });

  test('cannot be claimed as another', async () => {
    const claim = storeOfAnotherNode().claimOrigin('another.example/log');
    await expect(claim).rejects.toMatchObject({ code: 'conflict' });
    await storeOfAnotherNode().claimOrigin(origin);
  });

  test('is that of one of the nodes that start together, and the others are refused', async () => {
    const fresh = await migratedDatabase({ claimed: false });
    const origins = ['a.example/log', 'b.example/log', 'c.example/log', 'd.example/log'];
    const claims = origins.map((name) =>
      createLogStore(fresh.open({ role: 'optmark_app' })).claimOrigin(name),
    );
    const outcomes = await Promise.allSettled(claims);
    const [head] = await fresh.app.sql<{ origin: string }[]>`select origin from log_head`;
    expect(origins.filter((_, i) => outcomes[i]!.status === 'fulfilled')).toEqual([head!.origin]);
    await fresh.drop();
  });
});

test('an append to a log nobody has claimed is refused', async () => {
  const fresh = await migratedDatabase({ claimed: false });
  const append = createLogStore(fresh.app).append(
    { ...noLookups, edgeSize: 0, edgeRoot: emptyRoot() },
    () => null,
  );
  await expect(append).rejects.toThrow('claimOrigin');
  await fresh.drop();
});
