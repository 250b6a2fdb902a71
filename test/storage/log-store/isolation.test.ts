// A server may be set to a stricter isolation than ours by default. Under it an append would see the log as it was before
// it was given the head row, and fail or, worse, plan on what is no longer so.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Found } from '../../../ledger/operations/ports.ts';
import { createLogStore } from '../../../ledger/storage/log-store.ts';
import { migrate } from '../../../ledger/storage/migrate.ts';
import { type MigratedDatabase, migratedDatabase } from '../migrated.ts';
import { expectWholeLog } from '../whole-log.ts';
import { createWriter, people } from '../writer.ts';

let database: MigratedDatabase;
const newDatabase = () => database.open({ role: 'optmark_app' });
const newWriter = () => createWriter(createLogStore(newDatabase()));

beforeAll(async () => {
  database = await migratedDatabase();
  const name = new URL(database.ownerUrl).pathname.slice(1);
  await database.superuser.sql.unsafe(
    `alter database ${name} set default_transaction_isolation = 'repeatable read'`,
  );
});
afterAll(() => database.drop());

test('two nodes that append at once both succeed', async () => {
  const nodes = [newWriter(), newWriter()];
  await Promise.all(
    nodes.map(async (node) => {
      for (let i = 0; i < 10; i += 1) await node.append(people(3));
    }),
  );
  expect(await expectWholeLog(database.superuser.sql)).toBe(60);
});

test('an append that waited for the head row builds upon what was committed meanwhile', async () => {
  const [first, second] = [createLogStore(newDatabase()), newWriter()];
  const [ann] = people(1);
  let waiting: Promise<Found> | undefined;
  await createWriter({
    ...first,
    append: (lookups, plan) =>
      first.append(lookups, (found) => {
        waiting = second.find({ prefixes: [ann!.tag.prefix] });
        return plan(found);
      }),
  }).append([ann!]);
  expect((await waiting!).people).toMatchObject([{ subject: ann!.subject }]);
});

test('no transaction and no lone statement takes on the server’s default', async () => {
  const db = newDatabase();
  const level = [{ transaction_isolation: 'read committed' }];
  expect(await db.sql`show transaction_isolation`).toEqual(level);
  await db.transaction(async ({ sql }) => expect(await sql`show transaction_isolation`).toEqual(level));
  const strict = database.open({ role: 'optmark_app', clients: 1 });
  await strict.sql`set default_transaction_isolation = 'serializable'`;
  await strict.transaction(async ({ sql }) => expect(await sql`show transaction_isolation`).toEqual(level));
});

test('the origin is claimed and the tables are brought up to date by many at once', async () => {
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      await migrate(database);
      await createLogStore(newDatabase()).claimOrigin('ledger.example/log');
    }),
  );
});
