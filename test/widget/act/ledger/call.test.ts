import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { call, LedgerProblem } from '../../../../widget/act/ledger/call.ts';

describe('a call to the ledger', () => {
  let close = () => {};
  afterEach(() => close());

  async function serve(answers: RequestListener[]): Promise<{ url: string; asked: () => number }> {
    let asked = 0;
    const server = createServer((request, response) => {
      const answer = answers[Math.min(asked, answers.length - 1)]!;
      asked++;
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    close = () => server.close();
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked: () => asked };
  }

  const says =
    (status: number, body: string, headers = {}): RequestListener =>
    (_, response) =>
      response.writeHead(status, headers).end(body);
  const cuts: RequestListener = (request) => request.socket.destroy();
  const problem = (work: Promise<unknown>) =>
    work.then(
      () => 'answered',
      (error: unknown) => (error instanceof LedgerProblem ? error.code : error),
    );

  test('gives the body of the answer', async () => {
    const { url, asked } = await serve([says(201, '{"record":"r"}')]);
    expect(await call(url)).toEqual({ record: 'r' });
    expect(asked()).toBe(1);
  });

  test.for([
    ['a cut connection', cuts],
    ['an overloaded ledger', says(503, '', { 'retry-after': '0' })],
    ['a broken proxy', says(502, '<html>')],
  ] as const)('is made again after %s', async ([, first]) => {
    const { url, asked } = await serve([first, says(200, '{}')]);
    expect(await call(url)).toEqual({});
    expect(asked()).toBe(2);
  });

  test('waits as long as the ledger asks', async () => {
    const { url } = await serve([says(503, '', { 'retry-after': '1' }), says(200, '{}')]);
    const begin = performance.now();
    await call(url);
    expect(performance.now() - begin).toBeGreaterThan(990);
  });

  test('is given up after four tries', async () => {
    const { url, asked } = await serve([cuts]);
    expect(await problem(call(url))).toBe('unreachable');
    expect(asked()).toBe(4);
  });

  test('is not made again when the ledger refuses, and says why', async () => {
    const body = { code: 'not_admitted', detail: 'No.', errors: [{ pointer: '/number', rule: 'x' }] };
    const { url, asked } = await serve([says(422, JSON.stringify(body))]);
    const error = await call(url).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'not_admitted', message: 'No.', pointers: ['/number'] });
    expect(asked()).toBe(1);
  });

  test.for(['<html>Forbidden</html>', '', 'null', '{"errors":"x"}'])(
    'is refused plainly when a stranger answers %s',
    async (body) => {
      const { url } = await serve([says(403, body)]);
      expect(await problem(call(url))).toBe('refused');
    },
  );

  test('is unreachable when a login page answers in the ledger’s place', async () => {
    const { url } = await serve([says(200, '<html>Welcome to the café</html>')]);
    expect(await problem(call(url))).toBe('unreachable');
  });
});
