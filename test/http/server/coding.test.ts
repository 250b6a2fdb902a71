// Pages and documents are compressed, each coding under a tag of its own; answers that hold a secret are not.

import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Context } from 'hono';
import { describe, expect, test } from 'vitest';
import { codedReply, codingFor } from '../../../ledger/http/server/coding.ts';
import { apiOfThisFile } from '../api.ts';
import { type Body, ivrOptIn } from '../requests.ts';

const app = apiOfThisFile({ widgetFolder: 'test/http/widget/widget-build' });

const ask = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await app.request(path, { headers });
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
};
const decode = { br: brotliDecompressSync, gzip: gunzipSync };

const documents = [
  '/docs',
  '/docs/recordOptIn',
  '/problems/invalid',
  '/openapi.json',
  '/embed/page.js',
  '/flow/page.js',
];
const tagged = [
  ...documents,
  '/copy.js',
  '/widget.json',
  '/log/keys.json',
  '/.well-known/jwks.json',
  '/v1/optmark.js',
  '/0.1.0/optmark.js',
  '/custom-elements.json',
];

test.each([
  [undefined, 'identity'],
  ['', 'identity'],
  ['deflate', 'identity'],
  ['br;q=0, gzip;q=0.0', 'identity'],
  ['br;q=0, gzip', 'gzip'],
  ['GZIP, BR', 'br'],
] as const)('Accept-Encoding %s means %s', (header, coding) => {
  expect(codingFor(header)).toBe(coding);
});

test('what is the same for every caller is compressed once, however often it is made', async () => {
  const c = { req: { header: (name: string) => (name === 'accept-encoding' ? 'br' : undefined) } } as Context;
  const reply = () => ({ status: 200, headers: {}, body: 'the same for every caller '.repeat(100) });
  const [first, again] = [await codedReply(c, reply(), true), await codedReply(c, reply(), true)];
  expect(again.body).toBe(first.body);
});

describe.each([...documents, '/embed', '/flow'])('%s', (path) => {
  test.each(['br', 'gzip'] as const)('comes as %s, the same when it is decoded', async (coding) => {
    const plain = await ask(path);
    const coded = await ask(path, { 'accept-encoding': coding });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect([coded.status, coded.headers.get('content-encoding')]).toEqual([200, coding]);
    expect(coded.bytes.length).toBeLessThan(plain.bytes.length);
    expect(decode[coding](coded.bytes).equals(plain.bytes)).toBe(true);
    expect(coded.headers.get('content-type')).toBe(plain.headers.get('content-type'));
    for (const { headers } of [plain, coded]) expect(headers.get('vary')).toBe('Accept-Encoding');
  });
});

describe.each(tagged)('%s', (path) => {
  test('has one tag for each coding', async () => {
    const codings = ['', 'gzip', 'br'];
    const tags = await Promise.all(
      codings.map(async (coding) => {
        const { headers } = await ask(path, { 'accept-encoding': coding });
        return [headers.get('content-encoding'), headers.get('etag')] as const;
      }),
    );
    expect(tags.every(([, etag]) => /^"[^"]+"$/.test(etag ?? ''))).toBe(true);
    const byCoding = new Map(tags);
    expect(new Set(byCoding.values()).size).toBe(byCoding.size);
  });

  test('is not sent again to a caller that has it: tag, weak tag, list, or any', async () => {
    const headers = { 'accept-encoding': 'gzip' };
    const etag = (await ask(path, headers)).headers.get('etag')!;
    for (const held of [etag, `W/${etag}`, `"x", W/${etag} , "y"`, `${etag},"x"`, '*']) {
      const again = await ask(path, { ...headers, 'if-none-match': held });
      expect([held, again.status, again.bytes.length, again.headers.get('etag')]).toEqual([
        held,
        304,
        0,
        etag,
      ]);
      expect(again.headers.get('vary')).toBe('Accept-Encoding');
    }
  });

  test('is sent to a caller that has another, or another coding of it', async () => {
    const br = (await ask(path, { 'accept-encoding': 'br' })).headers;
    for (const held of ['"x"', 'W/"x", "y"', '', br.get('etag')!]) {
      const answer = await ask(path, { 'if-none-match': held });
      const isOther = held !== br.get('etag') || br.get('content-encoding') !== null;
      if (isOther) expect([held, answer.status]).toEqual([held, 200]);
    }
  });
});

test('an answer to a secret key is compressed for no caller', async () => {
  const { keys } = app.ledger;
  const headers = {
    authorization: `Bearer ${keys.ingest}`,
    'content-type': 'application/json',
    'accept-encoding': 'br, gzip',
  };
  const init = { method: 'POST', headers, body: JSON.stringify(ivrOptIn('+919876543210')) };
  const answer = await app.request('/v1/opt-ins', init);
  expect([answer.status, answer.headers.get('content-encoding'), answer.headers.get('etag')]).toEqual([
    201,
    null,
    null,
  ]);
  const { link } = (await answer.json()) as Body;
  const page = await ask(new URL(link).pathname, { 'accept-encoding': 'br' });
  // A person's own page has no tag: no cache may tell who has seen it.
  expect([page.status, page.headers.get('content-encoding'), page.headers.get('etag')]).toEqual([
    200,
    'br',
    null,
  ]);
  const file = await ask(`${new URL(link).pathname}/evidence.json`, { 'accept-encoding': 'br' });
  expect([file.status, file.headers.get('content-encoding')]).toEqual([200, null]);
});

test('the log is sent as its readers hash it', async () => {
  for (const path of ['/log/checkpoint', '/log/tile/entries/000.p/1']) {
    const { status, headers } = await ask(path, { 'accept-encoding': 'br, gzip' });
    expect([path, status, headers.get('content-encoding')]).toEqual([path, 200, null]);
  }
});

test('every page says in a sentence what it is for', async () => {
  for (const path of ['/docs', '/docs/recordOptIn', '/problems/invalid', '/embed', '/flow']) {
    const html = (await ask(path)).bytes.toString();
    expect([path, /<meta name="description" content="[^"]{20,}">/.test(html)]).toEqual([path, true]);
  }
});
