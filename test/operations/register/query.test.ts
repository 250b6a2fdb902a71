// What an auditor finds in the register, held against a slow reading of every record: each filter alone and
// all of them together, page by page, while records go on being added.

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serverOptIn } from '../../../ledger/channels/server/server.ts';
import { openRecord } from '../../../ledger/core/consent/open-record.ts';
import type { LedgerError } from '../../../ledger/core/error.ts';
import type { RegisterFilter } from '../../../ledger/core/register/filter.ts';
import { recordOptIn, recordOptOut } from '../../../ledger/operations/consent/record-consent.ts';
import { hearIdentities } from '../../../ledger/operations/hear/identities.ts';
import { readHistory } from '../../../ledger/operations/history/read-history.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { publish } from '../../../ledger/operations/notice/notices.ts';
import {
  queryRegister,
  queryWholeRegister,
  type RegisterQuery,
} from '../../../ledger/operations/register/query.ts';
import type { RegisterRow } from '../../../ledger/operations/register/store.ts';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import { orderUpdates, type TestLedger, testLedger } from '../../support/ledger.ts';
import { auditor, optInByPhone, optInByTick, refusal, shop, stop } from '../commands.ts';
import { dueRows } from './a-register.ts';

const numberOf = (n: number) => `+1415555${String(100 + n).padStart(4, '0')}`;
const other = { key: 'test', business: 'other-shop' } as const;
const otherAuditor = { ...other, scopes: ['audit:read'] as const };

let here: TestLedger;
let due: RegisterRow[];
/** Before any query was recorded. */
let treeSize: number;

beforeAll(async () => {
  here = await testLedger();
  const { ledger, business } = here;
  await addBusiness(ledger, { id: other.business, name: 'Other Shop', callingCode: '1' });
  await publish(ledger, other.business, orderUpdates, 'test');
  await publish(ledger, business, { ...orderUpdates, id: 'offers', purposes: ['marketing'] }, 'test');
  for (let n = 0; n < 20; n += 1) {
    const over = n % 5 === 0 ? { notice: 'offers' } : { locale: n % 2 === 0 ? 'en' : 'es' };
    await optInByPhone(marking(ledger, n), numberOf(n), over);
    if (n % 3 === 0)
      await recordOptOut(ledger, stop(numberOf(n), n % 2 === 0 ? {} : { purposes: ['marketing'] }));
    if (n % 4 === 0)
      await optInByTick(ledger, numberOf(n), { occurred_at: '2026-03-01T09:30:00.125Z' }).catch(() => {});
    if (n % 6 === 0) await recordOptIn(ledger, serverOptIn({ ...inOther, number: numberOf(n) }, other));
  }
  const one = { kind: 'number' as const, value: numberOf(1) };
  await hearIdentities(ledger, business, [
    { sender: '1', name: 'wamid.1', kind: 'alias', one, other: { kind: 'bsuid', value: 'US.1001' } },
  ]);
  await readHistory(ledger, auditor, { kind: 'number', value: numberOf(2) });
  due = await dueRows(ledger);
  treeSize = due.length;
});
afterAll(() => here?.stop());

/** As it comes from those who say where they asked, and that they only try. */
const marking = (ledger: Ledger, n: number): Ledger => ({
  ...ledger,
  sequencer: {
    ...ledger.sequencer,
    submit: ({ record, ...draft }) => {
      const source = {
        ...record.source,
        ...(n % 5 === 0 && { entry_point: 'ivr', entry: { id: 'line-1', name: 'Line' } }),
      };
      const marked = { ...record, source, ...(n % 7 === 0 && { test: true }) } as typeof record;
      return ledger.sequencer.submit({ ...draft, record: marked });
    },
  },
});

const inOther = {
  ...{ notice: 'order-updates', locale: 'en', channel: 'ivr' },
  evidence: { call_id: 'c-1', key: '1', prompt: 'v1' },
};

