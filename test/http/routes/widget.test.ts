import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createApi } from '../../../ledger/http/api.ts';
import { codingFor } from '../../../ledger/http/widget-files.ts';
import { bareLedger } from '../bare-ledger.ts';
import { type Body, expectProblem } from '../requests.ts';

const app = createApi(bareLedger(), { widgetFolder: 'test/http/widget-build' });
const built = readFileSync('test/http/widget-build/optmark.js');
const immutable = 'public, max-age=31536000, immutable, no-transform';

const read = async (path: string, acceptEncoding = '') => {
  const answer = await app.request(path, { headers: { 'accept-encoding': acceptEncoding } });
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
};

test.each([
  '/v1/notes.txt',
  '/v1/../package.json',
  '/v1/..%2fpackage.json',
  '/v1/chunks',
  '/0.0.9/optmark.js',
  '/9.9.9/optmark.js',
])('%s is not served', async (path) => {
  await expectProblem(app.request(path), 'not_found');
});

test('without a build there is no widget, and everything else', async () => {
  const bare = createApi(bareLedger(), { widgetFolder: 'test/http/no-such-folder' });
  await expectProblem(bare.request('/v1/optmark.js'), 'not_found');
  expect((await bare.request('/healthz')).status).toBe(200);
});

test.each(['/v1/optmark.js', '/0.1.0/optmark.js'])('%s is the built file, for every page', async (path) => {
  const { answer, bytes } = await read(path);
  expect(bytes).toEqual(built);
  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
});

test('a chunk is served where the entry expects it', async () => {
  expect((await read('/v1/chunks/number.js')).answer.status).toBe(200);
  expect((await read('/0.1.0/chunks/number.js')).answer.status).toBe(200);
});

test('a pinned file is kept for ever, the moving one for an hour', async () => {
  expect((await read('/0.1.0/optmark.js')).answer.headers.get('cache-control')).toBe(immutable);
  expect((await read('/v1/optmark.js')).answer.headers.get('cache-control')).toBe('public, max-age=3600');
});

test('the digest in the list is the one a browser computes', async () => {
  const list = (await (await app.request('/widget.json')).json()) as Body;
  const file = list.files.find(({ path }: Body) => path === '/0.1.0/optmark.js');
  expect(list.version).toBe('0.1.0');
  expect(file.integrity).toBe(`sha384-${hash('sha384', built, 'base64')}`);
  expect(file.bytes).toBe(built.length);
});

test('a browser gets the smallest coding it accepts, and caches keep them apart', async () => {
  const br = await read('/v1/optmark.js', 'gzip, deflate, br');
  expect(br.answer.headers.get('content-encoding')).toBe('br');
  expect(brotliDecompressSync(br.bytes)).toEqual(built);
  const gzip = await read('/v1/optmark.js', 'gzip, deflate');
  expect(gzip.answer.headers.get('content-encoding')).toBe('gzip');
  expect(gunzipSync(gzip.bytes)).toEqual(built);
  expect(gzip.answer.headers.get('vary')).toBe('Accept-Encoding');
});

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

test('who has the file already is not sent it again', async () => {
  const { answer } = await read('/v1/optmark.js');
  const again = await app.request('/v1/optmark.js', {
    headers: { 'if-none-match': answer.headers.get('etag')! },
  });
  expect(again.status).toBe(304);
  expect(await again.text()).toBe('');
});
