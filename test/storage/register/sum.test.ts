// The total of a question is the number of its records, whether it is a sum of days or was counted.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RegisterFilter } from '../../../ledger/core/register/filter.ts';
import { recordOptOut } from '../../../ledger/operations/consent/record-consent.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { publish } from '../../../ledger/operations/notice/notices.ts';
import { catchUp } from '../../../ledger/operations/register/fill.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { recount } from '../../../ledger/storage/register/days.ts';
import { findIn } from '../../../ledger/storage/register/find.ts';
import { askedOfDays, sumIn } from '../../../ledger/storage/register/sum.ts';
import { Clock } from '../../operations/clock.ts';
import { optInByPhone, optInByTick, stop } from '../../operations/commands.ts';
import { startNode } from '../../operations/node.ts';
import { fillingOf } from '../../operations/register/a-register.ts';
import { orderUpdates, type TestLedger, testLedger } from '../../support/ledger.ts';

let here: TestLedger;
let superuser: Database;
/** Midnights around what was recorded. */
const days: string[] = [];

const numberOf = (n: number) => `+1415555${String(100 + n).padStart(4, '0')}`;
const marked = (ledger: Ledger, n: number): Ledger => ({
  ...ledger,
  sequencer: {
    ...ledger.sequencer,
    submit: ({ record, ...draft }) =>
      ledger.sequencer.submit({
        ...draft,
        record: {
          ...record,
          ...(n % 5 === 0 && { test: true }),
          source: {
            ...record.source,
            ...(n % 2 === 0 && { entry_point: 'poster', entry: { id: `p-${n % 3}`, name: 'Poster' } }),
          },
        } as typeof record,
      }),
  },
});

beforeAll(async () => {
  here = await testLedger();
  superuser = openDatabase({ url: here.config.databaseUrl!, clients: 1 });
  const { ledger, business } = here;
  await publish(ledger, business, { ...orderUpdates, id: 'offers', purposes: ['marketing'] }, 'test');
  const clock = new Clock();
  await using node = await startNode(here, { world: clock });
  for (let n = 0; n < 36; n += 1) {
    days.push(`${clock.now().toISOString().slice(0, 10)}T00:00:00Z`);
    const over = { ...(n % 3 === 0 && { notice: 'offers' }), locale: n % 4 === 0 ? 'es' : 'en' };
    const one = marked(node.ledger, n);
    await (n % 7 === 0 ? optInByTick(one, numberOf(n)) : optInByPhone(one, numberOf(n), over));
    if (n % 4 === 0)
      await recordOptOut(one, stop(numberOf(n), n % 8 === 0 ? {} : { purposes: ['marketing'] }));
    clock.pass(5 * 60 * 60 * 1000);
  }
  await catchUp(fillingOf(ledger));
});
afterAll(async () => {
  await superuser?.end();
  await here?.stop();
});

const asked = (filter: RegisterFilter) => ({
  ...{ business: here.business, filter, newestFirst: true, limit: 10_000 },
});
const found = (filter: RegisterFilter) => here.ledger.register.store.find(asked(filter));
async function summed(filter: RegisterFilter): Promise<number | undefined> {
  const days = askedOfDays(asked(filter));
  return days && superuser.transaction(({ sql }) => sumIn(sql, here.business, days));
}

const some = <T>(...words: T[]) =>
  fc.oneof(fc.constant(undefined), fc.constantFrom(...words), fc.subarray(words, { minLength: 1 }));
const ends = fc
  .tuple(fc.nat(40), fc.nat(40))
  .map((pair) => pair.toSorted((a, b) => a - b).map((n) => days[n]));
const words = {
  kind: some('opt_in', 'opt_out', 'notice_published'),
  channel: some('ivr', 'web'),
  purpose: some('marketing', 'shipping_update', 'payment_update', '*'),
  notice: some('offers', 'order-updates'),
  version: fc.constantFrom(undefined, 1, 2),
  locale: some('en', 'es'),
  entry_point: some('poster', 'checkout'),
  entry: some('p-0', 'p-1'),
  grade: some('E0', 'E1', 'E2'),
  test: fc.constantFrom(undefined, 'include', 'only'),
};

test('of any question: as many as there are records', async () => {
  let sums = 0;
  const filters = fc.record({ ...words, pack: fc.constantFrom(undefined, undefined, 'strict-2020'), ends });
  await fc.assert(
    fc.asyncProperty(filters, async ({ ends: [from, to], ...fields }) => {
      const given = Object.entries({ ...fields, from, to }).filter(([, value]) => value !== undefined);
      const filter = Object.fromEntries(given) as RegisterFilter;
      if (from !== undefined && from === to) return;
      const { rows, total } = await found(filter);
      expect(total).toBe(rows.length);
      const sum = await summed(filter);
      if (sum === undefined) return;
      sums += 1;
      expect(sum).toBe(rows.length);
    }),
    { numRuns: 200 },
  );
  expect(sums).toBeGreaterThan(20);
});