/** A slow reader of the filter. */
function model(filter: RegisterFilter, business: string): RegisterRow[] {
  const asked = <T>(value: T | T[] | undefined, of: T | undefined) =>
    value === undefined || [value].flat().includes(of as never);
  return due.filter((row) => {
    const { time = 'recorded_at', from, to, purpose, pack, test: tests, submitted_by: by } = filter;
    const at = Date.parse(row[time] ?? '');
    const packs = (row.packs ?? []).flatMap((name) => [name, name.split('@')[0]!]);
    const purposes = row.purposes ?? [];
    return (
      row.business === business &&
      (tests === 'include' || (row.test === true) === (tests === 'only')) &&
      asked(filter.kind, row.kind as never) &&
      asked(filter.channel, row.channel as never) &&
      asked(filter.notice, row.notice) &&
      asked(filter.locale, row.locale) &&
      asked(filter.grade, row.grade as never) &&
      asked(filter.entry_point, row.entry_point as never) &&
      asked(filter.entry, row.entry) &&
      asked(filter.version, row.version) &&
      asked(filter.subject, row.subject) &&
      asked(by?.by, row.submitted_by?.by as never) &&
      asked(by?.id, row.submitted_by?.id) &&
      (purpose === undefined ||
        purposes.some((one) => one === '*' || [purpose].flat().includes(one as never))) &&
      (pack === undefined || [pack].flat().some((one) => packs.includes(one))) &&
      (from === undefined || at >= Date.parse(from)) &&
      (to === undefined || at < Date.parse(to))
    );
  });
}

const ask = (query: Partial<RegisterQuery>, principal: Parameters<typeof queryRegister>[1] = auditor) =>
  queryRegister(here.ledger, principal, { filter: {}, ...query });

/** Every page; what has been recorded since the test began is left out. */
async function all(filter: RegisterFilter, limit: number, order: 'newest' | 'oldest' = 'oldest') {
  const found: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask({ filter, limit, order, cursor });
    found.push(...page.records.map(({ index }) => index));
    cursor = page.next;
  } while (cursor !== undefined);
  return found.filter((index) => index < treeSize);
}

const some = <T>(...words: T[]) =>
  fc.oneof(fc.constant(undefined), fc.constantFrom(...words), fc.subarray(words, { minLength: 1 }));
const moments = () => due.flatMap(({ recorded_at }) => recorded_at ?? []);

describe('a query finds what a reading of every record finds', () => {
  test.each([
    {},
    { kind: 'opt_in' },
    { kind: ['opt_in', 'opt_out'] },
    { channel: 'ivr' },
    { purpose: 'marketing' },
    { purpose: '*' },
    { notice: 'offers' },
    { notice: 'order-updates', version: 1 },
    { locale: 'es' },
    { grade: ['E1', 'E2'] },
    { pack: 'strict-2020' },
    { pack: 'strict-2020@1' },
    { pack: 'strict-2020@9' },
    { entry_point: 'ivr' },
    { entry: ['line-1', 'line-2'] },
    { submitted_by: { by: 'key' } },
    { submitted_by: { id: 'test' } },
    { test: 'only' },
    { test: 'include' },
    { time: 'occurred_at', to: '2026-03-02T00:00:00Z' },
    { from: '2026-01-01T00:00:00+05:30' },
    { to: '2026-01-01T00:00:00Z' },
  ] as RegisterFilter[])('%j', async (filter) => {
    const wanted = model(filter, shop.business).map(({ index }) => index);
    expect(await all(filter, 7)).toEqual(wanted);
    expect(await all(filter, 200, 'newest')).toEqual(wanted.toReversed());
  });

  test('by any of them together, from either end of any range', async () => {
    const at = fc.oneof(
      fc.constant(undefined),
      fc.nat().map((n) => moments()[n % moments().length]!),
    );
    const filters = fc.record({
      kind: some('opt_in', 'opt_out', 'notice_published'),
      channel: some('ivr', 'web'),
      purpose: some('marketing', 'shipping_update', '*'),
      notice: some('offers', 'order-updates'),
      locale: some('en', 'es'),
      grade: some('E1', 'E2'),
      test: fc.constantFrom(undefined, 'include', 'only'),
      submitted_by: fc.constantFrom(undefined, { by: 'key' }, { by: 'operator', id: 'test' }),
      ends: fc.tuple(at, at).map((pair) => (pair.every((end) => end !== undefined) ? pair.toSorted() : pair)),
    });
    await fc.assert(
      fc.asyncProperty(
        filters,
        fc.integer({ min: 1, max: 9 }),
        async ({ ends: [from, to], ...words }, limit) => {
          const filter = given({ ...words, from, to }) as RegisterFilter;
          if (from !== undefined && from === to) return;
          expect(await all(filter, limit)).toEqual(model(filter, shop.business).map(({ index }) => index));
        },
      ),
      { numRuns: 40 },
    );
  });

  test('with an exact total, and the record as its facets say', async () => {
    const page = await ask({ filter: { kind: 'opt_out' }, order: 'oldest', limit: 3 });
    const wanted = model({ kind: 'opt_out' }, shop.business);
    expect(page.total).toBe(wanted.length);
    expect(page.records).toEqual(wanted.slice(0, 3).map(({ business: _, ...facets }) => facets));
  });
});

const given = (fields: object) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

