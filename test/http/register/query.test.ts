// POST /v1/register/query: who may ask, what is refused and how, and that no number is in an answer.

import { expect, test } from 'vitest';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { apiOfThisFile } from '../api.ts';
import { type Body, expectProblem, ivrOptIn } from '../requests.ts';

const here = apiOfThisFile();
const number = '+919876543210';

function ask(body: unknown, key: string | undefined = here.ledger.keys.audit, path = '/v1/register/query') {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
  return here.request(path, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: key === '' ? { 'content-type': 'application/json' } : headers,
  });
}
const found = async (body: unknown, key?: string): Promise<Body> => (await ask(body, key)).json();

test('an opt-in is found at the size that its answer names, by what it is and by whose it is', async () => {
  const { record, tree_size, leaf_index } = await (
    await ask(ivrOptIn(number), here.ledger.keys.ingest, '/v1/opt-ins')
  ).json();
  for (const filter of [
    {},
    { kind: 'opt_in' },
    { number },
    { wa_id: number.slice(1) },
    { channel: ['ivr'] },
  ]) {
    const page = await found({ ...filter, wait_for: tree_size });
    expect(page.records).toContainEqual(
      expect.objectContaining({
        record,
        index: leaf_index,
        kind: 'opt_in',
        notice: 'order-updates',
        version: 1,
      }),
    );
    expect(page.tree_size).toBeGreaterThanOrEqual(tree_size);
    expect(JSON.stringify(page)).not.toContain('9876543210');
  }
});

test('a cursor goes on with the same question, however it is spelled', async () => {
  for (const other of ['+919876543211', '+919876543212'])
    await ask(ivrOptIn(other), here.ledger.keys.ingest, '/v1/opt-ins');
  const { next } = await found({ kind: 'opt_in', limit: 1, from: '2020-01-01T00:00:00Z' });
  for (const same of [
    { kind: ['opt_in'], from: '2020-01-01T00:00:00+00:00' },
    {
      kind: ['opt_in', 'opt_in'],
      from: '2020-01-01T05:30:00.000+05:30',
      time: 'recorded_at',
      order: 'newest',
    },
  ])
    expect((await found({ ...same, limit: 1, cursor: next })).records).toHaveLength(1);
});

test('the business may be said, and another’s is refused, whether it is there or not', async () => {
  await addBusiness(here.ledger.ledger, { id: 'other-shop', name: 'Other' });
  expect((await found({ business: here.ledger.business })).total).toBeGreaterThan(0);
  const [there, not] = await Promise.all([
    ask({ business: 'other-shop' }),
    ask({ business: 'no-such-shop' }),
  ]);
  expect(await expectProblem(there, 'forbidden')).toEqual(await expectProblem(not, 'forbidden'));
});

test('another business’s key finds nothing of this one', async () => {
  await addBusiness(here.ledger.ledger, { id: 'third-shop', name: 'Third' });
  const { key } = await createApiKey(here.ledger.ledger, 'third-shop', 'audit', ['audit:read']);
  const { records } = await found({ test: 'include', limit: 200 }, key);
  expect(new Set(records.map(({ kind }: Body) => kind))).toEqual(new Set(['setup_changed']));
  expect(await found({ number }, key)).toMatchObject({ records: [], total: 0 });
});

test.each(['ingest', 'gate', 'admin'] as const)('the %s key may not ask', async (name) => {
  await expectProblem(ask({}, here.ledger.keys[name]), 'forbidden');
});

test('nor may a caller without a key, or with one that is none', async () => {
  await expectProblem(ask({}, ''), 'unauthenticated');
  await expectProblem(ask({}, 'om_none'), 'unauthenticated');
});

