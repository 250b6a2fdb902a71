// What an erased person's requests used up: no request of theirs is repeated, what it asked is not kept, and
// in the end nothing of it is.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { scopeSchema } from '../../../ledger/auth/scope.ts';
import type { Spend } from '../../../ledger/auth/spend.ts';
import { LedgerError } from '../../../ledger/core/error.ts';
import { recordOptIn, recordOptOut } from '../../../ledger/operations/consent/record-consent.ts';
import { eraseBy } from '../../../ledger/operations/erase/erase.ts';
import { previewErasure } from '../../../ledger/operations/erase/preview.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { createRetentionStore } from '../../../ledger/storage/retention/retention-store.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { findingsIn } from '../../support/verifier.ts';
import { gateSays, ivrOptIn, spend, stop } from '../commands.ts';

let here: TestLedger;
let superuser: Database;
let app: Database;
beforeAll(async () => {
  here = await testLedger();
  superuser = openDatabase({ url: here.config.databaseUrl!, clients: 1 });
  app = openDatabase({ url: here.config.databaseUrl!, role: 'optmark_app', clients: 1 });
});
afterAll(async () => {
  await app?.end();
  await superuser?.end();
  await here?.stop();
});

const officer = () => ({ key: 'officer', business: here.business, scopes: scopeSchema.options });

async function erase(value: string): Promise<void> {
  const { token } = await previewErasure(here.ledger, officer(), { kind: 'number', value });
  await eraseBy(here.ledger, officer(), token, 'asked_by_person');
}

const yes = (number: string, once: Spend) => recordOptIn(here.ledger, ivrOptIn(number), once);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof LedgerError ? error.code : error),
  );
const requestsUnder = async (keys: readonly Spend[]) =>
  (
    await superuser.sql<{ request: Buffer }[]>`
      select request from spent_keys where key = any(${keys.map(({ key }) => key)}::bytea[]) order by key`
  ).map(({ request }) => request);

test('a request of before is gone, whichever body comes under its key, and nothing of the body is kept', async () => {
  const [theirs, others] = [spend('erased-1'), spend('stays-1')];
  await yes('+919876511001', theirs);
  await yes('+919876511002', others);
  await erase('+919876511001');
  const [request] = await requestsUnder([theirs]);
  expect(request).toHaveLength(8);
  expect(Math.abs(Number(request!.readBigUInt64BE()) - Date.now())).toBeLessThan(60_000);
  expect(await requestsUnder([others])).toEqual([others.request]);

  expect(await codeOf(yes('+919876511001', theirs))).toBe('erased');
  expect(await codeOf(yes('+919876511003', spend('erased-1', 'another request')))).toBe('erased');
  expect(await gateSays(here.ledger, '+919876511003')).toMatchObject({ reasons: ['unknown_recipient'] });
  expect(await codeOf(yes('+919876511002', spend('stays-1', 'another request')))).toBe(
    'idempotency_key_reused',
  );
  expect(await yes('+919876511002', others)).toMatchObject({ replayed: true });
  expect(await findingsIn(here)).toEqual([]);
});

test('a stop of before that is repeated is recorded anew', async () => {
  const number = '+919876511004';
  await yes(number, spend('yes-4'));
  const no = spend('no-4');
  await recordOptOut(here.ledger, stop(number), no);
  await erase(number);
  await yes(number, spend('yes-4-again'));
  await recordOptOut(here.ledger, stop(number), no);
  expect(await gateSays(here.ledger, number)).toMatchObject({ decision: 'deny' });
});

test('a row that was changed by hand is bound no more after the erasure than before', async () => {
  const once = spend('by-hand-5');
  await yes('+919876511005', once);
  await superuser.sql`update spent_keys set mac = null where key = ${once.key}`;
  await erase('+919876511005');
  const [row] = await superuser.sql<
    { mac: Buffer | null }[]
  >`select mac from spent_keys where key = ${once.key}`;
  expect(row).toEqual({ mac: null });
});

test('ends twice ninety days after the erasure and not a day before; of others it stays', async () => {
  const [theirs, others] = [spend('erased-6'), spend('stays-6')];
  await yes('+919876511006', theirs);
  await yes('+919876511007', others);
  await erase('+919876511006');
  const sweep = (days: number) =>
    createRetentionStore(app).sweep(new Date(Date.now() + days * 86_400_000), { subjects: [], tags: [] });
  await sweep(179);
  expect(await requestsUnder([theirs])).toHaveLength(1);
  await sweep(181);
  expect(await requestsUnder([theirs])).toEqual([]);
  expect(await requestsUnder([others])).toEqual([others.request]);
});
