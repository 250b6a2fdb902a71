// optmark reconfirm, as an operator types it.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { optIn, optOut } from '../../operations/filled-ledger.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { environmentOf, optmark } from '../run.ts';

let here: TestLedger;
beforeAll(async () => {
  here = await testLedger();
  for (const number of ['+14155550101', '+14155550102']) await optIn(here.ledger, here.business, number);
  await optOut(here.ledger, here.business, '+14155550101');
});
afterAll(() => here?.stop());

const run = (...args: string[]) => optmark(['reconfirm', ...args], environmentOf(here));
const linesOf = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

test('whom to ask again is written as a file, and what came of it', async () => {
  const why = ['--purpose', 'shipping_update', '--grade', 'E2', '--round', 'spring'];
  const list = await run('list', '--business', here.business, ...why);
  expect({ code: list.code, stderr: list.stderr }).toEqual({ code: 0, stderr: '' });
  const [person, end] = linesOf(list.stdout);
  expect(person).toMatchObject({
    row: 'person',
    number: expect.stringMatching(/XXXXXX0102$/),
    why: ['grade'],
  });
  expect(end).toMatchObject({ row: 'end', sent: 1 });
  await optOut(here.ledger, here.business, '+14155550102');
  const outcome = await run('outcome', '--business', here.business, '--round', 'spring');
  expect(linesOf(outcome.stdout)[0]).toMatchObject({ subject: person.subject, outcome: 'withdrawn' });
});

test.each([
  [['list', '--purpose', 'marketing'], 2, '--grade'],
  [['list', '--grade', 'E2'], 2, '--purpose is needed'],
  [['list', '--purpose', 'marketing', '--older-than-days', 'many'], 2, '--older-than-days'],
  [['outcome'], 2, '--round is needed'],
  [['outcome', '--round', 'autumn'], 3, 'no such round'],
  [['ask'], 2, 'list, outcome'],
] as const)('%j is refused as what it is', async ([action, ...args], code, said) => {
  const answer = await run(action, '--business', here.business, ...args);
  expect([answer.code, answer.stdout]).toEqual([code, '']);
  expect(answer.stderr).toContain(said);
});
