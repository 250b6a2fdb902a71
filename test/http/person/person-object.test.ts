import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { languageNames } from '../../../ledger/core/language/person-languages.ts';
import { publish } from '../../../ledger/operations/notice/notices.ts';
import { newCustomerSecret } from '../../../ledger/operations/visitor/customer.ts';
import { customerToken } from '../../support/customer-token.ts';
import { orderUpdates, type TestLedger, testLedger } from '../../support/ledger.ts';
import { Page } from '../page.ts';
import { expectProblem } from '../requests.ts';
import { visitsTo } from './visits.ts';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await testLedger();
  const offers = { ...orderUpdates, id: 'offers', purposes: ['marketing', 'shipping_update'] as const };
  await publish(ledger.ledger, ledger.business, { ...offers, purposes: [...offers.purposes] }, 'test');
});
afterAll(() => ledger.stop());

const { here, fromServer, fromPage, personLink, read, tap, gate, history } = visitsTo(() => ledger);
const object = (url: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/object`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin', ...headers },
  });
const offersTo = (number: string) => fromServer(number, { notice: 'offers' });

describe('an objection at one tap', () => {
  test('ends marketing and nothing else, and the page says so', async () => {
    const number = '+919876543301';
    await offersTo(number);
    const url = await personLink(number);
    expect(await read(url)).toContain('I object to marketing messages from');
    const answer = await object(url);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`${new URL(url).pathname}#objected`);
    expect([await gate(number, 'marketing'), await gate(number)]).toEqual(['deny', 'allow']);
    const text = await read(url);
    expect(text).toContain('You have objected to marketing messages from');
    expect(text).not.toContain('I object to marketing messages');
    const [told] = (await history(number)).filter(({ kind }) => kind === 'objected');
    expect(told.record).toMatchObject({ scope: 'marketing', authority: 'any', submitted_by: { by: 'link' } });
  });

  test('is one record, however often it is tapped', async () => {
    const number = '+919876543302';
    await offersTo(number);
    const url = await personLink(number);
    await Promise.all([object(url), object(url), object(url)]);
    expect((await history(number)).filter(({ kind }) => kind === 'objected')).toHaveLength(1);
  });

  test('is one more after an act has lifted the first, though nothing goes on that it would end', async () => {
    const number = '+919876543305';
    await offersTo(number);
    const url = await personLink(number);
    await object(url);
    const { ledger: parts, business, site } = ledger;
    const secret = await newCustomerSecret(parts, business, site);
    const page = new Page(ledger);
    const { nonce } = (await (await page.askNonce({ notice: 'offers' })).json()) as { nonce: string };
    const token = customerToken(secret, { site, number }, { number_verified: true });
    const claims = await page.optInClaims(number, { nonce, customer_token: token }, 'offers');
    expect((await page.postOptIn(page.sign(claims))).status).toBe(201);
    expect(await gate(number, 'marketing')).toBe('allow');
    await tap(url);
    expect(await read(url)).toContain('I object to marketing messages from');
    await Promise.all([object(url), object(url)]);
    expect(await read(url)).toContain('You have objected to marketing messages from');
    expect((await history(number)).filter(({ kind }) => kind === 'objected')).toHaveLength(2);
  });

  test('is there also for a person who never agreed to marketing', async () => {
    const number = '+919876543303';
    await fromServer(number);
    expect((await object(await personLink(number))).status).toBe(303);
    expect(await gate(number)).toBe('allow');
  });

  test('is offered under a link to one opt-in of marketing that the business vouches for', async () => {
    const number = '+919876543304';
    const { link } = await offersTo(number);
    expect(await read(here(link))).toContain('/object"');
    expect((await object(here(link))).status).toBe(303);
    expect(await gate(number, 'marketing')).toBe('deny');
  });
});

describe('no objection', () => {
  test('is made by opening the page', async () => {
    const number = '+919876543311';
    await offersTo(number);
    const url = await personLink(number);
    await read(url);
    await read(`${url}/object`);
    expect(await gate(number, 'marketing')).toBe('allow');
  });

  test('is made under a link that any page could have got: it would silence a stranger', async () => {
    const { link } = await fromPage('+919876543312');
    expect(await read(here(link))).not.toContain('/object"');
    expect((await object(here(link))).status).toBe(404);
    const { link: ofOrders } = await fromServer('+919876543313');
    expect(await read(here(ofOrders))).not.toContain('/object"');
    expect((await object(here(ofOrders))).status).toBe(404);
  });

  test('is made by another site', async () => {
    const number = '+919876543314';
    await offersTo(number);
    await expectProblem(object(await personLink(number), { 'sec-fetch-site': 'cross-site' }), 'forbidden');
  });
});

test('it is offered in every language, with the business’s name', async () => {
  await offersTo('+919876543321');
  const url = await personLink('+919876543321');
  const seen = new Set<string>();
  for (const lang of Object.keys(languageNames)) {
    const text = await read(`${url}?lang=${lang}`);
    const [, button = ''] = /<form class="card object"[^>]*>\s*<button>(.*?)<\/button>/s.exec(text) ?? [];
    expect([lang, button]).toEqual([lang, expect.stringContaining('<bdi>Fresh Produce</bdi>')]);
    seen.add(button);
  }
  expect(seen.size).toBe(Object.keys(languageNames).length);
});
