// How many people did what: the same as a slow reading of every record, however it is asked.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Act,
  actNames,
  acts,
  type CountedBy,
  type CountFilter,
  type CountRow,
  countedBy,
} from '../../../ledger/core/register/counts.ts';
import { recordOptOut } from '../../../ledger/operations/consent/record-consent.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { publish } from '../../../ledger/operations/notice/notices.ts';
import { countRecords } from '../../../ledger/operations/register/counts.ts';
import { catchUp } from '../../../ledger/operations/register/fill.ts';
import type { RegisterRow } from '../../../ledger/operations/register/store.ts';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import { orderUpdates, type TestLedger, testLedger } from '../../support/ledger.ts';
import { Clock } from '../clock.ts';
import { auditor, optInByPhone, optInByTick, shop, stop } from '../commands.ts';
import { startNode } from '../node.ts';
import { dueRows, fillingOf } from './a-register.ts';

const numberOf = (n: number) => `+1415555${String(100 + n).padStart(4, '0')}`;
const other = { ...shop, business: 'other-shop' };

let here: TestLedger;
let due: RegisterRow[];
let days: string[];

/** As it comes from those who say where they asked, and that they only try. */
const marked = (ledger: Ledger, n: number): Ledger => ({
  ...ledger,
  sequencer: {
    ...ledger.sequencer,
    submit: ({ record, ...draft }) => {
      const place = n % 2 === 0 && { entry_point: 'poster', entry: { id: `p-${n % 3}`, name: 'Poster' } };
      const made = { ...record, source: { ...record.source, ...place }, ...(n % 5 === 0 && { test: true }) };
      return ledger.sequencer.submit({ ...draft, record: made as typeof record });
    },
  },
});

beforeAll(async () => {
  here = await testLedger();
  const { ledger, business } = here;
  await addBusiness(ledger, { id: other.business, name: 'Other Shop', callingCode: '1' });
  await publish(ledger, other.business, orderUpdates, 'test');
  await publish(ledger, business, { ...orderUpdates, id: 'offers', purposes: ['marketing'] }, 'test');
  const clock = new Clock();
  await using node = await startNode(here, { world: clock });
  for (let n = 0; n < 24; n += 1) {
    const one = marked(node.ledger, n);
    const over = { ...(n % 3 === 0 && { notice: 'offers' }), locale: n % 4 === 0 ? 'es' : 'en' };
    await (n % 7 === 0 ? optInByTick(one, numberOf(n)) : optInByPhone(one, numberOf(n), over));
    if (n % 4 === 0)
      await recordOptOut(one, stop(numberOf(n), n % 8 === 0 ? {} : { purposes: ['marketing'] }));
    if (n % 6 === 0) await optInByTick(one, numberOf(n), {}, other);
    if (n % 6 === 1) await recordOptOut(one, { ...stop(numberOf(n)), objects: 'marketing' });
    clock.pass(9 * 60 * 60 * 1000);
  }
  await catchUp(fillingOf(ledger));
  due = await dueRows(ledger);
  days = [...new Set(due.map(({ recorded_at }) => recorded_at!.slice(0, 10)))].toSorted();
});
afterAll(() => here?.stop());

const actOf = (kind: string | undefined) => actNames.find((act) => acts[act] === kind);

/** A slow counter. */
function model(by: readonly CountedBy[], filter: CountFilter): CountRow[] {
  const isOne = <T>(asked: T | T[] | undefined, has: unknown) =>
    asked === undefined || [asked].flat().includes(has as T);
  const split = by.includes('purpose') || filter.purpose !== undefined;
  const lines = new Map<string, Record<string, unknown>>();
  for (const row of due) {
    const act = actOf(row.kind);
    const day = row.recorded_at!.slice(0, 10);
    const isAsked =
      act !== undefined &&
      row.business === here.business &&
      (filter.test === 'include' || (row.test === true) === (filter.test === 'only')) &&
      (['channel', 'locale', 'notice', 'version', 'entry_point', 'entry', 'grade'] as const).every((facet) =>
        isOne(filter[facet] as string, row[facet]),
      ) &&
      (filter.from === undefined || day >= filter.from) &&
      (filter.to === undefined || day < filter.to);
    if (!isAsked) continue;
    for (const purpose of split ? (row.purposes ?? []) : [undefined]) {
      if (filter.purpose !== undefined && ![filter.purpose, '*'].flat().includes(purpose as never)) continue;
      const has = { ...row, day, purpose } as unknown as Record<string, unknown>;
      const told = by.flatMap((one) => (one === 'notice' ? ['notice', 'version'] : [one]));
      if (split && !told.includes('purpose')) told.push('purpose');
      const labels = Object.fromEntries(
        told.filter((one) => has[one] !== undefined).map((one) => [one, has[one]]),
      );
      const key = JSON.stringify(Object.entries(labels).toSorted());
      const line = lines.get(key) ?? { ...labels, ...Object.fromEntries(actNames.map((one) => [one, 0])) };
      (line as Record<Act, number>)[act] += 1;
      lines.set(key, line);
    }
  }
  return [...lines.values()] as CountRow[];
}

