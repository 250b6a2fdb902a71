import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { call } from '../../../demo/shop/ledger/call.ts';
import { nobody } from '../test-shop.ts';

const schema = z.object({ size: z.int() });

/** What the next request is answered with. */
let answer: { status: number; body: string };
let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer((_request, response) => response.writeHead(answer.status).end(answer.body));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => server.close());

const ask = (status: number, body: string) => {
  answer = { status, body };
  return call(schema, url);
};

describe('the shop’s request to the ledger', () => {
  test('gives the answer, and its exact text', async () => {
    expect(await ask(200, '{ "size": 3, "more": 1 }')).toEqual({
      kind: 'answered',
      value: { size: 3 },
      text: '{ "size": 3, "more": 1 }',
    });
  });

  test('gives a refusal with every single reason', async () => {
    const problem = {
      code: 'not_admitted',
      title: 'Not admitted',
      detail: 'No.',
      errors: [{ detail: 'First.' }, { detail: 'Second.' }],
    };
    expect(await ask(422, JSON.stringify(problem))).toEqual({
      kind: 'refused',
      code: 'not_admitted',
      detail: 'First. Second.',
    });
  });

  test.for([
    [200, 'not JSON'],
    [200, '{"size":"three"}'],
    [404, '<html>a proxy’s own page</html>'],
    [429, '{"code":"rate_limited","title":"Slow down"}'],
    [500, '{"code":"internal","title":"Oh"}'],
    [503, ''],
  ] as const)('has failed with %i %s, and may be repeated', async ([status, body]) => {
    expect(await ask(status, body)).toEqual({ kind: 'failed' });
  });

  test('has failed when nobody answers', async () => {
    expect(await call(schema, nobody)).toEqual({ kind: 'failed' });
  });
});
