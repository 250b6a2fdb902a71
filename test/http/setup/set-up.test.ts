// What an administrator adds, changes and ends with a key of the business, and that no other key may.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendersOfToken } from '../../../ledger/operations/setup/senders.ts';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { shopOrigin, type TestLedger, testLedger } from '../../support/ledger.ts';
import { findingsIn } from '../../support/verifier.ts';
import { type Body, expectProblem } from '../requests.ts';

let shop: TestLedger;
beforeAll(async () => {
  shop = await testLedger();
});
afterAll(() => shop?.stop());

const ask = (method: string, path: string, body?: object, key = shop.keys.admin): Promise<Response> =>
  fetch(`${shop.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const answer = async (...asked: Parameters<typeof ask>): Promise<Body> => {
  const answered = await ask(...asked);
  expect([asked[1], answered.status < 300]).toEqual([asked[1], true]);
  return answered.json();
};

test('the business is named anew', async () => {
  const changed = await answer('PATCH', '/v1/business', { name: 'Fresh Produce & Co', calling_code: null });
  const unsaid = { objection_floor: 'holder', erasure: 'confirm' };
  expect(changed).toEqual({ id: shop.business, name: 'Fresh Produce & Co', ...unsaid });
  expect(await answer('GET', '/v1/business')).toEqual(changed);
  await answer('PATCH', '/v1/business', { name: 'Fresh Produce', calling_code: '91' });
  for (const refused of [
    { name: '' },
    { objection_floor: 'any' },
    { objection_floor: null },
    { erasure: 'never' },
  ])
    await expectProblem(ask('PATCH', '/v1/business', refused), 'invalid');
});

test('that a message erases at once is said, recorded and taken back', async () => {
  const { ledger, business } = shop;
  expect(await answer('PATCH', '/v1/business', { erasure: 'at_once' })).toMatchObject({ erasure: 'at_once' });
  expect((await ledger.setup.business(business))?.erasure).toBe('at_once');
  expect(await findingsIn(shop)).toEqual([]);
  expect(await answer('PATCH', '/v1/business', { erasure: 'confirm' })).toMatchObject({ erasure: 'confirm' });
  expect((await ledger.setup.business(business))?.erasure).toBeUndefined();
});

test('the business’s own lines are named, listed, recorded and taken away', async () => {
  const given = { own_lines: ['+44 20 7946 0123', '+14155550199', '0014155550199'] };
  const own_lines = ['+14155550199', '+442079460123'];
  expect(await answer('PATCH', '/v1/business', given)).toMatchObject({ own_lines });
  expect(await answer('GET', '/v1/business')).toMatchObject({ own_lines });
  expect(await findingsIn(shop)).toEqual([]);
  for (const wrong of [['4155550199'], ['+12'], 'none', null])
    await expectProblem(ask('PATCH', '/v1/business', { own_lines: wrong }), 'invalid');
  expect(await answer('PATCH', '/v1/business', { own_lines: [] })).not.toHaveProperty('own_lines');
  expect(await findingsIn(shop)).toEqual([]);
});

test('the scope that reads the figures of every business is given by no key', async () => {
  const draft = { name: 'figures', scopes: ['metrics:read'] };
  await expectProblem(ask('POST', '/v1/keys', draft), 'forbidden');
});

test('a method that the business does not have is told which it has', async () => {
  const refused = await ask('PUT', '/v1/business', {});
  expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD, PATCH']);
});

describe('a site', () => {
  test('is added, changed, listed and ended', async () => {
    const added = await answer('POST', '/v1/sites', { origins: ['https://Shop.example:443/'] });
    expect(added).toMatchObject({ origins: ['https://shop.example'], customer_token_required: false });
    const path = `/v1/sites/${added.key}`;
    const changed = await answer('PATCH', path, {
      add_origins: ['capacitor://localhost'],
      remove_origins: ['https://shop.example'],
      customer_token_required: true,
    });
    const expected = { key: added.key, origins: ['capacitor://localhost'], customer_token_required: true };
    expect(changed).toEqual(expected);
    expect((await answer('GET', '/v1/sites')).sites).toContainEqual(expected);
    expect((await answer('POST', `${path}/token-secret`)).secret).toMatch(/^oct_/);
    expect(await answer('DELETE', path)).toEqual({ key: added.key });
    await expectProblem(ask('DELETE', path), 'not_found');
  });

  test('lists an app by its id, in small letters, and no browser’s origin is that', async () => {
    const added = await answer('POST', '/v1/sites', { origins: ['app:com.Fresh.Shop', 'app://localhost'] });
    expect(added).toMatchObject({ origins: ['app:com.fresh.shop', 'app://localhost'] });
    const nonce = (body: object, headers: Record<string, string> = {}) =>
      fetch(`${shop.url}/v1/nonces`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({
          ...{ site: added.key, notice: 'order-updates', version: 1, thumbprint: 'A'.repeat(43) },
          ...body,
        }),
      });
    expect((await nonce({ app: 'com.fresh.shop' })).status).toBe(200);
    expect((await nonce({}, { origin: 'app://localhost' })).status).toBe(200);
    for (const refused of [
      nonce({}, { origin: 'app:com.fresh.shop' }),
      nonce({}),
      nonce({ app: 'com.other' }),
    ])
      await expectProblem(refused, 'origin_not_allowed');
    const path = `/v1/sites/${added.key}`;
    await answer('PATCH', path, { remove_origins: ['app:COM.fresh.shop'] });
    await expectProblem(nonce({ app: 'com.fresh.shop' }), 'origin_not_allowed');
  });

  test('works from the origin that was added, and no more from the one that was removed', async () => {
    const { key } = await answer('POST', '/v1/sites', { origins: [shopOrigin] });
    const nonce = (origin: string) =>
      fetch(`${shop.url}/v1/nonces`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: JSON.stringify({ site: key, notice: 'order-updates', version: 1, thumbprint: 'A'.repeat(43) }),
      });
    expect((await nonce('capacitor://localhost')).status).toBe(403);
    await answer('PATCH', `/v1/sites/${key}`, { add_origins: ['capacitor://localhost'] });
    expect((await nonce('capacitor://localhost')).status).toBe(200);
    await answer('PATCH', `/v1/sites/${key}`, { remove_origins: [shopOrigin] });
    expect((await nonce(shopOrigin)).status).toBe(403);
  });

  test.each([
    [{ origins: [] }, '/origins'],
    [{ origins: ['https://shop.example/path'] }, '/origins/0'],
    [{ origins: ['*'] }, '/origins/0'],
    [{ origins: ['app:com.fresh.shop', 'app:shop'] }, '/origins/1'],
  ])('with %j is refused, and the fault says where', async (body, pointer) => {
    const { errors }: Body = await (await ask('POST', '/v1/sites', body)).json();
    expect(errors).toMatchObject([{ pointer }]);
  });
});

describe('a provider of text messages', () => {
  const url = (more = '') => `https://ledger.example/v1/sms/twilio/${shop.business}${more}`;

  test('is set, listed and ended, and what was set is never shown', async () => {
    const secret = 'a'.repeat(32);
    const set = { dialect: 'twilio', settings: true, secret: false, url: url() };
    expect(await answer('POST', '/v1/sms-providers', { dialect: 'twilio', secret })).toMatchObject(set);
    expect(await answer('POST', '/v1/sms-providers/twilio/secret', {})).toEqual({
      url: expect.stringMatching(/^https:\/\/ledger\.example\/v1\/sms\/twilio\/fresh-produce\/oss_/),
    });
    const { providers } = await answer('GET', '/v1/sms-providers');
    expect(providers).toMatchObject([{ ...set, secret: true }]);
    expect(JSON.stringify(providers)).not.toContain(secret);
    expect(await answer('DELETE', '/v1/sms-providers/twilio')).toEqual({ dialect: 'twilio' });
    await expectProblem(ask('DELETE', '/v1/sms-providers/twilio'), 'not_found');
    expect(await answer('GET', '/v1/sms-providers')).toEqual({ providers: [] });
  });

  test.each([
    [{ dialect: 'twilio' }, '/secret'],
    [{ dialect: 'twilio', secret: 'abc' }, '/secret'],
    [{ dialect: 'twilio', secret: 'a'.repeat(32), key: 'abcdef' }, '/key'],
    [{ dialect: 'vonage', secret: 'a'.repeat(32), key: 'abcdef' }, '/key_secret'],
    [{ dialect: 'africastalking', key: 'abcdef' }, '/username'],
    [{ dialect: 'telegram', secret: 'a'.repeat(32) }, '/dialect'],
  ])('with %j is refused, and the fault says where', async (body, pointer) => {
    const { errors }: Body = await (await ask('POST', '/v1/sms-providers', body)).json();
    expect(errors).toMatchObject([{ pointer }]);
    expect(await answer('GET', '/v1/sms-providers')).toEqual({ providers: [] });
  });
});

