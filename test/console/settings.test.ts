// An admin at the settings, in a real browser on a real ledger: each section is read, changed and read again,
// and no other role opens what an admin alone may.

import type { BrowserContext, Page as Tab } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scopeSchema } from '../../ledger/auth/scope.ts';
import { listPeople } from '../../ledger/operations/setup/people.ts';
import { axeViolations } from '../support/browser/axe.ts';
import { ConsoleDesk, shot as shotOf } from '../support/browser/console-desk.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { findingsIn } from '../support/verifier.ts';

let shop: TestLedger;
let desk: ConsoleDesk;
let url: string;
let context: BrowserContext;
let tab: Tab;

beforeAll(async () => {
  desk = await ConsoleDesk.open(async (at) => {
    shop = await testLedger({ url: at });
    return shop;
  });
  ({ url } = desk);
  context = await desk.context();
  tab = await desk.signedIn('admin', context);
});

afterAll(async () => {
  await desk?.close();
  await shop?.stop();
});

const shot = (name: string, page = tab) => shotOf(page, name);

/** What a browser says of an answer that refuses. */
const refused = 'Failed to load resource';

async function asGood(name: string): Promise<void> {
  await shot(name);
  expect(await axeViolations(tab)).toEqual([]);
  expect(desk.errors.filter((one) => !one.startsWith(refused))).toEqual([]);
}

const main = () => tab.locator('main');
const dialog = () => tab.getByRole('dialog');
const row = (text: string) => tab.getByRole('row').filter({ hasText: text });
const open = (section: string) => tab.goto(`${url}/console/settings/${section}`);

describe('secret keys', () => {
  test('one is made, and its secret is shown once', async () => {
    await open('keys');
    await tab.getByRole('button', { name: 'Make a key' }).click();
    await dialog().getByRole('button', { name: 'Make the key' }).click();
    await dialog().getByText('Not done.').waitFor();
    await dialog().getByText('must name a scope').waitFor();
    const boxes = dialog().getByRole('group', { name: 'What it may do' }).getByRole('checkbox');
    const offered = await boxes.evaluateAll((all) => all.map((box) => (box as HTMLInputElement).value));
    // The host alone gives the scope that reads the figures of every business.
    expect(offered).toEqual(scopeSchema.options.filter((scope) => scope !== 'metrics:read'));
    await asGood('keys-refused');
    await dialog().getByLabel('Name').fill('ivr');
    await dialog().getByRole('checkbox', { name: 'record opt-ins' }).check();
    await asGood('keys-create');
    await dialog().getByRole('button', { name: 'Make the key' }).click();
    await dialog().getByText('Shown this once').waitFor();
    const secret = await dialog().locator('code', { hasText: /^om_/ }).innerText();
    await asGood('keys-once');
    // The key that is shown is one that works, and Esc does not lose it.
    const authorization = `Bearer ${secret}`;
    expect((await fetch(`${url}/v1/keys`, { headers: { authorization } })).status).toBe(403);
    await tab.keyboard.press('Escape');
    await dialog().getByRole('button', { name: 'I have kept it' }).click();
    await row('ivr').waitFor();
    expect(await tab.content()).not.toContain(secret);
    await asGood('keys');
  });

  test('one is revoked after a second question', async () => {
    await row('ivr').getByRole('button', { name: 'Revoke the key “ivr”' }).click();
    await dialog().getByRole('button', { name: 'Revoke…' }).click();
    await dialog().getByText('Are you sure?').waitFor();
    await asGood('keys-revoke');
    expect((await shop.ledger.setup.apiKeys(shop.business)).at(-1)?.revokedAt).toBeUndefined();
    await dialog().getByRole('button', { name: 'Revoke', exact: true }).click();
    // A key made in a minute that ends in 1 has a row that says "…1 Revoked".
    await tab.locator('summary', { hasText: '1 revoked' }).click();
    await row('ivr').getByText('Revoked').waitFor();
    expect((await shop.ledger.setup.apiKeys(shop.business)).at(-1)).toMatchObject({
      ...{ name: 'ivr', scopes: ['opt-in:write'], revokedAt: expect.any(String) },
    });
    await asGood('keys-revoked');
  });
});

