// Who floods the webhook with what Meta did not sign: counted, slowed down, and in nobody's way but their
// own.

import { createSecretKey, randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { rateLimits } from '../../../ledger/auth/rate-limit.ts';
import { createApi } from '../../../ledger/http/server/api.ts';
import { requestTimeoutMs, unverified, webhookBytesMax } from '../../../ledger/http/server/limits.ts';
import { type Listening, listen } from '../../../ledger/http/server/listen.ts';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import { createRateLimits } from '../../../ledger/storage/visitor/rate-limits.ts';
import { createMetrics, type Metrics } from '../../../ledger/telemetry/metrics.ts';
import { type CloudApi, cloudApi } from '../../support/cloud-api.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { expectProblem } from '../requests.ts';

const few = 3;
const [stranger, neighbour, metaHome] = ['198.51.100.7', '198.51.100.9', '203.0.113.20'];
const forged = `sha256=${'0'.repeat(64)}`;

let ledger: TestLedger;
let meta: CloudApi;
let other: CloudApi;
let server: Listening;
let metrics: Metrics;

beforeAll(async () => {
  ledger = await testLedger();
  meta = await cloudApi(ledger, ledger.business);
  await addBusiness(ledger.ledger, { id: 'other-shop', name: 'Other Shop' });
  other = await cloudApi(ledger, 'other-shop');
});
beforeEach(async () => {
  const webhook_refused = [{ requests: few, seconds: 60 }];
  const limits = createRateLimits(createSecretKey(randomBytes(32)), { ...rateLimits, webhook_refused });
  metrics = createMetrics();
  const app = createApi({ ...ledger.ledger, limits }, { trustedProxies: 1, metrics });
  server = await listen(app, { host: '127.0.0.1', port: 0 });
  return () => server.stop();
});
afterAll(() => ledger?.stop());

const pathOf = (business: string) => `/v1/webhooks/whatsapp/${business}`;

function post(
  api: CloudApi,
  from: string,
  signature?: string,
  business = ledger.business,
): Promise<Response> {
  const body = api.delivery({ from: '14155550142', body: 'Hello' });
  const headers = {
    ...{ 'content-type': 'application/json', 'x-forwarded-for': from },
    'x-hub-signature-256': signature ?? api.sign(body),
  };
  return fetch(`http://127.0.0.1:${server.port}${pathOf(business)}`, { method: 'POST', headers, body });
}

async function flood(from: string): Promise<void> {
  for (let i = 0; i < few; i++) await expectProblem(post(meta, from, forged), 'signature_invalid');
}

const refusals = async (reason: string) =>
  Number(
    new RegExp(`optmark_webhooks_refused_total\\{reason="${reason}"\\} (\\d+)`).exec(
      await metrics.text(),
    )?.[1] ?? 0,
  );

describe('after some forged signatures', () => {
  test('their network is told to wait, whatever it sends', async () => {
    await flood(stranger);
    const answer = await post(meta, neighbour);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    await expectProblem(Promise.resolve(answer), 'rate_limited');
  });

  test('so are all of an IPv6 /48, which is one rented server', async () => {
    await flood('2001:db8:1:100::1');
    await expectProblem(post(meta, '2001:db8:1:200::1'), 'rate_limited');
    expect((await post(meta, '2001:db8:2:100::1')).status).toBe(200);
  });

  test('nobody else is', async () => {
    await flood(stranger);
    expect((await post(meta, metaHome)).status).toBe(200);
  });

  test('that network is still heard for other businesses', async () => {
    await flood(stranger);
    expect((await post(other, stranger, undefined, 'other-shop')).status).toBe(200);
  });

  test('each is counted by its reason', async () => {
    await flood(stranger);
    await expectProblem(post(meta, stranger, forged), 'rate_limited');
    expect([await refusals('signature_invalid'), await refusals('rate_limited')]).toEqual([few, 1]);
  });
});

test('what Meta signed is never counted, however much it is', async () => {
  for (let i = 0; i < few + 2; i++) expect((await post(meta, metaHome)).status).toBe(200);
  expect(await refusals('signature_invalid')).toBe(0);
});

test('bodies of no type, of no business and too large ones count as well', async () => {
  const nothing = () => post(meta, stranger, forged, 'nobody');
  for (let i = 0; i < few; i++) await expectProblem(nothing(), 'signature_invalid');
  await expectProblem(nothing(), 'rate_limited');
  const large = () =>
    fetch(`http://127.0.0.1:${server.port}${pathOf(ledger.business)}`, {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/json', 'x-forwarded-for': stranger },
        'x-hub-signature-256': forged,
      },
      body: ' '.repeat(webhookBytesMax + 1),
    });
  for (let i = 0; i < few; i++) await expectProblem(large(), 'too_large');
  await expectProblem(post(meta, stranger, forged), 'rate_limited');
});

