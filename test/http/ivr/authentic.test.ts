// Every request of a call is a provider's, by its signature or by the secret of this one flow. Anything else
// is refused with one answer, and leaves no row anywhere.

import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rateLimits } from '../../../ledger/auth/rate-limit.ts';
import { type DialectName, dialects } from '../../../ledger/channels/ivr/dialects.ts';
import { createApi } from '../../../ledger/http/server/api.ts';
import { listen } from '../../../ledger/http/server/listen.ts';
import {
  endFlowSecret,
  endProvider,
  newFlowSecret,
  setProvider,
} from '../../../ledger/operations/flow/secrets.ts';
import { publish } from '../../../ledger/operations/notice/notices.ts';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import { openDatabase } from '../../../ledger/storage/database/connection.ts';
import { createRateLimits } from '../../../ledger/storage/visitor/rate-limits.ts';
import { createLogger } from '../../../ledger/telemetry/logger.ts';
import { orderUpdates, type TestLedger, testLedger } from '../../support/ledger.ts';
import { get } from '../requests.ts';
import { Call, type Line, publishedLine, recordsOf } from './line.ts';

let shop: TestLedger;
let line: Line;
/** Another business's, and another flow's of the same business. */
const others: Line[] = [];
beforeAll(async () => {
  shop = await testLedger();
  line = await publishedLine(shop);
  others.push(await publishedLine(shop, { id: 'other-line' }));
  const other = 'acme';
  await addBusiness(shop.ledger, { id: other, name: 'Acme' });
  await publish(shop.ledger, other, orderUpdates, 'test');
  others.push(await publishedLine({ ...shop, business: other }));
});
afterAll(() => shop?.stop());

async function rows(): Promise<unknown> {
  const db = openDatabase({ url: shop.config.databaseUrl!, clients: 1 });
  const [found] = await db.sql`
    select (select count(*) from ivr_calls) as calls, (select count(*) from subjects) as people,
      (select size from log_head) as size`;
  await db.end();
  return found;
}

const begin = { call: 'c-1', caller: '+919876543031' };
const names = Object.keys(dialects) as DialectName[];
const at = (dialect: string, flow: Line = line) => flow.url.replace('/json/', `/${dialect}/`);

/** What comes back without a signature. */
const bare = (url: string, method: 'GET' | 'POST', headers: Record<string, string> = {}) =>
  fetch(method === 'GET' ? `${url}?${new URLSearchParams(begin)}` : url, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(method === 'POST' && { body: JSON.stringify(begin) }),
  });

describe.each(names)('%s', (dialect) => {
  test('is refused without a secret, and with one of another flow or business, and leaves nothing', async () => {
    const before = await rows();
    for (const method of ['GET', 'POST'] as const) {
      const wrong = [
        bare(at(dialect), method),
        bare(`${at(dialect)}/`, method),
        ...['', 'ofs_', `${line.secret}x`, shop.keys.admin, ...others.map(({ secret }) => secret)].flatMap(
          (secret) => [
            bare(`${at(dialect)}/${secret}x`.replace(/x$/, ''), method),
            bare(at(dialect), method, { authorization: `Bearer ${secret}` }),
            bare(at(dialect), method, { authorization: `Basic ${btoa(`any:${secret}`)}` }),
          ],
        ),
        ...others.map((other) => bare(`${at(dialect, other)}/${line.secret}`, method)),
        bare(`${shop.url}/v1/ivr/${dialect}/nobody/nothing/${line.secret}`, method),
      ];
      for (const answer of await Promise.all(wrong)) expect([401, 404]).toContain(answer.status);
    }
    expect(await rows()).toEqual(before);
  });
});

test('every refusal is the same, whatever is unknown, and asks for a password', async () => {
  const places = [
    line.url,
    `${shop.url}/v1/ivr/json/nobody/order-line`,
    `${shop.url}/v1/ivr/json/fresh-produce/no-such-line`,
  ];
  const answers = await Promise.all(places.map((url) => bare(url, 'POST')));
  const seen = await Promise.all(answers.map(async (answer) => [answer.status, await answer.text()]));
  expect(new Set(seen.map(String)).size).toBe(1);
  expect(answers[0]!.headers.get('www-authenticate')).toContain('Basic');
});