describe('pages', () => {
  test('are of one size of the log, whatever is recorded between them', async () => {
    const filter = { kind: 'opt_in' } as const;
    const first = await ask({ filter, limit: 5 });
    await optInByPhone(here.ledger, numberOf(40));
    const second = await ask({ filter, limit: 5, cursor: first.next });
    expect(second).toMatchObject({ total: first.total, tree_size: first.tree_size });
    const seen = [...first.records, ...second.records].map(({ index }) => index);
    expect(seen).toEqual([...new Set(seen)].toSorted((a, b) => b - a));
    expect((await ask({ filter })).total).toBe(first.total + 1);
  });

  test('end: the last one has no next', async () => {
    expect(await ask({ filter: { notice: 'offers' }, limit: 200 })).not.toHaveProperty('next');
    expect(await ask({ filter: { notice: 'nothing-so-called' } })).toMatchObject({ records: [], total: 0 });
  });

  test.each([
    ['of another filter', { filter: { kind: 'opt_out' } }],
    ['of a wider one', { filter: {} }],
    ['of another order', { filter: { kind: 'opt_in' }, order: 'oldest' }],
    ['of a person', { filter: { kind: 'opt_in' }, person: { kind: 'number', value: numberOf(1) } }],
  ] as [string, RegisterQuery][])('do not go on with a cursor %s', async (_, query) => {
    const { next } = await ask({ filter: { kind: 'opt_in' }, limit: 1 });
    await expectCursorRefused({ ...query, cursor: next });
  });

  test('do not go on with another business’s cursor, nor with one that was changed or made up', async () => {
    const { next } = await ask({ filter: { kind: 'opt_in' }, limit: 1 });
    await expectCursorRefused({ filter: { kind: 'opt_in' }, cursor: next }, otherAuditor);
    const bytes = Buffer.from(next!, 'base64url');
    bytes[11]! ^= 1;
    for (const cursor of [bytes.toString('base64url'), next!.slice(1), 'x', `${next}=`, '!'])
      await expectCursorRefused({ filter: { kind: 'opt_in' }, cursor });
  });
});

test('a cursor of entries that were lost, since an older state was restored, is refused', async () => {
  const { next, tree_size } = await ask({ filter: { kind: 'opt_in' }, limit: 1 });
  const older = tree_size - 1;
  const register = {
    ...here.ledger.register,
    store: { ...here.ledger.register.store, state: async () => ({ through: older, size: older }) },
  };
  const asking = queryRegister({ ...here.ledger, register }, auditor, {
    ...{ filter: { kind: 'opt_in' }, limit: 1, cursor: next },
  });
  expect(await refusal(asking)).toMatchObject({
    code: 'invalid',
    faults: [{ pointer: '/cursor', rule: 'ahead_of_log' }],
  });
});

async function expectCursorRefused(query: RegisterQuery, principal: Parameters<typeof ask>[1] = auditor) {
  const error = (await refusal(ask(query, principal))) as LedgerError;
  expect(error).toMatchObject({ code: 'invalid', faults: [{ pointer: '/cursor', rule: 'cursor' }] });
}

describe('a person', () => {
  const person = { kind: 'number', value: numberOf(1) } as const;

  test('is found by each name that Meta gives them, with the records of all', async () => {
    const byNumber = await ask({ person, filter: { kind: ['opt_in', 'linked'] } });
    const byMeta = await ask({
      person: { kind: 'bsuid', value: 'US.1001' },
      filter: { kind: ['opt_in', 'linked'] },
    });
    expect(byMeta.records).toEqual(byNumber.records);
    expect(new Set(byNumber.records.map(({ subject }) => subject)).size).toBe(2);
    expect(JSON.stringify(byNumber)).not.toContain('4155');
  });

  test('whom no one knows has no records, and no other answer than one who has none of this kind', async () => {
    const unknown = await ask({ person: { kind: 'number', value: '+14155559999' } });
    const known = await ask({ person, filter: { kind: 'imported' } });
    expect(Object.keys(unknown)).toEqual(Object.keys(known));
    expect(unknown).toMatchObject({ records: [], total: 0 });
  });

  test('is not found by another business', async () => {
    expect(await ask({ person: { kind: 'number', value: numberOf(2) } }, otherAuditor)).toMatchObject({
      total: 0,
    });
    const { subject } = (await ask({ person })).records[0]!;
    expect(await ask({ filter: { subject: subject! } }, otherAuditor)).toMatchObject({ total: 0 });
    expect((await ask({ filter: { subject } })).total).toBeGreaterThan(0);
  });

  test('is not among another business’s records: each sees its own alone', async () => {
    const { records, total } = await ask({ filter: { test: 'include' }, limit: 200 }, otherAuditor);
    const own = due.filter(({ business }) => business === other.business).map(({ index }) => index);
    expect(records.map(({ index }) => index).filter((index) => index < treeSize)).toEqual(own.toReversed());
    expect(total).toBeGreaterThanOrEqual(own.length);
  });
});

