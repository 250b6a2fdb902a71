// A ledger that is backed up, restored and moved as an operator types it; and an older backup, which a server
// finds and never goes on from.

import { copyFile, cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { filledLedger, numbers, optOut } from '../operations/filled-ledger.ts';
import type { TestLedger } from '../support/ledger.ts';
import { emptyDatabase, type TestDatabase } from '../support/postgres/database.ts';
import { type Environment, ended, environmentOf, optmark, start } from './run.ts';
import { serve } from './serving.ts';

let filled: TestLedger;
let folder: string;
let environment: Environment;
const databases: TestDatabase[] = [];

beforeAll(async () => {
  filled = await filledLedger();
  environment = environmentOf(filled);
  folder = await mkdtemp(join(tmpdir(), 'optmark-cli-backup-'));
});
afterAll(async () => {
  await filled?.stop();
  for (const { drop } of databases) await drop();
  await rm(folder, { recursive: true, force: true });
});

/** An empty database, and a folder with the keys and the journal, copied from the machine of before. */
async function newHome(): Promise<Environment> {
  const database = await emptyDatabase();
  databases.push(database);
  const data = await mkdtemp(join(folder, 'data-'));
  const { dataFolder } = filled.config;
  await copyFile(join(dataFolder, 'keys.json'), join(data, 'keys.json'));
  await cp(join(dataFolder, 'journal'), join(data, 'journal'), { recursive: true });
  return {
    ...environment,
    DATABASE_URL: database.ownerUrl,
    OPTMARK_DATA: data,
    PORT: '0',
    OPTMARK_LOG_LEVEL: 'silent',
  };
}

const check = async (url: string, recipient: string) => {
  const answer = await fetch(`${url}/v1/gate/check`, {
    method: 'POST',
    headers: { authorization: `Bearer ${filled.keys.gate}`, 'content-type': 'application/json' },
    body: JSON.stringify({ recipient, purpose: 'payment_update' }),
  });
  return answer.json();
};

test('a ledger moves to another database and goes on as the same log', async () => {
  const before = (await filled.ledger.log.latestCheckpoint())!;
  const [file, since] = [join(folder, 'move'), join(folder, 'since')];
  await writeFile(since, before.note);
  const backedUp = await optmark(['backup', file], environment);
  expect(backedUp).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^backed up: \d+ entries of ledger/),
  });
  expect((await stat(file)).mode & 0o777).toBe(0o600);

  const home = await newHome();
  const restored = await optmark(['restore', file], home);
  expect(restored).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^restored: \d+ entries of ledger.*\nnext: npm run -s optmark -- serve\n$/),
  });
  expect((await optmark(['verify', '--database'], home)).code).toBe(0);

  const moved = await serve(home);
  const vkey = filled.ledger.keys.vkey;
  const verified = await optmark(['verify', moved.url, '--vkey', vkey, '--since', since]);
  expect(verified).toMatchObject({ code: 0, stdout: expect.stringContaining('TRUE: ') });
  for (const path of ['tile/0/000', 'tile/1/000.p/1', 'tile/entries/000']) {
    const [here, there] = await Promise.all(
      [filled.url, moved.url].map(async (url) => (await fetch(`${url}/log/${path}`)).arrayBuffer()),
    );
    expect(Buffer.from(there!).equals(Buffer.from(here!)), path).toBe(true);
  }
  expect(await check(moved.url, numbers[99]!)).toMatchObject({ decision: 'allow' });
  expect(await check(moved.url, numbers[0]!)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
  moved.child.kill('SIGTERM');
  expect((await moved.end).code).toBe(0);
});

test('an older backup is restored, and never silently continued', async () => {
  const file = join(folder, 'older');
  const { code } = await optmark(['backup', file], environment);
  expect(code).toBe(0);
  await optOut(filled.ledger, filled.business, numbers[98]!);
  await filled.close();
  const home = await newHome();
  expect(await optmark(['restore', file], home)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/\nnext: npm run -s optmark -- recover\n$/),
  });
  expect(await optmark(['verify', '--database'], home)).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(
      /^false: journal: the database holds \d+ records, .* it is an older state$/m,
    ),
  });
  const without = await newHome();
  await rm(join(without.OPTMARK_DATA!, 'journal'), { recursive: true });
  expect(await optmark(['restore', file], without)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/\nnext: npm run -s optmark -- recover --journal-lost\n$/),
    stderr: expect.stringContaining('the journal is not there'),
  });
  expect(await optmark(['verify', '--database'], without)).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('Whether this is the newest state could not be compared'),
  });

  const child = start(['serve'], home);
  const end = ended(child);
  const said = Promise.withResolvers<string>();
  child.stderr.on('data', (chunk: Buffer) => {
    if (chunk.includes('not ready')) said.resolve(chunk.toString('utf8'));
  });
  const url = Promise.withResolvers<string>();
  child.stdout.on('data', (chunk: Buffer) => {
    const found = /(http:\S+)\/docs/.exec(chunk.toString('utf8'))?.[1];
    if (found !== undefined) url.resolve(found);
  });
  const failed = end.then(({ stderr }) => Promise.reject(new Error(stderr)));
  expect(await Promise.race([said.promise, failed])).toContain('it is an older state');
  const served = await url.promise;
  expect((await fetch(`${served}/readyz`)).status).toBe(503);
  expect(await check(served, numbers[98]!)).toMatchObject({ decision: 'deny', reasons: ['rolled_back'] });
  child.kill('SIGTERM');
  failed.catch(() => {});
  expect((await end).code).toBe(0);
});

test('what is refused ends with 1, and what cannot be meant with 2', async () => {
  const file = join(folder, 'damaged');
  await optmark(['backup', file], environment);
  const bytes = await readFile(file);
  const home = await newHome();
  await writeFile(file, bytes.subarray(0, -1));
  expect(await optmark(['restore', file], home)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('this backup is damaged'),
  });
  await writeFile(file, 'not a backup');
  expect((await optmark(['restore', file], home)).code).toBe(1);
  await writeFile(file, bytes);
  const full = await optmark(['restore', file], environment);
  expect(full).toMatchObject({ code: 1, stderr: expect.stringContaining('is not empty') });
  expect((await optmark(['restore'], home)).code).toBe(2);
  expect((await optmark(['backup'], home)).code).toBe(2);
  expect((await optmark(['restore', join(folder, 'none')], home)).code).toBe(3);
  expect((await optmark(['backup', join(folder, 'no', 'such', 'folder')], environment)).code).toBe(3);
});

test('a backup goes to stdout, and nothing else does', async () => {
  const child = start(['backup', '-'], environment);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const { code } = await ended(child);
  expect(code).toBe(0);
  const file = join(folder, 'stdout');
  await writeFile(file, Buffer.concat(chunks));
  const restored = await optmark(['restore', file], await newHome());
  expect(restored.code).toBe(0);
});
