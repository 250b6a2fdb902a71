// `optmark serve` on its own Postgres, which is killed, shared and left behind.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, expect, test } from 'vitest';
import { isAlive } from '../../ledger/storage/embedded-postgres/postmaster-file.ts';
import { until } from '../support/until.ts';
import { optmark } from './run.ts';
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

const line = {
  id: 'acme-line',
  notice: 'order-updates',
  locales: { en: { what: 'updates about your orders' } },
};

/** A business whose line takes calls: its flow's secret, and a key that asks the gate. */
async function calledBusiness(): Promise<{ gate: string; secret: string }> {
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await optmark(args, environment);
    if (code !== 0) throw new Error(stderr);
    return stdout;
  };
  const file = join(folder, 'line.json');
  writeFileSync(file, JSON.stringify(line));
  const own = ['--business', 'acme'];
  await run('business', 'add', 'acme', '--name', 'Acme Tea', '--calling-code', '44');
  await run('notice', 'publish', 'demo/notices/acme-orders.json', ...own);
  await run('flow', 'publish', file, ...own);
  const key = await run('keys', 'create', ...own, '--name', 'gate', '--scopes', 'gate:check');
  const secret = await run('flow', 'secret', line.id, ...own);
  return { gate: /om_[\w-]{32}/.exec(key)![0], secret: /ofs_[\w-]{32}/.exec(secret)![0] };
}

test('kill -9 of its Postgres in the midst of calls: what was acknowledged stands', async () => {
  const node = await started();
  const { gate, secret } = await calledBusiness();
  /** What was said of each key that was pressed, by number. */
  const told = new Map<string, string[]>();
  let isOver = false;
  const presses = async (dialect: string, fields: Record<string, string>) => {
    const url = `${node.url}/v1/ivr/${dialect}/acme/${line.id}/${secret}`;
    const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
    return /\bresult"?[=:]"?(\w+)/.exec(await answer.text())?.[1] ?? String(answer.status);
  };
  const calls = async (caller: number) => {
    const dialect = caller % 2 === 0 ? 'json' : 'asterisk';
    for (let n = 0; !isOver && n < 100; n += 1) {
      const number = `+44${7_700_900_000 + caller * 100 + n}`;
      const call = { call: `c-${caller}-${n}`, caller: number };
      await presses(dialect, call);
      const said: string[] = [];
      told.set(number, said);
      for (const digits of n % 2 === 0 ? ['1', '0'] : ['1'])
        said.push(await presses(dialect, { ...call, digits, early: 'false' }));
      await pause(40);
    }
  };
  const callers = Array.from({ length: 8 }, (_, caller) => calls(caller));
  for (let kill = 0; kill < 4; kill += 1) {
    await pause(700 + kill * 170);
    const pid = postmaster();
    process.kill(pid, 'SIGKILL');
    await gone(pid);
    while (!(await ready(node))) await pause(50);
  }
  isOver = true;
  await Promise.all(callers);
  const isAllowed = async (recipient: string) => {
    const headers = { authorization: `Bearer ${gate}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ recipient, purpose: 'shipping_update' });
    const answer = await fetch(`${node.url}/v1/gate/check`, { method: 'POST', headers, body });
    return ((await answer.json()) as { decision: string }).decision === 'allow';
  };
  const untold = [...told].filter(([, said]) => said.join() === 'not_recorded').map(([number]) => number);
  const allowed = async () => (await Promise.all(untold.map(isAllowed))).filter((one) => one).length;
  await until(async () => (await allowed()) === 0, 'what no caller heard of is taken back');
  const outcomes = new Map<string, number>();
  for (const [number, said] of told) {
    const outcome = `${said.join(', ')}: ${(await isAllowed(number)) ? 'allowed' : 'denied'}`;
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  expect([...outcomes.keys()]).not.toContain('recorded: denied');
  expect([...outcomes.keys()].filter((one) => /withdrawn: allowed$/.test(one))).toEqual([]);
  expect(outcomes.get('recorded: allowed')).toBeGreaterThan(0);
  expect(outcomes.get('recorded, withdrawn: denied')).toBeGreaterThan(0);
  expect(await optmark(['verify', '--database'], environment)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('TRUE'),
  });
});
