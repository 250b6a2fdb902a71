// Every command of the README and the guides, run as written: against a fresh data folder, on a free port,
// and with nothing else changed. A command that no longer works fails here.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandsOf, typed } from './support/typed.ts';
import { until } from './support/until.ts';

const read = (path: string) => readFile(new URL(`../${path}`, import.meta.url), 'utf8');
const readers = [
  'web-developer',
  'app',
  'ivr',
  ...['twilio', 'plivo', 'exotel', 'kookoo', 'asterisk', 'amazon-connect', 'genesys'].map(
    (of) => `ivr/${of}`,
  ),
  'sms',
  'agents-and-paper',
  'sender',
  'compliance',
  // Behind the page that prints a code for the same site.
  'links',
  'auditor',
  'operator',
  'console',
  'comparison',
];
const pages = ['README.md', ...readers.map((reader) => `ledger/guides/${reader}.md`)];

/** Command to the first page that has it: a later page may repeat it, so that it can be read alone. */
const commands = new Map<string, string>();
for (const page of pages) {
  for (const block of commandsOf(await read(page))) if (!commands.has(block)) commands.set(block, page);
}

/** Run by beforeAll, which starts the server with it. */
const start = 'npm ci && npm start';
/** This very run: .ci/run starts it from a fresh clone. */
const testing = 'npm ci && npm test';

let folder: string;
let port: number;
let server: ChildProcess;

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port: free } = probe.address() as { port: number };
  probe.close();
  return free;
}

const environment = () => {
  const { DATABASE_URL, NODE_ENV, VITEST, ...rest } = process.env;
  return { ...rest, PORT: String(port), OPTMARK_DATA: folder };
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'optmark-readme-'));
  port = await freePort();
  // `npm ci` would pull the modules from under the running tests; .ci/run does it in a fresh clone.
  const command = start.replace('npm ci && ', 'exec ');
  const cwd = new URL('..', import.meta.url).pathname;
  server = spawn('bash', ['-c', command], { env: environment(), cwd, stdio: 'ignore', detached: true });
  const deadline = Date.now() + 100_000;
  for (;;) {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ status }) => status === 200,
      () => false,
    );
    if (ready) break;
    if (Date.now() > deadline || server.exitCode !== null) throw new Error('npm start did not become ready');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
});

afterAll(async () => {
  if (server.pid !== undefined && server.exitCode === null) {
    process.kill(-server.pid, 'SIGTERM');
    await once(server, 'exit');
    // npm ends before the node that it started, whose Postgres still writes into the folder.
    await until(() => !existsSync(join(folder, 'postgres', 'postmaster.pid')), 'Postgres has ended', 90_000);
  }
  await rm(folder, { recursive: true, force: true });
});

test('the README names the command that starts everything and the one that tests everything', () => {
  expect(commands.get(start)).toBe('README.md');
  expect(commands.get(testing)).toBe('README.md');
});

/** What a block prints, where a refusal would be no problem in JSON. */
const prints = [
  ['?s=1CallSid', /<Say[^>]*>[^<]*START/],
  ['OptmarkApp.open', /^saved E3 http/m],
  ['says YES', /<Message>[^<]*Recorded/],
] as const;

describe('a command that works', () => {
  const others = [...commands].filter(([block]) => block !== start && block !== testing);

  // In the order of the pages: a later command uses what an earlier one made.
  test.for(others.map(([block, page]) => ({ block, page })))('$page: $block', async ({ block }) => {
    const { status, stdout, stderr } = await typed(block, {
      host: `127.0.0.1:${port}`,
      folder,
      env: environment(),
    });
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.trim()).not.toBe('');
    const denied = /"status":\s?4\d\d|"status":\s?5\d\d/.exec(stdout);
    expect(denied, 'curl exits 0 on an error answer; the answer must not be one').toBeNull();
    for (const [part, printed] of prints) if (block.includes(part)) expect(stdout).toMatch(printed);
  });
});
