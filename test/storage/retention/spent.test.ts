// The sweep of blanked requests reads them by their index: the table has a row of every request that ever
// came, and nearly all of them stay. When a row ends: test/operations/erase/spent.test.ts.

import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { blanked } from '../../../ledger/core/blanked-request.ts';
import { sweepSpent } from '../../../ledger/storage/retention/spent.ts';
import { until } from '../../support/until.ts';
import { type MigratedDatabase, migratedDatabase } from '../migrated.ts';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await migratedDatabase();
});
afterAll(() => database.drop());

test('what is over is found by the index of what was blanked', async () => {
  const { app, superuser } = database;
  const add = (request: Buffer) => superuser.sql`
    insert into spent_keys (key, business, request, record) values (${randomBytes(32)}, 'b', ${request}, ${randomUUID()})`;
  await add(blanked('2020-01-01T00:00:00Z'));
  await add(randomBytes(32));
  await sweepSpent(
    {
      transaction: (work, options) =>
        app.transaction(async (inside) => {
          // Else the session tells of its scans ten seconds later.
          await inside.sql`select pg_stat_force_next_flush()`;
          return work(inside);
        }, options),
    },
    new Date(),
  );
  expect(await superuser.sql`select from spent_keys`).toHaveLength(1);
  await until(async () => {
    const [index] = await superuser.sql<{ scans: number }[]>`
      select idx_scan as scans from pg_stat_user_indexes where indexrelname = 'spent_keys_blanked'`;
    return index!.scans > 0;
  }, 'the index was read');
});
