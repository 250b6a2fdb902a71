// An admin names the places where people are asked, sees the code that is printed for each, and saves it.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addSite } from '../../ledger/operations/setup/sites.ts';
import { ConsoleDesk } from '../support/browser/console-desk.ts';
import { SettingsRoom } from '../support/browser/settings-room.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { findingsIn } from '../support/verifier.ts';

let shop: TestLedger;
let desk: ConsoleDesk;
let room: SettingsRoom;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'optmark-saved-'));
  desk = await ConsoleDesk.open(async (url) => {
    shop = await testLedger({ url });
    await addSite(shop.ledger, shop.business, [url]);
    return shop;
  });
  room = await SettingsRoom.enter(desk);
});

afterAll(async () => {
  await desk?.close();
  await shop?.stop();
  await rm(folder, { recursive: true });
});

const entry = () => shop.ledger.setup.entryPoint(shop.business, 'store-poster');

describe('entry points', () => {
  test('what is no id is refused at its field', async () => {
    await room.open('entries');
    await room.main().getByText('No place is named yet').waitFor();
    await room.asGood('entries-empty');
    await room.tab.getByRole('button', { name: 'Name a place' }).click();
    await room.dialog().getByLabel('Id').fill('Store Poster');
    await room.dialog().getByLabel('Name', { exact: true }).fill('Store poster Pune');
    await room.press('Name it');
    await room.dialog().locator('#id-wrong').waitFor();
    await room.asGood('entries-refused');
  });

  test('one is named, with the notice and the site that its code leads to', async () => {
    await room.dialog().getByLabel('Id').fill('store-poster');
    await room.dialog().getByLabel('Notice').selectOption('order-updates');
    await room.dialog().getByLabel('Site').selectOption({ label: desk.url });
    await room.dialog().getByText('The same from the command line').click();
    await room.dialog().getByText('optmark entry add store-poster').waitFor();
    await room.press('Name it');
    await room.row('Store poster Pune').getByText(`${desk.url}/in/e/`).waitFor();
    await room.asGood('entries');
    expect(await entry()).toMatchObject({
      kind: 'poster',
      name: 'Store poster Pune',
      notice: 'order-updates',
    });
  });

  test('its code is seen, and saved alone and as a sheet', async () => {
    await room.row('Store poster Pune').getByRole('button', { name: 'Code “Store poster Pune”' }).click();
    const picture = room.dialog().getByRole('img', { name: /^QR code that leads to/ });
    await picture.waitFor();
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(20);
    await room.asGood('entries-code');
    for (const [name, file, holds] of [
      ['Save the code (SVG)', 'store-poster.svg', '<svg'],
      ['Save a sheet, A5', 'store-poster-a5.html', 'size: a5'],
    ] as const) {
      const [saved] = await Promise.all([
        room.tab.waitForEvent('download'),
        room.dialog().getByRole('button', { name }).click(),
      ]);
      expect(saved.suggestedFilename()).toBe(file);
      await saved.saveAs(join(folder, file));
      expect(await readFile(join(folder, file), 'utf8')).toContain(holds);
    }
    await room.press('Close');
  });

  test('it is changed, and what is emptied is taken away', async () => {
    await room
      .row('Store poster Pune')
      .getByRole('button', { name: /^Change/ })
      .click();
    await room.dialog().getByLabel('Name', { exact: true }).fill('Store poster Mumbai');
    await room.dialog().getByLabel('Until').fill('2099-03-31T23:59');
    await room.dialog().getByLabel('Site').selectOption('');
    await room.dialog().getByText('The same from the command line').click();
    await room.dialog().getByText("--site ''").waitFor();
    await room.asGood('entries-change');
    await room.press('Change');
    await room.row('Store poster Mumbai').getByText('no link').waitFor();
    const { site, until } = (await entry())!;
    expect([site, until]).toEqual([undefined, '2099-03-31T18:29:00.000Z']);
  });

  test('it is ended after a second question', async () => {
    await room.row('Store poster Mumbai').getByRole('button', { name: /^End/ }).click();
    await room.press('End it', 'sure');
    await room.tab.locator('summary', { hasText: '1 ended' }).click();
    await room.row('Store poster Mumbai').getByText('Ended').waitFor();
    await room.asGood('entries-ended');
    expect((await entry())?.endedAt).toEqual(expect.any(String));
  });
});

test('is as good in the dark and on a narrow screen', () =>
  room.asGoodElsewhere([['entries', 'Name a place']]));

test('verifies when all is done', async () => {
  expect(await findingsIn(shop)).toEqual([]);
});
