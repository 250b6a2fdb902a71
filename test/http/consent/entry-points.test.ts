// A record says which named place it came from. Which one is a claim: it raises nothing, an id that names
// nothing costs no consent, and an advertisement is no place to opt in.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  addEntryPoint,
  changeEntryPoint,
  endEntryPoint,
} from '../../../ledger/operations/entry/entry-points.ts';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { callWith, type Line, publishedLine, recordsOf } from '../ivr/line.ts';
import { Page } from '../page.ts';
import { type Body, expectProblem, ivrOptIn, post } from '../requests.ts';

let shop: TestLedger;
let line: Line;
const poster = {
  id: 'store-poster',
  kind: 'poster',
  name: 'Store poster Pune',
  notice: 'order-updates',
} as const;
const label = { id: poster.id, name: poster.name };
const dropped = [{ pointer: '/source/entry', rule: 'open_entry_point' }];

beforeAll(async () => {
  shop = await testLedger();
  const { ledger, business } = shop;
  await addEntryPoint(ledger, business, poster);
  await addEntryPoint(ledger, business, { ...poster, id: 'gone', name: 'Gone' });
  await endEntryPoint(ledger, business, 'gone');
  await addEntryPoint(ledger, business, { ...poster, id: 'over', until: '2026-01-01T00:00:00Z' });
  for (const id of ['ad', 'old-ad'])
    await addEntryPoint(ledger, business, { id, kind: 'click_to_whatsapp_ad', name: 'Ad' });
  await endEntryPoint(ledger, business, 'old-ad');
  await addBusiness(ledger, { id: 'acme', name: 'Acme' });
  await addEntryPoint(ledger, 'acme', { id: 'acme-ad', kind: 'click_to_whatsapp_ad', name: 'Ad' });
  line = await publishedLine(shop);
});
afterAll(() => shop?.stop());

const fromServer = (number: string, source: object, over: object = {}, headers = {}) =>
  post(`${shop.url}/v1/opt-ins`, shop.keys.ingest, ivrOptIn(number, { source, ...over }), headers);
const sourceOf = async (number: string) => (await recordsOf(shop, number)).map(({ source }) => source);

describe('from a server', () => {
  test('a record names the entry point as it is called then, and its kind of place', async () => {
    const answer = await fromServer('+14155550110', { entry: 'store-poster', collected_via: 'paper' });
    expect([answer.status, await answer.json()]).toMatchObject([201, { entry_point: 'store-poster' }]);
    await changeEntryPoint(shop.ledger, shop.business, 'store-poster', { name: 'Poster Kothrud' });
    await fromServer('+14155550111', { entry: 'store-poster' });
    await changeEntryPoint(shop.ledger, shop.business, 'store-poster', { name: poster.name });
    const source = { system: 'server', entry_point: 'poster' };
    expect(await sourceOf('+14155550110')).toEqual([{ ...source, entry: label }]);
    expect(await sourceOf('+14155550111')).toEqual([
      { ...source, entry: { ...label, name: 'Poster Kothrud' } },
    ]);
  });

  test.each([
    ['an id that names nothing', 'no-such-poster'],
    ['one that has ended', 'gone'],
    ['one whose time is over', 'over'],
    ['another business’s', 'acme-ad'],
    ['what is no id', 'Store Poster'],
    ['nothing', ''],
    ['what is longer than any id', 'x'.repeat(300)],
  ])('%s costs no consent: it is recorded without, and the answer says so', async (_what, entry) => {
    const number = '+14155550112';
    const answer: Body = await (await fromServer(number, { entry, collected_via: 'ivr' })).json();
    expect(answer).toMatchObject({ kind: 'opt_in', dropped });
    expect(answer).not.toHaveProperty('entry_point');
    expect((await sourceOf(number)).at(-1)).toEqual({ system: 'server', entry_point: 'ivr' });
  });

  test('a repeated request gets the first answer, also where the entry point has ended meanwhile', async () => {
    await addEntryPoint(shop.ledger, shop.business, { ...poster, id: 'ends-soon' });
    const headers = { 'idempotency-key': 'entry-1' };
    const ask = () => fromServer('+14155550113', { entry: 'ends-soon' }, {}, headers);
    const first: Body = await (await ask()).json();
    await endEntryPoint(shop.ledger, shop.business, 'ends-soon');
    const again: Body = await (await ask()).json();
    expect(first.entry_point).toBe('ends-soon');
    expect(again).toEqual(first);
    const without = { 'idempotency-key': 'entry-2' };
    const askOther = () => fromServer('+14155550114', { entry: 'later' }, {}, without);
    const refused: Body = await (await askOther()).json();
    await addEntryPoint(shop.ledger, shop.business, { ...poster, id: 'later' });
    expect(await (await askOther()).json()).toEqual(refused);
    expect(refused.dropped).toMatchObject(dropped);
  });

  test('what was agreed to before the poster was taken down still came from it', async () => {
    await addEntryPoint(shop.ledger, shop.business, { ...poster, id: 'taken-down' });
    const before = new Date(Date.now() - 1000).toISOString();
    await endEntryPoint(shop.ledger, shop.business, 'taken-down');
    const now = await fromServer('+14155550115', { entry: 'taken-down' });
    const then = await fromServer('+14155550115', { entry: 'taken-down' }, { occurred_at: before });
    expect([await now.json(), await then.json()]).toMatchObject([{ dropped }, { entry_point: 'taken-down' }]);
  });

  test.each(['ad', 'old-ad'])(
    'an opt-in that names an advertisement is refused, also an ended one: %s',
    async (entry) => {
      for (const collected_via of [undefined, 'checkout']) {
        const { errors } = await expectProblem(
          fromServer('+14155550116', { entry, collected_via }),
          'not_admitted',
        );
        expect(errors).toMatchObject([{ pointer: '/source/entry', rule: 'source/forbidden_source' }]);
      }
      expect(await sourceOf('+14155550116')).toEqual([]);
    },
  );

  test('a good name hides no forbidden source', async () => {
    const answer = fromServer('+14155550116', { entry: 'store-poster', collected_via: 'email_list' });
    const { errors } = await expectProblem(answer, 'not_admitted');
    expect(errors).toMatchObject([{ pointer: '/source/collected_via', rule: 'source/forbidden_source' }]);
  });
});

