// What a page may do with a customer token, over HTTP, and what nobody may without one.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256Hex } from '../../../ledger/core/canonical.ts';
import { customerConsentAnswerSchema } from '../../../ledger/http/consent/customers.ts';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import { addSite } from '../../../ledger/operations/setup/sites.ts';
import { newCustomerSecret } from '../../../ledger/operations/visitor/customer.ts';
import { customerToken } from '../../support/customer-token.ts';
import { shopOrigin, type TestLedger, testLedger } from '../../support/ledger.ts';
import { findingsIn } from '../../support/verifier.ts';
import { Page } from '../page.ts';
import { type Body, expectProblem, get, ivrOptIn, post } from '../requests.ts';

let ledger: TestLedger;
let secret: string;
let page: Page;
beforeAll(async () => {
  ledger = await testLedger();
  secret = await newCustomerSecret(ledger.ledger, ledger.business, ledger.site);
  page = new Page(ledger);
});
afterAll(() => ledger.stop());

const tokenOf = (number: string, over: object = {}, key = secret): string =>
  customerToken(key, { site: ledger.site, number }, over);
const json = 'application/json';
const look = (token: string, by = page) =>
  by.post('/v1/customers/consent', json, JSON.stringify({ customer_token: token }));
const stop = (body: object, by = page) => by.post('/v1/opt-outs', json, JSON.stringify(body));
const gateSays = async (recipient: string, purpose = 'shipping_update'): Promise<Body> =>
  (await post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, { recipient, purpose })).json();
const recordOf = async (id: string): Promise<Body> => {
  const found: Body = await (await get(`${ledger.url}/v1/records/${id}`, ledger.keys.audit)).json();
  return found.records[0].record;
};
const treeSize = async () => (await ledger.ledger.log.latestCheckpoint())!.size;

describe('an opt-in with a customer token', () => {
  test('is recorded as one whose number the shop’s server named', async () => {
    const number = '+919876543220';
    const token = tokenOf('919876543220', { sub: 'customer 1042' });
    const answer: Body = await (await page.optIn(number, { customer_token: token })).json();
    expect(answer.grade).toBe('E3');
    const record = await recordOf(answer.record);
    expect(record.submitted_by).toEqual({ by: 'site', id: ledger.site, customer_token: true });
    const claims = JSON.parse(Buffer.from(record.jws.split('.')[1], 'base64url').toString('utf8'));
    expect(claims.customer_token).toBe(token);
  });

  test('without one says nothing of the kind', async () => {
    const answer: Body = await (await page.optIn('+919876543221')).json();
    expect((await recordOf(answer.record)).submitted_by).toEqual({ by: 'site', id: ledger.site });
  });

  test('for another number than the shop’s server named is refused', async () => {
    const token = tokenOf('+919876543222');
    const problem = await expectProblem(page.optIn('+919876543223', { customer_token: token }), 'invalid');
    expect(problem.errors).toMatchObject([{ pointer: '/number', rule: 'not_of_customer_token' }]);
  });

  test('that names ten bare digits is refused under either reading, and yet stops', async () => {
    const token = tokenOf('2025550123');
    for (const number of ['+2025550123', '+12025550123']) {
      const problem = await expectProblem(
        page.optIn(number, { customer_token: token }),
        'customer_token_invalid',
      );
      expect(problem.errors).toMatchObject([{ pointer: '/customer_token', rule: 'number' }]);
    }
    expect((await stop({ customer_token: token })).ok).toBe(true);
    expect(await gateSays('+2025550123')).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
  });

  test.for([
    ['expired', { iat: 1_700_000_000, exp: 1_700_000_600 }],
    ['lifetime', { exp: 4_000_000_000 }],
    ['site', { iss: 'pk_other' }],
    ['number', { number: 'not a number' }],
    ['claims', { admin: true }],
  ] as const)('that breaks the rule "%s" is refused', async ([rule, over]) => {
    const token = tokenOf('+919876543224', over);
    const problem = await expectProblem(
      page.optIn('+919876543224', { customer_token: token }),
      'customer_token_invalid',
    );
    expect(problem.errors).toMatchObject([{ pointer: '/customer_token', rule }]);
  });

  test('that the page keeps for later is refused, however early the page dates its tick', async () => {
    const iat = Math.floor(Date.now() / 1000) - 7_200;
    const token = tokenOf('+919876543224', { iat, exp: iat + 3_600 });
    const signed = page.optIn('+919876543224', { customer_token: token, iat: iat + 60 });
    const problem = await expectProblem(signed, 'customer_token_invalid');
    expect(problem.errors).toMatchObject([{ rule: 'expired' }]);
  });

  test('that was made with another secret is refused', async () => {
    const token = tokenOf('+919876543224', {}, `oct_${'A'.repeat(43)}`);
    await expectProblem(page.optIn('+919876543224', { customer_token: token }), 'customer_token_invalid');
  });

  test('of another site is refused, also when that site is the same business’s', async () => {
    const site = await addSite(ledger.ledger, ledger.business, [shopOrigin]);
    const token = tokenOf('+919876543224', { iss: site.key });
    await expectProblem(page.optIn('+919876543224', { customer_token: token }), 'customer_token_invalid');
  });

  test('that has expired meanwhile is taken from the shop’s own server, and is told in the record', async () => {
    const iat = Math.floor(Date.now() / 1000) - 86_400;
    const number = '+919876543225';
    const token = tokenOf(number, { iat, exp: iat + 3_600 });
    const claims = await page.optInClaims(number, { customer_token: token, iat: iat + 60, nonce: undefined });
    const headers = { authorization: `Bearer ${ledger.keys.ingest}` };
    const answer = await page.postOptIn(page.sign(claims), headers);
    expect(answer.status).toBe(201);
    const { record }: Body = await answer.json();
    expect((await recordOf(record)).submitted_by).toMatchObject({ by: 'key', customer_token: true });
  });

  test('that expired more than a day ago vouches for nobody, though the shop’s own server passes it on', async () => {
    const iat = Math.floor(Date.now() / 1000) - 86_400 * 2;
    const number = '+919876543226';
    const token = tokenOf(number, { iat, exp: iat + 3_600 });
    const claims = await page.optInClaims(number, { customer_token: token, nonce: undefined });
    const headers = { authorization: `Bearer ${ledger.keys.ingest}` };
    const answer = await page.postOptIn(page.sign(claims), headers);
    expect(answer.status).toBe(201);
    const { record }: Body = await answer.json();
    const { submitted_by, undoable } = await recordOf(record);
    expect([submitted_by.by, submitted_by.customer_token, undoable]).toEqual(['key', undefined, true]);
  });

  test('for another number is refused from the shop’s own server too', async () => {
    const claims = await page.optInClaims('+919876543226', { customer_token: tokenOf('+919876543227') });
    const headers = { authorization: `Bearer ${ledger.keys.ingest}` };
    const problem = await expectProblem(page.postOptIn(page.sign(claims), headers), 'invalid');
    expect(problem.errors).toMatchObject([{ rule: 'not_of_customer_token' }]);
  });
});

