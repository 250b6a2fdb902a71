// Asking Meta for the templates of an account, against a small Meta that answers as it is told.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createTemplateClient, pageBytesMax } from '../../ledger/clients/template-client.ts';

const token = 'EAAG-secret-token';
const account = '102290129340398';
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function metaAnswering(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { base: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), asked };
}

const json = (response: ServerResponse, body: unknown) => response.end(JSON.stringify(body));

async function listed(base: URL, timeoutMs?: number) {
  const pages = [];
  for await (const page of createTemplateClient({ base, accessToken: token }, timeoutMs).templates(account))
    pages.push(page);
  return pages.flat();
}

const template = { name: 'order_shipped', language: 'en_US', category: 'UTILITY' };

test('every page is read, with the token, from the one address that was configured', async () => {
  const { base, asked } = await metaAnswering((request, response) => {
    const after = new URL(request.url!, 'http://x').searchParams.get('after');
    if (after === null) {
      const next = 'https://evil.example/steals-the-token';
      json(response, { data: [template], paging: { cursors: { after: 'c&1' }, next } });
    } else
      json(response, { data: [{ ...template, name: after === 'c&1' ? 'second' : 'wrong' }], paging: {} });
  });
  expect(await listed(base)).toEqual([template, { ...template, name: 'second' }]);
  expect(asked.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${token}`, `Bearer ${token}`]);
  expect(asked[0]!.url).toMatch(new RegExp(`^/v23\\.0/${account}/message_templates\\?`));
});

test('a template that cannot be read is passed over, and unknown fields with it', async () => {
  const odd = [
    ...[null, 7, { ...template, name: 'Not A Name' }],
    ...[
      { ...template, category: 3 },
      { ...template, status: 'paused' },
    ],
  ];
  const { base } = await metaAnswering((_, response) =>
    json(response, { data: [...odd, { ...template, id: '1', status: 'PAUSED' }], new_thing: true }),
  );
  expect(await listed(base)).toEqual([{ ...template, status: 'PAUSED' }]);
});

test('where nobody answers, it says who was asked, why not, and which setting names them', async () => {
  const { base } = await metaAnswering(() => {});
  for (const close of closing.splice(0)) close();
  const failed = listed(base);
  await expect(failed).rejects.toThrow(`${base.origin} did not answer (ECONNREFUSED)`);
  await expect(failed).rejects.toThrow('OPTMARK_CLOUD_API');
});

describe('it fails, and shows neither token nor answer', () => {
  test.each([
    ['a refusal', (response: ServerResponse) => response.writeHead(401).end('{"error":"private"}'), '401'],
    [
      'a redirect',
      (response: ServerResponse) => response.writeHead(302, { location: 'https://evil.example' }).end(),
      '302',
    ],
    ['no JSON', (response: ServerResponse) => response.end('private'), 'something other than'],
    ['no list', (response: ServerResponse) => response.end('{"data":"private"}'), 'something other than'],
    ['too much', (response: ServerResponse) => response.end(' '.repeat(pageBytesMax + 1)), 'more than'],
    ['silence', () => {}, 'did not answer'],
  ] as const)('on %s', async (_what, answer, saying) => {
    const { base } = await metaAnswering((_, response) => void answer(response));
    const { message } = await listed(base, saying === 'did not answer' ? 300 : 10_000).then(
      () => new Error('it did not fail'),
      (error: Error) => error,
    );
    expect(message).toContain(saying);
    expect(message).not.toMatch(/private|secret/);
  });
});
