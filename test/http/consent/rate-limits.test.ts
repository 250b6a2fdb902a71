// Who is told to wait, over HTTP; behind one proxy, so that a test can come from anywhere.

import { createSecretKey, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { rateLimits } from '../../../ledger/auth/rate-limit.ts';
import { createApi } from '../../../ledger/http/server/api.ts';
import { type Listening, listen } from '../../../ledger/http/server/listen.ts';
import { newCustomerSecret } from '../../../ledger/operations/visitor/customer.ts';
import { createRateLimits } from '../../../ledger/storage/visitor/rate-limits.ts';
import { customerToken } from '../../support/customer-token.ts';
import { shopOrigin, type TestLedger, testLedger } from '../../support/ledger.ts';
import { type Claims, Page } from '../page.ts';
import { type Body, expectProblem, ivrOptIn, post } from '../requests.ts';

let shared: TestLedger;
let secret: string;
let server: Listening;
let url: string;
let used = 0;
/** A number nobody has used before. */
const fresh = () => `+9198765431${String(used++).padStart(2, '0')}`;

beforeAll(async () => {
  shared = await testLedger();
  secret = await newCustomerSecret(shared.ledger, shared.business, shared.site);
});
afterAll(() => shared.stop());

const few = (requests: number) => [{ requests, seconds: 60 }];

/** A server that counts anew, with few requests of some kinds. */
async function counting(limits: Partial<Record<keyof typeof rateLimits, ReturnType<typeof few>>>) {
  const counters = createRateLimits(createSecretKey(randomBytes(32)), { ...rateLimits, ...limits });
  const app = createApi({ ...shared.ledger, limits: counters }, { trustedProxies: 1 });
  server = await listen(app, { host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${server.port}`;
}
afterEach(() => server.stop());

/** A page in a browser at this address; each header it sends has gone through the proxy. */
class DistantPage extends Page {
  readonly address: string;
  constructor(address: string, origin = shopOrigin) {
    // Notices are fetched and nonces are made where nothing is counted.
    super(shared, origin);
    this.address = address;
  }
  override async post(path: string, mediaType: string, body: string) {
    const headers = { 'content-type': mediaType, origin: this.origin, 'x-forwarded-for': this.address };
    return fetch(url + path, { method: 'POST', headers, body });
  }
  override async nonce(): Promise<string> {
    const near = new Page(shared);
    Object.assign(near, { keys: this.keys });
    return near.nonce();
  }
}
const from = (address: string, origin?: string) => new DistantPage(address, origin);
const evilOrigin = 'https://evil.example';
const opt = async (page: Page, number: string, over: Claims = {}) => page.optIn(number, over);

const tokenOf = (number: string) => customerToken(secret, { site: shared.site, number });
const look = (page: Page, token: string) =>
  page.post('/v1/customers/consent', 'application/json', JSON.stringify({ customer_token: token }));

async function expectToWait(answer: Promise<Response>): Promise<void> {
  const response = await answer;
  const seconds = Number(response.headers.get('retry-after'));
  await expectProblem(response, 'rate_limited');
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(86_400);
}

describe('one network', () => {
  beforeEach(() => counting({ network: few(3) }));

  test('is told to wait, whatever it asks for and from whichever of its addresses; another is not', async () => {
    expect((await from('203.0.113.1').askNonce()).status).toBe(200);
    const query = new URLSearchParams({ site: shared.site, notice: 'order-updates' });
    const notice = (address: string) =>
      fetch(`${url}/v1/notices/current?${query}`, { headers: { 'x-forwarded-for': address } });
    expect((await notice('203.0.113.2')).status).toBe(200);
    expect((await opt(from('203.0.113.3'), fresh())).status).toBe(201);
    await expectToWait(notice('203.0.113.4'));
    await expectToWait(from('203.0.113.5').askNonce());
    await expectToWait(opt(from('203.0.113.6'), fresh()));
    expect((await from('198.51.100.1').askNonce()).status).toBe(200);
  });

  test('is counted as well for what is refused: site keys and tokens cannot be guessed at any speed', async () => {
    const page = from('203.0.113.20');
    await expectProblem(page.askNonce({ site: 'pk_guess' }), 'not_found');
    await expectProblem(look(page, 'a.b.c'), 'customer_token_invalid');
    await expectProblem(look(page, `${tokenOf(fresh()).slice(0, -4)}AAAA`), 'customer_token_invalid');
    await expectToWait(page.askNonce({ site: 'pk_guess' }));
  });

  test('is not counted for whoever has a customer token', async () => {
    const page = from('203.0.113.30');
    for (let n = 0; n < 5; n += 1) {
      const token = tokenOf(fresh());
      expect((await page.askNonce({ customer_token: token })).status).toBe(200);
      expect((await look(page, token)).status).toBe(200);
    }
  });

  test('is counted apart for stopping: a flood of opt-ins does not keep anybody from it', async () => {
    const page = from('203.0.113.40');
    const { record }: Body = await (await opt(page, fresh())).json();
    for (let n = 0; n < 5; n += 1) await page.askNonce();
    await expectToWait(page.askNonce());
    expect((await page.postOptOut(page.sign(page.optOutClaims(record)))).status).toBe(201);
  });

  test('cannot be feigned by sending more of X-Forwarded-For', async () => {
    for (let n = 0; n < 3; n += 1) await from(`10.0.${n}.1, 203.0.113.50`).askNonce();
    await expectToWait(from('127.0.0.1, 203.0.113.50').askNonce());
  });

  test('cannot be feigned to be this machine: what a proxy wrote is counted, whatever address it names', async () => {
    for (let n = 0; n < 3; n += 1) await from(`127.0.0.${n + 1}`).askNonce();
    await expectToWait(from('127.0.0.9').askNonce());
    for (let n = 0; n < 3; n += 1) await from('::1').askNonce();
    await expectToWait(from('::1').askNonce());
  });

  test('is no reason to refuse a server with a secret key', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.60' };
    for (let n = 0; n < 5; n += 1) {
      const answer = await post(`${url}/v1/opt-ins`, shared.keys.ingest, ivrOptIn(fresh()), headers);
      expect(answer.status).toBe(201);
    }
  });
});

describe('one number', () => {
  beforeEach(() => counting({ number: few(2) }));

  test('is opted in so many times, from wherever; then the answer is the same known or not', async () => {
    const [known, unknown] = [fresh(), fresh()];
    await post(`${url}/v1/opt-ins`, shared.keys.ingest, ivrOptIn(known));
    const answers: [number, string[], string[]][] = [];
    for (const number of [known, unknown]) {
      for (let n = 0; n < 3; n += 1) {
        const answer = await opt(from(`203.0.${n}.1`), number);
        const body: Body = await answer.json();
        answers.push([answer.status, [...answer.headers.keys()], Object.keys(body)]);
      }
    }
    expect(answers.map(([status]) => status)).toEqual([201, 201, 429, 201, 201, 429]);
    expect(answers.slice(3)).toEqual(answers.slice(0, 3));
  });

  test('however it is written', async () => {
    const number = fresh();
    await opt(from('203.0.113.1'), number);
    await opt(from('203.0.114.1'), `tel:${number}`);
    await expectToWait(opt(from('203.0.115.1'), number.slice(1)));
  });

  test('loses nothing to posts of another origin, or with a nonce that does not hold', async () => {
    const number = fresh();
    const nonce = await from('203.0.113.1').nonce();
    for (let n = 0; n < 3; n += 1) {
      await expectProblem(opt(from(`203.0.${n}.1`), number, { nonce }), 'nonce_invalid');
      await expectProblem(opt(from(`203.0.${n}.1`, evilOrigin), number), 'origin_not_allowed');
    }
    expect((await opt(from('203.0.113.1'), number)).status).toBe(201);
  });

  test('is counted apart for its customer token: a stranger’s posts do not keep its owner from opting in', async () => {
    const number = fresh();
    for (let n = 0; n < 2; n += 1) await opt(from(`203.0.${n}.1`), number);
    await expectToWait(opt(from('203.0.113.1'), number));
    const token = tokenOf(number);
    expect((await opt(from('203.0.113.1'), number, { customer_token: token })).status).toBe(201);
    // Nor the other way round: whether somebody opted in while signed in is told to nobody.
    const other = fresh();
    await opt(from('203.0.113.1'), other, { customer_token: tokenOf(other) });
    for (let n = 0; n < 2; n += 1) expect((await opt(from(`203.0.${n}.1`), other)).status).toBe(201);
  });

  test('can still be stopped and looked at with its customer token', async () => {
    const number = fresh();
    for (let n = 0; n < 3; n += 1) await opt(from(`203.0.${n}.1`), number);
    const page = from('203.0.113.1');
    const token = tokenOf(number);
    expect((await look(page, token)).status).toBe(200);
    const stop = page.post('/v1/opt-outs', 'application/json', JSON.stringify({ customer_token: token }));
    expect((await stop).status).toBe(201);
  });
});

describe('one /48 of IPv6', () => {
  const inside = (n: number) => from(`2001:db8:1:${n.toString(16)}00::1`);

  test('is told to wait, however many of its customers’ networks it asks from; another is not', async () => {
    await counting({ wider_network: few(3) });
    for (let n = 0; n < 3; n += 1) expect((await inside(n).askNonce()).status).toBe(200);
    await expectToWait(inside(3).askNonce());
    expect((await from('2001:db8:2::1').askNonce()).status).toBe(200);
    expect((await from('203.0.113.1').askNonce()).status).toBe(200);
  });

  test('cannot use up what the site shares from another origin', async () => {
    await counting({ site: few(1) });
    for (let n = 0; n < 3; n += 1) {
      const stranger = from(`2001:db8:1:${n}00::1`, evilOrigin);
      await expectProblem(stranger.askNonce(), 'origin_not_allowed');
    }
    expect((await inside(4).askNonce()).status).toBe(200);
  });

  test('cannot silence a site’s undo: no flood of them uses up another network’s', async () => {
    await counting({ site: few(2) });
    const page = inside(1);
    const { record }: Body = await (await opt(page, fresh())).json();
    for (let n = 0; n < 5; n += 1) {
      const stranger = inside(n + 2);
      await expectProblem(stranger.postOptOut(stranger.sign(stranger.optOutClaims(record))), 'forbidden');
    }
    expect((await page.postOptOut(page.sign(page.optOutClaims(record)))).status).toBe(201);
  });
});

describe('signatures', () => {
  beforeEach(() => counting({ network_signed: few(2) }));

  test('are looked into so often for one network, whether they hold or not, and then not at all', async () => {
    const page = from('203.0.113.80');
    const broken = () => page.sign({ kind: 'opt_in' }).slice(0, -4).concat('AAAA');
    await expectProblem(page.postOptIn(broken()), 'signature_invalid');
    await expectProblem(page.post('/v1/ownership', 'application/jose', broken()), 'signature_invalid');
    await expectToWait(page.postOptIn(broken()));
    await expectToWait(page.post('/v1/ownership', 'application/jose', broken()));
    await expectProblem(from('198.51.100.80').postOptIn(broken()), 'signature_invalid');
  });

  test('of an undo are counted apart from those of opt-ins', async () => {
    const page = from('203.0.113.81');
    const { record }: Body = await (await opt(page, fresh())).json();
    for (let n = 0; n < 3; n += 1) await page.postOptIn('junk');
    await expectToWait(page.postOptIn('junk'));
    expect((await page.postOptOut(page.sign(page.optOutClaims(record)))).status).toBe(201);
  });

  test('passed on by a server with a secret key are not counted', async () => {
    const page = from('203.0.113.82');
    const headers = { authorization: `Bearer ${shared.keys.ingest}`, 'content-type': 'application/jose' };
    for (let n = 0; n < 4; n += 1) {
      const body = page.sign(await new Page(shared).optInClaims(fresh(), { nonce: undefined }));
      const forwarded = { ...headers, 'x-forwarded-for': page.address };
      const answer = await fetch(`${url}/v1/opt-ins`, { method: 'POST', headers: forwarded, body });
      expect(answer.status).toBe(201);
    }
  });
});

describe('links to a person’s own page', () => {
  const from_ = (address: string) => ({ 'x-forwarded-for': address });
  const stop = (path: string, address: string) =>
    fetch(`${url}${path}/stop`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...from_(address) },
      body: 'List-Unsubscribe=One-Click',
    });
  async function linkOf(number: string): Promise<string> {
    const { link }: Body = await (
      await post(`${shared.url}/v1/opt-ins`, shared.keys.ingest, ivrOptIn(number))
    ).json();
    return new URL(link).pathname;
  }

  test('stop also where neighbours tried many that are none: a mail service’s addresses are shared by all', async () => {
    await counting({ network: few(2) });
    const link = await linkOf(fresh());
    for (let n = 0; n < 2; n += 1) expect((await stop('/p/x', '203.0.113.7')).status).toBe(404);
    await expectRefusedPage(stop('/p/x', '203.0.113.8'));
    expect((await stop(link, '203.0.113.9')).status).toBe(200);
    expect((await fetch(url + link, { headers: from_('203.0.113.9') })).status).toBe(200);
  });

  test('are counted one by one, from wherever they are followed, stops apart from looks', async () => {
    await counting({ link: few(2) });
    const [link, other] = [await linkOf(fresh()), await linkOf(fresh())];
    const look = (path: string, n: number) => fetch(url + path, { headers: from_(`203.0.${n}.1`) });
    for (let n = 0; n < 2; n += 1) expect((await look(link, n)).status).toBe(200);
    await expectRefusedPage(look(link, 2));
    expect((await look(other, 2)).status).toBe(200);
    expect((await stop(link, '203.0.113.1')).status).toBe(200);
    expect((await stop(link, '203.0.114.1')).status).toBe(200);
    await expectRefusedPage(stop(link, '203.0.115.1'));
  });

  async function expectRefusedPage(answer: Promise<Response>): Promise<void> {
    const { status, headers } = await answer;
    expect([status, Number(headers.get('retry-after')) > 0]).toEqual([429, true]);
  }
});

describe('a flood with one customer token', () => {
  const nonce = (token: string) => from('203.0.113.70').askNonce({ customer_token: token });
  const stop = (token: string) =>
    from('203.0.113.71').post('/v1/opt-outs', 'application/json', JSON.stringify({ customer_token: token }));

  test('uses up its own number’s share and not the site’s: another customer still looks, asks and stops', async () => {
    await counting({ number_look: few(2), number_nonce: few(2), site_customer: few(6) });
    const [mine, other] = [tokenOf(fresh()), tokenOf(fresh())];
    for (let n = 0; n < 2; n += 1) {
      expect((await look(from('203.0.113.70'), mine)).status).toBe(200);
      expect((await nonce(mine)).status).toBe(200);
    }
    for (let n = 0; n < 5; n += 1) {
      await expectToWait(look(from('203.0.113.70'), mine));
      await expectToWait(nonce(mine));
    }
    expect((await look(from('203.0.113.72'), other)).status).toBe(200);
    expect((await nonce(other)).status).toBe(200);
  });

  test('keeps nobody from stopping, even where the site’s share is used up', async () => {
    await counting({ site_customer: few(1), number_stop: few(2) });
    await look(from('203.0.113.70'), tokenOf(fresh()));
    await expectToWait(look(from('203.0.113.70'), tokenOf(fresh())));
    const token = tokenOf(fresh());
    expect((await stop(token)).status).toBe(201);
    expect((await stop(token)).status).toBe(201);
    await expectToWait(stop(token));
    expect((await stop(tokenOf(fresh()))).status).toBe(201);
  });
});

test('one site, and one country of it, are told to wait; whoever has a customer token is not', async () => {
  await counting({ site: few(4), calling_code: few(1) });
  expect((await opt(from('203.0.113.1'), fresh())).status).toBe(201);
  await expectToWait(opt(from('203.0.114.1'), fresh()));
  expect((await opt(from('203.0.115.1'), '+14155550187')).status).toBe(201);
  expect((await from('203.0.116.1').askNonce()).status).toBe(200);
  await expectToWait(from('203.0.117.1').askNonce());
  const number = fresh();
  expect((await opt(from('203.0.113.1'), number, { customer_token: tokenOf(number) })).status).toBe(201);
});

test('this very machine is not counted by its network, and no header is believed unless proxies are configured', async () => {
  await counting({ network: few(1) });
  const counters = createRateLimits(createSecretKey(randomBytes(32)), { ...rateLimits, network: few(1) });
  const app = createApi({ ...shared.ledger, limits: counters });
  const direct = await listen(app, { host: '127.0.0.1', port: 0 });
  const page = new Page({ url: `http://127.0.0.1:${direct.port}`, site: shared.site });
  for (let n = 0; n < 3; n += 1) {
    const answer = await page.post(
      '/v1/nonces',
      'application/json',
      JSON.stringify({ site: shared.site, notice: 'order-updates', version: 1, thumbprint: 'A'.repeat(43) }),
      { 'x-forwarded-for': '203.0.113.1' },
    );
    expect(answer.status).toBe(200);
  }
  await direct.stop();
});