test('of all, of one purpose and of whole days it is a sum', async () => {
  for (const filter of [
    {},
    { purpose: 'marketing' },
    { purpose: ['shipping_update', '*'] },
    { kind: ['opt_in', 'opt_out'], locale: 'es', test: 'include' },
    { grade: 'E1' },
    { from: days[3], to: days[20] },
    { from: days[3]!.replace('T00:00:00Z', 'T05:30:00+05:30') },
  ] as RegisterFilter[])
    expect({ filter, sum: await summed(filter) }).toEqual({ filter, sum: (await found(filter)).rows.length });
});

test.each([
  ['two purposes, since one record may name both', { purpose: ['shipping_update', 'payment_update'] }],
  ['when it happened', { time: 'occurred_at', from: '2026-03-01T00:00:00Z' }],
  ['a pack', { pack: 'strict-2020' }],
  ['who handed it in', { submitted_by: { by: 'key' } }],
  ['a person', { subject: '019aad2c-7e10-7b31-8c64-0f6d2b9a4c55' }],
] as [string, RegisterFilter][])('where it is about %s, it is counted', async (_, filter) => {
  expect(await summed(filter)).toBeUndefined();
  const { rows, total } = await found(filter);
  expect(total).toBe(rows.length);
});

test('of cut days, at any size of the log, and with what could not be read: as many as there are', async () => {
  const moments = fc
    .tuple(fc.nat(40 * 5), fc.nat(40 * 5))
    .map((hours) =>
      hours
        .toSorted((one, other) => one - other)
        .map((hour) => new Date(Date.parse(days[0]!) + hour * 3_600_000 + 1_234).toISOString()),
    );
  await superuser.sql`update register set unread = 'unreadable', recorded_at = null, kind = null where idx in (9, 20)`;
  await recount(superuser);
  const filters = fc.record({ ...words, moments, at: fc.option(fc.nat(70), { nil: undefined }) });
  await fc.assert(
    fc.asyncProperty(filters, async ({ moments: [from, to], at, ...fields }) => {
      if (from === to) return;
      const given = Object.entries({ ...fields, from, to }).filter(([, value]) => value !== undefined);
      const filter = Object.fromEntries(given) as RegisterFilter;
      for (const one of [filter, { ...filter, to: undefined }, { ...filter, from: undefined }]) {
        const rest = Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined));
        const question = { ...asked(rest as RegisterFilter), ...(at !== undefined && { at }) };
        const { rows, total } = await here.ledger.register.store.find(question);
        expect({ question, total }).toEqual({ question, total: rows.length });
      }
    }),
    { numRuns: 150 },
  );
});

test('of a range of many days only the cut ends are counted, and behind an earlier size the rest', async () => {
  const [from, to] = [days[2]!.replace('T00:', 'T07:'), days[30]!.replace('T00:', 'T07:')];
  const { through } = await here.ledger.register.store.state();
  const totalOf = async (filter: RegisterFilter, at?: number) =>
    (await here.ledger.register.store.find({ ...asked(filter), ...(at !== undefined && { at }) })).total!;
  const before = [await totalOf({ from, to }), await totalOf({}, through - 3)];
  // What the days say is believed, so it is they who are asked.
  const day = days[15]!.slice(0, 10);
  await superuser.sql`
    update register_days set count = count + 1000 where ctid = (
      select ctid from register_days where day = ${day}::date and purpose = ''
        and business = ${here.business} and not test limit 1)`;
  expect([await totalOf({ from, to }), await totalOf({}, through - 3)]).toEqual(
    before.map((total) => total + 1000),
  );
  await recount(superuser);
});

test('a question that takes longer than a statement may says so, and what to do', async () => {
  await superuser.transaction(async ({ sql }) => {
    await sql.unsafe('lock table register in access exclusive mode');
    const other = openDatabase({ url: here.config.databaseUrl!, clients: 1 });
    const finding = other.transaction(({ sql: then }) => findIn(then, asked({ kind: 'opt_in' }), 50));
    await expect(finding).rejects.toMatchObject({
      ...{ code: 'unavailable', retryAfter: 30, faults: [{ rule: 'too_wide' }] },
      message: expect.stringContaining('seconds'),
    });
    await other.end();
  });
});