test.each([
  ['a field that is none', { kinds: 'opt_in' }, '/kinds', 'unrecognized_keys'],
  ['a kind that is none', { kind: 'opt-in' }, '/kind', 'invalid_union'],
  ['no kind at all', { kind: [] }, '/kind', 'too_small'],
  ['more words than a list may have', { kind: Array(21).fill('opt_in') }, '/kind', 'invalid_union'],
  ['a channel that is none', { channel: 'fax' }, '/channel', 'invalid_union'],
  ['a purpose that is none', { purpose: 'gossip' }, '/purpose', 'invalid_union'],
  ['a grade that is none', { grade: 'E9' }, '/grade', 'invalid_union'],
  ['an entry point that is none', { entry_point: 'the street' }, '/entry_point', 'invalid_union'],
  ['a version of a half', { version: 1.5 }, '/version', 'invalid_type'],
  ['a moment without a zone', { from: '2026-03-01T00:00:00' }, '/from', 'invalid_format'],
  ['a day', { to: '2026-03-01' }, '/to', 'invalid_format'],
  ['a moment of the year 0', { from: '0000-01-01T00:00:00Z' }, '/from', 'range'],
  ['a moment of the year 0 in UTC', { to: '0001-01-01T00:00:00+01:00' }, '/to', 'range'],
  ['a moment of the year 10000 in UTC', { to: '9999-12-31T23:59:59-01:00' }, '/to', 'range'],
  ['a version that no notice can have', { version: 3_000_000_000 }, '/version', 'too_big'],
  [
    'a range that ends before it begins',
    { from: '2026-03-02T00:00:00Z', to: '2026-03-01T00:00:00Z' },
    '/to',
    'range',
  ],
  ['a submitter of no kind', { submitted_by: {} }, '/submitted_by', 'one_of'],
  ['a page of none', { limit: 0 }, '/limit', 'too_small'],
  ['a page that is too long', { limit: 201 }, '/limit', 'too_big'],
  ['two names', { number, bsuid: 'IN.1001' }, '/number', 'one_person'],
  [
    'a person by id and by name',
    { number, subject: '019aad2c-7e10-7b31-8c64-0f6d2b9a4c55' },
    '/subject',
    'one_person',
  ],
  ['a subject that is no id', { subject: number }, '/subject', 'invalid_format'],
  ['a cursor of nothing', { cursor: 'AAAA' }, '/cursor', 'cursor'],
  ['a size that the log does not have', { wait_for: 1_000_000 }, '/wait_for', 'ahead_of_log'],
] as const)('%s is refused, by name and rule', async (_, body, pointer, rule) => {
  const before = (await here.ledger.ledger.log.latestCheckpoint())!.size;
  const problem = await expectProblem(ask(body), 'invalid');
  expect(problem.errors).toContainEqual(expect.objectContaining({ pointer, rule }));
  expect(JSON.stringify(problem)).not.toContain('9876543210');
  expect((await here.ledger.ledger.log.latestCheckpoint())!.size).toBe(before);
});

const digits = number.slice(1);
test.each([
  ['/notice', { notice: digits }],
  ['/notice', { notice: ['order-updates', '91-98765-43210'] }],
  ['/notice', { notice: `tel:${digits}` }],
  ['/notice', { notice: '9876543' }],
  ['/locale', { locale: digits }],
  ['/pack', { pack: digits }],
  ['/pack', { pack: '91-98765-43210' }],
  ['/entry', { entry: digits }],
  ['/submitted_by/id', { submitted_by: { id: digits } }],
  ['/submitted_by/id', { submitted_by: { by: 'sms', id: '91.98765-43210' } }],
] as const)('a number that was typed into %s is refused: it would be recorded for ever', async (at, body) => {
  const before = (await here.ledger.ledger.log.latestCheckpoint())!.size;
  const problem = await expectProblem(ask(body), 'invalid');
  expect(problem.errors?.[0]?.pointer).toMatch(new RegExp(`^${at}`));
  expect(JSON.stringify(problem)).not.toContain('98765');
  expect((await here.ledger.ledger.log.latestCheckpoint())!.size).toBe(before);
});

test('an id that only holds digits among letters is asked for as ever', async () => {
  for (const id of ['019aad2c-7e0f-7a10-b1c2-7d8e9f0a1b2c', 'pk_9876543210abc', 'cli'])
    expect((await ask({ submitted_by: { id } })).status).toBe(200);
  expect((await ask({ notice: 'offers-20260301', entry: 'store-9876543' })).status).toBe(200);
});

test.each(['recorded_at', 'occurred_at'])('any moment that there can be is answered, of %s', async (time) => {
  for (const from of [
    '2026-01-01T00:00:00+20:00',
    '2026-01-01T00:00:00-23:59',
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999999999Z',
  ])
    expect((await ask({ from, time })).status).toBe(200);
  expect((await ask({ version: 2_147_483_647 })).status).toBe(200);
});

test('a moment that is written in another zone is the same question', async () => {
  const { next } = await found({ from: '2020-01-01T00:00:00Z', limit: 1 });
  const again = { from: '2020-01-01T20:00:00.000+20:00', limit: 1, cursor: next };
  expect((await ask(again)).status).toBe(200);
});

test('a number that no one can have is refused, and not repeated', async () => {
  const problem = await expectProblem(ask({ number: '+9198765' }), 'invalid');
  expect(problem.errors).toContainEqual(expect.objectContaining({ pointer: '/number' }));
  expect(JSON.stringify(problem)).not.toContain('98765');
});

test('a body that is no JSON, or no object, is refused', async () => {
  await expectProblem(ask('{'), 'malformed');
  await expectProblem(ask([]), 'invalid');
});

test('pages follow one another by the cursor alone, and it goes on at its own size', async () => {
  const first = await found({ limit: 2 });
  const second = await found({ limit: 2, cursor: first.next });
  expect(second).toMatchObject({ tree_size: first.tree_size, total: first.total });
  expect(second.records[0].index).toBeLessThan(first.records[1].index);
  await expectProblem(ask({ limit: 2, cursor: first.next, wait_for: 1 }), 'invalid');
  await expectProblem(ask({ cursor: first.next, kind: 'opt_in' }), 'invalid');
});
