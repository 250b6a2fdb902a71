// optmark find, standing and looks, as an operator types them: the same answers as over HTTP.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Body, ivrOptIn, post } from '../../http/requests.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { environmentOf, optmark } from '../run.ts';

let here: TestLedger;
let record: string;
beforeAll(async () => {
  here = await testLedger();
  const answer = await post(`${here.url}/v1/opt-ins`, here.keys.ingest, ivrOptIn('+919876503001'));
  ({ record } = (await answer.json()) as Body);
});
afterAll(() => here?.stop());

const run = (command: string, ...args: string[]) =>
  optmark([command, '--business', here.business, ...args], environmentOf(here));
const over = async (path: string, body: object): Promise<Body> =>
  (await post(`${here.url}${path}`, here.keys.audit, body)).json();

test('what was typed is found, and its names are shown by their ends', async () => {
  const { code, stdout } = await run('find', '098765 03001');
  const { subject } = await over('/v1/subjects/search', { q: '098765 03001' });
  expect({ code, stdout }).toEqual({ code: 0, stdout: `person\n  person  ${subject}  +91 XXXXXX3001\n` });
  expect(JSON.parse((await run('find', record, '--json')).stdout)).toEqual(
    await over('/v1/subjects/search', { q: record }),
  );
  expect(await run('find', 'nothing')).toMatchObject({ code: 1, stdout: 'nothing of this business\n' });
});

test('a person’s standing is told by number and by id, now and then', async () => {
  const { subject } = await over('/v1/subjects/search', { q: record });
  const { code, stdout } = await run('standing', subject);
  expect(code).toBe(0);
  expect(stdout).toMatch(new RegExp(`^ {2}shipping_update +allow +granted +2\\S+ +${record}$`, 'm'));
  const then = { subject, tree_size: 1 };
  expect(JSON.parse((await run('standing', '+919876503001', '--tree-size', '1', '--json')).stdout)).toEqual(
    await over('/v1/subjects/standing', then),
  );
  expect((await run('standing', '+919876503009')).code).toBe(1);
  expect((await run('standing', subject, '--tree-size', 'all')).code).toBe(2);
});

test('the operator’s looks are a file of their own', async () => {
  await run('find', record);
  const { code, stdout } = await run('looks', '--by', 'cli', '--format', 'ndjson');
  const rows: Body[] = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const end = rows.pop();
  expect({ code, ...end }).toMatchObject({ code: 0, row: 'end', rows: rows.length });
  expect(rows.at(-1)).toMatchObject({ role: 'operator', operation: 'look_up', filter: { search: 'record' } });
  expect(new Set(rows.map(({ role }) => role))).toEqual(new Set(['operator']));
  expect((await run('looks', '--by', 'somebody')).code).toBe(2);
});