test('the secret is taken as Bearer, as a Basic password, and as the last part of the path', async () => {
  const { secret, url } = line;
  for (const answer of [
    bare(url, 'POST', { authorization: `bearer ${secret}` }),
    bare(url, 'GET', { authorization: `Basic ${btoa(`anyone:${secret}`)}` }),
    bare(`${url}/${secret}`, 'POST'),
    bare(`${url}/${secret}`, 'GET'),
  ]) {
    expect(await (await answer).json()).toMatchObject({ result: 'going_on' });
  }
});

test('what comes by the path goes on by the path', async () => {
  const answer = await (await bare(`${line.url}/${line.secret}`, 'POST')).json();
  expect(answer.next).toBe(`https://ledger.example/v1/ivr/json/fresh-produce/order-line/${line.secret}?s=1`);
});

test('two secrets are good at a time; one that ended, or was replaced at once, is not', async () => {
  const { ledger, business } = shop;
  const own = await publishedLine(shop, { id: 'renewed-line' });
  const isGood = async (secret: string) => (await new Call(own).post({ call: 'c' }, secret)).status === 200;
  const second = await newFlowSecret(ledger, business, own.flow);
  expect([await isGood(own.secret), await isGood(second)]).toEqual([true, true]);
  const third = await newFlowSecret(ledger, business, own.flow);
  expect([await isGood(own.secret), await isGood(second), await isGood(third)]).toEqual([false, true, true]);
  const fourth = await newFlowSecret(ledger, business, own.flow, { endsPrevious: true });
  expect([await isGood(third), await isGood(fourth)]).toEqual([false, true]);
  await endFlowSecret(ledger, business, own.flow);
  expect(await isGood(fourth)).toBe(false);
});

describe('a provider that signs', () => {
  const [token, next] = ['0123456789abcdef0123456789abcdef', 'fedcba9876543210fedcba9876543210'];
  const url = 'https://ledger.example/v1/ivr/twilio/fresh-produce/order-line';
  const fields = (over: object = {}) => ({
    ...{ CallSid: 'CA1', From: '+919876543032', To: '+14155550199', CallStatus: 'in-progress' },
    ...over,
  });

  const signed = (sent: Record<string, string>, secret: string, path = '', over: object = {}) => {
    const text = Object.keys(sent)
      .sort()
      .map((name) => name + sent[name])
      .join('');
    const signature = createHmac('sha1', secret)
      .update(url + path + text)
      .digest('base64');
    return fetch(at('twilio') + path, {
      method: 'POST',
      headers: { 'x-twilio-signature': signature },
      body: new URLSearchParams({ ...sent, ...over }),
    });
  };

  beforeAll(() => setProvider(shop.ledger, shop.business, 'twilio', token));
  afterAll(() => endProvider(shop.ledger, shop.business, 'twilio'));

  test('needs no secret, and vouches for more', async () => {
    expect(await (await signed(fields(), token)).text()).toContain('<Gather');
    await signed(fields({ Digits: '1' }), token, '?s=1');
    expect(await recordsOf(shop, '+919876543032')).toMatchObject([
      { kind: 'opt_in', grade: 'E3', evidence: { dialect: 'twilio', number: 'caller' } },
    ]);
  });

  test('vouches for no number that an unsigned request has named', async () => {
    const call = fields({ CallSid: 'CA9', From: '+919876543039' });
    const body = new URLSearchParams(call);
    expect((await fetch(`${at('twilio')}/${line.secret}`, { method: 'POST', body })).status).toBe(200);
    await signed({ ...call, From: '+919876543038', Digits: '1' }, token, '?s=1');
    for (const number of ['+919876543038', '+919876543039'])
      expect(await recordsOf(shop, number)).toEqual([]);
    await signed({ ...call, Digits: '1' }, token, '?s=1');
    expect(await recordsOf(shop, '+919876543039')).toMatchObject([{ kind: 'opt_in', grade: 'E2' }]);
  });

  test('is refused with a digit changed, with the flow’s secret as well, and nothing is stored', async () => {
    const before = await rows();
    const changed = await signed(fields({ CallSid: 'CA2', Digits: '2' }), token, '', { Digits: '1' });
    expect(changed.status).toBe(401);
    const forged = await signed(fields({ CallSid: 'CA2' }), 'x'.repeat(32), `/${line.secret}`);
    expect(forged.status).toBe(401);
    expect(await rows()).toEqual(before);
  });

  test('may change its secret: both are good for a day, or the one before ends at once', async () => {
    await setProvider(shop.ledger, shop.business, 'twilio', next);
    const isGood = async (secret: string) =>
      (await signed(fields({ CallSid: 'CA3' }), secret)).status === 200;
    expect([await isGood(token), await isGood(next)]).toEqual([true, true]);
    await setProvider(shop.ledger, shop.business, 'twilio', token, { endsPrevious: true });
    expect([await isGood(token), await isGood(next)]).toEqual([true, false]);
  });

  test('may still use the flow’s secret where it signs nothing, and vouches for less', async () => {
    const post = (path: string, over: object) =>
      fetch(`${at('twilio')}/${line.secret}${path}`, {
        method: 'POST',
        body: new URLSearchParams(fields({ CallSid: 'CA4', From: '+919876543033', ...over })),
      });
    await post('', {});
    await post('?s=1', { Digits: '1' });
    expect(await recordsOf(shop, '+919876543033')).toMatchObject([{ kind: 'opt_in', grade: 'E2' }]);
  });
});

