// How long after the person acted a yes may still be brought, by a moved clock; a stop is heard however old.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { LedgerError } from '../../../ledger/core/error.ts';
import { recordOptIn, recordOptOut } from '../../../ledger/operations/consent/record-consent.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { goodEvidence } from '../../core/consent/sample-consent.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { gateSays, ivrOptIn, spend, stop } from '../commands.ts';

let here: TestLedger;
beforeAll(async () => {
  here = await testLedger();
  occurred_at = new Date(Date.now() + 1).toISOString();
});
afterAll(() => here?.stop());

const inDays = (days: number): Ledger => {
  const now = () => new Date(Date.now() + days * 86_400_000);
  return { ...here.ledger, world: { ...here.ledger.world, now } };
};
/** After the words of the notice were published. */
let occurred_at: string;
const rules = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) =>
      error instanceof LedgerError ? error.faults.map(({ pointer, rule }) => `${pointer} ${rule}`) : error,
  );

test.for([
  ['told on the phone', {}],
  ['signed on paper', { channel: 'paper', evidence: goodEvidence.paper }],
] as const)('%s, a yes of more than ninety days ago is refused, by field and rule', async ([, over]) => {
  const number = '+919876512001';
  const yes = ivrOptIn(number, { ...over, occurred_at });
  expect(await rules(recordOptIn(inDays(91), yes))).toEqual(['/occurred_at too_old']);
  expect(await gateSays(here.ledger, number)).toMatchObject({ reasons: ['unknown_recipient'] });
});

test('of ninety days ago, or of now, it is not', async () => {
  expect(await rules(recordOptIn(inDays(89), ivrOptIn('+919876512002', { occurred_at })))).toBe('done');
  expect(await rules(recordOptIn(inDays(91), ivrOptIn('+919876512003')))).toBe('done');
});

test('an import of it is not refused: it claims no more than that', async () => {
  const evidence = { list: 'crm', collected: 'at the counter' };
  const listed = ivrOptIn('+919876512004', { channel: 'import', evidence, occurred_at });
  expect(await rules(recordOptIn(inDays(400), listed))).toBe('done');
});

test('what was recorded in time keeps its answer', async () => {
  const yes = ivrOptIn('+919876512005', { occurred_at });
  const first = await recordOptIn(here.ledger, yes, spend('late-5'));
  expect(await recordOptIn(inDays(91), yes, spend('late-5'))).toMatchObject({
    replayed: true,
    record: first.record,
  });
});

test('a stop is heard however old it is', async () => {
  const number = '+919876512006';
  await recordOptIn(here.ledger, ivrOptIn(number));
  await recordOptOut(inDays(400), stop(number, { occurred_at }));
  expect(await gateSays(here.ledger, number)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
});