describe('people', () => {
  test('half an identity is refused at its other half, and a past end at its field', async () => {
    await open('people');
    await tab.getByRole('button', { name: 'Add a person' }).click();
    await dialog().getByLabel('Name').fill('Reviewer Two');
    await dialog().getByLabel('Provider').fill('https://id.example');
    await dialog().getByRole('button', { name: 'Add the person' }).click();
    await dialog().locator('#subject-wrong').waitFor();
    await asGood('people-refused');
    await dialog().getByLabel('Who they are there').fill('00u1a2b3c');
    await dialog().getByLabel('Until').fill('2020-01-01T10:00');
    await dialog().getByRole('button', { name: 'Add the person' }).click();
    await dialog().getByText('The end must be in the future.').waitFor();
  });

  test('one is added with a role, an identity and an end', async () => {
    await dialog().getByLabel('Until').fill('2099-03-31T23:59');
    await dialog().getByText('The same from the command line').click();
    await dialog().getByText("--name 'Reviewer Two' --role auditor").waitFor();
    await asGood('people-add');
    await dialog().getByRole('button', { name: 'Add the person' }).click();
    await row('Reviewer Two').getByText('id.example').waitFor();
    await asGood('people');
    expect((await listPeople(shop.ledger, { business: shop.business })).at(-1)).toMatchObject({
      ...{ name: 'Reviewer Two', role: 'auditor', until: '2099-03-31T18:29:00.000Z' },
      identity: { issuer: 'https://id.example', subject: '00u1a2b3c' },
    });
  });

  test('the same identity is added once', async () => {
    await tab.getByRole('button', { name: 'Add a person' }).click();
    await dialog().getByLabel('Name').fill('Reviewer Three');
    await dialog().getByLabel('Provider').fill('https://id.example');
    await dialog().getByLabel('Who they are there').fill('00u1a2b3c');
    await dialog().getByRole('button', { name: 'Add the person' }).click();
    await dialog().getByText('A person with this identity is there already.').waitFor();
    await tab.keyboard.press('Escape');
  });

  test('one is ended after a second question, then forgotten after another', async () => {
    await row('Reviewer Two').getByRole('button', { name: 'End Reviewer Two' }).click();
    await dialog().getByRole('button', { name: 'End…' }).click();
    await asGood('people-end');
    await dialog().getByRole('button', { name: 'End', exact: true }).click();
    await tab.locator('summary', { hasText: '1 ended' }).click();
    await row('Reviewer Two').getByRole('button', { name: 'Forget Reviewer Two' }).click();
    await dialog().getByRole('button', { name: 'Forget…' }).click();
    await dialog().getByRole('button', { name: 'Forget', exact: true }).click();
    await row('Forgotten').waitFor();
    await asGood('people-forgotten');
    expect(await tab.content()).not.toContain('Reviewer Two');
    const last = (await listPeople(shop.ledger, { business: shop.business })).at(-1);
    expect([last?.name, last?.endedAt]).toEqual([undefined, expect.any(String)]);
  });
});

