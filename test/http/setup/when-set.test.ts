// Whoever looks after secrets sees since when each is what it is and until when the one before is good, and
// never what it is.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import type { Body } from '../requests.ts';

let shop: TestLedger;
beforeAll(async () => {
  shop = await testLedger();
});
afterAll(() => shop?.stop());

async function ask(method: string, path: string, body?: object): Promise<Body> {
  const answered = await fetch(`${shop.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${shop.keys.admin}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  expect([path, answered.status < 300]).toEqual([path, true]);
  return answered.json();
}

const secrets = ['first-of-the-secrets', 'second-of-the-secrets'] as const;
const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);

test('what a voice provider signs with is told by its moment, and the one before by its end', async () => {
  const listed = async () => (await ask('GET', '/v1/providers')).providers;
  const first = await ask('POST', '/v1/providers', { dialect: 'twilio', secret: secrets[0] });
  expect(first).toEqual({ dialect: 'twilio', set_at: moment });
  await ask('POST', '/v1/providers', { dialect: 'plivo', secret: secrets[0] });
  expect(await listed()).toContainEqual(first);
  const second = await ask('POST', '/v1/providers', { dialect: 'twilio', secret: secrets[1] });
  expect(second).toEqual({ dialect: 'twilio', set_at: moment, previous_until: moment });
  expect(Date.parse(second.set_at)).toBeGreaterThan(Date.parse(first.set_at));
  const day = 86_400_000;
  expect(Math.abs(Date.parse(second.previous_until) - Date.parse(second.set_at) - day)).toBeLessThan(60_000);
  const third = { dialect: 'twilio', secret: secrets[0], ends_previous: true };
  expect(await ask('POST', '/v1/providers', third)).toEqual({ dialect: 'twilio', set_at: moment });
  expect(JSON.stringify(await listed())).not.toMatch(/of-the-secrets/);
  await ask('DELETE', '/v1/providers/twilio');
  expect(await listed()).toEqual([{ dialect: 'plivo', set_at: moment }]);
});

test('settings and secret of a provider of text messages have each their own moment', async () => {
  const listed = async () => (await ask('GET', '/v1/sms-providers')).providers[0];
  const set = await ask('POST', '/v1/sms-providers', {
    ...{ dialect: 'africastalking', username: 'fresh', key: secrets[0] },
  });
  expect(set).toMatchObject({ settings: true, settings_set_at: moment, secret: false });
  expect(set).not.toHaveProperty('secret_set_at');
  await ask('POST', '/v1/sms-providers/africastalking/secret', {});
  const both = await listed();
  expect(both).toMatchObject({ settings_set_at: set.settings_set_at, secret: true, secret_set_at: moment });
  await ask('POST', '/v1/sms-providers/africastalking/secret', {});
  const renewed = await listed();
  expect(renewed).toMatchObject({ settings_set_at: set.settings_set_at, secret_previous_until: moment });
  expect(Date.parse(renewed.secret_set_at)).toBeGreaterThan(Date.parse(both.secret_set_at));
  expect(renewed).not.toHaveProperty('settings_previous_until');
  expect(JSON.stringify(renewed)).not.toMatch(/of-the-secrets|oss_/);
});

test('each secret of a sender has its own moment, which no other change moves', async () => {
  const path = '/v1/senders/30000000001';
  const listed = async () => (await ask('GET', '/v1/senders')).senders[0];
  await ask('POST', '/v1/senders', {
    ...{ phone_number_id: '30000000001', number: '+14155550199', app_secret: 'a'.repeat(32) },
  });
  const first = await listed();
  expect(first).toMatchObject({ app_secret: { set_at: moment }, verify_token: { set_at: moment } });
  expect(first).not.toHaveProperty('access_token');
  await ask('PATCH', path, { number: '+14155550198', access_token: 'EAAtoken-of-twenty-letters' });
  expect(await listed()).toEqual({
    ...{ ...first, number: '+14155550198', access_token: { set_at: moment } },
  });
  await ask('POST', `${path}/verify-token`, {});
  const renewed = await listed();
  expect(renewed.verify_token).toEqual({ set_at: moment, previous_until: moment });
  expect(renewed.app_secret).toEqual(first.app_secret);
  await ask('POST', `${path}/verify-token`, { ends_previous: true });
  expect((await listed()).verify_token).toEqual({ set_at: moment });
});
