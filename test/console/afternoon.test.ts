// An auditor's afternoon, in a real browser on a real ledger: sign in, find a person by a number typed with
// spaces, read, verify, go back in time, compare, export, and see a changed row turn the page red.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { BrowserContext, Response, Page as Tab } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commit } from '../../ledger/core/subject/commitment.ts';
import { open, seal, unwrapKey } from '../../ledger/core/subject/sealed.ts';
import { openDatabase } from '../../ledger/storage/database/connection.ts';
import { optmark } from '../cli/run.ts';
import { Page } from '../http/page.ts';
import { type Body, ivrOptIn, post } from '../http/requests.ts';
import { axeViolations } from '../support/browser/axe.ts';
import { ConsoleDesk, shot as shotOf } from '../support/browser/console-desk.ts';
import { GatedSender } from '../support/gated-sender.ts';

const number = '+919876543210';

let shop: GatedSender;
let desk: ConsoleDesk;
let url: string;
let context: BrowserContext;
let tab: Tab;
/** Of the person whom the afternoon is about. */
let personPath: string;

beforeAll(async () => {
  desk = await ConsoleDesk.open(async (at) => {
    shop = await GatedSender.start({ url: at });
    return shop.ledger;
  });
  ({ url } = desk);
  const { keys } = shop.ledger;
  const page = new Page(shop.ledger);
  await page.optIn(number);
  await shop.send(shop.template(number));
  await post(`${url}/v1/opt-outs`, keys.ingest, { number, channel: 'web' });
  await shop.send(shop.template(number));
  await page.optIn(number);
  for (let n = 1; n < 6; n += 1) await post(`${url}/v1/opt-ins`, keys.ingest, ivrOptIn(`+91987654400${n}`));
  context = await desk.context({ acceptDownloads: true });
  tab = await desk.tab(context);
});

afterAll(async () => {
  await desk?.close();
  await shop?.stop();
});

const shot = (name: string) => shotOf(tab, name);

const main = () => tab.locator('main');

