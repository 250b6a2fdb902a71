// Whole rows of a table in pages by its key: each once, whatever the pages cut apart.

import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Value } from '../../../ledger/storage/database/parameter.ts';
import { serviceWindows } from '../../../ledger/storage/schema/tables.ts';
import { keyedShapeOf, wholeRows } from '../../../ledger/storage/schema/whole-row.ts';
import { type MigratedDatabase, migratedDatabase } from '../migrated.ts';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await migratedDatabase();
});
afterAll(() => database.drop());

const [tag, mac] = [randomBytes(32), randomBytes(32)];
const shape = keyedShapeOf(serviceWindows);

test.each([
  ['every row', undefined, ['1 a', '1 b', '2 a', '2 b', '3 a']],
  ['rows that a condition finds', ['business = $1', ['b']] as const, ['1 b', '2 b']],
])('%s, in the order of the key and not of the columns', async (_, condition, all) => {
  const { sql } = database.superuser;
  for (const name of ['2 b', '1 a', '3 a', '1 b', '2 a']) {
    const [sender, business] = name.split(' ') as [string, string];
    await sql`
      insert into service_windows (tag, business, sender, last_inbound_at, mac)
      values (${tag}, ${business}, ${sender}, '2026-03-01T00:00:00.000001Z', ${mac}) on conflict do nothing`;
  }
  type Row = { sender: string; business: string; last_inbound_at: string };
  const [where, values]: readonly [string?, (readonly Value[])?] = condition ?? [];
  const sizes: number[] = [];
  const rows: Row[] = [];
  for await (const page of wholeRows<Row>(sql, shape, 2, where, values)) {
    sizes.push(page.length);
    rows.push(...page);
  }
  expect(rows.map(({ sender, business }) => `${sender} ${business}`)).toEqual(all);
  expect(Math.max(...sizes)).toBe(2);
  expect(rows[0]!.last_inbound_at).toBe('2026-03-01T00:00:00.000001Z');
});
