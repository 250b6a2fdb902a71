// The stone stays for good, also where nothing stood: a list that was made before the erasure may come at any
// time, and nothing else would be known that keeps it out.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRow } from '../../../ledger/channels/import/row.ts';
import { recordOptIn } from '../../../ledger/operations/consent/record-consent.ts';
import { eraseBy } from '../../../ledger/operations/erase/erase.ts';
import { previewErasure } from '../../../ledger/operations/erase/preview.ts';
import { importRows, openList, type Verdict } from '../../../ledger/operations/import/import-list.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { endRecords } from '../../../ledger/operations/retention/end.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { createRetentionStore } from '../../../ledger/storage/retention/retention-store.ts';
import { appRole } from '../../../ledger/storage/schema/roles.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { findingsIn } from '../../support/verifier.ts';
import { gateSays, ivrOptIn, optInByTick, shop, spend } from '../commands.ts';

let here: TestLedger;
let app: Database;
beforeAll(async () => {
  here = await testLedger();
  app = openDatabase({ url: here.config.databaseUrl!, role: appRole, clients: 1 });
});
afterAll(async () => {
  await app?.end();
  await here?.stop();
});

const years = 20;
const then = () => new Date(Date.now() + years * 365 * 86_400_000);
/** When everything has ended that ends. */
const muchLater = (): Ledger => ({ ...here.ledger, world: { ...here.ledger.world, now: then } });

async function imported(number: string): Promise<Verdict[]> {
  const terms = { business: shop.business, notice: 'order-updates', source: 'Tills in Pune', dryRun: false };
  const list = await openList(here.ledger, { ...terms, by: { by: 'operator', id: 'import' } });
  async function* rows() {
    yield readRow({ line: 2, cells: { number, status: 'yes' } });
  }
  const found: Verdict[] = [];
  for await (const some of importRows(here.ledger, list, rows())) found.push(...some);
  return found;
}

test('what was agreed to before an erasure grants nothing, however late a list brings it', async () => {
  const [number, other] = ['+919876513201', '+919876513202'];
  const once = spend('stone-1');
  const evidence = { list: 'crm', collected: 'at the counter' };
  await recordOptIn(here.ledger, ivrOptIn(number), once);
  const occurred_at = new Date().toISOString();
  const listed = (of: string) => ivrOptIn(of, { channel: 'import', evidence, occurred_at });
  const officer = { key: 'officer', business: here.business, scopes: ['erase' as const] };
  const { token } = await previewErasure(here.ledger, officer, { kind: 'number', value: number });
  await eraseBy(here.ledger, officer, token, 'asked_by_person');
  await here.ledger.register.flush();
  await endRecords(muchLater(), here.business, { dryRun: false });
  await createRetentionStore(app).sweep(then(), { subjects: [], tags: [] });

  for (const one of [number, other]) await recordOptIn(muchLater(), listed(one));
  expect(await gateSays(here.ledger, number)).toMatchObject({ decision: 'deny' });
  expect(await gateSays(here.ledger, other)).toMatchObject({ decision: 'allow' });
  expect(await imported(number)).toMatchObject([{ verdict: 'unchanged' }]);
  expect(await imported('+919876513203')).toMatchObject([{ verdict: 'imported' }]);
  // The key has ended by then, and its request is too old.
  const again = recordOptIn(muchLater(), ivrOptIn(number, { occurred_at }), once);
  await expect(again).rejects.toMatchObject({ faults: [{ rule: 'too_old' }] });
  expect(await gateSays(here.ledger, number)).toMatchObject({ decision: 'deny' });
  expect(await findingsIn(here)).toEqual([]);

  // What the person themself does now counts, as after a stop.
  await optInByTick(here.ledger, number);
  expect(await gateSays(here.ledger, number)).toMatchObject({ decision: 'allow' });
  expect(await findingsIn(here)).toEqual([]);
});
