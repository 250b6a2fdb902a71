// Totals after people were erased and looks were pruned, in whatever order with what is recorded, registered
// and made again: the sum of days is the number of rows.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scopeSchema } from '../../../ledger/auth/scope.ts';
import type { RegisterFilter } from '../../../ledger/core/register/filter.ts';
import { recordOptOut } from '../../../ledger/operations/consent/record-consent.ts';
import { eraseBy } from '../../../ledger/operations/erase/erase.ts';
import { previewErasure } from '../../../ledger/operations/erase/preview.ts';
import { catchUp, rebuildRegister } from '../../../ledger/operations/register/fill.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { prune } from '../../../ledger/storage/erase/eraser.ts';
import { lockHead } from '../../../ledger/storage/register/days.ts';
import { askedOfDays, sumIn } from '../../../ledger/storage/register/sum.ts';
import { appRole } from '../../../ledger/storage/schema/roles.ts';
import { optInByPhone, optInByTick, stop } from '../../operations/commands.ts';
import { fillingOf } from '../../operations/register/a-register.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';

let here: TestLedger;
let app: Database;
let superuser: Database;
beforeAll(async () => {
  here = await testLedger();
  app = openDatabase({ url: here.config.databaseUrl!, role: appRole, clients: 1 });
  superuser = openDatabase({ url: here.config.databaseUrl!, clients: 1 });
});
afterAll(async () => {
  await app?.end();
  await superuser?.end();
  await here?.stop();
});

const migration = 'ledger/storage/schema/migrations/0033_totals.sql';

const filters: RegisterFilter[] = [
  {},
  { kind: 'opt_in' },
  { kind: ['opt_in', 'opt_out'], test: 'include' },
  { purpose: 'shipping_update' },
  { channel: 'web' },
  { grade: 'E1' },
  { grade: ['E0', 'E1', 'E2'], purpose: 'marketing' },
  { notice: 'order-updates', version: 1, locale: 'en' },
  { from: '2020-01-01T00:00:00Z' },
];

async function expectTotals(): Promise<void> {
  for (const filter of filters) {
    const asked = { business: here.business, filter, newestFirst: true, limit: 10_000 };
    const { rows, total } = await here.ledger.register.store.find(asked);
    const sum = await app.transaction(({ sql }) => sumIn(sql, here.business, askedOfDays(asked)!));
    expect({ filter, total, sum }).toEqual({ filter, total: rows.length, sum: rows.length });
  }
}

const numberOf = (n: number) => `+1415556${String(n).padStart(4, '0')}`;
let people = 0;
const nextNumber = () => {
  people += 1;
  return numberOf(people);
};

async function eraseOne(which: number): Promise<void> {
  const officer = { key: 'officer', business: here.business, scopes: scopeSchema.options };
  const named = { kind: 'number', value: numberOf(which) } as const;
  const { token } = await previewErasure(here.ledger, officer, named).catch(() => ({ token: undefined }));
  if (token !== undefined) await eraseBy(here.ledger, officer, token, 'asked_by_person');
}

/** Of records that are in the register already, and of some that are not yet. */
async function pruneOne(which: number): Promise<void> {
  const rows = await superuser.sql<{ idx: number }[]>`
    select idx from sealed_records where subject is not null order by idx`;
  const one = rows[which % Math.max(rows.length, 1)];
  if (one !== undefined) await app.transaction(({ sql }) => prune(sql, [one.idx, one.idx + 1]));
}

const steps = {
  optIn: () => optInByPhone(here.ledger, nextNumber()),
  tick: () => optInByTick(here.ledger, nextNumber()),
  optOut: (n: number) => recordOptOut(here.ledger, stop(numberOf(n))),
  register: () => catchUp(fillingOf(here.ledger)),
  rebuild: () => rebuildRegister(fillingOf(here.ledger), () => {}),
  eraseOne,
  pruneOne,
};

test('a total is what is there, whatever went', async () => {
  const names = Object.keys(steps) as (keyof typeof steps)[];
  const step = fc.tuple(fc.constantFrom(...names), fc.integer({ min: 1, max: 12 }));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (run) => {
      for (const [name, n] of run) await steps[name](n);
      await expectTotals();
      await catchUp(fillingOf(here.ledger));
      await expectTotals();
    }),
    { numRuns: 25 },
  );
});

test('a node that goes on over rows while they are erased does not count what is gone', async () => {
  await optInByPhone(here.ledger, '+14155579999');
  await here.ledger.register.flush();
  await optInByPhone(here.ledger, '+14155579998');
  const gone = await superuser.sql<{ idx: number }[]>`
    select idx from sealed_records where subject is not null order by idx desc limit 2`;
  let going: Promise<unknown> = Promise.resolve();
  await app.transaction(async ({ sql }) => {
    await lockHead(sql);
    going = catchUp(fillingOf(here.ledger));
    await prune(
      sql,
      gone.map(({ idx }) => idx),
    );
  });
  await going;
  await expectTotals();
});

const oldSort = 'business, day, kind, channel, purpose, locale, notice, version, entry_point, entry, test';

test('what was gone before days knew of it is worked out when they are migrated', async () => {
  await eraseOne(1);
  const counted = `select ${oldSort}, sum(count) as count from register_days group by ${oldSort}`;
  const [before] = await superuser.sql<{ count: number; gone: number }[]>`
    select sum(count)::bigint as count, sum(gone)::bigint as gone from register_days`;
  expect(before!.gone).toBeGreaterThan(0);
  await superuser.sql.unsafe(`
    create temporary table then_counted as ${counted};
    delete from register_days;
    alter table register_days drop constraint register_days_pk, drop column grade, drop column gone;
    alter table register_days add constraint register_days_pk primary key (${oldSort});
    insert into register_days (${oldSort}, count) select ${oldSort}, count from then_counted`);
  await superuser.sql.unsafe(readFileSync(migration, 'utf8'));
  const [after] = await superuser.sql<{ count: number; gone: number }[]>`
    select sum(count)::bigint as count, sum(gone)::bigint as gone from register_days`;
  expect(after).toEqual(before);
  const differ = await superuser.sql.unsafe(`(${counted}) except select ${oldSort}, count from then_counted`);
  expect(differ).toEqual([]);
  await expectTotals();
});