const inOrder = (rows: readonly CountRow[]) =>
  rows.map((row) => JSON.stringify(Object.entries(row).toSorted())).toSorted();

const ask = (by: readonly CountedBy[], filter: CountFilter = {}, principal: typeof auditor = auditor) =>
  countRecords(here.ledger, principal, { by, filter });

const some = <T>(...words: T[]) =>
  fc.oneof(fc.constant(undefined), fc.constantFrom(...words), fc.subarray(words, { minLength: 1 }));

test('of any question: as many as there are records', async () => {
  const filters = fc.record({
    channel: some('ivr', 'web'),
    purpose: some('marketing', 'shipping_update', '*'),
    notice: some('offers', 'order-updates'),
    version: fc.constantFrom(undefined, 1, 2),
    locale: some('en', 'es'),
    entry_point: some('poster', 'checkout'),
    entry: some('p-0', 'p-1'),
    grade: some('E1', 'E3'),
    test: fc.constantFrom(undefined, 'include', 'only'),
    from: fc.constantFrom(undefined, ...days),
    to: fc.constantFrom(undefined, ...days),
  });
  // All of them at once would find nothing.
  const names = [
    'channel',
    'purpose',
    'notice',
    'version',
    'locale',
    'entry_point',
    'entry',
    'grade',
    'test',
    'from',
    'to',
  ];
  const chosen = fc.subarray(names, { maxLength: 3 });
  let lines = 0;
  await fc.assert(
    fc.asyncProperty(fc.subarray([...countedBy]), filters, chosen, async (by, fields, names) => {
      const given = Object.entries(fields).filter(
        ([name, value]) => value !== undefined && names.includes(name),
      );
      const filter = Object.fromEntries(given) as CountFilter;
      const { counts } = await ask(by, filter);
      const expected = model(by, filter);
      // Told apart by nothing, there is one line, of nothing too.
      if (expected.length === 0 && counts.length === 1)
        expect(Object.values(counts[0]!).every((amount) => amount === 0)).toBe(true);
      else expect(inOrder(counts)).toEqual(inOrder(expected));
      lines += expected.length;
    }),
    { numRuns: 60 },
  );
  expect(lines).toBeGreaterThan(100);
});

test('lines come by day first, and a day is one of UTC', async () => {
  const { counts, zone, by } = await ask(['channel', 'day']);
  expect({ zone, by }).toEqual({ zone: 'UTC', by: ['day', 'channel'] });
  const seen = counts.map(({ day }) => day!);
  expect(seen).toEqual(seen.toSorted());
  expect([...new Set(seen)]).toEqual(days.filter((day) => seen.includes(day)));
});

test('it is true at a size that the log has, and a look is a record that names no person', async () => {
  const before = (await here.ledger.log.latestCheckpoint())!.size;
  const { tree_size, counts } = await ask(['notice'], { purpose: 'marketing' });
  expect(tree_size).toBe(before);
  const row = (await dueRows(here.ledger)).at(-1)!;
  expect(row).toMatchObject({ kind: 'accessed', index: before });
  expect(row.subject).toBeUndefined();
  const [stored] = await here.ledger.records.at([before]);
  expect(stored).toBeDefined();
  expect(counts.length).toBeGreaterThan(0);
});

test('another business’s acts are in no count', async () => {
  const theirs = { ...auditor, business: other.business };
  const { counts } = await ask([], { test: 'include' }, theirs);
  const inLog = due.filter(({ business, kind }) => business === other.business && kind === 'opt_in');
  expect(counts).toEqual([
    {
      opted_in: inLog.length,
      ...{ confirmed: 0, declined: 0, withdrawn: 0, objected: 0, imported: 0 },
    },
  ]);
});

test('a question that is too wide is refused, and shows and records nothing', async () => {
  const many = { ...here.ledger.register.store, count: async () => tooMany };
  const tooMany = { treeSize: 9, rows: Array(10_001).fill({}) as CountRow[], unread: 0 };
  const before = (await here.ledger.log.latestCheckpoint())!.size;
  const narrow = { ...here.ledger, register: { ...here.ledger.register, store: many } };
  await expect(countRecords(narrow, auditor, { by: ['day'], filter: {} })).rejects.toMatchObject({
    code: 'invalid',
    faults: [{ pointer: '/by', rule: 'too_many_rows' }],
  });
  expect((await here.ledger.log.latestCheckpoint())!.size).toBe(before);
});
