// Setting a ledger up from the command line, from an empty database on.

import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256Hex } from '../../ledger/core/canonical.ts';
import { orderUpdates } from '../support/ledger.ts';
import { type TestDatabase, testDatabase } from '../support/postgres/database.ts';
import { type Environment, optmark } from './run.ts';

let database: TestDatabase;
let folder: string;
let environment: Environment;
const run = (...args: string[]) => optmark(args, environment);

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'optmark-cli-'));
  environment = {
    DATABASE_URL: database.ownerUrl,
    OPTMARK_DATA: folder,
    OPTMARK_ORIGIN: 'ledger.example/log',
  };
  expect(await run('migrate')).toMatchObject({ code: 0, stdout: 'the database is up to date\n' });
  expect(await run('business', 'add', 'fresh', '--name', 'Fresh Produce')).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

test('migrating again does nothing, and says so', async () => {
  expect(await run('migrate')).toEqual({ code: 0, stdout: 'the database is up to date\n', stderr: '' });
});

test('the keys are made once, readable by nobody else', async () => {
  const made = await readFile(join(folder, 'keys.json'), 'utf8');
  expect((await stat(join(folder, 'keys.json'))).mode & 0o777).toBe(0o600);
  await run('business', 'list');
  expect(await readFile(join(folder, 'keys.json'), 'utf8')).toBe(made);
});

test('a business is listed, and its id cannot be taken twice', async () => {
  const { stdout } = await run('business', 'list', '--json');
  expect(JSON.parse(stdout)).toEqual([
    {
      ...{ id: 'fresh', name: 'Fresh Produce', calling_code: null, objection_floor: 'holder' },
      ...{ four_eyes: [], own_lines: [], erasure: 'confirm', test: false },
    },
  ]);
  expect(await run('business', 'add', 'fresh', '--name', 'Other')).toMatchObject({ code: 3, stdout: '' });
});

test('a site gets a publishable key', async () => {
  const added = await run('site', 'add', '--business', 'fresh', '--origin', 'https://fresh.example');
  expect(added).toMatchObject({ code: 0, stdout: expect.stringMatching(/^pk_[\w-]+\n$/) });
  const { stdout } = await run('site', 'list', '--business', 'fresh', '--json');
  expect(JSON.parse(stdout)).toEqual([
    { key: added.stdout.trim(), business: 'fresh', origins: ['https://fresh.example'] },
  ]);
  const unknown = await run('site', 'add', '--business', 'other', '--origin', 'https://fresh.example');
  expect(unknown).toMatchObject({ code: 3, stdout: '' });
});

test('a site that requires customer tokens is listed as one, and its secret is printed once and for its own business', async () => {
  const origin = 'https://strict.example';
  const added = await run(
    'site',
    'add',
    '--business',
    'fresh',
    '--origin',
    origin,
    '--require-customer-token',
  );
  const key = added.stdout.trim();
  expect(added).toMatchObject({ code: 0, stdout: expect.stringMatching(/^pk_[\w-]+\n$/) });
  const { stdout } = await run('site', 'list', '--business', 'fresh', '--json');
  expect(JSON.parse(stdout)).toContainEqual({
    key,
    business: 'fresh',
    origins: [origin],
    customerTokenRequired: true,
  });
  const secret = await run('site', 'token-secret', key, '--business', 'fresh');
  expect(secret).toMatchObject({ code: 0, stdout: expect.stringMatching(/^oct_[\w-]{43}\n$/) });
  expect(stdout).not.toContain(secret.stdout.trim());
  expect(await run('site', 'token-secret', 'pk_other', '--business', 'fresh')).toMatchObject({
    code: 3,
    stdout: '',
  });
  expect(await run('site', 'token-secret', '--business', 'fresh')).toMatchObject({ code: 2, stdout: '' });
});

test('a secret key is printed once, alone on stdout, and can be revoked once', async () => {
  const created = await run(
    'keys',
    'create',
    '--business',
    'fresh',
    '--name',
    'ivr',
    '--scopes',
    'opt-in:write',
  );
  expect(created).toMatchObject({ code: 0, stdout: expect.stringMatching(/^om_[\w-]{32}\n$/) });
  const listed = await run('keys', 'list', '--business', 'fresh', '--json');
  expect(listed.stdout).not.toContain(created.stdout.trim());
  const [{ id }] = JSON.parse(listed.stdout) as [{ id: string }];
  expect(created.stderr).toContain(id);
  expect((await run('keys', 'revoke', id)).code).toBe(0);
  expect((await run('keys', 'revoke', id)).code).toBe(3);
});

const business = ['--business', 'fresh'];

test('a business and a site are changed, and a site is ended', async () => {
  expect((await run('business', 'change', 'fresh', '--calling-code', '91')).code).toBe(0);
  const key = (await run('site', 'add', ...business, '--origin', 'https://a.example')).stdout.trim();
  const origins = ['--add-origin', 'https://b.example/', '--remove-origin', 'https://a.example'];
  expect((await run('site', 'change', key, ...business, ...origins)).code).toBe(0);
  expect((await run('site', 'list', ...business)).stdout).toContain(`${key}  https://b.example\n`);
  expect((await run('site', 'end', key, ...business)).code).toBe(0);
  expect((await run('site', 'end', key, ...business)).code).toBe(3);
});

test('the floor of objections is lowered and ended', async () => {
  for (const floor of ['customer', 'holder']) {
    expect((await run('business', 'change', 'fresh', '--objection-floor', floor)).code).toBe(0);
    const { stdout } = await run('business', 'list', '--json');
    expect(JSON.parse(stdout)).toMatchObject([{ objection_floor: floor }]);
  }
});

