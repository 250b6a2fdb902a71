// The list of where a person's data is, held against a migrated database: what is erased is neither more nor
// less than it says.

import { getTableName } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lapseDaysMax } from '../../../ledger/core/policy/lapse.ts';
import { keepRules } from '../../../ledger/core/policy/retention.ts';
import { personalData } from '../../../ledger/storage/schema/personal-data.ts';
import { eraserRole } from '../../../ledger/storage/schema/roles.ts';
import * as tables from '../../../ledger/storage/schema/tables.ts';
import { type MigratedDatabase, migratedDatabase } from '../migrated.ts';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await migratedDatabase();
});
afterAll(() => database.drop());

/** By their names in SQL. */
const listed = Object.entries(tables).map(([name, table]) => ({
  name: getTableName(table),
  entry: personalData[name as keyof typeof personalData],
}));

test('every table of the database is listed', async () => {
  const found = await database.superuser.sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema not in ('pg_catalog', 'information_schema', 'drizzle')`;
  expect(listed.map(({ name }) => name).toSorted()).toEqual(found.map(({ name }) => name).toSorted());
});

test('the eraser may read a person’s rows, delete those that do not stay, and touch nothing else', async () => {
  // Of columns too, which a table's own grants do not show.
  const found = await database.superuser.sql<{ grant: string }[]>`
    select privilege_type || ' ' || table_name as grant from information_schema.role_table_grants
    where grantee = ${eraserRole}
    union select privilege_type || ' ' || table_name from information_schema.role_column_grants
    where grantee = ${eraserRole}`;
  const due = listed.flatMap(({ name, entry }) => {
    // Of no person: swept by the same role, or by the app.
    if ('none' in entry)
      return entry.ends === undefined || 'sweptBy' in entry.ends ? [] : [`SELECT ${name}`, `DELETE ${name}`];
    const stays = entry.stays ?? entry.stone;
    // Of these only what was blanked, and nothing but that (migrations/0032_spent_keys_end.sql).
    if (name === 'spent_keys') return ['SELECT', 'UPDATE', 'DELETE'].map((grant) => `${grant} ${name}`);
    return stays === undefined ? [`SELECT ${name}`, `DELETE ${name}`] : [`SELECT ${name}`];
  });
  expect(found.map(({ grant }) => grant).toSorted()).toEqual(due.toSorted());
});

test('nothing else of the database is the eraser’s: it owns nothing, and is no other role', async () => {
  const [found] = await database.superuser.sql<{ roles: number; owned: number }[]>`
    select (select count(*) from pg_auth_members where member = ${eraserRole}::regrole) as roles,
      (select count(*) from pg_class where relowner = ${eraserRole}::regrole) as owned`;
  expect(found).toEqual({ roles: 0, owned: 0 });
});

test('messages are known as long as proof is kept elsewhere, and their readers as long as a lapse may wait', () => {
  const { days } = keepRules.find(({ what, jurisdiction }) => what === 'proof' && jurisdiction === '*')!;
  for (const { ends } of [personalData.sends, personalData.messageStatuses] as { ends?: object }[])
    expect(ends).toMatchObject({ days });
  expect(days).toBeGreaterThanOrEqual(lapseDaysMax);
});
