// `optmark serve` on its own Postgres, which is killed, shared and left behind.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, expect, test } from 'vitest';
import { isAlive } from '../../ledger/storage/embedded-postgres/postmaster-file.ts';
import { type Serving, serve } from './serving.ts';

const folder = mkdtempSync(join(tmpdir(), 'optmark-serve-'));
const environment = { OPTMARK_DATA: folder, PORT: '0', OPTMARK_ORIGIN: 'ledger.example/log' };
const running: Serving[] = [];

const started = async () => {
  const node = await serve({ ...environment, OPTMARK_LOG_LEVEL: 'silent' });
  running.push(node);
  return node;
};
const postmaster = () =>
  Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
const ready = async ({ url }: Serving) => (await fetch(`${url}/readyz`)).status === 200;
const gone = async (pid: number) => {
  while (isAlive(pid)) await pause(10);
};

afterEach(async () => {
  for (const { child, end } of running.splice(0)) {
    child.kill('SIGTERM');
    await end;
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('kill -9 of its Postgres: it says so, starts it again, and is ready by itself', async () => {
  const node = await started();
  const pid = postmaster();
  process.kill(pid, 'SIGKILL');
  await gone(pid);
  const seen = new Set<string>();
  for (let well = false; !well; ) {
    const answer = await fetch(`${node.url}/readyz`);
    well = answer.status === 200;
    if (!well) seen.add(((await answer.json()) as { errors: { rule: string }[] }).errors[0]!.rule);
    expect((await fetch(`${node.url}/healthz`)).status).toBe(200);
  }
  expect(seen.isSubsetOf(new Set(['restarting', 'unreachable', 'starting', 'shutting_down']))).toBe(true);
  expect(seen).toContain('restarting');
  node.child.kill('SIGTERM');
  expect((await node.end).code).toBe(0);
  expect(() => postmaster()).toThrow('ENOENT');
});

test('kill -9 of the node, start, stop: nothing is left running', async () => {
  const first = await started();
  const pid = postmaster();
  first.child.kill('SIGKILL');
  await first.end;
  const second = await started();
  expect(postmaster()).toBe(pid);
  second.child.kill('SIGTERM');
  expect((await second.end).code).toBe(0);
  await gone(pid);
});

test('two nodes on one folder: whichever stops first, the other serves on', async () => {
  const [one, other] = [await started(), await started()];
  one.child.kill('SIGTERM');
  expect((await one.end).code).toBe(0);
  expect(await ready(other)).toBe(true);
  const third = await started();
  other.child.kill('SIGKILL');
  await other.end;
  expect(await ready(third)).toBe(true);
  const pid = postmaster();
  third.child.kill('SIGTERM');
  expect((await third.end).code).toBe(0);
  await gone(pid);
});