describe('sites', () => {
  /** Beside the one that the shop has. */
  const site = async () =>
    (await shop.ledger.setup.sites(shop.business)).find(({ key }) => key !== shop.site);

  test('one is added, and what is no origin is refused at the field', async () => {
    await open('sites');
    await tab.getByRole('button', { name: 'Add a site' }).click();
    await dialog().getByLabel('Origins').fill('https://fresh.example/cart');
    await dialog().getByRole('button', { name: 'Add the site' }).click();
    await dialog().locator('#origins-wrong').waitFor();
    await asGood('sites-refused');
    await dialog().getByLabel('Origins').fill('https://fresh.example\napp:com.fresh.shop');
    await dialog().getByRole('button', { name: 'Add the site' }).click();
    await row('app:com.fresh.shop').waitFor();
    await asGood('sites');
    expect((await site())?.origins).toEqual(['https://fresh.example', 'app:com.fresh.shop']);
  });

  test('its origins are changed, and tokens required', async () => {
    await row('app:com.fresh.shop')
      .getByRole('button', { name: /^Change/ })
      .click();
    await dialog().getByLabel('Origins to add').fill('https://www.fresh.example');
    await dialog().getByRole('checkbox', { name: 'app:com.fresh.shop' }).check();
    await dialog().getByLabel('Opt in only with a customer token').check();
    await asGood('sites-change');
    await dialog().getByRole('button', { name: 'Change', exact: true }).click();
    await row('https://www.fresh.example').getByText('token required').waitFor();
    expect(await site()).toMatchObject({
      ...{ origins: ['https://fresh.example', 'https://www.fresh.example'], customerTokenRequired: true },
    });
  });

  test('its token secret is shown once', async () => {
    await row('https://www.fresh.example')
      .getByRole('button', { name: /^Token secret/ })
      .click();
    await dialog().getByRole('button', { name: 'Make the secret' }).click();
    await dialog().locator('code', { hasText: /^oct_/ }).waitFor();
    await asGood('sites-secret');
    await dialog().getByRole('button', { name: 'I have kept it' }).click();
    expect(await tab.content()).not.toContain('oct_');
  });

  test('it is ended after a second question', async () => {
    const { key } = (await site())!;
    await row(key)
      .getByRole('button', { name: `End the site ${key}` })
      .click();
    await dialog().getByRole('button', { name: 'End the site…' }).click();
    await asGood('sites-end');
    await dialog().getByRole('button', { name: 'End the site', exact: true }).click();
    await row(key).waitFor({ state: 'detached' });
    expect(await site()).toBeUndefined();
  });
});

test('signing keys are told, with the lines that change them on the host', async () => {
  await open('signing');
  await main().getByText(shop.ledger.keys.vkey).waitFor();
  await main().getByText('Nobody else has signed it').waitFor();
  await main().getByText('optmark keys rotate-log').waitFor();
  for (const { kid } of shop.ledger.keys.jwks) await main().getByText(kid!).waitFor();
  await asGood('signing');
  await open('');
  await tab.getByRole('heading', { name: 'Who may do what' }).waitFor();
  await asGood('settings');
});

const sections = [
  ['keys', 'Make a key'],
  ['people', 'Add a person'],
  ['sites', 'Add a site'],
  ['signing', 'signs now'],
] as const;

test.each([
  ['dark', { colorScheme: 'dark' }],
  ['a screen 320 pixels wide', { viewport: { width: 320, height: 700 } }],
] as const)('is as good in %s', async (name, look) => {
  const other = await desk.browser.newContext({ ...look, storageState: await context.storageState() });
  const page = await other.newPage();
  for (const [section, says] of sections) {
    await page.goto(`${url}/console/settings/${section}`);
    await page.getByText(says).first().waitFor();
    await shot(`${section}-${name.replaceAll(' ', '-')}`, page);
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThan(1);
  }
  await other.close();
});

test.each(['auditor', 'manager'] as const)('opens nothing of an admin’s to a role of %s', async (role) => {
  const other = await desk.browser.newContext();
  const page = await desk.signedIn(role, other);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  for (const section of [
    'keys',
    'people',
    'business',
    'sites',
    'entries',
    'senders',
    'templates',
    'retention',
  ]) {
    await page.goto(`${url}/console/settings/${section}`);
    await page.getByText('An admin of the business changes its settings.').waitFor();
    expect(await page.locator('main').getByRole('button').count()).toBe(0);
  }
  await page.goto(`${url}/console/settings`);
  await page.getByText('What anybody may check is open to you as well.').waitFor();
  expect(await page.locator('main').getByRole('listitem').count()).toBe(1);
  await page.getByRole('link', { name: 'Signing keys' }).click();
  await page.getByText(shop.ledger.keys.vkey).waitFor();
  expect(
    asked.filter((path) =>
      /^\/v1\/(keys|people|sites|entry-points|senders|templates|business|retention)/.test(path),
    ),
  ).toEqual([]);
  await other.close();
});

test('verifies when all is done', async () => {
  expect(await findingsIn(shop)).toEqual([]);
});
