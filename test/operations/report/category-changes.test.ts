// Whom a category costs: counted in one snapshot, each person once, whoever has opted in or out meanwhile.

import { createSecretKey, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toMoment } from '../../../ledger/core/when.ts';
import { recordOptIn, recordOptOut } from '../../../ledger/operations/consent/record-consent.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { publish } from '../../../ledger/operations/notice/notices.ts';
import { peopleLostTo, reportCategoryChanges } from '../../../ledger/operations/report/category-changes.ts';
import { hearTemplates, mapTemplate } from '../../../ledger/operations/template/templates.ts';
import { GatedSender } from '../../support/gated-sender.ts';
import { orderUpdates } from '../../support/ledger.ts';
import { ivrOptIn, stop } from '../commands.ts';

const business = 'fresh-produce';
const key = { account: '102290129340398', name: 'order_shipped', language: 'en_US' };
const hour = 3_600_000;
const at = (ms: number) => new Date(Date.now() + ms).toISOString();

let shop: GatedSender;
let ledger: Ledger;
beforeAll(async () => {
  shop = await GatedSender.start();
  ({ ledger } = shop.ledger);
  await publish(ledger, business, { ...orderUpdates, id: 'offers', purposes: ['marketing'] }, 'test');
});
afterAll(() => shop.stop());

const numberOf = (n: number) => `+9198765433${String(n).padStart(2, '0')}`;
const agrees = (n: number, node = ledger) => recordOptIn(node, ivrOptIn(numberOf(n)));
const toOffers = (n: number) => recordOptIn(ledger, ivrOptIn(numberOf(n), { notice: 'offers' }));
const report = (node = ledger) => reportCategoryChanges(node, business);
const countsOf = async (node = ledger) => {
  const { agreed, lost } = (await report(node)).changes.find(({ language }) => language === 'en_US')!;
  return { agreed, lost };
};
const lostIds = (node = ledger) =>
  node.consentStates.atOneMoment(async (then) => {
    const ids: string[] = [];
    for await (const page of peopleLostTo(node, then, business, 'shipping_update')) ids.push(...page);
    return ids;
  });

test('a template in the category of its purpose costs nobody, nor does one that the business calls promotional', async () => {
  await agrees(1);
  const offers = { ...key, name: 'offers', purpose: 'shipping_update', category: 'MARKETING' } as const;
  await mapTemplate(ledger, business, offers, 'test');
  expect((await report()).changes).toEqual([]);
});

test('whoever agreed to what it is for, and not to marketing, is lost; nobody else is', async () => {
  await Promise.all([agrees(2), agrees(3), agrees(4)]);
  await toOffers(3);
  await toOffers(5);
  await recordOptOut(ledger, stop(numberOf(4)));
  await hearTemplates(ledger, business, [{ ...key, category: 'MARKETING', at: at(-hour) }]);
  expect((await report()).changes).toEqual([
    {
      ...key,
      mappedTo: 'shipping_update',
      category: 'MARKETING',
      saidAt: expect.any(String),
      from: expect.any(String),
      record: expect.any(String),
      agreed: 3,
      lost: 2,
    },
  ]);
});

test('what is announced is counted before it is so, and no more once Meta has taken it back', async () => {
  const hindi = { ...key, language: 'hi' };
  const from = at(hour);
  const announced = { category: 'MARKETING', from };
  await hearTemplates(ledger, business, [{ ...hindi, category: 'UTILITY', announced, at: at(-hour) }]);
  const { at: judged, changes } = await report();
  const change = changes.find(({ language }) => language === 'hi')!;
  expect(change).toMatchObject({ from: toMoment(from), agreed: 3, lost: 2 });
  expect(change.from > judged).toBe(true);

  const past = { category: 'MARKETING', from: at(-hour / 2) };
  await hearTemplates(ledger, business, [{ ...hindi, announced: past, at: at(-hour / 2 - 1) }]);
  await hearTemplates(ledger, business, [{ ...hindi, category: 'UTILITY', at: at(-1) }]);
  expect((await report()).changes.map(({ language }) => language)).toEqual(['en_US']);
});

test('they are listed by subject id where somebody asks, and by nothing else', async () => {
  const ids = await lostIds();
  expect(ids).toHaveLength(2);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
  expect(JSON.stringify([ids, await report()])).not.toContain('98765433');
});

test('a person whom Meta knows by two names is one, and stops by either', async () => {
  const before = await countsOf();
  await agrees(6);
  await shop.wrote({ from: numberOf(6).slice(1), from_user_id: 'IN.91206' });
  expect(await countsOf()).toEqual({ agreed: before.agreed + 1, lost: before.lost + 1 });
  await shop.wrote({ from_user_id: 'IN.91206', body: 'STOP' });
  expect(await countsOf()).toEqual(before);
});

test('an opt-out while it is being made changes nothing of it', async () => {
  const before = await countsOf();
  const during = await ledger.consentStates.atOneMoment(async (then) => {
    await recordOptOut(ledger, stop(numberOf(1)));
    let people = 0;
    for await (const page of peopleLostTo(ledger, then, business, 'shipping_update')) people += page.length;
    return people;
  });
  expect(during).toBe(before.lost);
  expect((await countsOf()).lost).toBe(before.lost - 1);
  await agrees(1);
});

test('what it has looked through is told', async () => {
  const told: [string, number, number][] = [];
  await reportCategoryChanges(ledger, business, (...progress) => void told.push(progress));
  const [stage, done, of] = told.at(-1)!;
  expect([stage, done]).toEqual(['states', of]);
});

describe('a pepper that is replaced in the middle', () => {
  /** The same ledger, once the pepper was replaced; `ledger` is a node that has not heard of it. */
  const rotated = (): Ledger => {
    const pepper = { version: 2, key: createSecretKey(randomBytes(32)) };
    return { ...ledger, keys: { ...ledger.keys, peppers: [pepper, ...ledger.keys.peppers] } };
  };

  test('breaks no report, makes nobody two people, and loses no stop', async () => {
    const before = await countsOf();
    const renewed = rotated();
    // Known under the new pepper alone; then the node that lacks it makes a second subject of the same
    // number.
    await agrees(10, renewed);
    await agrees(10);
    await agrees(11, renewed);
    await agrees(11);
    await recordOptOut(ledger, stop(numberOf(11)));
    expect(await countsOf(renewed)).toEqual({ agreed: before.agreed + 1, lost: before.lost + 1 });
    expect(await lostIds(renewed)).toHaveLength(before.lost + 1);
    // Whoever lacks the pepper can tell less, and still counts to the end.
    expect((await countsOf()).lost).toBeGreaterThanOrEqual(before.lost + 1);
  });
});
