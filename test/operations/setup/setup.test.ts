// Businesses, sites and secret keys: made once, under names that mean one thing.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseBearer } from '../../../ledger/auth/api-key.ts';
import type { ApiScope } from '../../../ledger/auth/scope.ts';
import { unwrapKey } from '../../../ledger/core/subject/sealed.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { addBusiness, businessDraftSchema, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { addSite, originSchema } from '../../../ledger/operations/setup/sites.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { shopOrigin, type TestLedger, testLedger } from '../../support/ledger.ts';
import { refusal, shop } from '../commands.ts';

let shared: TestLedger;
let ledger: Ledger;
let superuser: Database;

beforeAll(async () => {
  shared = await testLedger();
  ({ ledger } = shared);
  superuser = openDatabase({ url: shared.config.databaseUrl!, clients: 1 });
});
afterAll(async () => {
  await superuser?.end();
  await shared?.stop();
});

describe('a business', () => {
  test('has an id that is taken once, also by two at the same moment', async () => {
    const draft = { id: 'corner-shop', name: 'Corner Shop' };
    const both = await Promise.allSettled([addBusiness(ledger, draft), addBusiness(ledger, draft)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await refusal(addBusiness(ledger, draft))).toMatchObject({ code: 'conflict' });
  });

  test('has a key of its own, which opens under its own id alone', async () => {
    const [one, two] = await Promise.all([
      addBusiness(ledger, { id: 'shop-one', name: 'One' }),
      addBusiness(ledger, { id: 'shop-two', name: 'Two' }),
    ]);
    const { master } = ledger.keys;
    const keys = [one, two].map(({ id, wrappedKey }) => unwrapKey(master, id, wrappedKey));
    expect(keys[0]).toHaveLength(32);
    expect(keys[0]).not.toEqual(keys[1]);
    expect(unwrapKey(master, two.id, one.wrappedKey)).toBeUndefined();
  });

  test.each([
    ['an id with capitals', { id: 'Shop' }],
    ['an id of one letter', { id: 's' }],
    ['an id that begins with a hyphen', { id: '-shop' }],
    ['an id of 64 letters', { id: 's'.repeat(64) }],
    ['an id with a line break', { id: 'shop\n' }],
    ['no name', { name: '' }],
    ['a name of white space', { name: '   ' }],
    ['a name of 101 letters', { name: 'n'.repeat(101) }],
    ['a name of two lines', { name: 'Good\nShop' }],
    ['a name that turns the words around it', { name: 'Good \u202eShop' }],
    ['a calling code with a plus', { callingCode: '+91' }],
    ['a calling code that begins with zero', { callingCode: '091' }],
    ['a calling code of four digits', { callingCode: '1415' }],
    ['another field', { mood: 'good' }],
  ])('with %s is refused', (_what, over) => {
    const draft = { id: 'good-shop', name: 'Good Shop', callingCode: '91', ...over };
    expect(businessDraftSchema.safeParse(draft).success).toBe(false);
  });

  test('in order is accepted', () => {
    const draft = { id: 's2', name: ' Good Shop ', callingCode: '91' };
    expect(businessDraftSchema.parse(draft)).toEqual({ ...draft, name: 'Good Shop' });
  });
});

describe('a site', () => {
  test('of a business nobody made is refused', async () => {
    expect(await refusal(addSite(ledger, 'no-such-shop', [shopOrigin]))).toMatchObject({ code: 'not_found' });
  });

  test('has a publishable key that no other has', async () => {
    const sites = await Promise.all([1, 2, 3].map(() => addSite(ledger, shop.business, [shopOrigin])));
    expect(new Set(sites.map(({ key }) => key)).size).toBe(3);
    for (const { key } of sites) expect(key).toMatch(/^pk_[\w-]{24}$/);
  });

  test.each([
    'https://shop.example/checkout',
    'https://shop.example/?a',
    'https://shop.example#a',
    'https://*.shop.example',
    'shop.example',
    'https://user@shop.example',
    'null',
    '*',
    '',
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://shop.example',
    'wss://shop.example',
    'file:///index.html',
    'capacitor://localhost/index.html',
    'capacitor://',
    'capacitor://*',
  ])('may not be bound to what is no exact origin: %j', (origin) => {
    expect(originSchema.safeParse(origin).success).toBe(false);
  });

  test.each([
    ['https://shop.example', 'https://shop.example'],
    ['https://shop.example/', 'https://shop.example'],
    [' https://SHOP.example:443/ ', 'https://shop.example'],
    ['http://shop.example:80', 'http://shop.example'],
    ['https://shop.example:8443', 'https://shop.example:8443'],
    ['http://127.0.0.1:8787', 'http://127.0.0.1:8787'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['https://xn--bcher-kva.example', 'https://xn--bcher-kva.example'],
    ['capacitor://localhost', 'capacitor://localhost'],
    ['Capacitor://localhost/', 'capacitor://localhost'],
    ['ionic://localhost', 'ionic://localhost'],
    ['tauri://localhost', 'tauri://localhost'],
    ['chrome-extension://abcdefghijklmnop', 'chrome-extension://abcdefghijklmnop'],
  ])('bound to %j is bound to what browsers send: %s', (typed, sent) => {
    expect(originSchema.parse(typed)).toBe(sent);
  });
});

describe('a secret key', () => {
  test('of a business nobody made is refused', async () => {
    const nowhere = createApiKey(ledger, 'no-such-shop', 'lost', ['gate:check']);
    expect(await refusal(nowhere)).toMatchObject({ code: 'not_found' });
  });

  test('with a scope nobody knows is refused', async () => {
    const scopes = ['gate:check', 'everything'] as ApiScope[];
    expect(await refusal(createApiKey(ledger, shop.business, 'greedy', scopes))).toBeInstanceOf(Error);
    const names = (await ledger.setup.apiKeys(shop.business)).map(({ name }) => name);
    expect(names).not.toContain('greedy');
  });

  test('is what a bearer may show, and is kept nowhere', async () => {
    const { id, key } = await createApiKey(ledger, shop.business, 'till', ['gate:check']);
    expect(parseBearer(`Bearer ${key}`)).toBe(key);
    const rows = await superuser.sql<{ row: string }[]>`select to_jsonb(k)::text as row from api_keys k`;
    expect(rows.some(({ row }) => row.includes(id))).toBe(true);
    const secret = key.slice('om_'.length);
    const spellings = [secret, Buffer.from(secret, 'base64url').toString('hex')];
    for (const spelling of spellings) expect(rows.filter(({ row }) => row.includes(spelling))).toEqual([]);
  });
});
