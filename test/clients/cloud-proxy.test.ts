import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createCloudProxy } from '../../ledger/clients/cloud-proxy.ts';
import {
  type CloudCall,
  CloudHeldBack,
  CloudNotReached,
  CloudSilent,
} from '../../ledger/operations/send/store.ts';
import { CloudApiServer, type Mood } from '../support/cloud-api-server.ts';
import { until } from '../support/until.ts';

let cloud: CloudApiServer;
beforeAll(async () => {
  cloud = await new CloudApiServer().start();
  cloud.addSender('1', 'EAAtoken');
});
afterAll(() => cloud.stop());
beforeEach(() => {
  cloud.mood = 'well';
  cloud.asked.splice(0);
});

type Message = CloudCall & { body: string };

const call = (over: Partial<Message> = {}): Message => ({
  method: 'POST',
  path: '/v23.0/1/messages',
  query: '',
  headers: { authorization: 'Bearer EAAtoken', 'content-type': 'application/json' },
  body: '{"messaging_product":"whatsapp","to":"+14155550142","text":{"body":"Hello"}}',
  ...over,
});
const proxy = (over = {}) => createCloudProxy(cloud.url, { sendTimeoutMs: 300, ...over });

test('whatever the path says, the call goes to the one address', async () => {
  for (const path of [
    '//evil.example/v23.0',
    '/\\evil.example',
    '/../x',
    '/@evil.example',
    '/v23.0?x=http://a#b',
  ]) {
    await proxy().send(call({ path }));
    expect(cloud.asked.at(-1)!.headers.host).toBe(cloud.url.host);
  }
});

test('a message is asked for only when the connection stands, and one that may not leave has not', async () => {
  const connected: number[] = [];
  let heard = '';
  const server = createServer((socket) => {
    connected.push(1);
    socket.on('data', (data) => {
      heard += data;
    });
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const held = createCloudProxy(new URL(`http://127.0.0.1:${port}`)).send(call(), async () => {
    while (connected.length === 0) await new Promise((resolve) => setImmediate(resolve));
    return false;
  });
  await expect(held).rejects.toBeInstanceOf(CloudHeldBack);
  expect(heard).not.toContain('Hello');
  await new Promise((resolve) => server.close(resolve));
});

test('a message has its length, as one that is not a stream', async () => {
  const body = '{"text":{"body":"नमस्ते"}}';
  await proxy().send(call({ body }));
  const { headers } = cloud.asked[0]!;
  expect(headers['content-length']).toBe(String(Buffer.byteLength(body)));
  expect(headers).not.toHaveProperty('transfer-encoding');
});

test('what concerns the caller’s connection stays here', async () => {
  const hops = {
    ...{
      connection: 'keep-alive, x-mine',
      'x-mine': '1',
      te: 'trailers',
      'proxy-authorization': 'Basic eA==',
    },
    ...{ host: 'ledger.example', cookie: 'a=b', forwarded: 'for=192.0.2.1', 'sec-fetch-site': 'same-site' },
    ...{ 'content-length': '3', 'idempotency-key': 'order-1', 'accept-encoding': 'br' },
  };
  await proxy().send(call({ headers: { ...call().headers, ...hops } }));
  const { headers } = cloud.asked[0]!;
  for (const name of ['x-mine', 'te', 'proxy-authorization', 'cookie', 'forwarded', 'idempotency-key']) {
    expect(headers).not.toHaveProperty(name);
  }
  expect(headers).toMatchObject({ host: cloud.url.host, 'accept-encoding': 'identity' });
});

describe('a message is asked for once, and what nobody knows is said so', () => {
  test.for<[string, Mood]>([
    ['it is slow', { slowMs: 800 }],
    ['it cuts the line', 'cuts'],
    ['it cuts its answer', 'cuts_answer'],
    ['its answer has no end', 'endless'],
  ])('when %s', async ([, mood]) => {
    cloud.mood = mood;
    await expect(proxy().send(call())).rejects.toBeInstanceOf(CloudSilent);
    expect(cloud.asked).toHaveLength(1);
  });

  test('and nobody there is told apart from nobody knows', async () => {
    const gone = await new CloudApiServer().start();
    const { url } = gone;
    await gone.stop();
    await expect(createCloudProxy(url).send(call())).rejects.toBeInstanceOf(CloudNotReached);
    const lost = createCloudProxy(new URL('https://cloud.invalid'));
    await expect(lost.send(call())).rejects.toBeInstanceOf(CloudNotReached);
  });

  test('and no error repeats what was asked', async () => {
    cloud.mood = 'cuts';
    const error = await proxy().send(call()).catch(String);
    expect(error).not.toMatch(/4155550142|EAA/);
  });
});

test('a redirect is an answer, not a way', async () => {
  cloud.mood = 'redirects';
  expect((await proxy().send(call())).status).toBe(302);
  expect(cloud.asked).toHaveLength(1);
});

test('an answer brings nothing that would speak for our own address', async () => {
  const { headers } = await proxy().send(call());
  expect(headers).toHaveProperty('x-fb-trace-id');
  for (const name of [
    'access-control-allow-origin',
    'strict-transport-security',
    'content-length',
    'connection',
  ]) {
    expect(headers).not.toHaveProperty(name);
  }
});

test('a caller who leaves ends a call that only passes', async () => {
  cloud.mood = { slowMs: 5_000 };
  const leaving = new AbortController();
  const pending = proxy().pass(call({ path: '/v23.0/1/media' }), leaving.signal);
  void until(() => cloud.asked.length === 1, 'it is asked').then(() => leaving.abort());
  await expect(pending).rejects.toBeInstanceOf(CloudSilent);
});
