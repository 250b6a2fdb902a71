// An admin sets up what messages need: the WhatsApp numbers they go out by and the consent of each template.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConsoleDesk } from '../support/browser/console-desk.ts';
import { SettingsRoom } from '../support/browser/settings-room.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { findingsIn } from '../support/verifier.ts';

let shop: TestLedger;
let desk: ConsoleDesk;
let room: SettingsRoom;

beforeAll(async () => {
  desk = await ConsoleDesk.open(async (url) => {
    shop = await testLedger({ url });
    return shop;
  });
  room = await SettingsRoom.enter(desk);
});

afterAll(async () => {
  await desk?.close();
  await shop?.stop();
});

const number = '+14155550199';
const appSecret = '0123456789abcdef0123456789abcdef';
const act = (name: string) => room.row(number).getByRole('button', { name: `${name} of ${number}` });

describe('senders', () => {
  test('what is no number is refused at its field, and one is added', async () => {
    await room.open('senders');
    await room.tab.getByRole('button', { name: 'Add a sender' }).click();
    await room.dialog().getByLabel('Phone number id').fill('106540352242922');
    await room.dialog().getByLabel('Number', { exact: true }).fill('none');
    await room.dialog().getByLabel('App secret').fill(appSecret);
    await room.press('Add the sender');
    await room.dialog().locator('#number-wrong').waitFor();
    await room.asGood('senders-refused');
    await room.dialog().getByLabel('Number', { exact: true }).fill(number);
    await room.dialog().getByText('The same from the command line').click();
    // What was typed as a secret stands in no line that is copied.
    expect(await room.dialog().locator('.more').innerText()).toContain('--app-secret-file -');
    expect(await room.dialog().locator('.more').innerText()).not.toContain(appSecret);
    await room.press('Add the sender');
    await room.dialog().getByText('Shown this once').waitFor();
    await room.asGood('senders-once');
    await room.press('I have kept it');
    await room.row(number).getByText('none: no change of its templates is heard').waitFor();
    await room.asGood('senders');
  });

  test('its account is changed, its token registered', async () => {
    await act('Change').click();
    await room.dialog().getByLabel('WhatsApp Business Account').fill('102290129340398');
    await room.press('Change');
    await room.row(number).getByText('102290129340398').waitFor();
    await act('Access token').click();
    await room.dialog().getByLabel('Access token').fill('EAAG0123456789abcdefghijklmnop');
    await room.press('Register it');
    await room.dialog().waitFor({ state: 'detached' });
    expect(await room.tab.content()).not.toContain('EAAG0123456789');
  });

  test('its webhooks are forwarded, and no longer after a second question', async () => {
    await act('Forward').click();
    await room.dialog().getByLabel('Your server').fill('http://10.0.0.1/');
    await room.press('Forward there');
    await room.dialog().locator('#forward_url-wrong').waitFor();
    await room.dialog().getByLabel('Your server').fill('https://shop.example/whatsapp');
    await room.press('Forward there');
    await room.row(number).getByText('https://shop.example/whatsapp').waitFor();
    await room.asGood('senders-forwarded');
    await act('Forward nothing').click();
    await room.press('Forward nothing', 'sure');
    await room.row(number).getByText('nowhere').waitFor();
  });

  test('its verify token is made anew, and it is ended after a second question', async () => {
    await act('Verify token').click();
    await room.press('Make the token');
    await room.dialog().getByText('Shown this once').waitFor();
    await room.press('I have kept it');
    await act('End').click();
    await room.press('End the sender', 'sure');
    await room.main().getByText('No WhatsApp number is set up').waitFor();
    expect(await shop.ledger.senders.ofBusiness(shop.business)).toEqual([]);
  });
});

describe('templates', () => {
  const named = { name: 'order_shipped', language: 'en_US' };
  const purpose = async () =>
    (await shop.ledger.templates.named(shop.business, named, '102290129340398'))[0]?.state.purpose?.value;

  test('what Meta does not call a template is refused, and one is mapped', async () => {
    await room.open('templates');
    await room.tab.getByRole('button', { name: 'Map a template' }).click();
    await room.dialog().getByLabel('WhatsApp Business Account').fill('102290129340398');
    await room.dialog().getByLabel('Name').fill('Order shipped');
    await room.dialog().getByLabel('Language').fill('en_US');
    await room.dialog().getByLabel('What it is for').selectOption('shipping_update');
    await room.press('Map it');
    await room.dialog().locator('#name-wrong').waitFor();
    await room.asGood('templates-refused');
    await room.dialog().getByLabel('Name').fill('order_shipped');
    await room.press('Map it');
    await room.row('order_shipped').getByText('its category is not known').first().waitFor();
    expect(await purpose()).toBe('shipping_update');
  });

  test('it is mapped anew after a second question, and a category that drifts is told', async () => {
    await room.row('order_shipped').getByRole('button', { name: 'Map “order_shipped”' }).click();
    await room.dialog().getByLabel('Meta’s category').selectOption('MARKETING');
    await room.press('Map it', 'sure');
    await room.row('order_shipped').getByText('It counts as marketing').waitFor();
    await room.asGood('templates');
    expect(await purpose()).toBe('shipping_update');
  });
});

test('is as good in the dark and on a narrow screen', () =>
  room.asGoodElsewhere([
    ['senders', 'Add a sender'],
    ['templates', 'order_shipped'],
  ]));

test('verifies when all is done', async () => {
  expect(await findingsIn(shop)).toEqual([]);
});