describe('a site that requires customer tokens', () => {
  let strict: Page;
  let key: string;
  let strictSecret: string;
  beforeAll(async () => {
    key = (await addSite(ledger.ledger, ledger.business, [shopOrigin], { customerTokenRequired: true })).key;
    strictSecret = await newCustomerSecret(ledger.ledger, ledger.business, key);
    strict = new Page({ url: ledger.url, site: key });
  });

  test('refuses an opt-in without one, and records nothing', async () => {
    const before = await treeSize();
    const problem = await expectProblem(strict.optIn('+919876543228'), 'customer_token_missing');
    expect(problem.errors).toMatchObject([{ pointer: '/customer_token', rule: 'required' }]);
    expect(await treeSize()).toBe(before);
  });

  test('takes an opt-in with one', async () => {
    const token = tokenOf('+919876543228', { iss: key }, strictSecret);
    expect((await strict.optIn('+919876543228', { customer_token: token })).status).toBe(201);
  });
});

describe('what holds for the person on the page', () => {
  test('is shown purpose by purpose, with the record and the moment', async () => {
    const number = '+919876543230';
    const { record }: Body = await (await page.optIn(number)).json();
    await post(`${ledger.url}/v1/opt-outs`, ledger.keys.ingest, {
      number,
      channel: 'sms',
      purposes: ['payment_update'],
    });
    const answer = await look(tokenOf(number));
    expect(answer.status).toBe(200);
    const seen = customerConsentAnswerSchema.parse(await answer.json());
    expect(seen.number).toBe('XXXXXX3230');
    expect(seen.notices).toMatchObject([
      {
        id: 'order-updates',
        version: 1,
        locale: 'en',
        what: 'order updates',
        purposes: [
          { purpose: 'shipping_update', standing: 'granted', record, agreed_at: expect.any(String) },
          { purpose: 'payment_update', standing: 'withdrawn' },
        ],
      },
    ]);
  });

  test('looks the same for a number that was never seen: status, headers, fields', async () => {
    const known = '+919876543231';
    await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(known));
    await post(`${ledger.url}/v1/opt-outs`, ledger.keys.ingest, { number: known, channel: 'sms' });
    const answers = [await look(tokenOf(known)), await look(tokenOf('+919876543299'))];
    const [one, other] = await Promise.all(answers.map((answer) => answer.json() as Promise<Body>));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const [names, others] = answers.map(({ headers }) => [...headers.keys()]);
    expect(names).toEqual(others);
    expect(Object.keys(one)).toEqual(Object.keys(other));
    expect(other.notices.map(({ purposes: _, ...notice }: Body) => notice)).toEqual(
      one.notices.map(({ purposes: _, ...notice }: Body) => notice),
    );
    expect(other.notices[0].purposes).toEqual([
      { purpose: 'shipping_update', standing: 'none' },
      { purpose: 'payment_update', standing: 'none' },
    ]);
  });

  test('writes nothing into the log', async () => {
    const before = await treeSize();
    await look(tokenOf('+919876543298'));
    expect(await treeSize()).toBe(before);
  });

  test('is told in the language of the page where there is one', async () => {
    const body = JSON.stringify({ customer_token: tokenOf('+919876543298'), locale: 'es-MX' });
    const seen: Body = await (await page.post('/v1/customers/consent', json, body)).json();
    expect(seen.notices[0]).toMatchObject({ locale: 'es', what: 'novedades de sus pedidos' });
  });

  test('is told to no other origin, and to nobody without a good token', async () => {
    const token = tokenOf('+919876543230');
    const evil = new Page(ledger, 'https://evil.example');
    await expectProblem(look(token, evil), 'origin_not_allowed');
    await expectProblem(look(tokenOf('+919876543230', {}, 'oct_guess')), 'customer_token_invalid');
    await expectProblem(look(`${token.slice(0, -2)}AA`), 'customer_token_invalid');
    await expectProblem(look('a.b.c'), 'customer_token_invalid');
    await expectProblem(look(tokenOf('+919876543230', { iss: 'pk_nobody' })), 'not_found');
    await expectProblem(look('not a token'), 'invalid');
  });

  test.for([['pk_\0'], [true], [1], [{}], [['pk_a']], [null], ['']])(
    'is told to no token that names %j for its site',
    async ([iss]) => {
      await expectProblem(look(tokenOf('+919876543230', { iss })), 'customer_token_invalid');
      await expectProblem(
        stop({ customer_token: tokenOf('+919876543230', { iss }) }),
        'customer_token_invalid',
      );
    },
  );

  test('is that of the token’s own business', async () => {
    await addBusiness(ledger.ledger, { id: 'plain-bread', name: 'Plain Bread' });
    const { key } = await addSite(ledger.ledger, 'plain-bread', [shopOrigin]);
    const own = await newCustomerSecret(ledger.ledger, 'plain-bread', key);
    const answer = await look(tokenOf('+919876543230', { iss: key }, own));
    expect(((await answer.json()) as Body).notices).toEqual([]);
  });
});

