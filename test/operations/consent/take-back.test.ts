// Undo: the very page that opted in takes it back with its key, and learns nothing else by trying.

import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { takeBackOptIn } from '../../../ledger/operations/consent/page-consent.ts';
import { recordOptOut } from '../../../ledger/operations/consent/record-consent.ts';
import { publish } from '../../../ledger/operations/notice/notices.ts';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import { addSite } from '../../../ledger/operations/setup/sites.ts';
import { newCustomerSecret } from '../../../ledger/operations/visitor/customer.ts';
import { customerToken } from '../../support/customer-token.ts';
import { orderUpdates, shopOrigin } from '../../support/ledger.ts';
import { clock, ledger, shared, useClockedNode } from '../clocked-node.ts';
import { gateSays, optInByPhone, refusal, shop, stop } from '../commands.ts';
import { numbers } from '../filled-ledger.ts';
import { SignedPage, shopVisitor } from './signed-page.ts';

let page: SignedPage;
let number: string;
let used = 0;

useClockedNode();
beforeEach(() => {
  page = new SignedPage(ledger, shared.site);
  number = numbers[used++]!;
});

const size = async () => (await ledger.log.latestCheckpoint())!.size;

test('it is in force when it is answered', async () => {
  const { record } = await page.tick(number);
  expect(await gateSays(ledger, number)).toMatchObject({ decision: 'allow', record });
  const undone = await page.undo(record);
  expect(await gateSays(ledger, number)).toMatchObject({
    reasons: ['withdrawn'],
    record: undone.record,
  });
});

test('it takes back the purposes of that opt-in and no others', async () => {
  const offers = { ...orderUpdates, id: 'offers', purposes: ['marketing' as const] };
  await publish(ledger, shop.business, offers, 'test');
  const { record } = await page.tick(number);
  await page.tick(number, {}, 'offers');
  await page.undo(record);
  expect(await gateSays(ledger, number)).toMatchObject({ decision: 'deny' });
  expect(await gateSays(ledger, number, 'marketing')).toMatchObject({ decision: 'allow' });
});

test('it leaves what the person had agreed to before: a page key silences nobody', async () => {
  const { record: genuine } = await optInByPhone(ledger, number);
  clock.pass(1);
  const stranger = new SignedPage(ledger, shared.site);
  const { record: invented } = await stranger.tick(number);
  expect(await gateSays(ledger, number)).toMatchObject({ decision: 'allow', record: invented });
  await stranger.undo(invented);
  expect(await gateSays(ledger, number)).toMatchObject({ decision: 'allow', record: genuine });
});

test('it leaves an earlier tick of another page', async () => {
  const { record: genuine } = await page.tick(number);
  clock.pass(1);
  const stranger = new SignedPage(ledger, shared.site);
  await stranger.undo((await stranger.tick(number)).record);
  expect(await gateSays(ledger, number)).toMatchObject({ decision: 'allow', record: genuine });
});

test('where the shop’s server had named the number it is a withdrawal', async () => {
  const secret = await newCustomerSecret(ledger, shop.business, shared.site);
  await optInByPhone(ledger, number);
  clock.pass(1);
  const now = Math.floor(clock.now().getTime() / 1000);
  const token = customerToken(secret, { site: shared.site, number, now });
  const { record } = await page.tick(number, { customer_token: token });
  const undone = await page.undo(record);
  expect(await gateSays(ledger, number)).toMatchObject({ reasons: ['withdrawn'], record: undone.record });
});

test('an opt-in is taken back once: the same undo and any other one get the first answer', async () => {
  const { record } = await page.tick(number);
  const signed = await page.takeBack(record);
  const first = await takeBackOptIn(ledger, signed, shopVisitor);
  expect(await takeBackOptIn(ledger, signed, shopVisitor)).toEqual({ ...first, replayed: true });
  const grown = await size();
  expect(await page.undo(record)).toEqual({ ...first, replayed: true });
  expect(await size()).toBe(grown);
});

test('the same page can tick again right after it', async () => {
  await page.undo((await page.tick(number)).record);
  clock.pass(1);
  const { record } = await page.tick(number);
  expect(await gateSays(ledger, number)).toMatchObject({ decision: 'allow', record });
});

describe('nobody else can, and every refusal is the same', () => {
  let same: unknown;
  beforeAll(async () => {
    same = await refusal(new SignedPage(ledger, shared.site).undo(crypto.randomUUID()));
    expect(same).toMatchObject({ code: 'forbidden' });
  });

  const refusedAlike = async (who: SignedPage, record: string) => {
    const before = await size();
    expect(await refusal(who.undo(record))).toEqual(same);
    expect(await size()).toBe(before);
  };

  test('another page of the same site', async () => {
    const { record } = await page.tick(number);
    await refusedAlike(new SignedPage(ledger, shared.site), record);
    expect(await gateSays(ledger, number)).toMatchObject({ decision: 'allow' });
  });

  test('a site of another business, not even with the key of the page', async () => {
    await addBusiness(ledger, { id: 'other-shop', name: 'Other Shop' });
    const site = await addSite(ledger, 'other-shop', [shopOrigin]);
    const { record } = await page.tick(number);
    await refusedAlike(page.on(site.key), record);
  });

  test('a page, of what a server recorded', async () => {
    const { record } = await optInByPhone(ledger, number);
    await refusedAlike(page, record);
  });

  test('a page, of an opt-out, its own too', async () => {
    const { record } = await recordOptOut(ledger, stop(number));
    await refusedAlike(page, record);
    const own = await page.undo((await page.tick(number)).record);
    await refusedAlike(page, own.record);
  });

  test('a page, of a record that is about no person', async () => {
    const [notice] = await ledger.notices.versions(shop.business, orderUpdates.id);
    await refusedAlike(page, notice!.record);
  });
});

test('from another origin it is refused before anything is looked up', async () => {
  const { record } = await page.tick(number);
  const elsewhere = 'https://evil.example';
  const [own, nowhere] = await Promise.all([
    refusal(page.undo(record, elsewhere)),
    refusal(page.undo(crypto.randomUUID(), elsewhere)),
  ]);
  expect(own).toMatchObject({ code: 'origin_not_allowed' });
  expect(nowhere).toEqual(own);
});
