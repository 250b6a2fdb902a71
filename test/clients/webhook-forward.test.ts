// Carrying webhooks to addresses that anybody may have named.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createWebhookCarrier, type ForwardOptions } from '../../ledger/clients/webhook-forward.ts';
import type { WebhookCarrier } from '../../ledger/operations/forward/store.ts';
import { selfSigned } from '../support/postgres/certificate.ts';
import { until } from '../support/until.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';

const name = 'receiver.example';
const identity = selfSigned(name);
let receiver: WebhookReceiver;
let secure: WebhookReceiver;
const carriers: WebhookCarrier[] = [];

beforeAll(async () => {
  receiver = await WebhookReceiver.start();
  secure = await WebhookReceiver.start(identity);
});
beforeEach(() => {
  for (const one of [receiver, secure]) {
    one.manner = 200;
    one.received.splice(0);
  }
});
afterEach(() => {
  for (const carrier of carriers.splice(0)) carrier.close();
});
afterAll(async () => {
  await receiver.stop();
  await secure.stop();
});

const webhook = {
  body: Buffer.from('{"object":"whatsapp_business_account","entry":[]}\n'),
  contentType: 'application/json; charset=utf-8',
  signature: `sha256=${'ab'.repeat(32)}`,
};
const never = new AbortController().signal;
const limits = { connectTimeoutMs: 400, attemptTimeoutMs: 500, answerBytesMax: 1000 };

function carry(url: string, options: ForwardOptions = {}, gone = never) {
  const carrier = createWebhookCarrier({ limits, ...options });
  carriers.push(carrier);
  return carrier.carry(url, webhook, gone);
}

const here: ForwardOptions = { toThisMachine: true };
const securely = (over: ForwardOptions = {}) =>
  carry(`https://${name}:${secure.port}/in`, {
    ...here,
    authority: identity.cert,
    resolve: async () => ['127.0.0.1'],
    ...over,
  });
const nothingCame = () => expect([...receiver.received, ...secure.received]).toEqual([]);

describe('what arrives', () => {
  test('is what Meta sent, byte for byte, with its signature, and no credential', async () => {
    expect(await securely()).toBe('delivered');
    const [got] = secure.received;
    expect(got).toMatchObject({ method: 'POST', path: '/in', body: webhook.body });
    const { host, connection, ...headers } = got!.headers;
    expect(headers).toEqual({
      'content-type': webhook.contentType,
      'content-length': String(webhook.body.length),
      'x-hub-signature-256': webhook.signature,
      'user-agent': 'Optmark',
    });
    expect([host, connection]).toEqual([`${name}:${secure.port}`, 'keep-alive']);
  });

  test('comes over a connection that is used again', async () => {
    const carrier = createWebhookCarrier({ ...here, limits });
    carriers.push(carrier);
    const before = receiver.connections;
    for (let i = 0; i < 5; i++) expect(await carrier.carry(receiver.url, webhook, never)).toBe('delivered');
    expect([receiver.connections - before, receiver.received.length]).toEqual([1, 5]);
  });
});

describe('an answer', () => {
  test.for([
    [200, 'delivered'],
    [202, 'delivered'],
    [204, 'delivered'],
    [302, 'redirected'],
    [404, 'refused'],
    [410, 'refused'],
    [429, 'refused'],
    [500, 'failed'],
    [503, 'failed'],
  ] as const)('of %i is: %s', async ([status, outcome]) => {
    receiver.manner = status;
    expect(await carry(receiver.url, here)).toBe(outcome);
  });

  test('that names another address is not followed there', async () => {
    receiver.manner = 307;
    receiver.location = receiver.url.replace('/whatsapp', '/elsewhere');
    expect(await carry(receiver.url, here)).toBe('redirected');
    expect(receiver.received).toHaveLength(1);
  });

  test('without an end is cut, and its status counts', async () => {
    receiver.manner = 'endless answer';
    expect(await carry(receiver.url, { ...here, limits: { ...limits, attemptTimeoutMs: 60_000 } })).toBe(
      'delivered',
    );
  });

  test('that stops in its middle is cut in time, and its status counts', async () => {
    receiver.manner = 'slow answer';
    expect(await carry(receiver.url, here)).toBe('delivered');
  });

  test('that never comes is not waited for', async () => {
    receiver.manner = 'silent';
    expect(await carry(receiver.url, here)).toBe('timed_out');
  });

  test('that breaks off before it begins is none', async () => {
    receiver.manner = 'hang up';
    expect(await carry(receiver.url, here)).toBe('unreachable');
  });

  test('nobody gives is none', async () => {
    const gone = await WebhookReceiver.start();
    const { url } = gone;
    await gone.stop();
    expect(await carry(url, here)).toBe('unreachable');
  });

  test('is not waited for by a node that stops', async () => {
    receiver.manner = 'silent';
    const stopping = new AbortController();
    const carried = carry(receiver.url, { ...here, limits: {} }, stopping.signal);
    await until(() => receiver.received.length === 1, 'it is asked');
    stopping.abort();
    expect(await carried).toBe('unreachable');
  });
});