describe('stopping with a customer token', () => {
  test('is in force when it is answered, and the record shows by whose authority', async () => {
    const number = '+919876543240';
    await page.optIn(number);
    const token = tokenOf(number);
    const answer = await stop({ customer_token: token });
    expect(answer.status).toBe(201);
    expect(await gateSays(number)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
    const { record }: Body = await answer.json();
    expect(await recordOf(record)).toMatchObject({
      kind: 'opt_out',
      channel: 'web',
      submitted_by: { by: 'site', id: ledger.site, customer_token: true },
      customer_token: { sha256: sha256Hex(token), claims: { iss: ledger.site, number } },
    });
  });

  test('leaves no token in the record that anybody who reads it could use', async () => {
    const token = tokenOf('+919876543252', { sub: 'customer 1042' });
    const { record }: Body = await (await stop({ customer_token: token })).json();
    const kept = await recordOf(record);
    expect(kept.customer_token.claims).toMatchObject({ aud: 'optmark', sub: 'customer 1042' });
    expect(JSON.stringify(kept)).not.toContain(token.split('.')[2]);
  });

  test('of one purpose leaves the others', async () => {
    const number = '+919876543241';
    await page.optIn(number);
    expect((await stop({ customer_token: tokenOf(number), purposes: ['payment_update'] })).status).toBe(201);
    expect(await gateSays(number)).toMatchObject({ decision: 'allow' });
    expect(await gateSays(number, 'payment_update')).toMatchObject({ decision: 'deny' });
  });

  test('is answered alike for a number that was never seen', async () => {
    const known = '+919876543242';
    await page.optIn(known);
    const answers = [
      await stop({ customer_token: tokenOf(known) }),
      await stop({ customer_token: tokenOf('+919876543297') }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    const [one, other] = await Promise.all(answers.map((answer) => answer.json() as Promise<Body>));
    expect(Object.keys(one)).toEqual(Object.keys(other));
    expect([...answers[0]!.headers.keys()]).toEqual([...answers[1]!.headers.keys()]);
  });

  test('is heard though a purpose or a field is not known, and the answer says so', async () => {
    const number = '+919876543247';
    await page.optIn(number);
    const answer = await stop({ customer_token: tokenOf(number), purposes: ['gossip'], note: 'x' });
    expect(answer.status).toBe(201);
    const { dropped }: Body = await answer.json();
    const found = dropped.map(({ pointer, rule }: Body) => `${pointer} ${rule}`);
    expect(found).toEqual([
      '/purposes every_purpose',
      '/purposes/0 unknown_purpose',
      '/note unrecognized_keys',
    ]);
    expect(await gateSays(number)).toMatchObject({ reasons: ['withdrawn'] });
  });

  test('is of the token’s number alone, whoever else is named beside it', async () => {
    const [number, other] = ['+919876543248', '+919876543249'];
    for (const one of [number, other]) await page.optIn(one);
    const beside = [
      { number },
      { number: other, bsuid: 'IN.1349' },
      { number: 'gibberish' },
      { number: null },
    ];
    const dropped: string[][] = [];
    for (const names of beside) {
      const answer = await stop({ customer_token: tokenOf(number), ...names });
      expect(answer.status).toBe(201);
      const body: Body = await answer.json();
      dropped.push((body.dropped ?? []).map(({ pointer, rule }: Body) => `${pointer} ${rule}`));
    }
    const [own, two] = [
      ['/number said_by_customer_token'],
      ['/number said_by_customer_token', '/bsuid said_by_customer_token'],
    ];
    expect(dropped).toEqual([own, two, own, []]);
    expect(await gateSays(number)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
    expect(await gateSays(other)).toMatchObject({ decision: 'allow' });
  });

  test('is nobody’s without a good token, and of no number but the token’s', async () => {
    const number = '+919876543243';
    await page.optIn(number);
    const before = await treeSize();
    await expectProblem(stop({ customer_token: tokenOf(number, {}, 'oct_guess') }), 'customer_token_invalid');
    await expectProblem(stop({ customer_token: tokenOf(number, { exp: 1 }) }), 'customer_token_invalid');
    await expectProblem(stop({ number, channel: 'web' }), 'unauthenticated');
    const evil = new Page(ledger, 'https://evil.example');
    await expectProblem(stop({ customer_token: tokenOf(number) }, evil), 'origin_not_allowed');
    expect(await treeSize()).toBe(before);
    expect(await gateSays(number)).toMatchObject({ decision: 'allow' });
  });
});

describe('a customer secret', () => {
  test('that was replaced stays good for a day, and the new one is good at once', async () => {
    const { key } = await addSite(ledger.ledger, ledger.business, [shopOrigin]);
    const first = await newCustomerSecret(ledger.ledger, ledger.business, key);
    const token = (made: string) => tokenOf('+919876543245', { iss: key }, made);
    expect((await look(token(first))).status).toBe(200);
    const second = await newCustomerSecret(ledger.ledger, ledger.business, key);
    expect((await look(token(first))).status).toBe(200);
    expect((await look(token(second))).status).toBe(200);
    await newCustomerSecret(ledger.ledger, ledger.business, key);
    await expectProblem(look(token(first)), 'customer_token_invalid');
  });

  test('is not made for a site of somebody else', async () => {
    const made = newCustomerSecret(ledger.ledger, 'plain-bread', ledger.site);
    await expect(made).rejects.toMatchObject({ code: 'not_found' });
  });

  test('stands in the database only wrapped', async () => {
    const stored = await ledger.ledger.setup.customerSecrets(ledger.site);
    const raw = Buffer.from(secret.slice(4), 'base64url');
    expect(stored!.current!.includes(raw)).toBe(false);
    expect(stored!.current).toHaveLength(60);
  });
});

test('a database with all of this in it is found true, without a look at any token', async () => {
  expect(await findingsIn(ledger)).toEqual([]);
});
