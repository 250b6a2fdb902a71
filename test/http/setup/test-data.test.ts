// A business, a site and a key that are made to try things out: what they record allows no message, whoever
// asks, by whichever way; it is left out unless asked for; and nothing makes them anything else later.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publish } from '../../../ledger/operations/notice/notices.ts';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { addSite } from '../../../ledger/operations/setup/sites.ts';
import { openDatabase } from '../../../ledger/storage/database/connection.ts';
import { orderUpdates, shopOrigin, type TestLedger, testLedger } from '../../support/ledger.ts';
import { Page } from '../page.ts';
import { type Body, expectProblem, get, ivrOptIn, post } from '../requests.ts';

let shop: TestLedger;
/** A key of the shop to try things out with, and a test business's key with every scope that one needs. */
let trying: string;
let trial: string;
let ledger: TestLedger['ledger'];
beforeAll(async () => {
  shop = await testLedger();
  ledger = shop.ledger;
  const scopes = ['opt-in:write', 'opt-out:write', 'import:write', 'gate:check', 'audit:read'] as const;
  trying = (await createApiKey(ledger, shop.business, 'trying', scopes, undefined, true)).key;
  await addBusiness(ledger, { id: 'trial-shop', name: 'Trial Shop', test: true });
  await publish(ledger, 'trial-shop', orderUpdates, 'test');
  trial = (await createApiKey(ledger, 'trial-shop', 'all', [...scopes, 'admin', 'changes:read'])).key;
});
afterAll(() => shop?.stop());

let last = 100;
/** Fictional, and of nobody else in this file. */
const someNumber = () => {
  last += 1;
  return `+1415555${String(last).padStart(4, '0')}`;
};

const answer = async (asked: Promise<Response>): Promise<Body> => {
  const answered = await asked;
  const body = await answered.json();
  expect([answered.status < 300, body]).toEqual([true, body]);
  return body;
};
const optIn = (key: string, number: string, headers = {}) =>
  answer(post(`${shop.url}/v1/opt-ins`, key, ivrOptIn(number), headers));
const gate = (key: string, recipient: string, over: object = {}) =>
  answer(post(`${shop.url}/v1/gate/check`, key, { recipient, purpose: 'shipping_update', ...over }));
