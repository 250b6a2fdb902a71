// A person objects, in each way there is: what the gate makes of it, what lifts it, and what does not.

import { beforeAll, describe, expect, test } from 'vitest';
import { newCustomerSecret } from '../../../ledger/operations/visitor/customer.ts';
import { customerToken } from '../../support/customer-token.ts';
import { orderUpdates } from '../../support/ledger.ts';
import { findingsIn } from '../../support/verifier.ts';
import { ownershipCalls, standing } from '../ownership/ownership-calls.ts';
import { Page } from '../page.ts';
import { type Body, expectProblem, ivrOptIn, post } from '../requests.ts';

const here = standing();
const { gateSays } = ownershipCalls(() => here);
let secret: string;
beforeAll(async () => {
  secret = await newCustomerSecret(here.ledger.ledger, here.ledger.business, here.ledger.site);
  const notice = { ...orderUpdates, id: 'offers', purposes: ['marketing', 'shipping_update'] };
  await post(`${here.ledger.url}/v1/notices`, here.ledger.keys.admin, notice);
});

const call = (path: string, body: unknown, key: string | undefined = here.ledger.keys.ingest, headers = {}) =>
  post(here.ledger.url + path, key, body, headers);
const object = async (over: object = {}, headers = {}): Promise<Body> => {
  const answer = await call(
    '/v1/objections',
    { number: here.number, channel: 'agent', ...over },
    undefined,
    headers,
  );
  expect(answer.status).toBe(201);
  return answer.json();
};
const optIn = (over: object = {}) =>
  call('/v1/opt-ins', { ...ivrOptIn(here.number), notice: 'offers', ...over });
/** A tick that the widget saw; its token says that the shop has verified the number. */
const tick = async (over: object = {}) => {
  const page = new Page(here.ledger);
  const asked = await page.askNonce({ notice: 'offers', ...over });
  const { nonce }: Body = await asked.json();
  const answer = await page.postOptIn(
    page.sign(await page.optInClaims(here.number, { nonce, ...over }, 'offers')),
  );
  expect(answer.status).toBe(201);
};
const says = async (purpose: string) => {
  const asked = await call('/v1/gate/check', { recipient: here.number, purpose }, here.ledger.keys.gate);
  const { decision, reasons }: Body = await asked.json();
  return decision === 'allow' ? 'allow' : reasons[0];
};
let seconds = 1_763_846_400;
const write = async (body: string) => {
  seconds += 1;
  const delivery = here.whatsApp.delivery({ from: here.number.slice(1), body, at: seconds });
  expect((await here.whatsApp.post(delivery)).status).toBe(200);
};
const tokenOf = (over: object = {}) =>
  customerToken(secret, { site: here.ledger.site, number: here.number }, over);

describe('an objection', () => {
  test('ends marketing messages and no others, also for a number that is not known', async () => {
    const answer = await object();
    expect(answer).not.toHaveProperty('dropped');
    await optIn();
    expect([await says('marketing'), await says('shipping_update')]).toEqual(['objected', 'allow']);
    expect((await gateSays()).decision).toBe('allow');
  });

  test('to all messages ends all', async () => {
    await optIn();
    await object({ scope: 'all' });
    expect([await says('marketing'), await says('shipping_update')]).toEqual(['objected', 'objected']);
  });

  test('is not lifted by START, nor by a server’s word, but by a tick that was seen', async () => {
    await optIn();
    await object();
    await write('START');
    await optIn();
    expect(await says('marketing')).toBe('objected');
    await tick();
    expect(await says('marketing')).toBe('allow');
  });

  test('is told by history, by its evidence and by the gate’s past answers', async () => {
    await optIn();
    const { record } = await object({ scope: 'all' });
    const told: Body = await (
      await call('/v1/subjects/history', { number: here.number }, here.ledger.keys.audit)
    ).json();
    const found = told.records.find(({ id }: Body) => id === record);
    expect(found).toMatchObject({ kind: 'objected', record: { scope: 'all', authority: 'any' } });
    const asked = { recipient: here.number, purpose: 'marketing', at: found.recorded_at };
    const past: Body = await (await call('/v1/gate/as-of', asked, here.ledger.keys.audit)).json();
    expect(JSON.stringify(past)).toContain('"objected"');
  });

  test('under one key is one record, and is heard again where consent goes on', async () => {
    await optIn();
    const key = { 'idempotency-key': `objection-${here.number}` };
    const first = await object({}, key);
    expect((await object({}, key)).record).toBe(first.record);
    await tick();
    expect(await says('marketing')).toBe('allow');
    expect((await object({}, key)).record).not.toBe(first.record);
    expect(await says('marketing')).toBe('objected');
  });

  const byKey = async () => () => object({}, { 'idempotency-key': `again-${here.number}` });
  const byLink = async () => {
    const { url }: Body = await (await call('/v1/links', { number: here.number })).json();
    const path = `${here.ledger.url}${new URL(url).pathname}/object`;
    const headers = { 'sec-fetch-site': 'same-origin' };
    return async () => {
      expect((await fetch(path, { method: 'POST', redirect: 'manual', headers })).status).toBe(303);
    };
  };
  test.each([
    ['under one key', byKey],
    ['at the button of one link', byLink],
  ])('%s is heard again once it was lifted, also after a STOP: START undoes only that', async (_, by) => {
    await optIn();
    const again = await by();
    await again();
    await tick({ customer_token: tokenOf({ number_verified: true }) });
    await write('STOP');
    await again();
    await again();
    await write('START');
    expect(await says('marketing')).toBe('objected');
    const history = await call('/v1/subjects/history', { number: here.number }, here.ledger.keys.audit);
    const { records }: Body = await history.json();
    expect(records.filter(({ kind }: Body) => kind === 'objected')).toHaveLength(2);
  });
});

