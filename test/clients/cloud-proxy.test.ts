import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createCloudProxy } from '../../ledger/clients/cloud-proxy.ts';
import { type CloudCall, CloudNotReached, CloudSilent } from '../../ledger/operations/ports.ts';
import { CloudApiServer, type Mood } from '../support/cloud-api-server.ts';

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

const call = (over: Partial<CloudCall> = {}): CloudCall => ({
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
  setTimeout(() => leaving.abort(), 50);
  await expect(pending).rejects.toBeInstanceOf(CloudSilent);
});