describe('an afternoon', () => {
  test('begins with a link that leaves the address at once and is spent by a click alone', async () => {
    await tab.goto(await desk.linkFor('manager'));
    const button = tab.getByRole('button', { name: 'Sign in with this link' });
    await button.waitFor();
    expect(tab.url()).toBe(`${url}/console`);
    await shot('signin');
    expect(await axeViolations(tab)).toEqual([]);
    await button.click();
    await tab.getByText('Meera Nair').waitFor();
    await shot('overview');
  });

  test('finds a person by a number typed with spaces, and answers first', async () => {
    await tab.keyboard.press('/');
    await tab.keyboard.type('98765 43210');
    await tab.keyboard.press('Enter');
    await tab.getByRole('heading', { name: 'May we write to this person?' }).waitFor();
    await tab
      .getByText('Verified')
      .first()
      .waitFor({ timeout: 5000 })
      .catch(() => {});
    await shot('person');
    personPath = tab.url().slice(url.length);
    expect(tab.url()).not.toContain('43210');
    expect(await tab.title()).not.toContain('9876');
    expect(await main().innerText()).not.toContain('98765');
  });

  test('opens the event, exact words and proof', async () => {
    await tab.locator('.ev', { hasText: 'Ticked the box' }).first().click();
    await tab.getByRole('heading', { name: 'Verified here' }).waitFor();
    await shot('person-open');
    expect(await axeViolations(tab)).toEqual([]);
    expect(desk.errors).toEqual([]);
  });

  test('has a person’s page and its data for 60 kB, and its proof comes after', async () => {
    const other = await desk.context({ storageState: await context.storageState() });
    const page = await desk.tab(other);
    const { promise: read, resolve: goOn } = Promise.withResolvers<void>();
    // What checks proofs waits until the page is measured: the page does not wait for it.
    await page.route('**/console/assets/check-*.js', async (route) => {
      await read;
      await route.continue();
    });
    const sizes: Promise<number>[] = [];
    const weigh = (response: Response) =>
      sizes.push(response.body().then((bytes) => brotliCompressSync(bytes).length));
    page.on('response', weigh);
    await page.goto(url + personPath, { waitUntil: 'commit' });
    await page.getByRole('heading', { name: 'May we write to this person?' }).waitFor();
    // Heard no longer: the body of an answer that comes as the page closes cannot be read.
    page.off('response', weigh);
    const all = await Promise.all(sizes);
    expect(all.length).toBeGreaterThan(3);
    expect(all.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(60_000);
    goOn();
    await page.getByText('Log consistent').waitFor();
    await other.close();
  });

  test('shows the number once, after a reason', async () => {
    await tab.locator('summary', { hasText: 'Reveal' }).click();
    await tab.getByLabel('Why do you need the number?').selectOption('complaint');
    await tab.getByRole('button', { name: 'Show the number' }).click();
    await tab.getByRole('heading', { name: number }).waitFor();
    await tab.getByRole('button', { name: 'Mask again' }).click();
    expect(await main().innerText()).not.toContain('98765');
    // That it was shown, and why, is a line of its own among the looks.
    await tab.reload();
    await tab.locator('.ev', { hasText: 'Number shown. Reason: complaint.' }).waitFor();
  });

  test('saves a dispute pack that verifies offline with the command line', async () => {
    await tab.locator('summary', { hasText: 'Dispute pack' }).click();
    const [saved] = await Promise.all([
      tab.waitForEvent('download'),
      tab.getByRole('button', { name: 'Save the pack' }).click(),
    ]);
    expect(saved.suggestedFilename()).toMatch(/^dispute-pack-[0-9a-f-]{36}\.zip$/);
    const file = join(desk.folder, saved.suggestedFilename());
    await saved.saveAs(file);
    expect(await optmark(['verify', file], {})).toMatchObject({ code: 0 });
  });

  test('says what stood at a moment before anything was said', async () => {
    await tab.goto(`${url}${personPath}?at=2026-01-01T00:00:00.000Z`);
    await tab
      .getByRole('heading', { name: /^Could we write to this person on 1 Jan 2026, 05:30 IST/ })
      .waitFor();
    await main().getByText(', with nothing.').waitFor();
    await tab.getByRole('link', { name: 'Back to now' }).click();
    await tab.getByRole('heading', { name: 'May we write to this person?' }).waitFor();
  });

  test('compares two moments, purpose by purpose', async () => {
    await tab.getByRole('button', { name: 'Compare' }).click();
    await tab.getByText(/From .* to now/).waitFor();
    await shot('person-compared');
  });

  test('lists records by a filter that is the address, and saves exactly them', async () => {
    await tab.keyboard.press('g');
    await tab.keyboard.press('r');
    await tab.getByRole('heading', { name: 'Records', exact: true }).waitFor();
    await tab.keyboard.press('f');
    await tab.getByLabel('Channel').selectOption('ivr');
    await tab.waitForURL('**channel=ivr**');
    await tab.getByRole('heading', { name: '5 records' }).waitFor();
    await shot('records');
    expect(await axeViolations(tab)).toEqual([]);
    await tab.keyboard.press('e');
    await shot('records-export');
    const [saved] = await Promise.all([
      tab.waitForEvent('download'),
      tab.getByRole('button', { name: 'NDJSON' }).click(),
    ]);
    const file = join(desk.folder, 'records.ndjson');
    await saved.saveAs(file);
    const rows = readFileSync(file, 'utf8').trim().split('\n');
    expect(rows.length).toBe(5 + 1);
    expect(JSON.parse(rows.at(-1)!)).toMatchObject({ row: 'end', sent: 5, total: 5 });
  });

  test('keeps what reads as a number out of the address', async () => {
    await tab.locator('summary', { hasText: 'Filter' }).click();
    await tab.getByRole('textbox', { name: 'Notice' }).fill('98765 43210');
    await tab.getByRole('button', { name: 'Add', exact: true }).click();
    expect(tab.url()).not.toContain('98765');
  });

  test.each([
    ['Overview', 'Why messages were denied'],
    ['Rights desk', 'Asked to be erased'],
    ['Log', 'signed with the log’s key'],
    ['Work paper', 'Everything you looked at'],
  ])('reads %s', async (room, says) => {
    await tab.getByRole('link', { name: room, exact: true }).click();
    await main().getByText(says).first().waitFor();
    await shot(room.toLowerCase().replace(' ', '-'));
    expect(await axeViolations(tab)).toEqual([]);
    expect(desk.errors).toEqual([]);
  });

  test('erases after a preview, and the page says what is left', async () => {
    await tab.keyboard.press('/');
    await tab.keyboard.type('+91 98765 44001');
    await tab.keyboard.press('Enter');
    await tab.getByRole('link', { name: 'Rights', exact: true }).click();
    await tab.getByRole('button', { name: 'Preview what would go' }).click();
    await tab.getByText('Would be destroyed').waitFor();
    await shot('erase-preview');
    expect(await axeViolations(tab)).toEqual([]);
    await tab.getByLabel('I have read what goes').check();
    await tab.getByRole('button', { name: 'Erase now' }).click();
    await tab.getByText('erased. The log’s entries stay').waitFor();
    await shot('erased');
  });

  test.each([
    ['dark', { colorScheme: 'dark' }],
    ['a screen 320 pixels wide', { viewport: { width: 320, height: 700 } }],
    ['forced colours', { forcedColors: 'active' }],
  ] as const)('is as good in %s', async (name, look) => {
    const other = await desk.browser.newContext({ ...look, storageState: await context.storageState() });
    const page = await other.newPage();
    for (const [path, says] of [
      ['/console', 'Why messages were denied'],
      ['/console/records', 'Export these'],
      ['/console/log', 'signed with the log’s key'],
      [personPath, 'May we write to this person?'],
    ] as const) {
      await page.goto(url + path);
      await page.getByText(says).first().waitFor();
      await shotOf(page, `${name} ${path.split('/')[2]?.split('?')[0] ?? ''}`.replaceAll(' ', '-'));
      // Under forced colours axe reads the author's colours, and is wrong.
      if (name !== 'forced colours') expect(await axeViolations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThan(1);
    }
    await other.close();
  });

  test('gives an auditor no button that changes what people agreed to', async () => {
    const other = await desk.browser.newContext();
    const page = await other.newPage();
    await page.goto(await desk.linkFor('auditor'));
    await page.getByRole('button', { name: 'Sign in with this link' }).click();
    await page.getByText('Auditor').waitFor();
    await page.goto(url + personPath);
    await page.getByRole('heading', { name: 'May we write to this person?' }).waitFor();
    expect(await page.getByText('Stop all').count()).toBe(0);
    await page.getByRole('link', { name: 'Rights', exact: true }).click();
    await page.getByRole('heading', { name: 'Access' }).waitFor();
    expect(await page.getByRole('button', { name: /Erase|Object|Preview/ }).count()).toBe(0);
    await other.close();
  });

  test('turns red where a row was changed by hand, and names the record', async () => {
    const record = await changedByHand('+919876544002');
    await tab.keyboard.press('/');
    await tab.keyboard.type('+919876544002');
    await tab.keyboard.press('Enter');
    await tab.getByRole('alert').getByText(record).waitFor();
    await main().getByText(', until this is settled.').waitFor();
    await tab.getByRole('alert').filter({ hasText: record }).getByRole('link', { name: 'See it' }).click();
    await tab.getByRole('heading', { name: 'Checked here' }).waitFor();
    await main().getByText('is not in the tree that was signed').waitFor();
    await shot('broken');
    expect(await axeViolations(tab)).toEqual([]);
  });

  test('turns red where a record does not open any more, names its entry, and shows the others', async () => {
    const number = '+919876544003';
    const { ledger, config, keys } = shop.ledger;
    const told: Body = await (await post(`${url}/v1/subjects/history`, keys.audit, { number })).json();
    const { leaf_index: at, id } = told.records.find(({ kind }: Body) => kind === 'opt_in');
    const db = openDatabase({ url: config.databaseUrl!, clients: 1 });
    await db.sql.unsafe('alter table sealed_records disable trigger all');
    const { sealed } = (await ledger.records.byId(id))!;
    await db.sql`update sealed_records set sealed = ${Buffer.from(sealed).fill(0, 20, 21)} where record = ${id}`;
    await db.end();
    await tab.keyboard.press('/');
    await tab.keyboard.type(number);
    await tab.keyboard.press('Enter');
    await tab.getByRole('alert').getByText(`Entry ${at} of this person does not open`).waitFor();
    await main().getByText(', until this is settled.').waitFor();
    await shot('unopened');
    expect(await axeViolations(tab)).toEqual([]);
  });

  test('signs out, and shows nothing any more', async () => {
    await tab.locator('.who summary').click();
    await tab.getByRole('button', { name: 'Sign out' }).click();
    await tab.getByRole('heading', { name: 'Sign in to the compliance console' }).waitFor();
    await tab.goto(url + personPath);
    await tab.getByRole('heading', { name: 'Sign in to the compliance console' }).waitFor();
  });
});

/** As who holds the database and its keys would: another grade, sealed anew, and its entry with it. */
async function changedByHand(person: string): Promise<string> {
  const { ledger, config, keys } = shop.ledger;
  const history: Body = await (
    await post(`${url}/v1/subjects/history`, keys.audit, { number: person })
  ).json();
  const { id } = history.records.find(({ kind }: Body) => kind === 'opt_in');
  const stored = (await ledger.records.byId(id))!;
  const key = unwrapKey(ledger.keys.master, stored.subject!, stored.wrappedKey)!;
  const opening = open(key, stored.entry, stored.sealed);
  if (opening.kind !== 'opened') throw new Error('the row does not open');
  const bytes = Buffer.from(opening.bytes.toString('utf8').replace('"grade":"E1"', '"grade":"E4"'));
  const entry = commit(opening.nonce, bytes);
  const sealed = seal(key, ledger.world.random(12), entry, opening.nonce, bytes);
  const db = openDatabase({ url: config.databaseUrl!, clients: 1 });
  for (const table of ['sealed_records', 'log_entries'])
    await db.sql.unsafe(`alter table ${table} disable trigger all`);
  await db.sql`update sealed_records set sealed = ${sealed} where record = ${id}`;
  await db.sql`update log_entries set entry = ${entry} where idx = ${stored.index}`;
  await db.end();
  return id;
}
