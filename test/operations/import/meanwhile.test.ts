// What becomes of a person between the moment when an import looks them up and the commit of their row.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRow } from '../../../ledger/channels/import/row.ts';
import { recordOptOut } from '../../../ledger/operations/consent/record-consent.ts';
import { eraseBy } from '../../../ledger/operations/erase/erase.ts';
import { previewErasure } from '../../../ledger/operations/erase/preview.ts';
import { importRows, openList, type Verdict } from '../../../ledger/operations/import/import-list.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { findingsIn } from '../../support/verifier.ts';
import { gateSays, optInByPhone, stop } from '../commands.ts';

let here: TestLedger;
beforeAll(async () => {
  here = await testLedger();
});
afterAll(() => here?.stop());

/** Of a list of one row; `meanwhile` runs once the row is looked up, and before it is committed. */
async function imported(number: string, meanwhile: () => Promise<unknown>): Promise<Verdict[]> {
  const { sequencer } = here.ledger;
  const stopped: Ledger = {
    ...here.ledger,
    sequencer: {
      ...sequencer,
      async submit(draft) {
        await meanwhile();
        return sequencer.submit(draft);
      },
    },
  };
  const terms = { business: here.business, notice: 'order-updates', source: 'Tills in Pune', dryRun: false };
  const list = await openList(here.ledger, { ...terms, by: { by: 'operator', id: 'import' } });
  async function* rows() {
    yield readRow({ line: 2, cells: { number, status: 'yes' } });
  }
  const found: Verdict[] = [];
  for await (const some of importRows(stopped, list, rows())) found.push(...some);
  return found;
}

async function erase(number: string): Promise<void> {
  const officer = { key: 'officer', business: here.business, scopes: ['erase' as const] };
  const { token } = await previewErasure(here.ledger, officer, { kind: 'number', value: number });
  await eraseBy(here.ledger, officer, token, 'asked_by_person');
}

const records = async () => (await here.ledger.log.latestCheckpoint())!.size;

test('an erasure in between keeps its stone, and nothing of the row is kept', async () => {
  const number = '+919876513301';
  let size = 0;
  const meanwhile = async () => {
    await optInByPhone(here.ledger, number);
    await erase(number);
    size = await records();
  };
  expect(await imported(number, meanwhile)).toMatchObject([{ verdict: 'refused', rule: 'conflict' }]);
  expect(await records()).toBe(size);
  expect(await gateSays(here.ledger, number)).toMatchObject({ decision: 'deny' });
  const nothing = async () => undefined;
  expect(await imported(number, nothing)).toMatchObject([{ verdict: 'unchanged', rule: 'stopped' }]);
});

test.for([
  ['a stop', '+919876513302', (number: string) => recordOptOut(here.ledger, stop(number)), ['withdrawn']],
  [
    'a stop of offers alone, which leaves the rest',
    '+919876513303',
    (number: string) => recordOptOut(here.ledger, stop(number, { purposes: ['marketing'] })),
    undefined,
  ],
  [
    'an objection',
    '+919876513304',
    (number: string) => recordOptOut(here.ledger, { ...stop(number), objects: 'all' as const }),
    ['objected'],
  ],
] as const)('%s in between is not lifted', async ([, number, says, reasons]) => {
  await imported(number, () => says(number));
  const denied = { decision: 'deny', reasons: expect.arrayContaining([...(reasons ?? [])]) };
  expect(await gateSays(here.ledger, number)).toMatchObject(reasons ? denied : { decision: 'allow' });
});

test('whatever came in between, the ledger is true', async () => {
  expect(await findingsIn(here)).toEqual([]);
});
