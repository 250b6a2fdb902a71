// A person who was erased does not come back into the register: not by a node that writes late, and not when
// it is made again.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { catchUp, rebuildRegister } from '../../../ledger/operations/register/fill.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { countErased } from '../../../ledger/storage/register/days.ts';
import { eraserRole } from '../../../ledger/storage/schema/roles.ts';
import { optInByPhone } from '../../operations/commands.ts';
import { dueRows, fillingOf, storedCounts, storedRows } from '../../operations/register/a-register.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';

let here: TestLedger;
let superuser: Database;
let eraser: Database;
let subject: string;

beforeAll(async () => {
  here = await testLedger();
  superuser = openDatabase({ url: here.config.databaseUrl!, clients: 1 });
  eraser = openDatabase({ url: here.config.databaseUrl!, role: eraserRole, clients: 1 });
  await optInByPhone(here.ledger, '+14155550101');
  await optInByPhone(here.ledger, '+14155550102');
  subject = (await dueRows(here.ledger)).at(-1)!.subject!;
});
afterAll(async () => {
  await superuser?.end();
  await eraser?.end();
  await here?.stop();
});

const ofThem = async () => (await storedRows(superuser)).filter((row) => row.subject === subject);

test('their rows go with the sealed rows, whoever deletes those; the counts of their days stay', async () => {
  const { ledger } = here;
  const rows = await dueRows(ledger);
  await catchUp(fillingOf(ledger));
  expect(await ofThem()).toHaveLength(1);
  await superuser.transaction(({ sql }) => countErased(sql, [subject]));
  const counts = await storedCounts(superuser);
  await eraser.sql`delete from sealed_records where subject = ${subject}`;
  expect(await ofThem()).toEqual([]);

  // A node that had the record in hand, and one that had opened it before.
  await ledger.register.store.put({ first: 0, past: rows.length, rows });
  await ledger.register.store.put({ first: 0, past: rows.length, rows }, 'again');
  expect(await ofThem()).toEqual([]);

  await rebuildRegister(fillingOf(ledger), () => {});
  expect(await ofThem()).toEqual([]);
  expect(await storedCounts(superuser)).toEqual(counts);
});

test('Postgres itself refuses a row without its sealed row', async () => {
  const insert = superuser.sql`
    insert into register (idx, record, business, test) values (1000000, gen_random_uuid(), 'x', false)`;
  await expect(insert).rejects.toMatchObject({ sqlstate: '23503' });
});

test('an entry whose record is gone is no gap', async () => {
  await superuser.sql.unsafe(
    'delete from register_ranges; delete from register_head; delete from register_days',
  );
  await catchUp(fillingOf(here.ledger));
  const { through, size } = await here.ledger.register.store.state();
  expect(through).toBe(size);
  expect(await here.ledger.register.store.gap()).toBeUndefined();
});