test('strangers shut nobody’s line: only their own requests are refused for their number', async () => {
  const limits = createRateLimits(createSecretKey(randomBytes(32)), rateLimits);
  const app = createApi({ ...shop.ledger, limits }, { trustedProxies: 1 });
  const server = await listen(app, { host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${server.port}${new URL(line.url).pathname}`;
  const ask = (secret: string, call: string) =>
    fetch(url, {
      method: 'POST',
      body: JSON.stringify({ call, caller: '+919876543035' }),
      headers: {
        ...{ 'content-type': 'application/json', authorization: `Bearer ${secret}` },
        'x-forwarded-for': '203.0.113.77',
      },
    });
  for (let sent = 0; sent < 300; sent++) expect((await ask('ofs_wrong', 'strange')).status).toBe(401);
  expect((await ask('ofs_wrong', 'strange')).status).toBe(429);
  expect((await ask(line.secret, 'authentic')).status).toBe(200);
  await server.stop();
});

test('nothing below the route, of the query or of the body is in a log line or a metric', async () => {
  const lines: string[] = [];
  const logger = createLogger({ level: 'debug', destination: { write: (one) => void lines.push(one) } });
  const app = createApi(shop.ledger, { logger });
  const path = new URL(line.url).pathname;
  const ask = (url: string, body: object) =>
    app.request(url, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
  await ask(`${path}/${line.secret}`, { call: 'logged-call', caller: '+919876543034' });
  await ask(`${path}/${line.secret}?s=1`, { call: 'logged-call', digits: '1' });
  await ask(`${path}/${line.secret}?s=1&caller=919876543034`, {
    call: 'logged-call',
    nonsense: '+919876543034',
  });
  await ask(`${path}/wrong-secret`, { call: 'logged-call' });
  const said = lines.join('');
  expect(said).toContain('/v1/ivr/{dialect}/{business}/{flow}');
  for (const secret of [line.secret, 'wrong-secret', 'logged-call', '9876543034', '?s=1', 'order-line'])
    expect([secret, said.includes(secret)]).toEqual([secret, false]);
  expect(await (await get(`${shop.url}/metrics`, shop.keys.admin)).text()).not.toContain('ofs_');
});