describe('bodies whose signature is not known yet', () => {
  const open: Socket[] = [];
  afterEach(() => {
    for (const socket of open.splice(0)) socket.destroy();
  });

  /** Sends nearly all of a body, and waits. */
  function almost(bytes: number, from = stranger): Promise<string> {
    const socket = connect(server.port, '127.0.0.1', () => {
      socket.write(
        `POST ${pathOf(ledger.business)} HTTP/1.1\r\nhost: x\r\nx-forwarded-for: ${from}\r\n` +
          `x-hub-signature-256: ${forged}\r\ncontent-type: application/json\r\n` +
          `content-length: ${webhookBytesMax}\r\n\r\n`,
      );
      socket.write(Buffer.alloc(bytes, ' '));
    });
    socket.on('error', () => {});
    open.push(socket);
    return new Promise<string>((resolve) => socket.once('data', (chunk) => resolve(String(chunk))));
  }

  /**
   * Larger ones and then ever smaller ones, each from the next address, until there is room for none of them.
   */
  async function fill(addressOf: (n: number) => string): Promise<void> {
    let n = 0;
    const isKept = async (bytes: number) => {
      const kept = new Promise<true>((resolve) => setTimeout(resolve, 40, true));
      return Promise.race([almost(bytes, addressOf(n++)).then(() => false), kept]);
    };
    for (const bytes of [webhookBytesMax - 1, 700_000, 100_000, 15_000, 2_000, 300]) {
      while (await isKept(bytes));
    }
  }

  test('fill the share of their network and no more; Meta goes on delivering', async () => {
    const each = webhookBytesMax - 1;
    const asked = Array.from({ length: Math.ceil(unverified.unknownShare / each) }, () => almost(each));
    const refused = await Promise.race(asked);
    expect(refused).toMatch(/^HTTP\/1\.1 503 /);
    expect(refused.toLowerCase()).toContain('retry-after: 5');
    expect(refused).toContain('"code":"overloaded"');
    expect(await refusals('overloaded')).toBeGreaterThanOrEqual(1);
    expect((await post(meta, metaHome)).status).toBe(200);
  });

  test('of one IPv6 /48 are those of one network: others are heard, also who never was before', async () => {
    await fill((n) => `2001:db8:1:${(n % 256).toString(16)}00::1`);
    expect((await post(meta, metaHome)).status).toBe(200);
  });

  test('of however many networks leave room for Meta, where it was heard from before', async () => {
    expect((await post(meta, metaHome)).status).toBe(200);
    await fill((n) => `198.51.${n}.7`);
    expect((await post(meta, metaHome)).status).toBe(200);
    expect((await post(other, metaHome, undefined, 'other-shop')).status).toBe(200);
  });

  test('are given up where they stop coming, long before all of a request’s time is over', async () => {
    const asked = performance.now();
    expect(await almost(1_000)).toMatch(/^HTTP\/1\.1 408 /);
    expect(performance.now() - asked).toBeLessThan(requestTimeoutMs - 5_000);
    expect(await refusals('too_slow')).toBe(1);
  });
});
