import { connect } from 'node:net';
import { Hono } from 'hono';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { listen } from '../../../ledger/http/server/listen.ts';
import { apiOfThisFile } from '../api.ts';

const api = apiOfThisFile();
const here = { host: '127.0.0.1', port: 0 };

/** What the server says to these bytes, until it closes. */
function say(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
    });
    socket.on('close', () => resolve(heard)).on('error', reject);
  });
}

test('a port that is taken is an error, not a silence', async () => {
  const first = await listen(new Hono(), here);
  await expect(listen(new Hono(), { ...here, port: first.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
  await first.stop();
});

test.each([
  ['no HTTP', 'hello\r\n\r\n'],
  ['two lengths', 'POST /v1/opt-ins HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n'],
  [
    'a length and pieces',
    'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n',
  ],
  ['a host that is none', 'GET /healthz HTTP/1.1\r\nhost: a b\r\nconnection: close\r\n\r\n'],
  ['no host', 'GET /healthz HTTP/1.1\r\nconnection: close\r\n\r\n'],
])('%s is a bad request', async (_what, bytes) => {
  await using server = await listen(api.app, here).then(disposable);
  expect(await say(server.port, bytes)).toMatch(/^HTTP\/1\.1 400 /);
});

test('an answer always says how long it is', async () => {
  await using server = await listen(api.app, here).then(disposable);
  for (const path of ['/healthz', '/docs', '/nothing', '/metrics']) {
    const heard = await say(server.port, `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    expect(heard).toMatch(/\r\ncontent-length: \d+\r\n/i);
  }
});

test('stopping lets an answer under way go out, and takes no more', async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  const app = new Hono().get('/', async (c) => {
    arrive();
    await gate;
    return c.text('done');
  });
  const server = await listen(app, here);
  const answer = fetch(`http://127.0.0.1:${server.port}/`);
  await arrived;
  // Time stands still: whoever waited for the grace to pass would never be done.
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const stopped = server.stop();
  await expect(fetch(`http://127.0.0.1:${server.port}/`)).rejects.toThrow();
  open();
  expect(await (await answer).text()).toBe('done');
  await stopped;
});

describe('who is answered before the whole request came', () => {
  const paths = [
    '/healthz',
    '/readyz',
    '/log/checkpoint',
    '/p/x',
    '/embed',
    '/flow',
    '/nothing',
    '/v1/opt-ins',
  ];
  const heads = ['GET', 'HEAD'].flatMap((method) => paths.map((path) => `${method} ${path}`));

  test.each([
    ['a length', 'content-length: 1000000\r\n\r\na'],
    ['pieces', 'transfer-encoding: chunked\r\n\r\n1\r\na\r\n'],
    ['a wish that nobody grants', 'expect: patience\r\ncontent-length: 1000000\r\n\r\na'],
  ])('holds no socket by the rest of it: a body of %s, on any route', async (_what, rest) => {
    await using server = await listen(api.app, here).then(disposable);
    const heard = await Promise.all(
      [...heads, 'POST /v1/opt-ins', 'DELETE /nothing'].map((head) =>
        say(server.port, `${head} HTTP/1.1\r\nhost: x\r\n${rest}`),
      ),
    );
    for (const answer of heard) expect(answer).toMatch(/^HTTP\/1\.1 [2-5]\d\d /);
  });

  test('keeps the connection when the rest comes', async () => {
    await using server = await listen(api.app, here).then(disposable);
    let heard = '';
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    const socket = connect(server.port, '127.0.0.1', () =>
      socket.write('GET /healthz HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\na'),
    );
    socket.on('close', end).on('data', (chunk) => {
      heard += chunk.toString('latin1');
      // The first answer has come: the rest of its question, and another one.
      if (heard.match(/HTTP\/1\.1/g)?.length === 1)
        socket.write('bGET /nothing HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    });
    await ended;
    expect(heard).toMatch(/^HTTP\/1\.1 200 .*ok\nHTTP\/1\.1 404 /s);
  });
});

function disposable<T extends { stop(): Promise<void> }>(server: T): T & AsyncDisposable {
  return { ...server, [Symbol.asyncDispose]: () => server.stop() };
}
