// serve: from the first line it prints to the last request it finishes.

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startServer } from '../../ledger/serve.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { type Environment, environmentOf, optmark } from './run.ts';
import { type Serving, serve as serveIn, urlOf } from './serving.ts';

let ledger: TestLedger;
let folder: string;
let environment: Environment;
const running: ChildProcessWithoutNullStreams[] = [];

beforeAll(async () => {
  ledger = await testLedger();
  folder = await mkdtemp(join(tmpdir(), 'optmark-serve-'));
  environment = { ...environmentOf(ledger), OPTMARK_LOG_LEVEL: 'silent', PORT: '0' };
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});
afterAll(async () => {
  await ledger?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function serve(given = environment): Promise<Serving> {
  const serving = await serveIn(given);
  running.push(serving.child);
  return serving;
}

test('says where it is once it is ready, and ends with 0 when told to', async () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const { url, child, end } = await serve();
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    child.kill(signal);
    expect(await end).toMatchObject({ code: 0, stderr: expect.stringContaining('stopping') });
  }
});

test('finishes what was accepted, also when Ctrl-C comes twice at once', async () => {
  const { url, child, end } = await serve();
  const post = (last: number) =>
    fetch(`${url}/v1/opt-outs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ledger.keys.ingest}`, 'content-type': 'application/json' },
      body: JSON.stringify({ number: `+1415555010${last}`, channel: 'web' }),
    }).then(
      (answer) => answer.status,
      () => 'refused',
    );
  expect(await post(0)).toBe(201);
  const posts = Array.from({ length: 9 }, (_, i) => post(i + 1));
  child.kill('SIGINT');
  child.kill('SIGINT');
  const answers = await Promise.all(posts);
  expect((await end).code).toBe(0);
  // Whatever was answered is in the log, and nothing else is half there.
  expect(new Set(answers).isSubsetOf(new Set([201, 'refused', 503]))).toBe(true);
  const verdict = JSON.parse((await optmark(['verify', '--database', '--json'], environment)).stdout);
  expect(verdict).toMatchObject({ verdict: 'true' });
  expect(verdict.entries).toBeGreaterThanOrEqual(1 + answers.filter((answer) => answer === 201).length);
});

test('runs beside the other commands, on the same log', async () => {
  const { url } = await serve();
  expect((await optmark(['business', 'add', 'other', '--name', 'Other'], environment)).code).toBe(0);
  expect(await optmark(['verify', url])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('TRUE: '),
  });
});

test('ends with the npm that started it, although npm passes no signal on', async () => {
  const npm = spawn('npm', ['run', '-s', 'optmark', '--', 'serve'], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
  });
  running.push(npm);
  const url = await urlOf(npm);
  npm.kill('SIGTERM');
  const answers = () =>
    fetch(url)
      .then(() => true)
      .catch(() => false);
  await expect.poll(answers).toBe(false);
});

test('two servers share one log', async () => {
  const [one, other] = [await serve(), await serve()];
  expect(one.url).not.toBe(other.url);
  const keys = await Promise.all(
    [one, other].map(async ({ url }) => (await fetch(`${url}/log/keys.json`)).text()),
  );
  expect(keys[0]).toBe(keys[1]);
});

test('does not start on a port that is taken, nor under another origin, nor with other keys', async () => {
  const failing = (changes: Environment) => optmark(['serve'], { ...environment, ...changes });
  const taken = await failing({ PORT: new URL(ledger.url).port });
  expect(taken).toMatchObject({ code: 3, stderr: expect.stringContaining('EADDRINUSE') });
  expect(await failing({ OPTMARK_ORIGIN: 'other.example/log' })).toMatchObject({ code: 3, stdout: '' });
  const keyless = await failing({ OPTMARK_DATA: join(folder, 'other') });
  expect(keyless).toMatchObject({ code: 3, stderr: expect.stringContaining('keys') });
});

test('serves the routes of another app beside its own', async () => {
  const shop = new Hono()
    .get('/shop', (c) => c.text('apples'))
    .get('/healthz', (c) => c.text('not this one'));
  // The ledger goes on for the other tests: only what is served is looked at.
  const lent = { ...ledger, close: async () => {} };
  const server = await startServer(lent, { ...ledger.config, port: 0 }, shop);
  const textAt = async (path: string) => (await fetch(`${server.url}${path}`)).text();
  expect(await textAt('/shop')).toBe('apples');
  expect(await textAt('/healthz')).toBe('ok\n');
  expect((await fetch(`${server.url}/nowhere`)).headers.get('content-type')).toContain('problem+json');
  await server.stop();
});

test('starts and keeps an embedded database of its own, which other commands use while it runs', async () => {
  const embedded = { OPTMARK_DATA: await mkdtemp(join(tmpdir(), 'optmark-serve-')), PORT: '0' };
  const { child, end } = await serve(embedded);
  const added = await optmark(['business', 'add', 'fresh', '--name', 'Fresh Produce'], embedded);
  expect(added).toMatchObject({ code: 0, stderr: '' });
  child.kill('SIGTERM');
  expect((await end).code).toBe(0);
  expect((await optmark(['business', 'list'], embedded)).stdout).toBe('fresh  Fresh Produce\n');
  await rm(embedded.OPTMARK_DATA, { recursive: true, force: true });
});
