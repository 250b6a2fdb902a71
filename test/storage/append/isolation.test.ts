// A server may be set to a stricter isolation than ours by default. Under it an append would see the log as
// it was before it was given the head row, and fail or, worse, plan on what is no longer so.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Found } from '../../../ledger/operations/append/log-store.ts';
import { createLogStore } from '../../../ledger/storage/append/log-store.ts';
import { openDatabase } from '../../../ledger/storage/database/connection.ts';
import { migrate } from '../../../ledger/storage/schema/migrate.ts';
import { emptyDatabase } from '../../support/postgres/database.ts';
import { type MigratedDatabase, migratedDatabase } from '../migrated.ts';
import { expectWholeLog } from '../whole-log.ts';
import { createWriter, people } from '../writer.ts';

let database: MigratedDatabase;
const newDatabase = () => database.open({ role: 'optmark_app' });
const newWriter = () => createWriter(createLogStore(newDatabase()));

beforeAll(async () => {
  database = await migratedDatabase();
  await beStricter(database.ownerUrl);
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

test('many at once bring an empty database up to date and claim its origin', async () => {
  const { ownerUrl, drop } = await emptyDatabase();
  await beStricter(ownerUrl);
  const nodes = Array.from({ length: 6 }, () =>
    openDatabase({ url: ownerUrl, role: 'optmark_app', clients: 1 }),
  );
  await Promise.all(nodes.map(() => migrate({ ownerUrl })));
  await Promise.all(nodes.map((node) => createLogStore(node).claimOrigin('ledger.example/log')));
  await Promise.all(nodes.map((node) => node.end()));
  await drop();
});

async function beStricter(url: string): Promise<void> {
  const admin = openDatabase({ url, clients: 1 });
  const name = new URL(url).pathname.slice(1);
  await admin.sql.unsafe(`alter database ${name} set default_transaction_isolation = 'repeatable read'`);
  await admin.end();
}
