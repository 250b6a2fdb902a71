// A tick on the page of a link, which the shop's server forwards.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Body, post } from '../requests.ts';
import { type HostingLedger, hostingLedger } from './hosted.ts';
import { linksOf } from './links.ts';

let ledger: HostingLedger;
beforeAll(async () => {
  ledger = await hostingLedger();
});
afterAll(() => ledger?.stop());

const { made, opened, page, claimsOf } = linksOf(() => ledger);

test('forwarded twice, it is told twice what it counts for, also once its link is no more', async () => {
  const number = '+919876500044';
  const { token, id } = await made({ number });
  const from = page();
  const jws = from.sign(await claimsOf(from, (await opened(token)).pass));
  const headers = { authorization: `Bearer ${ledger.keys.ingest}` };
  const forwarded = async (): Promise<Body> => (await from.postOptIn(jws, headers)).json();
  const first = await forwarded();
  expect(first).toMatchObject({ kind: 'opt_in', effective: true });
  await fetch(`${ledger.url}/v1/links/${id}`, { method: 'DELETE', headers });
  expect(await forwarded()).toMatchObject({ record: first.record, effective: true });
  await post(`${ledger.url}/v1/opt-outs`, ledger.keys.ingest, { number, channel: 'agent' });
  expect(await forwarded()).toMatchObject({ record: first.record, effective: false });
});