const admin = (method: string, path: string, body?: object, key = shop.keys.admin) =>
  fetch(`${shop.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
const claimsOf = (permit: string) => JSON.parse(Buffer.from(permit.split('.')[1]!, 'base64url').toString());
const found = async (key: string, filter: object) =>
  (await answer(post(`${shop.url}/v1/register/query`, key, { limit: 200, ...filter }))).records as Body[];

describe('what it is', () => {
  test('is said when it is made, listed, and refused with a reason in any change', async () => {
    const site = await answer(admin('POST', '/v1/sites', { origins: [shopOrigin], test: true }));
    expect(site.test).toBe(true);
    expect((await answer(admin('GET', '/v1/sites'))).sites).toContainEqual(site);
    const { id } = await answer(
      admin('POST', '/v1/keys', { name: 'try', scopes: ['gate:check'], test: true }),
    );
    const { keys } = await answer(admin('GET', '/v1/keys'));
    expect(keys.filter((key: Body) => key.test === true).map((key: Body) => key.id)).toContain(id);
    expect(keys.find((key: Body) => key.name === 'gate')).not.toHaveProperty('test');
    for (const path of [`/v1/sites/${site.key}`, `/v1/sites/${shop.site}`, '/v1/business'])
      for (const test of [true, false, null]) {
        const { errors } = await expectProblem(admin('PATCH', path, { test }), 'invalid');
        expect(errors).toMatchObject([{ pointer: '/test', rule: 'fixed_at_creation' }]);
      }
    expect((await answer(admin('GET', '/v1/sites'))).sites).toContainEqual(site);
  });

  test('every site and key of a test business is one, also where that is not said, and cannot be undone', async () => {
    const site = await answer(admin('POST', '/v1/sites', { origins: [shopOrigin], test: false }, trial));
    expect(site.test).toBe(true);
    const draft = { name: 'more', scopes: ['admin'], test: false };
    const { id } = await answer(admin('POST', '/v1/keys', draft, trial));
    const { keys } = await answer(admin('GET', '/v1/keys', undefined, trial));
    expect(keys.find((key: Body) => key.id === id)).toMatchObject({ test: true });
    expect(await answer(admin('GET', '/v1/business', undefined, trial))).toMatchObject({ test: true });
  });

  test.each([
    ...(['admin', 'notice:write', 'template:write', 'link:write', 'erase', 'correction:write'] as const),
  ])(
    'a test key of a business that is none cannot have %s: by it, it could make one that counts',
    async (scope) => {
      const draft = { name: 'sly', scopes: ['gate:check', scope], test: true };
      const { errors } = await expectProblem(admin('POST', '/v1/keys', draft), 'invalid');
      expect(errors).toMatchObject([{ pointer: '/scopes/1', rule: 'not_for_test' }]);
    },
  );
});

describe('what a test key or a test site records', () => {
  test('is marked, and allows no message: neither asked about alone, nor among many', async () => {
    const [byKey, byPage] = [someNumber(), someNumber()];
    const key = await optIn(trying, byKey);
    expect(key).toMatchObject({ effective: false });
    const site = await addSite(ledger, shop.business, [shopOrigin], { test: true });
    const page = new Page({ url: shop.url, site: site.key });
    const tick = await answer(page.optIn(byPage));
    for (const [number, { record }] of [
      [byKey, key],
      [byPage, tick],
    ]) {
      const said = { decision: 'deny', reasons: ['test'], record };
      const { permit, ...one } = await gate(shop.keys.gate, number);
      expect(one).toMatchObject(said);
      expect(claimsOf(permit)).toMatchObject({ decision: 'deny', reasons: ['test'] });
      const bulk = [{ recipient: number, purpose: 'shipping_update', permit: true }];
      const { answers } = await answer(post(`${shop.url}/v1/gate/check-bulk`, shop.keys.gate, bulk));
      expect(answers).toMatchObject([said]);
    }
    expect((await answer(page.postOptOut(page.sign(page.optOutClaims(tick.record))))).record).toBeTruthy();
    expect((await gate(shop.keys.gate, byPage)).reasons).toEqual(['no_consent']);
  });

  test('neither ends nor replaces nor renews a consent that was given in earnest', async () => {
    const number = someNumber();
    const { record } = await optIn(shop.keys.ingest, number);
    await optIn(trying, number, { 'idempotency-key': randomUUID() });
    expect(await gate(shop.keys.gate, number)).toMatchObject({ decision: 'allow', record });
  });

  test('is no earlier answer to what is then said in earnest: not as a repeat, nor under one key', async () => {
    for (const headers of [{}, { 'idempotency-key': randomUUID() }]) {
      const number = someNumber();
      const tried = await optIn(trying, number, headers);
      const { record } = await optIn(shop.keys.ingest, number, headers);
      expect(record).not.toBe(tried.record);
      expect(await gate(shop.keys.gate, number)).toMatchObject({ decision: 'allow', record });
    }
  });

  test('a list is tried, and then imported in earnest', async () => {
    const number = someNumber();
    const { key } = await createApiKey(ledger, shop.business, 'lists', ['import:write']);
    const terms = { notice: 'order-updates', source: 'the old shop' };
    const row = { number, status: 'yes' };
    const send = (by: string) =>
      fetch(`${shop.url}/v1/imports`, {
        method: 'POST',
        headers: { authorization: `Bearer ${by}`, 'content-type': 'application/x-ndjson' },
        body: `${JSON.stringify(terms)}\n${JSON.stringify(row)}\n`,
      });
    for (const by of [trying, key]) expect(await (await send(by)).text()).toContain('"imported"');
    expect(await gate(shop.keys.gate, number)).toMatchObject({ decision: 'allow', grade: 'E0' });
  });

  test('a stop is heard: in doubt the person is left alone', async () => {
    const number = someNumber();
    await optIn(shop.keys.ingest, number);
    await answer(post(`${shop.url}/v1/opt-outs`, trying, { number, channel: 'web' }));
    expect(await gate(shop.keys.gate, number)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
  });

  test('an opt-in whose site was ended while it was on its way is refused, not taken for one in earnest', async () => {
    const site = await addSite(ledger, shop.business, [shopOrigin], { test: true });
    const page = new Page({ url: shop.url, site: site.key });
    const jws = page.sign(await page.optInClaims(someNumber()));
    // As another node ends it: this one has it in its memory for some seconds.
    const other = openDatabase({ url: shop.config.databaseUrl!, clients: 1 });
    await other.sql`delete from sites where key = ${site.key}`;
    await other.end();
    await expectProblem(page.postOptIn(jws), 'not_found');
  });
});

describe('whoever tries things out', () => {
  test('is told what the gate would say, by what was tried and what was not, and is never allowed', async () => {
    const [tried, live, stopped] = [someNumber(), someNumber(), someNumber()];
    const { record } = await optIn(trying, tried);
    await optIn(shop.keys.ingest, live);
    await optIn(trying, stopped);
    await answer(post(`${shop.url}/v1/opt-outs`, shop.keys.ingest, { number: stopped, channel: 'web' }));
    const asked = await gate(trying, tried);
    expect(asked).toMatchObject({
      decision: 'deny',
      reasons: ['test'],
      would: { decision: 'allow', record },
    });
    const { decision } = claimsOf(asked.permit);
    expect([decision, asked]).toEqual(['deny', expect.not.objectContaining({ record })]);
    expect(await gate(trying, live)).toMatchObject({ decision: 'deny', would: { decision: 'allow' } });
    expect(await gate(trying, stopped)).toMatchObject({
      would: { decision: 'deny', reasons: ['withdrawn'] },
    });
    const bulk = [tried, live].map((recipient) => ({ recipient, purpose: 'shipping_update' }));
    const { answers } = await answer(post(`${shop.url}/v1/gate/check-bulk`, trying, bulk));
    expect(answers.map((one: Body) => [one.decision, one.would.decision])).toEqual([
      ['deny', 'allow'],
      ['deny', 'allow'],
    ]);
  });

  test('a test business is allowed nothing, with whichever of its keys; another business learns nothing of it', async () => {
    const number = someNumber();
    const { record } = await optIn(trial, number);
    expect(await gate(trial, number)).toMatchObject({
      ...{ decision: 'deny', reasons: ['test'] },
      would: { decision: 'allow', record },
    });
    const asOf = { recipient: number, purpose: 'shipping_update', at: new Date().toISOString() };
    const then = await answer(post(`${shop.url}/v1/gate/as-of`, trial, asOf));
    expect(then).toMatchObject({ decision: 'deny', reasons: ['test'] });
    expect(await gate(shop.keys.gate, number)).toMatchObject({ reasons: ['unknown_recipient'] });
    expect(await gate(trying, number)).toMatchObject({ would: { reasons: ['unknown_recipient'] } });
  });
});

describe('what was tried out', () => {
  test('is left out of registers, counts, exports and the feed unless asked for', async () => {
    const number = someNumber();
    const { record, tree_size } = await optIn(trying, number);
    const filter = { kind: 'opt_in', number, wait_for: tree_size };
    expect(await found(shop.keys.audit, filter)).toEqual([]);
    expect(await found(shop.keys.audit, { ...filter, test: 'include' })).toMatchObject([
      { record, test: true },
    ]);
    expect(await found(shop.keys.audit, { ...filter, test: 'only' })).toMatchObject([{ record }]);
    for (const [test, sees] of [
      [undefined, false],
      ['include', true],
    ]) {
      const asked = { kind: 'opt_in', format: 'ndjson', ...(test && { test }) };
      const file = await post(`${shop.url}/v1/exports`, shop.keys.audit, asked);
      expect([file.status, (await file.text()).includes(record)]).toEqual([200, sees]);
    }
    const counts = async (test: string) =>
      (
        await answer(
          post(`${shop.url}/v1/register/counts`, trial, { by: ['channel'], ...(test && { test }) }),
        )
      ).counts;
    expect(await counts('')).toEqual([]);
    expect(await counts('include')).toMatchObject([{ channel: 'ivr', opted_in: 1 }]);
    const feed = async (query: string) => (await get(`${shop.url}/v1/changes${query}`, trial)).text();
    expect(await feed('')).not.toContain('"opt_in"');
    expect(await feed('?test=include')).toContain('"opt_in"');
  });

  test('everything that a test business has in the log is marked, its first record too', async () => {
    const all = await found(trial, { test: 'include' });
    expect(all.length).toBeGreaterThan(4);
    expect(all.filter((one) => one.test !== true)).toEqual([]);
  });
});
