// POST /v1/register/reconfirm and its outcome: who may ask, what is refused and how.

import { expect, test } from 'vitest';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { apiOfThisFile } from '../api.ts';
import { type Body, expectProblem, ivrOptIn } from '../requests.ts';

const here = apiOfThisFile();
const number = '+919876543210';
const paths = ['/v1/register/reconfirm', '/v1/register/reconfirm/outcome'] as const;
const goodBody = { [paths[0]]: { purpose: 'shipping_update', grade: 'E4' }, [paths[1]]: { round: 'spring' } };

function ask(path: string, body: unknown, key: string = here.ledger.keys.audit) {
  return here.request(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...(key !== '' && { authorization: `Bearer ${key}` }) },
  });
}
const linesOf = async (answer: Response | Promise<Response>): Promise<Body[]> =>
  (await (await answer).text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

test('who is named and what came of it are files, of whole rows, that no cache keeps', async () => {
  await ask('/v1/opt-ins', ivrOptIn(number), here.ledger.keys.ingest);
  const answer = await ask(paths[0], { ...goodBody[paths[0]], round: 'spring' });
  expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const rows = await linesOf(answer);
  expect(rows[0]).toMatchObject({
    row: 'person',
    round: 'spring',
    number: expect.stringMatching(/XXXXXX3210$/),
    why: ['grade'],
  });
  expect(rows.at(-1)).toMatchObject({ row: 'end', sent: rows.length - 1 });
  const outcome = await linesOf(ask(paths[1], { round: 'spring' }));
  expect(outcome[0]).toMatchObject({ subject: rows[0].subject, outcome: 'nothing' });
  const csv = await ask(paths[1], { round: 'spring', format: 'csv' });
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
  expect(await csv.text()).toMatch(/^row,round,.*\r\nperson,spring,/);
});

test('another business’s key is named no one of this one, and finds no round of it', async () => {
  await addBusiness(here.ledger.ledger, { id: 'third-shop', name: 'Third' });
  const { key } = await createApiKey(here.ledger.ledger, 'third-shop', 'audit', ['audit:read']);
  const rows = await linesOf(ask(paths[0], { ...goodBody[paths[0]], round: 'spring' }, key));
  expect(rows).toEqual([expect.objectContaining({ row: 'end', sent: 0 })]);
  const [theirs, none] = await Promise.all([
    ask(paths[1], { round: 'spring' }, key),
    ask(paths[1], { round: 'no-such-round' }, key),
  ]);
  expect(await expectProblem(theirs, 'not_found')).toEqual(await expectProblem(none, 'not_found'));
});

test.each(paths)('%s: no other key may ask, nor a caller without one', async (path) => {
  for (const name of ['ingest', 'gate', 'admin'] as const)
    await expectProblem(ask(path, goodBody[path], here.ledger.keys[name]), 'forbidden');
  await expectProblem(ask(path, goodBody[path], ''), 'unauthenticated');
  await expectProblem(ask(path, goodBody[path], 'om_none'), 'unauthenticated');
});

test.each([
  [paths[0], 'no reason to ask anyone', { purpose: 'marketing' }, '/grade', 'one_of'],
  [paths[0], 'no purpose', { grade: 'E2' }, '/purpose', 'invalid_value'],
  [paths[0], 'every purpose', { purpose: '*', grade: 'E2' }, '/purpose', 'invalid_value'],
  [paths[0], 'no days', { purpose: 'marketing', older_than_days: 0 }, '/older_than_days', 'too_small'],
  [
    paths[0],
    'days without end',
    { purpose: 'marketing', expires_within_days: 1e9 },
    '/expires_within_days',
    'too_big',
  ],
  [paths[0], 'a person', { purpose: 'marketing', grade: 'E2', number }, '/number', 'unrecognized_keys'],
  [
    paths[0],
    'a reason of no list',
    { purpose: 'marketing', grade: 'E2', reason: 'curious' },
    '/reason',
    'invalid_value',
  ],
  [
    paths[0],
    'a number as a round',
    { purpose: 'marketing', grade: 'E2', round: 'r91-98765-43210' },
    '/round',
    'no_number',
  ],
  [paths[1], 'a round of other letters', { round: 'Spring 2027' }, '/round', 'invalid_format'],
  [paths[1], 'no round', {}, '/round', 'invalid_type'],
] as const)('%s: %s is refused, by name and rule', async (path, _, body, pointer, rule) => {
  const before = (await here.ledger.ledger.log.latestCheckpoint())!.size;
  const problem = await expectProblem(ask(path, body), 'invalid');
  expect(problem.errors).toContainEqual(expect.objectContaining({ pointer, rule }));
  expect(JSON.stringify(problem)).not.toContain('98765');
  expect((await here.ledger.ledger.log.latestCheckpoint())!.size).toBe(before);
});