describe('a sender', () => {
  const draft = { phone_number_id: '30000000001', number: '+1 415 555 0199', app_secret: 'a'.repeat(32) };

  test('is added, changed, listed and ended', async () => {
    const added = await answer('POST', '/v1/senders', draft);
    expect(added).toEqual({
      webhook: `https://ledger.example/v1/webhooks/whatsapp/${shop.business}`,
      verify_token: expect.any(String),
    });
    await expectProblem(ask('POST', '/v1/senders', draft), 'conflict');
    const path = '/v1/senders/30000000001';
    const changed = await answer('PATCH', path, {
      ...{ waba_id: '102290129340398', app_secret: 'b'.repeat(32), forward_url: 'https://r.example/in' },
      ...{ access_token: 'EAAtoken-of-twenty-letters', ends_previous: true },
    });
    const expected = {
      ...{ phone_number_id: '30000000001', waba_id: '102290129340398', number: '+14155550199' },
      forward_url: 'https://r.example/in',
    };
    expect(changed).toMatchObject(expected);
    expect((await answer('GET', '/v1/senders')).senders).toContainEqual(changed);
    const renewed = await answer('POST', `${path}/verify-token`, {});
    expect(renewed.verify_token).not.toBe(added.verify_token);
    const bare = await answer('PATCH', path, { waba_id: null, forward_url: null });
    expect(bare).toMatchObject({ phone_number_id: '30000000001', number: '+14155550199' });
    for (const gone of ['waba_id', 'forward_url']) expect(bare).not.toHaveProperty(gone);
    await answer('DELETE', path);
    await expectProblem(ask('PATCH', path, { number: '+14155550198' }), 'not_found');
  });

  test('ends what was good before at once, also without a new secret', async () => {
    const id = '30000000003';
    const path = `/v1/senders/${id}`;
    await answer('POST', '/v1/senders', { ...draft, phone_number_id: id });
    const previousOf = async () => {
      const senders = await shop.ledger.senders.ofBusiness(shop.business);
      const { previousAppSecret } = senders.find(({ phoneNumberId }) => phoneNumberId === id)!;
      return previousAppSecret === undefined ? 'ended' : 'good';
    };
    const tokens = async () => {
      const sent = [
        'EAAtoken-of-twenty-letters-1',
        'EAAtoken-of-twenty-letters-2',
        'EAAtoken-of-twenty-letters-3',
      ];
      const good = await Promise.all(sent.map((token) => sendersOfToken(shop.ledger, token)));
      return good.map((senders) => senders.length);
    };
    await answer('PATCH', path, { app_secret: 'b'.repeat(32) });
    expect(await previousOf()).toBe('good');
    await answer('PATCH', path, { ends_previous: true });
    expect(await previousOf()).toBe('ended');
    await answer('PATCH', path, { app_secret: 'c'.repeat(32), ends_previous: false });
    expect(await previousOf()).toBe('good');
    await answer('PATCH', path, { number: '+14155550198', ends_previous: true });
    expect(await previousOf()).toBe('ended');
    // Each ends its own; alone, both.
    await answer('PATCH', path, { access_token: 'EAAtoken-of-twenty-letters-1' });
    await answer('PATCH', path, { access_token: 'EAAtoken-of-twenty-letters-2' });
    await answer('PATCH', path, { app_secret: 'd'.repeat(32), ends_previous: true });
    expect([await previousOf(), ...(await tokens())]).toEqual(['ended', 1, 1, 0]);
    await answer('PATCH', path, { app_secret: 'e'.repeat(32) });
    const third = { access_token: 'EAAtoken-of-twenty-letters-3', number: '+14155550199' };
    await answer('PATCH', path, { ...third, ends_previous: true });
    expect([await previousOf(), ...(await tokens())]).toEqual(['good', 0, 0, 1]);
    await answer('PATCH', path, { access_token: 'EAAtoken-of-twenty-letters-1' });
    await answer('PATCH', path, { ends_previous: true });
    expect([await previousOf(), ...(await tokens())]).toEqual(['ended', 1, 0, 0]);
  });

  test('forwards to no address that is not public', async () => {
    await answer('POST', '/v1/senders', { ...draft, phone_number_id: '30000000002' });
    const path = '/v1/senders/30000000002';
    await expectProblem(ask('PATCH', path, { forward_url: 'http://r.example/in' }), 'invalid');
    await expectProblem(ask('PATCH', path, { app_secret: 'short' }), 'invalid');
  });
});

