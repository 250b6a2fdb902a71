// A release of the widget that ran once is served for ever, whatever the nodes of today were built with.

import { hash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createApi } from '../../../ledger/http/server/api.ts';
import { keepWidget, keptReleases } from '../../../ledger/http/widget/kept-releases.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { type Body, expectProblem } from '../requests.ts';

const built = 'test/http/widget/widget-build';
const first = await readFile(join(built, '0.1.0/optmark.js'));

let ledger: TestLedger;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'optmark-releases-'));
});
beforeEach(async () => {
  ledger = await testLedger();
  return () => ledger.stop();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A build of this version, whose script differs from every other's. */
async function build(version: string, script: string): Promise<string> {
  const to = await mkdtemp(join(folder, 'build-'));
  await cp(join(built, '0.1.0'), join(to, version), { recursive: true });
  const integrity = `sha384-${hash('sha384', script, 'base64')}`;
  const published = { ...JSON.parse(await readFile(join(built, 'widget.json'), 'utf8')), version, integrity };
  const manifest = JSON.stringify({ ...published, file: `/${version}/optmark.js`, parts: [] });
  await mkdir(join(to, version), { recursive: true });
  await writeFile(join(to, version, 'optmark.js'), script);
  await writeFile(join(to, version, 'widget.json'), manifest);
  await writeFile(join(to, 'widget.json'), manifest);
  return to;
}

/** A node on this database with that build, as `optmark serve` starts one. */
async function node(widgetFolder: string, url = ledger.ledger.url): Promise<{ app: Hono; warned: string[] }> {
  const warned: string[] = [];
  const parts = { ...ledger.ledger, url };
  const widget = await keepWidget(parts, widgetFolder, (message) => warned.push(message));
  return { app: createApi(parts, { widget }), warned };
}

const bytesOf = async (app: Hono, path: string) => {
  const answer = await app.request(path);
  return answer.status === 200 ? Buffer.from(await answer.arrayBuffer()) : answer.status;
};
const digestsOf = async (app: Hono): Promise<Body[]> =>
  ((await (await app.request('/widget.json')).json()) as Body).releases;

test('the node of a later release serves an earlier one under its path, digest unchanged; the moving path is its own', async () => {
  const before = await node(built);
  const [kept] = await digestsOf(before.app);
  const after = await node(await build('0.2.0', 'export const release = 2;'));
  expect(await bytesOf(after.app, '/0.1.0/optmark.js')).toEqual(first);
  expect(`sha384-${hash('sha384', first, 'base64')}`).toBe(kept!.integrity);
  const moving = await bytesOf(after.app, '/v1/optmark.js');
  expect(moving.toString()).toBe('export const release = 2;');
  expect(await bytesOf(after.app, '/0.2.0/optmark.js')).toEqual(moving);
  const pinned = await after.app.request('/0.1.0/optmark.js');
  expect(pinned.headers.get('cache-control')).toContain('immutable');
  expect(pinned.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(pinned.headers.get('access-control-allow-origin')).toBe('*');
  const [later, earlier, ...more] = await digestsOf(after.app);
  expect([later!.version, earlier, more]).toEqual(['0.2.0', kept, []]);
});

test('a node that runs on beside it serves the later one as well', async () => {
  const { app } = await node(built);
  await node(await build('0.2.0', 'export const release = 2;'));
  await expect
    .poll(() => bytesOf(app, '/0.2.0/optmark.js'))
    .toEqual(Buffer.from('export const release = 2;'));
});

test('every file of a release stays, not only its script', async () => {
  await node(built);
  const after = await node(await build('0.2.0', 'export const release = 2;'));
  for (const path of ['/0.1.0/custom-elements.json', '/0.1.0/optmark.d.ts', '/0.1.0/widget.json'])
    expect(await bytesOf(after.app, path)).toEqual(await readFile(join(built, path)));
});

test('a start that finds its release keeps nothing more', async () => {
  const [kept] = await digestsOf((await node(built)).app);
  expect(await digestsOf((await node(built)).app)).toEqual([kept]);
});

test('two nodes that start at once keep it once', async () => {
  const [one] = await Promise.all([node(built), node(built)]);
  expect(await digestsOf(one.app)).toHaveLength(1);
});

test('another build under a kept version is not served in its place, and the operator is told', async () => {
  await node(built);
  const { app, warned } = await node(await build('0.1.0', 'export const release = "anew";'));
  expect(await bytesOf(app, '/0.1.0/optmark.js')).toEqual(first);
  expect(await bytesOf(app, '/v1/optmark.js')).toEqual(first);
  expect(warned).toEqual([expect.stringContaining('0.1.0')]);
});

test('an older build that lies beside this one takes no page’s pinned bytes away', async () => {
  await node(built);
  const both = await build('0.2.0', 'export const release = 2;');
  const older = await build('0.1.0', 'export const release = "anew";');
  await cp(join(older, '0.1.0'), join(both, '0.1.0'), { recursive: true });
  const { app, warned } = await node(both);
  expect(await bytesOf(app, '/0.1.0/optmark.js')).toEqual(first);
  expect((await bytesOf(app, '/v1/optmark.js')).toString()).toBe('export const release = 2;');
  expect(warned).toEqual([expect.stringContaining('0.1.0')]);
});

test('on the developer’s own machine the build of now is served, and what is kept stays', async () => {
  await node(built);
  const anew = await node(await build('0.1.0', 'export const release = "anew";'), 'http://127.0.0.1:8787');
  expect((await bytesOf(anew.app, '/0.1.0/optmark.js')).toString()).toBe('export const release = "anew";');
  expect(anew.warned).toEqual([]);
  const after = await node(await build('0.2.0', 'export const release = 2;'));
  expect(await bytesOf(after.app, '/0.1.0/optmark.js')).toEqual(first);
});

test.each(['/0.0.9/optmark.js', '/0.1.0/other.js', '/0.1.0/../0.1.0/optmark.js/x', '/9.9.9/'])(
  '%s was never a file of any release',
  async (path) => {
    await node(built);
    const { app } = await node(await build('0.2.0', 'export const release = 2;'));
    await expectProblem(app.request(path), 'not_found');
  },
);

test('bytes that are not what their digest says are served to no page', async () => {
  const files = [{ path: '/0.0.1/optmark.js', digest: 'sha384-AAAA', bytes: new Uint8Array([1]) }];
  const manifest = await readFile(join(built, 'widget.json'), 'utf8');
  await ledger.ledger.releases.keep({ version: '0.0.1', manifest, files }, new Date().toISOString());
  const { app } = await node(built);
  await expectProblem(app.request('/0.0.1/optmark.js'), 'not_found');
});

test('a release that another node has just kept is there at once, also for who asked in vain before', async () => {
  const { app } = await node(built);
  expect(await bytesOf(app, '/0.1.0/no-such-file.js')).toBe(404);
  expect(await bytesOf(app, '/0.3.0/optmark.js')).toBe(404);
  await node(await build('0.2.0', 'export const release = 2;'));
  await expect
    .poll(() => bytesOf(app, '/0.2.0/optmark.js'))
    .toEqual(Buffer.from('export const release = 2;'));
});

test('a flood of releases that never were asks the database no more than its first did', async () => {
  const { releases } = ledger.ledger;
  let looks = 0;
  const list = () => {
    looks += 1;
    return releases.list();
  };
  const { file } = keptReleases({ releases: { ...releases, list } });
  await file('/9.0.0/optmark.js');
  const first = looks;
  await Promise.all(Array.from({ length: 500 }, (_, i) => file(`/9.0.${i}/optmark.js`)));
  expect([first, looks]).toEqual([2, 2]);
});
