// POST /v1/register/counts: who may ask, what is refused and how.

import { expect, test } from 'vitest';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { apiOfThisFile } from '../api.ts';
import { type Body, expectProblem, ivrOptIn } from '../requests.ts';

const here = apiOfThisFile();
const number = '+919876543210';

function ask(body: unknown, key: string = here.ledger.keys.audit, path = '/v1/register/counts') {
  return here.request(path, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...(key !== '' && { authorization: `Bearer ${key}` }) },
  });
}
const counted = async (body: unknown, key?: string): Promise<Body> => (await ask(body, key)).json();

test('an opt-in counts at the size that its answer names', async () => {
  const before = (await counted({})).counts[0].opted_in;
  const { tree_size } = await (await ask(ivrOptIn(number), here.ledger.keys.ingest, '/v1/opt-ins')).json();
  const answer = await counted({ wait_for: tree_size });
  expect(answer).toMatchObject({ zone: 'UTC', by: [], unread: 0 });
  expect(answer.tree_size).toBeGreaterThanOrEqual(tree_size);
  expect(answer.counts[0].opted_in).toBe(before + 1);
  const day = new Date().toISOString().slice(0, 10);
  const told = await counted({ by: ['channel', 'day', 'notice'], channel: 'ivr' });
  expect(told.counts.at(-1)).toMatchObject({ day, channel: 'ivr', notice: 'order-updates', version: 1 });
});

test('as a CSV it is a file with the same lines', async () => {
  const answer = await ask({ by: ['channel'], format: 'csv' });
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const lines = (await answer.text()).trimEnd().split('\r\n');
  const { counts } = await counted({ by: ['channel'] });
  expect(lines).toHaveLength(counts.length + 2);
  expect(lines.at(-1)).toMatch(new RegExp(`^end,.*,${counts.length}$`));
});

test('the business may be said, and another’s is refused, whether it is there or not', async () => {
  await addBusiness(here.ledger.ledger, { id: 'other-shop', name: 'Other' });
  expect((await ask({ business: here.ledger.business })).status).toBe(200);
  const [there, not] = await Promise.all([
    ask({ business: 'other-shop' }),
    ask({ business: 'no-such-shop' }),
  ]);
  expect(await expectProblem(there, 'forbidden')).toEqual(await expectProblem(not, 'forbidden'));
});

test('another business’s key counts nothing of this one', async () => {
  await addBusiness(here.ledger.ledger, { id: 'third-shop', name: 'Third' });
  const { key } = await createApiKey(here.ledger.ledger, 'third-shop', 'audit', ['audit:read']);
  const { counts } = await counted({ test: 'include' }, key);
  expect(Object.values(counts[0]).every((amount) => amount === 0)).toBe(true);
});

test.each(['ingest', 'gate', 'admin'] as const)('the %s key may not ask', async (name) => {
  await expectProblem(ask({}, here.ledger.keys[name]), 'forbidden');
});

test('nor may a caller without a key, or with one that is none', async () => {
  await expectProblem(ask({}, ''), 'unauthenticated');
  await expectProblem(ask({}, 'om_none'), 'unauthenticated');
});

test.each([
  ['a field that is none', { kind: 'opt_in' }, '/kind', 'unrecognized_keys'],
  ['a person', { number }, '/number', 'unrecognized_keys'],
  ['a word that nothing is told apart by', { by: ['person'] }, '/by/0', 'invalid_value'],
  ['one word twice', { by: ['day', 'day'] }, '/by', 'unique'],
  ['a channel that is none', { channel: 'fax' }, '/channel', 'invalid_union'],
  ['a purpose that is none', { purpose: 'gossip' }, '/purpose', 'invalid_union'],
  ['a moment where a day is asked', { from: '2026-03-01T00:00:00Z' }, '/from', 'invalid_format'],
  ['a day that no month has', { to: '2026-02-30' }, '/to', 'invalid_format'],
  ['a day of the year 0', { from: '0000-01-01' }, '/from', 'range'],
  ['a range that ends before it begins', { from: '2026-03-02', to: '2026-03-01' }, '/to', 'range'],
  ['a version that no notice can have', { version: 3_000_000_000 }, '/version', 'too_big'],
  ['a format that is none', { format: 'xlsx' }, '/format', 'invalid_value'],
  ['a size that the log does not have', { wait_for: 1_000_000 }, '/wait_for', 'ahead_of_log'],
  ['a number for a notice', { notice: number.slice(1) }, '/notice', 'no_number'],
  ['a number for an entry', { entry: '91-98765-43210' }, '/entry', 'no_number'],
] as const)('%s is refused, by name and rule', async (_, body, pointer, rule) => {
  const before = (await here.ledger.ledger.log.latestCheckpoint())!.size;
  const problem = await expectProblem(ask(body), 'invalid');
  expect(problem.errors).toContainEqual(expect.objectContaining({ pointer, rule }));
  expect(JSON.stringify(problem)).not.toContain('98765');
  expect((await here.ledger.ledger.log.latestCheckpoint())!.size).toBe(before);
});

test('any day that there can be is answered', async () => {
  for (const from of ['0001-01-01', '2024-02-29', '9999-12-31'])
    expect((await ask({ from })).status).toBe(200);
});
