// The list of the links that a business has made, over real HTTP.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { standInFor } from '../../../ledger/auth/opt-in-link.ts';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { type Body, expectProblem, get } from '../requests.ts';
import { type HostingLedger, hostingLedger } from './hosted.ts';
import { linksOf } from './links.ts';

let ledger: HostingLedger;
let another: string;
beforeAll(async () => {
  ledger = await hostingLedger();
  await addBusiness(ledger.ledger, { id: 'other', name: 'Other', callingCode: '91' });
  another = (await createApiKey(ledger.ledger, 'other', 'all', ['opt-in:write', 'link:write'])).key;
});
afterAll(() => ledger?.stop());

const { made, tick } = linksOf(() => ledger);

describe('the list', () => {
  test('names no person, and only links of the caller’s own business', async () => {
    const { id } = await made({ number: '+919876500041' });
    const { token } = await made({ number: '+919876500042' });
    await tick(token);
    const text = await (await get(`${ledger.url}/v1/links`, ledger.keys.ingest)).text();
    expect(text).not.toMatch(/98765|0041|0042/);
    const { links } = JSON.parse(text);
    expect(links[0]).toMatchObject({ status: 'used', notice: 'order-updates', via: 'email' });
    expect(links[1]).toMatchObject({ id, status: 'open' });
    const next = await get(`${ledger.url}/v1/links?before=${id}`, ledger.keys.ingest);
    expect(((await next.json()) as Body).links.map((one: Body) => one.id)).not.toContain(id);
    const others = await get(`${ledger.url}/v1/links`, another);
    expect(await others.json()).toEqual({ links: [] });
    await expectProblem(get(`${ledger.url}/v1/links`, ledger.keys.gate), 'forbidden');
  });

  test('no row of it can be read as a number', async () => {
    await made({ number: '+919876500043' });
    expect(standInFor('+919876500043')).toBe('+912000000043');
  });
});
