// The places of a business from the command line.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { orderUpdates } from '../support/ledger.ts';
import { type TestDatabase, testDatabase } from '../support/postgres/database.ts';
import { type Environment, optmark } from './run.ts';

let database: TestDatabase;
let folder: string;
let environment: Environment;
let site: string;
const run = (args: string[]) => optmark(args, environment);
const of = ['--business', 'fresh'];
const entry = (action: string, ...args: string[]) => run(['entry', action, ...args, ...of]);
const poster = ['--kind', 'poster', '--name', 'Store poster Pune', '--notice', 'order-updates'];

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'optmark-cli-'));
  environment = {
    DATABASE_URL: database.ownerUrl,
    OPTMARK_DATA: folder,
    OPTMARK_ORIGIN: 'ledger.example/log',
    OPTMARK_URL: 'https://ledger.example',
  };
  await run(['migrate']);
  await run(['business', 'add', 'fresh', '--name', 'Fresh Produce']);
  site = (await run(['site', 'add', ...of, '--origin', 'https://ledger.example'])).stdout.trim();
  const notice = join(folder, 'notice.json');
  await writeFile(notice, JSON.stringify(orderUpdates));
  await run(['notice', 'publish', notice, ...of]);
});
afterAll(async () => {
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

test('an entry point is added, changed, listed and ended', async () => {
  const added = await entry('add', 'store', ...poster, '--site', site);
  expect(added).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^https:\/\/ledger\.example\/in\/e\/[0-9a-z]{10}\n$/),
  });
  const bare = await entry('add', 'till', ...poster);
  expect(bare).toMatchObject({ code: 0, stdout: 'added till\n' });
  expect(await entry('change', 'till', '--site', site, '--locale', 'es')).toMatchObject({ code: 0 });
  expect(await entry('change', 'till', '--locale', '')).toMatchObject({ code: 0 });
  expect((await entry('list')).stdout).toContain(`store  poster  Store poster Pune  ${added.stdout}`);
  expect((await entry('end', 'till')).stdout).toBe('ended till\n');
  const listed = JSON.parse((await entry('list', '--json')).stdout);
  expect(listed).toEqual([
    { ...listed[0], id: 'store', url: added.stdout.trim(), site, notice: 'order-updates' },
    { ...listed[1], id: 'till', site, endedAt: expect.any(String) },
  ]);
  expect(listed[1]).not.toHaveProperty('locale');
});

test('its code is written as a picture, with what it is for', async () => {
  const link = (await entry('add', 'door', ...poster, '--site', site)).stdout.trim();
  const out = join(folder, 'door.svg');
  expect(await entry('qr', 'door', '--out', out, '--locale', 'es')).toMatchObject({
    code: 0,
    stdout: `${out}\n`,
  });
  const svg = await readFile(out, 'utf8');
  expect(svg).toContain(link);
  expect(svg).toContain('Reciba novedades de sus pedidos de Fresh Produce por WhatsApp');
  await entry('add', 'ad', '--kind', 'click_to_whatsapp_ad', '--name', 'Ad');
  expect(await entry('qr', 'ad', '--out', join(folder, 'ad.svg'))).toMatchObject({ code: 3, stdout: '' });
  expect(await entry('qr', 'door')).toMatchObject({ code: 2, stdout: '' });
});

test.each([
  [['add', 'x', '--kind', 'poster', '--name', 'X'], 2, '--notice'],
  [['add', 'x', '--kind', 'wall', '--name', 'X', '--notice', 'order-updates'], 2, '--kind'],
  [['add', 'X', ...poster], 2, '<id>'],
  [['add', ...poster], 2, '<id>'],
  [
    ['add', 'ad', '--kind', 'click_to_whatsapp_ad', '--name', 'Ad', '--notice', 'order-updates'],
    2,
    'support',
  ],
  [['add', 'x', ...poster, '--site', 'pk_other'], 2, '/site'],
  [['add', 'x', '--kind', 'poster', '--name', 'X', '--notice', 'nothing'], 2, '/notice'],
  [['change', 'store'], 2, 'say what to change'],
  [['change', 'no-such', '--name', 'X'], 3, 'no such'],
  [['end', 'no-such'], 3, 'no such'],
  [['frame', 'store'], 2, 'entry knows'],
])('what cannot be is told: %j', async ([action, ...args], code, says) => {
  const answer = await entry(action!, ...args);
  expect(answer).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(says) });
});
