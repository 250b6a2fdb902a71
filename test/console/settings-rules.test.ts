// An admin changes what the business decides for all its records: what it is called, who confirms and lifts,
// and how long records are kept.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { businessOf } from '../../ledger/operations/setup/business.ts';
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

const is = () => businessOf(shop.ledger, shop.business);
const change = (label: string) => room.tab.getByRole('button', { name: `Change ${label}` }).click();

describe('the business', () => {
  test('its lines and its calling code are changed, and what is none is refused', async () => {
    await room.open('business');
    await change('own lines');
    await room.dialog().getByLabel('Own lines').fill('4155550199');
    await room.press('Change the lines');
    await room.dialog().locator('#own_lines-wrong').waitFor();
    await room.asGood('business-refused');
    await room.dialog().getByLabel('Own lines').fill('+14155550199');
    await room.press('Change the lines');
    await room.row('Own lines').getByText('+14155550199').waitFor();
    await change('calling code');
    await room.dialog().getByLabel('Calling code').fill('');
    await room.dialog().getByText('The same from the command line').click();
    await room.dialog().getByText('--no-calling-code').waitFor();
    await room.press('Change the code');
    await room.row('Calling code').getByText('none').waitFor();
    expect(await is()).toMatchObject({ ownLines: ['+14155550199'] });
    expect((await is()).callingCode).toBeUndefined();
  });

  test('what is dangerous is asked twice', async () => {
    await change('four eyes');
    await room.dialog().getByLabel('Opt-ins on paper').check();
    await room.press('Change it', 'sure');
    await room.row('Four eyes').getByText('Opt-ins on paper').waitFor();
    await change('who lifts an objection');
    await room.dialog().getByLabel('Who lifts an objection').selectOption('customer');
    await room.press('Change it', 'sure');
    await room.row('Who lifts an objection').getByText('A verified customer').waitFor();
    await change('a request to be erased');
    await room.dialog().getByLabel('A request to be erased').selectOption('at_once');
    await room.dialog().getByText('The same from the command line').click();
    await room.dialog().getByText('--erasure at-once').waitFor();
    await room.press('Change it', 'sure');
    await room.row('A request to be erased').getByText('It is done at once').waitFor();
    await room.asGood('business');
    expect(await is()).toMatchObject({
      ...{ fourEyes: ['paper'], floor: expect.any(String), erasure: 'at_once' },
    });
  });
});

describe('retention', () => {
  test('no time below the floor is set, and a longer one is after a second question', async () => {
    await room.open('retention');
    await room.row('Proof of consent').first().waitFor();
    await room.tab.getByRole('button', { name: 'Keep for another time' }).click();
    await room.dialog().getByLabel('Jurisdiction').fill('IN');
    await room.dialog().getByLabel('Days').fill('30');
    await room.press('Keep for this time', 'sure');
    await room.dialog().getByText('must be at least 2557').first().waitFor();
    await room.asGood('retention-refused');
    await room.dialog().getByLabel('Days').fill('3000');
    await room.press('Keep for this time', 'sure');
    await room.row('your setting').getByText('3,000').waitFor();
  });

  test('the setting ends, and the rule counts again', async () => {
    await room
      .row('your setting')
      .getByRole('button', { name: /^Back to the rule/ })
      .click();
    await room.press('End the setting', 'sure');
    await room.row('your setting').waitFor({ state: 'detached' });
  });

  test('consent ends by silence from a day on, and no longer', async () => {
    await room.tab.getByRole('button', { name: 'End consent by silence' }).click();
    await room.dialog().getByLabel('Days of silence').fill('1095');
    await room.press('End it by silence', 'sure');
    await room.row('Offers').getByText('1,095').waitFor();
    await room.asGood('retention');
    await room.row('Offers').getByRole('button', { name: 'Not any more Offers' }).click();
    await room.press('Not any more');
    await room.main().getByText('No consent ends by silence.').waitFor();
  });

  test('what would end is looked at, and nothing ends', async () => {
    await room.tab.getByRole('button', { name: 'Look what would end' }).click();
    await room.main().getByText('Nothing is over.').waitFor();
    await room.asGood('retention-preview');
  });
});

test('is as good in the dark and on a narrow screen', () =>
  room.asGoodElsewhere([
    ['business', 'Own lines'],
    ['retention', 'Proof of consent'],
  ]));

test('verifies when all is done', async () => {
  expect(await findingsIn(shop)).toEqual([]);
});