describe('each look is a record', () => {
  const lastRecord = async () => {
    const { size } = (await here.ledger.log.latestCheckpoint())!;
    const stored = (await here.ledger.records.lastBelow(size))!;
    return { stored, record: openRecord(here.ledger, stored).record };
  };

  test('that says what was asked for, and how much was shown, of which log', async () => {
    const page = await ask({ filter: { kind: 'opt_in', locale: 'es' } });
    expect((await lastRecord()).record).toMatchObject({
      kind: 'accessed',
      access: {
        ...{ operation: 'list', by: 'test', filter: { kind: 'opt_in', locale: 'es' } },
        ...{ tree_size: page.tree_size, total: page.total },
      },
    });
  });

  test('in the person’s own history, without the name by which they were asked for', async () => {
    await ask({ person: { kind: 'number', value: numberOf(3) } });
    const { stored, record } = await lastRecord();
    expect(record).toMatchObject({ access: { operation: 'list', filter: { person: true } } });
    const { records } = await readHistory(here.ledger, auditor, { kind: 'number', value: numberOf(3) });
    expect(records.map(({ leaf_index }) => leaf_index)).toContain(stored.index);
    expect(JSON.stringify(record)).not.toContain(numberOf(3).slice(-7));
  });

  test.each([
    ['that finds some of them', {}],
    ['that finds none of them', { kind: 'imported' }],
  ] as [string, RegisterFilter][])('in the history of the person with this id, %s', async (_, filter) => {
    const person = { kind: 'number', value: numberOf(3) } as const;
    const subject = (await ask({ person })).records[0]!.subject!;
    await ask({ filter: { ...filter, subject: subject.toUpperCase() } });
    const { stored, record } = await lastRecord();
    expect(stored.subject).toBe(subject);
    expect(record).toMatchObject({ access: { operation: 'list', filter: { ...filter, person: true } } });
    expect(JSON.stringify(record.kind === 'accessed' && record.access)).not.toContain(subject);
  });

  test('in no history of another business’s person, nor of nobody', async () => {
    const subject = due.find((row) => row.business === other.business && row.subject !== undefined)!.subject!;
    for (const asked of [subject, '019aad2c-7e10-7b31-8c64-0f6d2b9a4c55']) {
      await ask({ filter: { subject: asked } });
      const { stored, record } = await lastRecord();
      expect(stored).toMatchObject({ business: shop.business, subject: null });
      expect(record).toMatchObject({ access: { filter: { person: true }, total: 0 } });
    }
  });

  test('once for all pages of one look', async () => {
    const { size } = await here.ledger.register.store.state();
    let pages = 0;
    for await (const page of queryWholeRegister(here.ledger, auditor, { filter: {}, limit: 10 }))
      pages += page.records.length > 0 ? 1 : 0;
    expect(pages).toBeGreaterThan(3);
    expect((await here.ledger.register.store.state()).size).toBe(size + 1);
  });

  test('written before anything is shown: where it cannot be, nothing is', async () => {
    const sequencer = { submit: () => Promise.reject(new Error('no commit')) };
    const asking = queryRegister({ ...here.ledger, sequencer } as never, auditor, { filter: {} });
    await expect(asking).rejects.toThrow('no commit');
  });
});

describe('a query that waits for a size of the log', () => {
  test('is answered at that size or a later one', async () => {
    const { tree_size: size } = (await optInByPhone(here.ledger, numberOf(60))) as { tree_size: number };
    expect((await ask({ waitFor: size })).tree_size).toBeGreaterThanOrEqual(size);
  });

  test('that the log does not have is refused at once', async () => {
    expect(await refusal(ask({ waitFor: 1_000_000 }))).toMatchObject({
      code: 'invalid',
      faults: [{ pointer: '/wait_for', rule: 'ahead_of_log' }],
    });
  });

  test('that the register has not come to says so, and when to ask again', async () => {
    const register = {
      waitMs: 0,
      flush: () => Promise.reject(new Error('no room')),
      store: { ...here.ledger.register.store, state: async () => ({ through: 3, size: 9 }) },
    };
    const asking = queryRegister({ ...here.ledger, register }, auditor, { filter: {}, waitFor: 8 });
    expect(await refusal(asking)).toMatchObject({
      code: 'unavailable',
      faults: [{ pointer: '/wait_for', rule: 'register_behind' }],
    });
  });
});