test('a sender is changed and ended', async () => {
  const secret = join(folder, 'secret');
  await writeFile(secret, 'a'.repeat(32));
  const sender = [...business, '--phone-number-id', '106540352242922'];
  const added = ['--number', '+14155550199', '--app-secret-file', secret];
  expect((await run('sender', 'add', ...sender, ...added)).code).toBe(0);
  expect((await run('sender', 'change', ...sender, '--waba-id', '102290129340398')).code).toBe(0);
  expect((await run('sender', 'verify-token', ...sender)).stdout).toMatch(/^[\w-]{32}\n$/);
  expect((await run('sender', 'list', ...business)).stdout).toContain('account 102290129340398');
  expect((await run('sender', 'end', ...sender)).code).toBe(0);
});

test.for(['site', 'sender', 'keys', 'notice', 'template'])(
  'the %s list of a business that nobody added is an error',
  async (list) => {
    const unknown = await run(list, 'list', '--business', 'nobody');
    expect([unknown.code, unknown.stdout]).toEqual([3, '']);
  },
);

test('the public keys are printed as JSON, without any secret', async () => {
  const { stdout } = await run('keys', 'public');
  const keys = JSON.parse(stdout);
  expect(keys).toMatchObject({
    origin: 'ledger.example/log',
    vkey: expect.stringMatching(/^ledger\.example\/log\+/),
  });
  expect(stdout).not.toContain('"d"');
});

test('a notice is published, listed, shown byte for byte and retired', async () => {
  const file = join(folder, 'notice.json');
  await writeFile(file, JSON.stringify(orderUpdates));
  for (const version of [1, 2]) {
    const published = await run('notice', 'publish', file, ...business);
    expect(published).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`order-updates version ${version}`),
      stderr: expect.stringContaining(
        'not yet reviewed by a person who reads them: the prescribed lines in es',
      ),
    });
  }
  const listed = JSON.parse((await run('notice', 'list', ...business, '--json')).stdout);
  expect(listed.map(({ status }: { status: string }) => status)).toEqual(['current', 'superseded']);
  const { stdout } = await run('notice', 'show', 'order-updates', ...business, '--version', '1');
  expect(sha256Hex(stdout)).toBe(listed[1].sha256);
  const byAna = ['notice', 'review', 'order-updates', ...business, '--reviewer', 'Ana Sousa', '--locale'];
  expect(await run(...byAna, 'es')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^reviewed order-updates in es, entry/),
  });
  expect((await run(...byAna, 'es')).code).toBe(3);
  expect((await run(...byAna, 'de')).code).toBe(2);
  expect((await run('notice', 'retire', 'order-updates', ...business)).code).toBe(0);
  expect((await run('notice', 'retire', 'order-updates', ...business)).code).toBe(3);
  expect((await run('notice', 'show', 'offers', ...business)).code).toBe(3);
});

test('a notice that is none is refused with what is wrong in it', async () => {
  const file = join(folder, 'bad.json');
  await writeFile(file, '{"id":"x"}');
  const refused = await run('notice', 'publish', file, '--business', 'fresh');
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toContain('/purposes');
  await writeFile(file, 'not JSON');
  expect((await run('notice', 'publish', file, '--business', 'fresh')).code).toBe(2);
});

test('a new pepper is added to the key file, and the ledger stays true', async () => {
  expect((await run('keys', 'rotate-pepper')).stdout).toContain('pepper 2');
  const { peppers } = JSON.parse(await readFile(join(folder, 'keys.json'), 'utf8'));
  expect(peppers.map(({ version }: { version: number }) => version)).toEqual([2, 1]);
  expect((await run('verify', '--database')).code).toBe(0);
});

test('a business, a site and a key are made to try things out, as the guide says, and stay that', async () => {
  const added = await run('business', 'add', 'acme-test', '--name', 'Acme Tea (test)', '--test');
  expect(added).toMatchObject({ code: 0, stdout: 'added acme-test (Acme Tea (test))  test\n' });
  const origin = ['--origin', 'https://staging.acme.example'];
  const site = await run('site', 'add', '--business', 'fresh', ...origin, '--test');
  expect(site.code).toBe(0);
  const scopes = ['--scopes', 'opt-in:write,opt-out:write,gate:check'];
  const key = await run('keys', 'create', '--business', 'fresh', '--name', 'trying', ...scopes, '--test');
  expect(key).toMatchObject({ code: 0, stdout: expect.stringMatching(/^om_/) });
  for (const [list, line] of [
    [['business', 'list'], 'acme-test  Acme Tea (test)  test'],
    [['site', 'list', '--business', 'fresh'], `${site.stdout.trim()}  https://staging.acme.example  test`],
    [['keys', 'list', '--business', 'fresh'], 'trying  opt-in:write,opt-out:write,gate:check  test'],
  ] as const)
    expect((await run(...list)).stdout).toContain(line);
  const change = ['site', 'change', site.stdout.trim(), '--business', 'fresh'];
  for (const refused of [
    ['business', 'change', 'acme-test', '--no-test'],
    ['business', 'change', 'fresh', '--test'],
    [...change, '--no-test'],
  ])
    expect(await run(...refused)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('fixed at creation'),
    });
  const sly = ['keys', 'create', '--business', 'fresh', '--name', 'sly', '--scopes', 'admin', '--test'];
  expect(await run(...sly)).toMatchObject({
    ...{ code: 2, stdout: '' },
    stderr: expect.stringContaining('A test key cannot have admin'),
  });
});
