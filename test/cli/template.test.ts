// Templates from the command line: said by hand, and asked of Meta.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { type Environment, environmentOf, optmark } from './run.ts';

const token = 'EAAG-secret-token';

let ledger: TestLedger;
let meta: Server;
let environment: Environment;
let data: object[] = [];
const run = (args: string[], input = '') => optmark(['template', ...args], environment, input);
const at = ['--business', 'fresh-produce', '--waba-id', '102290129340398'];
const named = ['--name', 'order_shipped', '--language', 'en_US', '--purpose', 'shipping_update'];
const listed = async () => JSON.parse((await run(['list', ...at.slice(0, 2), '--json'])).stdout);

beforeAll(async () => {
  ledger = await testLedger();
  meta = createServer((request, response) => {
    if (request.headers.authorization !== `Bearer ${token}`) return void response.writeHead(401).end();
    response.end(JSON.stringify({ data }));
  });
  await new Promise<void>((resolve) => meta.listen(0, '127.0.0.1', resolve));
  const cloudApi = `http://127.0.0.1:${(meta.address() as AddressInfo).port}`;
  environment = { ...environmentOf(ledger), OPTMARK_CLOUD_API: cloudApi };
});
afterAll(async () => {
  await ledger?.stop();
  await new Promise((resolve) => meta.close(resolve));
});

const shipped = { name: 'order_shipped', language: 'en_US', category: 'MARKETING', status: 'APPROVED' };

test('a template is mapped, and Meta’s word on its category beats ours', async () => {
  expect(await run(['add', ...at, ...named, '--category', 'UTILITY'])).toMatchObject({ code: 0 });
  const order = { waba_id: '102290129340398', name: 'order_shipped', language: 'en_US' };
  const unsaid = { status: null, announced: null };
  expect(await listed()).toEqual([
    { ...order, ...unsaid, purpose: 'shipping_update', category: 'UTILITY', needs: 'shipping_update' },
  ]);
  data = [shipped, { name: 'your_code', language: 'en_US', category: 'AUTHENTICATION' }];

  const synced = await run(['sync', ...at, '--access-token-file', '-'], `${token}\n`);
  expect(synced).toMatchObject({ code: 0, stdout: '2 templates, 2 recorded\n' });
  expect(await listed()).toEqual([
    {
      ...{ ...order, ...unsaid, status: 'APPROVED' },
      ...{ purpose: 'shipping_update', category: 'MARKETING', needs: 'marketing' },
    },
    { ...order, ...unsaid, name: 'your_code', purpose: null, category: 'AUTHENTICATION', needs: null },
  ]);
  expect(await run(['add', ...at, ...named, '--category', 'UTILITY'])).toMatchObject({ code: 3 });
});

test('what Meta pauses, and what it lists no more, is known after a sync, once', async () => {
  data = [{ ...shipped, status: 'PAUSED', category: 'UTILITY' }];
  const sync = () => run(['sync', ...at, '--access-token-file', '-'], token);
  expect((await sync()).stdout).toBe('1 templates, 2 recorded\n');
  const statuses = (await listed()).map(({ status }: { status: string }) => status);
  expect(statuses).toEqual(['PAUSED', 'NOT_LISTED']);
  expect((await sync()).stdout).toBe('1 templates, 0 recorded\n');
});

test('a template without a category is kept, with a warning on what to do next, and listed as in need of one', async () => {
  const named = ['--name', 'no_category', '--language', 'en_US', '--purpose', 'shipping_update'];
  const { code, stderr } = await run(['add', ...at, ...named]);
  expect(code).toBe(0);
  expect(stderr).toMatch(/messages are denied[\s\S]*--category[\s\S]*optmark -- template sync/);
  const lines = (await run(['list', ...at.slice(0, 2)])).stdout;
  expect(lines).toMatch(/no_category {2}en_US {2}- {2}- {2}needs a category: denied$/m);
  const told = await run(['add', ...at, ...named, '--category', 'UTILITY']);
  expect(told).toMatchObject({ code: 0, stderr: '' });
  expect((await run(['add', ...at, ...named])).stderr).toBe('');
});

test('a token that Meta refuses changes nothing, and is not repeated', async () => {
  const { code, stdout, stderr } = await run(['sync', ...at, '--access-token-file', '-'], 'wrong-secret');
  expect([code, stdout]).toEqual([3, '']);
  expect(stderr).toContain('401');
  expect(stderr).not.toContain('wrong-secret');
});

test.for(['999', 'acme'])(
  'an account that is none is refused under the name of its option: %s',
  async (account) => {
    const own = ['--business', 'fresh-produce', '--waba-id', account];
    for (const args of [
      ['add', ...own, ...named],
      ['sync', ...own, '--access-token-file', '-'],
    ]) {
      const { code, stderr } = await run(args, token);
      expect(code).toBe(2);
      expect(stderr).toContain('--waba-id');
      expect(stderr).toContain('5 to 32 digits');
    }
  },
);

test.for([
  ['a purpose nobody knows', ['add', ...at, ...named.slice(0, 4), '--purpose', 'gossip']],
  ['no account', ['add', ...at.slice(0, 2), ...named]],
  ['a token with a line in it', ['sync', ...at, '--access-token-file', '-']],
  ['no action', []],
] as const)('%s is refused', async ([, args]) => {
  expect(await run([...args], 'two\nlines')).toMatchObject({ code: 2, stdout: '' });
});
