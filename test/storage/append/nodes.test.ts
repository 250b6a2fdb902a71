import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Found } from '../../../ledger/operations/append/log-store.ts';
import { createLogStore } from '../../../ledger/storage/append/log-store.ts';
import { type MigratedDatabase, migratedDatabase } from '../migrated.ts';
import { expectWholeLog } from '../whole-log.ts';
import { business, createWriter, people } from '../writer.ts';

let database: MigratedDatabase;
const newWriter = () => createWriter(createLogStore(database.open({ role: 'optmark_app' })));

beforeAll(async () => {
  database = await migratedDatabase();
});
afterAll(() => database.drop());

test('nodes that append at once leave neither gap nor fork', async () => {
  const commits = 25;
  const nodes = [newWriter(), newWriter(), newWriter()];
  const sizes = await Promise.all(
    nodes.map(async (node) => {
      const seen: number[] = [];
      for (let i = 0; i < commits; i += 1) seen.push((await node.append(people(1 + (i % 17)))).size);
      return seen;
    }),
  );
  // No two batches began at the same place.
  const all = sizes.flat();
  expect(new Set(all).size).toBe(nodes.length * commits);
  const each = Array.from({ length: commits }, (_, i) => 1 + (i % 17)).reduce((sum, n) => sum + n);
  expect(await expectWholeLog(database.superuser.sql)).toBe(nodes.length * each);
});

test('a node that had to wait for the head row sees what was committed meanwhile', async () => {
  const node = newWriter();
  const [ann] = people(1);
  const { superuser } = database;
  let waiting: Promise<Found> | undefined;
  await superuser.transaction(async ({ sql }) => {
    await sql`select from log_head where id = 1 for update`;
    waiting = node.find({ prefixes: [ann!.tag.prefix] });
    await untilSomebodyWaits();
    const { subject, wrappedKey, tag } = ann!;
    await sql`insert into subjects values (${subject}, ${business}, ${wrappedKey})`;
    await sql`insert into identifier_tags values (${tag.prefix}, ${tag.tag}, 1, ${business}, 'number', ${subject})`;
  });
  expect((await waiting!).people).toMatchObject([{ subject: ann!.subject }]);
});

test('a node that waits too long for the head row is told so, and nothing of its batch is kept', async () => {
  const before = await expectWholeLog(database.superuser.sql);
  const impatient = createLogStore(database.open({ role: 'optmark_app' }), { headLock: 50, stalled: 10_000 });
  await database.superuser.transaction(async ({ sql }) => {
    await sql`select from log_head where id = 1 for update`;
    const error = { sqlstate: '55P03', code: 'unavailable', effect: 'none' };
    await expect(createWriter(impatient).append(people(1))).rejects.toMatchObject(error);
  });
  expect(await expectWholeLog(database.superuser.sql)).toBe(before);
});

async function untilSomebodyWaits(): Promise<void> {
  for (let waiters = 0; waiters === 0; ) {
    const [row] = await database.superuser.sql<{ count: number }[]>`
      select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
    waiters = row!.count;
  }
}
