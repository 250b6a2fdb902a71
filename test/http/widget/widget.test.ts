import { hash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { apiOfThisFile } from '../api.ts';
import { type Body, expectProblem } from '../requests.ts';

const folder = 'test/http/widget/widget-build';
const app = apiOfThisFile({ widgetFolder: folder });
const built = await readFile(join(folder, '0.1.0/optmark.js'));

const read = async (path: string, acceptEncoding = '') => {
  const answer = await app.request(path, { headers: { 'accept-encoding': acceptEncoding } });
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
};

test.each([
  '/v1/widget.json',
  '/v1/../package.json',
  '/v1/..%2foptmark.js',
  '/0.0.9/optmark.js',
  '/0.1.0/other.js',
  '/__proto__/optmark.js',
])('%s is not served', async (path) => {
  await expectProblem(app.request(path), 'not_found');
});

test('without a build there is no widget, and everything else', async () => {
  const bare = app.with({}, { widgetFolder: 'test/http/no-such-folder' });
  const paths = [
    '/v1/optmark.js',
    '/0.1.0/optmark.js',
    '/undefined/optmark.js',
    '/widget.json',
    '/custom-elements.json',
  ];
  for (const path of paths) {
    await expectProblem(bare.request(path), 'not_found');
  }
  expect((await bare.request('/healthz')).status).toBe(200);
});

test('a script that is not the one described is not served at all', async () => {
  const damaged = await mkdtemp(join(tmpdir(), 'optmark-widget-'));
  await cp(folder, damaged, { recursive: true });
  await writeFile(join(damaged, '0.1.0/optmark.js'), 'alert("not ours")');
  expect(() => app.with({}, { widgetFolder: damaged })).toThrow(/build the widget again/);
  await rm(damaged, { recursive: true });
});

test.each(['/v1/optmark.js', '/0.1.0/optmark.js'])('%s is the built script, for every page', async (path) => {
  const { answer, bytes } = await read(path);
  expect(bytes).toEqual(built);
  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
});

test('the element’s description and types are served beside its script, the newest also by itself', async () => {
  const manifest = await read('/custom-elements.json');
  expect(JSON.parse(manifest.bytes.toString())).toEqual({ schemaVersion: '1.0.0', readme: '', modules: [] });
  expect(manifest.answer.headers.get('content-type')).toBe('application/json');
  expect(manifest.answer.headers.get('cache-control')).toBe('public, max-age=300');
  expect((await read('/0.1.0/custom-elements.json')).bytes).toEqual(manifest.bytes);
  const types = await read('/0.1.0/optmark.d.ts');
  expect(types.answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(types.answer.headers.get('cache-control')).toContain('immutable');
});

test('a pinned script is kept for ever, the moving one for an hour', async () => {
  const immutable = 'public, max-age=31536000, immutable, no-transform';
  expect((await read('/0.1.0/optmark.js')).answer.headers.get('cache-control')).toBe(immutable);
  expect((await read('/v1/optmark.js')).answer.headers.get('cache-control')).toBe('public, max-age=3600');
});

test('the published digest is the one a browser computes', async () => {
  const { file, integrity, bytes }: Body = await (await app.request('/widget.json')).json();
  expect(integrity).toBe(`sha384-${hash('sha384', (await read(file)).bytes, 'base64')}`);
  expect(bytes).toBe(built.length);
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