describe('a secret key', () => {
  test('is made, listed without itself, and revoked once', async () => {
    const { id, key } = await answer('POST', '/v1/keys', { name: 'till', scopes: ['admin'] });
    const { keys } = await answer('GET', '/v1/keys', undefined, key);
    expect(keys).toContainEqual({ id, name: 'till', scopes: ['admin'], created_at: expect.any(String) });
    expect(JSON.stringify(keys)).not.toContain(key);
    await answer('DELETE', `/v1/keys/${id}`);
    await expectProblem(ask('GET', '/v1/keys', undefined, key), 'unauthenticated');
    await expectProblem(ask('DELETE', `/v1/keys/${id}`), 'not_found');
  });

  test('of another business is not there', async () => {
    const { ledger } = shop;
    await addBusiness(ledger, { id: 'other-shop', name: 'Other Shop' });
    const { id } = await createApiKey(ledger, 'other-shop', 'theirs', ['gate:check']);
    await expectProblem(ask('DELETE', `/v1/keys/${id}`), 'not_found');
    expect((await answer('GET', '/v1/keys')).keys.map((one: Body) => one.id)).not.toContain(id);
  });
});

test('a change that names nothing to change is refused, and records nothing', async () => {
  const { key } = await answer('POST', '/v1/sites', { origins: [shopOrigin] });
  await answer('POST', '/v1/senders', {
    ...{ phone_number_id: '30000000004', number: '+14155550199', app_secret: 'a'.repeat(32) },
  });
  const size = async () => (await shop.ledger.log.latestCheckpoint())!.size;
  const before = await size();
  for (const [path, body] of [
    ['/v1/business', {}],
    [`/v1/sites/${key}`, {}],
    ['/v1/senders/30000000004', {}],
    ['/v1/senders/30000000004', { ends_previous: false }],
  ] as const) {
    const problem: Body = await (await ask('PATCH', path, body)).json();
    expect(problem).toMatchObject({ code: 'invalid', errors: [{ rule: 'nothing_to_change' }] });
  }
  expect(await size()).toBe(before);
});

test('no key without the scope may see or change any of it', async () => {
  const places = ['/v1/business', '/v1/sites', '/v1/senders', '/v1/keys'];
  for (const path of places)
    for (const key of [shop.keys.ingest, shop.keys.gate, shop.keys.audit])
      await expectProblem(ask('GET', path, undefined, key), 'forbidden');
  await expectProblem(ask('DELETE', '/v1/senders/30000000002', undefined, shop.keys.ingest), 'forbidden');
});