describe('is heard whatever its form', () => {
  test.each([
    ['another scope', { scope: 'everything' }, '/scope', 'objected'],
    ['a scope in capitals', { scope: 'MARKETING' }, undefined, 'allow'],
    ['a field of its own', { reason: 'tired' }, '/reason', 'allow'],
    ['no channel', { channel: undefined }, '/channel', 'allow'],
    ['a date ahead', { occurred_at: '2100-01-01T00:00:00Z' }, '/occurred_at', 'allow'],
  ])('%s', async (_, over, pointer, others) => {
    await optIn();
    const { dropped = [] } = await object(over);
    expect(dropped.map((one: Body) => one.pointer)).toEqual(pointer === undefined ? [] : [pointer]);
    expect([await says('marketing'), await says('shipping_update')]).toEqual(['objected', others]);
  });
});

describe('is refused', () => {
  test('without a key, and from a key without the scope', async () => {
    const body = { number: here.number, channel: 'web' };
    await expectProblem(post(`${here.ledger.url}/v1/objections`, undefined, body), 'unauthenticated');
    await expectProblem(call('/v1/objections', body, here.ledger.keys.gate), 'forbidden');
  });

  test('where it names no person', async () => {
    await expectProblem(call('/v1/objections', { channel: 'web' }), 'invalid');
  });
});

describe('of a page with a customer token', () => {
  const byPage = (token: string, over: object = {}) =>
    post(
      `${here.ledger.url}/v1/objections`,
      undefined,
      { customer_token: token, ...over },
      {
        origin: 'https://fresh.example',
      },
    );

  test('has the authority of the token, and no plain tick lifts it', async () => {
    await optIn();
    expect((await byPage(tokenOf({ number_verified: true }))).status).toBe(201);
    await tick();
    expect(await says('marketing')).toBe('objected');
    await tick({ customer_token: tokenOf({ number_verified: true }) });
    expect(await says('marketing')).toBe('allow');
  });

  test('is about the number of the token alone', async () => {
    await optIn();
    const answer: Body = await (await byPage(tokenOf(), { number: '+14155550199', scope: 'all' })).json();
    expect(answer.dropped).toMatchObject([{ pointer: '/number', rule: 'said_by_customer_token' }]);
    expect(await says('shipping_update')).toBe('objected');
  });

  test('is refused with a token that is not the shop’s', async () => {
    await expectProblem(byPage(`${tokenOf().slice(0, -3)}AAA`), 'customer_token_invalid');
  });
});

describe('said in WhatsApp', () => {
  test('is the holder’s: a verified customer’s tick does not lift it', async () => {
    await optIn();
    await write('I object to marketing');
    expect([await says('marketing'), await says('shipping_update')]).toEqual(['objected', 'allow']);
    const told: Body = await (
      await call('/v1/subjects/history', { number: here.number }, here.ledger.keys.audit)
    ).json();
    expect(told.records.find(({ kind }: Body) => kind === 'objected').record).toMatchObject({
      ...{ authority: 'holder', channel: 'whatsapp', scope: 'marketing', signal: { by: 'word' } },
    });
    await write('START');
    await tick({ customer_token: tokenOf({ number_verified: true }) });
    expect(await says('marketing')).toBe('objected');
  });

  test('opens no window to answer in', async () => {
    await write('Ich widerspreche der Verarbeitung meiner Daten');
    const question = { recipient: here.number, kind: 'free_form', sender: here.whatsApp.phoneNumberId };
    const answer: Body = await (await call('/v1/gate/check', question, here.ledger.keys.gate)).json();
    expect(answer.decision).toBe('deny');
  });
});

test('all of it can be verified like everything else in the log', async () => {
  expect(await findingsIn(here.ledger)).toEqual([]);
});
