import { afterAll, beforeAll, expect, test } from 'vitest';
import { nonceLifetimeMs } from '../../../ledger/auth/nonce.ts';
import { supersededGraceMs } from '../../../ledger/operations/notice/find-notice.ts';
import { orderUpdates, type TestLedger, testLedger } from '../../support/ledger.ts';
import { Page } from '../page.ts';
import { type Body, expectProblem, ivrOptIn, post } from '../requests.ts';
import { laterBy } from '../server/late.ts';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await testLedger();
});
afterAll(() => ledger.stop());

/** Post to the same ledger after a while. */
async function postLater(milliseconds: number, jws: string): Promise<Response> {
  await using later = await laterBy(milliseconds, ledger);
  const headers = { 'content-type': 'application/jose', origin: new Page(ledger).origin };
  return await fetch(`${later.url}/v1/opt-ins`, { method: 'POST', headers, body: jws });
}

test('a record that comes after its nonce expired is refused', async () => {
  const page = new Page(ledger);
  const jws = page.sign(await page.optInClaims('+919876543241'));
  await expectProblem(postLater(nonceLifetimeMs + 1000, jws), 'nonce_expired');
});

test('a retry after the nonce expired still gets the first answer', async () => {
  const page = new Page(ledger);
  const jws = page.sign(await page.optInClaims('+919876543242'));
  const first: Body = await (await page.postOptIn(jws)).json();
  const late = await postLater(nonceLifetimeMs + 1000, jws);
  expect(late.headers.get('idempotency-replayed')).toBe('true');
  expect(await late.json()).toEqual(first);
});

test('the version before is admitted for a day and then refused', async () => {
  const notices = `${ledger.url}/v1/notices`;
  const draft = { ...orderUpdates, id: 'renewed' };
  await post(notices, ledger.keys.admin, draft);
  await post(notices, ledger.keys.admin, { ...draft, valid_days: 30 });
  const old = ivrOptIn('+14155550141', { notice: 'renewed', version: 1 });
  expect((await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, old)).status).toBe(201);
  await using later = await laterBy(supersededGraceMs + 60_000, ledger);
  await expectProblem(post(`${later.url}/v1/opt-ins`, ledger.keys.ingest, old), 'notice_superseded');
  const young = ivrOptIn('+14155550141', { notice: 'renewed', version: 2 });
  expect((await post(`${later.url}/v1/opt-ins`, ledger.keys.ingest, young)).status).toBe(201);
});