describe('never asked, whatever was registered', () => {
  test.for([
    'http://receiver.example/in',
    'https://user:password@receiver.example/in',
    'https://127.0.0.1/in',
    'https://2130706433/in',
    'https://0x7f.1/in',
    'https://[::1]/in',
    'https://[::ffff:127.0.0.1]/in',
    'https://169.254.169.254/latest/meta-data/',
    'https://93.184.215.14/in',
    'ftp://receiver.example/in',
    'file:///etc/passwd',
    'nonsense',
  ])('%s', async (url) => {
    expect(await carry(url, { resolve: async () => ['127.0.0.1'] })).toBe('address_refused');
    nothingCame();
  });

  test('this machine over http, but where development is configured', async () => {
    expect(await carry(receiver.url)).toBe('address_refused');
    expect(await carry(receiver.url.replace('127.0.0.1', 'localhost'), here)).toBe('address_refused');
    expect(await carry('http://192.168.0.1/in', here)).toBe('address_refused');
    expect(await carry('http://127.0.0.2/in', here)).toBe('address_refused');
    nothingCame();
  });

  test.for([
    ['of this machine', ['127.0.0.1']],
    ['private', ['10.0.0.1']],
    ['of a cloud’s metadata', ['169.254.169.254']],
    ['of this machine, in another spelling', ['::ffff:127.0.0.1']],
    ['none', []],
    ['public, and one private beside it', ['93.184.215.14', '192.168.1.1']],
  ] as const)('a name whose address is %s', async ([, addresses]) => {
    const resolve = async () => [...addresses];
    expect(await securely({ toThisMachine: false, resolve })).toBe('address_refused');
    nothingCame();
  });

  test('not even in development: what is neither public nor this machine', async () => {
    expect(await securely({ resolve: async () => ['10.0.0.1'] })).toBe('address_refused');
    expect(await securely({ resolve: async () => ['127.0.0.1', '169.254.169.254'] })).toBe('address_refused');
  });
});

describe('a name that changes its mind (DNS rebinding)', () => {
  test('is asked once a connection: what was checked is what is connected to', async () => {
    const answers = [['192.0.2.77'], ['127.0.0.1']];
    let asked = 0;
    const resolve = async () => answers[asked++] ?? ['127.0.0.1'];
    expect(await securely({ toThisMachine: false, resolve })).toBe('address_refused');
    expect(asked).toBe(1);
    nothingCame();
  });

  test('gains nothing after a first answer that was public', async () => {
    // A public address where nobody answers; what matters is that nobody here is asked instead.
    const answers = [['192.31.196.1']];
    const resolve = async () => answers.shift() ?? ['127.0.0.1'];
    const outcome = await securely({ toThisMachine: false, resolve });
    expect(['timed_out', 'unreachable']).toContain(outcome);
    nothingCame();
  });
});

describe('a certificate', () => {
  test('that nobody vouches for is not believed', async () => {
    const options = { ...here, resolve: async () => ['127.0.0.1'] };
    expect(await carry(`https://${name}:${secure.port}/in`, options)).toBe('unreachable');
    nothingCame();
  });

  test('of another name is not believed', async () => {
    const other = `https://other.example:${secure.port}/in`;
    const options = { ...here, authority: identity.cert, resolve: async () => ['127.0.0.1'] };
    expect(await carry(other, options)).toBe('unreachable');
    nothingCame();
  });
});

test('a name that cannot be resolved in time is given up', async () => {
  expect(await securely({ resolve: () => new Promise(() => {}) })).toBe('timed_out');
  const resolve = () => Promise.reject(new Error('no such name'));
  expect(await securely({ resolve })).toBe('unreachable');
});