describe('from a page', () => {
  test('the signed claim names it, whoever posts it', async () => {
    const page = new Page(shop);
    const jws = page.sign(await page.optInClaims('+14155550120', { entry: 'store-poster' }));
    const answers = [
      await page.postOptIn(jws),
      await post(`${shop.url}/v1/opt-ins`, shop.keys.ingest, jws, { 'content-type': 'application/jose' }),
    ];
    const [first, second]: Body[] = await Promise.all(answers.map((answer) => answer.json()));
    expect(first).toMatchObject({ entry_point: 'store-poster', grade: 'E3' });
    expect([second.record, second.entry_point]).toEqual([first.record, 'store-poster']);
    const [source] = await sourceOf('+14155550120');
    expect(source).toEqual({ system: 'widget', actor: shop.site, entry_point: 'poster', entry: label });
  });

  test('a made-up one changes neither grade nor consent', async () => {
    const answer: Body = await (await new Page(shop).optIn('+14155550121', { entry: '"><script>' })).json();
    // By the name of the field that the page has signed.
    const signed = [{ pointer: '/entry', rule: 'open_entry_point' }];
    expect(answer).toMatchObject({ grade: 'E3', dropped: signed });
    const long = new Page(shop).optIn('+14155550123', { entry: 'x'.repeat(300) });
    expect(await (await long).json()).toMatchObject({ grade: 'E3', dropped: signed });
    expect(await sourceOf('+14155550121')).toEqual([
      { system: 'widget', actor: shop.site, entry_point: 'checkout' },
    ]);
  });

  test('an advertisement is refused, whatever the page says besides', async () => {
    const { errors } = await expectProblem(
      new Page(shop).optIn('+14155550122', { entry: 'ad' }),
      'not_admitted',
    );
    expect(errors).toMatchObject([{ pointer: '/entry', rule: 'source/forbidden_source' }]);
  });
});

describe('from a call', () => {
  const ivr = { ...poster, id: 'order-line', kind: 'ivr', name: 'Order line', flow: 'order-line' } as const;

  test('a yes, a no and a stop name the line that the business has named, until it has ended', async () => {
    await callWith(line, '+919876543021', '1');
    await addEntryPoint(shop.ledger, shop.business, ivr);
    await callWith(line, '+919876543022', '1');
    await callWith(line, '+919876543023', '2');
    await callWith(line, '+919876543022', '0');
    await endEntryPoint(shop.ledger, shop.business, ivr.id);
    await callWith(line, '+919876543024', '1');
    const source = { system: 'ivr', entry_point: 'ivr' };
    const named = { ...source, entry: { id: ivr.id, name: ivr.name } };
    expect(await sourceOf('+919876543021')).toEqual([source]);
    expect(await sourceOf('+919876543022')).toEqual([named, named]);
    expect(await sourceOf('+919876543023')).toEqual([named]);
    expect(await sourceOf('+919876543024')).toEqual([source]);
  });
});
