// A mobile app over HTTP: the widget's protocol without an Origin, and what neither a page nor another app
// can make of it.

import { generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRecord } from '../../../ledger/core/consent/open-record.ts';
import type { OptInRecord } from '../../../ledger/core/consent/record.ts';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import { addSite, changeSite } from '../../../ledger/operations/setup/sites.ts';
import { newCustomerSecret } from '../../../ledger/operations/visitor/customer.ts';
import { seen, shown } from '../../core/consent/sample-consent.ts';
import { customerToken } from '../../support/customer-token.ts';
import { shopOrigin, type TestLedger, testLedger } from '../../support/ledger.ts';
import { App, shopApp } from '../app.ts';
import { type Claims, Page } from '../page.ts';
import { type Body, expectProblem, post } from '../requests.ts';

let ledger: TestLedger;
let secret: string;
let app: App;
let used = 0;
/** A number nobody has used before. */
const fresh = () => `+9198765437${String(used++).padStart(2, '0')}`;

const listed = { addOrigins: [`app:${shopApp}`, 'app:com.fresh.driver'] };
beforeAll(async () => {
  ledger = await testLedger();
  await changeSite(ledger.ledger, ledger.business, ledger.site, listed);
  secret = await newCustomerSecret(ledger.ledger, ledger.business, ledger.site);
  app = new App(ledger);
});
afterAll(() => ledger.stop());

const saved = async (answer: Response | Promise<Response>): Promise<Body> => {
  const response = await answer;
  const body: Body = await response.json();
  expect(body).toMatchObject({ receipt: expect.any(String) });
  expect(response.status).toBe(201);
  return body;
};

async function recordOf(id: string): Promise<OptInRecord> {
  const { record } = openRecord(ledger.ledger, (await ledger.ledger.records.byId(id))!);
  return record as OptInRecord;
}

const gateSays = async (number: string): Promise<Body> =>
  (
    await post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, {
      recipient: number,
      purpose: 'shipping_update',
    })
  ).json();

const evidence = (over: Claims = {}, ofShown: Claims = {}) => ({
  ...{ screen: 'profile', app_version: '4.2', initially: 'unticked', action: 'ticked' },
  shown: { ...shown, ...ofShown },
  ...over,
});

describe('an app that the site lists', () => {
  test('opts in with a nonce for E3, and the record says which app, which screen and what was shown', async () => {
    const number = fresh();
    const answer = await saved(app.optIn(number));
    expect(answer).toMatchObject({ grade: 'E3', grade_reasons: ['number_not_proven'] });
    expect(await recordOf(answer.record)).toMatchObject({
      channel: 'app',
      source: { system: `app:${shopApp}`, actor: ledger.site },
      submitted_by: { by: 'site', id: ledger.site },
      evidence: { screen: 'profile', app_version: '4.2', shown },
      text: { sentence: expect.stringContaining('WhatsApp') },
    });
    expect(await gateSays(number)).toMatchObject({ decision: 'allow', grade: 'E3' });
  });

  test('signs with ES256, as phones’ keystores do', async () => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const enclave = new App(ledger);
    Object.assign(enclave, { keys: pair });
    const claims = await enclave.optInClaims(fresh());
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const header = { alg: 'ES256', typ: 'optin+jws', jwk: pair.publicKey.export({ format: 'jwk' }) };
    const signed = `${encode(header)}.${encode(claims)}`;
    const input = { key: pair.privateKey, dsaEncoding: 'ieee-p1363' } as const;
    const jws = `${signed}.${sign('sha256', Buffer.from(signed), input).toString('base64url')}`;
    expect(await saved(enclave.postOptIn(jws))).toMatchObject({ grade: 'E3' });
  });

  test('opts in without a nonce for E2, and the same bytes again are the same record', async () => {
    const number = fresh();
    const jws = app.sign(await app.optInClaims(number, { nonce: undefined }));
    const first = await saved(app.postOptIn(jws));
    expect(first).toMatchObject({ grade: 'E2', grade_reasons: ['no_fresh_nonce'] });
    const again = await app.postOptIn(jws);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await saved(again)).toMatchObject({ record: first.record });
  });

  test('takes its opt-in back with the same key', async () => {
    const number = fresh();
    const { record } = await saved(app.optIn(number));
    await saved(app.postOptOut(app.sign(app.optOutClaims(record))));
    expect(await gateSays(number)).toMatchObject({ decision: 'deny' });
  });

  test('brings a customer token as a page does, and may name no other number', async () => {
    const number = fresh();
    const token = () => customerToken(secret, { site: ledger.site, number });
    const answer = await saved(app.optIn(number, { customer_token: token() }));
    expect(await recordOf(answer.record)).toMatchObject({ submitted_by: { customer_token: true } });
    const problem = await expectProblem(app.optIn(fresh(), { customer_token: token() }), 'invalid');
    expect(problem.errors).toMatchObject([{ pointer: '/number', rule: 'not_of_customer_token' }]);
  });

  test('and its server that posts the same bytes make one record', async () => {
    const number = fresh();
    const jws = app.sign(await app.optInClaims(number));
    const { record } = await saved(app.postOptIn(jws));
    const headers = { authorization: `Bearer ${ledger.keys.ingest}` };
    expect(await saved(app.postOptIn(jws, headers))).toMatchObject({ record, grade: 'E3' });
  });

  test('asks for proof of the number with the same key', async () => {
    const { record } = await saved(app.optIn(fresh()));
    // No sender is set up here: what matters is that it was let as far as that.
    await expectProblem(app.askOwnership(record, 'whatsapp'), 'not_available');
    await expectProblem(new App(ledger).askOwnership(record, 'whatsapp'), 'forbidden');
  });
});

describe('a page is no app', () => {
  test('an app’s nonce, opt-in and undo are refused to what sends an Origin, even the site’s own', async () => {
    const number = fresh();
    const { record } = await saved(app.optIn(number));
    for (const origin of [shopOrigin, 'https://evil.example', 'null', `app:${shopApp}`, `app://${shopApp}`]) {
      const send = (path: string, type: string, body: string) => app.post(path, type, body, { origin });
      const nonce = { site: ledger.site, app: shopApp, notice: 'order-updates', version: 1 };
      const asked = JSON.stringify({ ...nonce, thumbprint: 'A'.repeat(43) });
      await expectProblem(send('/v1/nonces', 'application/json', asked), 'origin_not_allowed');
      for (const over of [{}, { nonce: undefined }]) {
        const jws = app.sign(await app.optInClaims(fresh(), over));
        await expectProblem(send('/v1/opt-ins', 'application/jose', jws), 'origin_not_allowed');
      }
      const undo = app.sign(app.optOutClaims(record));
      await expectProblem(send('/v1/opt-outs', 'application/jose', undo), 'origin_not_allowed');
    }
    expect(await gateSays(number)).toMatchObject({ decision: 'allow' });
  });

  test('a page’s claims without an Origin are refused, and so are they under an app’s name', async () => {
    const page = new Page(ledger);
    const silent = new App(ledger);
    Object.assign(silent, { keys: page.keys });
    const claims = await page.optInClaims(fresh());
    await expectProblem(silent.postOptIn(page.sign(claims)), 'origin_not_allowed');
    const problem = await expectProblem(silent.postOptIn(page.sign({ ...claims, app: shopApp })), 'invalid');
    expect(problem.errors.map(({ pointer }) => pointer)).toContain('/evidence/shown');
    for (const origin of [`app:${shopApp}`, `APP:${shopApp}`])
      await expectProblem(new Page(ledger, origin).askNonce(), 'origin_not_allowed');
  });

  test('a page without a nonce is refused still', async () => {
    const page = new Page(ledger);
    await expectProblem(page.optIn(fresh(), { nonce: undefined }), 'nonce_missing');
  });

  test('the site’s list refuses an app as it refuses a page, whoever it says it is', async () => {
    for (const other of ['com.fresh', 'com.fresh.shop.evil', 'com.evil.shop']) {
      await expectProblem(new App(ledger, other).askNonce(), 'origin_not_allowed');
      await expectProblem(new App(ledger, other).optIn(fresh(), { nonce: undefined }), 'origin_not_allowed');
    }
  });
});

describe('a nonce is of one app', () => {
  /** What another app, or a page, got with the same key. */
  const nonceOf = async (asker: Page) => {
    Object.assign(asker, { keys: app.keys });
    return asker.nonce();
  };

  test.each([
    ['another app of the site', () => nonceOf(new App(ledger, 'com.fresh.driver'))],
    ['a page of the site', () => nonceOf(new Page(ledger))],
    ['another key', () => new App(ledger).nonce()],
    ['nobody', async () => Buffer.alloc(54, 0xff).toString('base64url')],
    ['nobody, long ago', async () => Buffer.alloc(54).toString('base64url')],
    ['no form that a nonce has', async () => 'x'],
  ])('one of %s is refused, and is not taken for none', async (_whose, nonce) => {
    await expectProblem(app.optIn(fresh(), { nonce: await nonce() }), 'nonce_invalid');
  });

  test('one that an app got serves no page', async () => {
    const page = new Page(ledger);
    const own = new App(ledger);
    Object.assign(own, { keys: page.keys });
    await expectProblem(page.optIn(fresh(), { nonce: await own.nonce() }), 'nonce_invalid');
  });

  test('serves once', async () => {
    const nonce = await app.nonce();
    await saved(app.optIn(fresh(), { nonce }));
    await expectProblem(app.optIn(fresh(), { nonce }), 'nonce_spent');
  });

  test('of another business’s site serves that site alone', async () => {
    await addBusiness(ledger.ledger, { id: 'other-shop', name: 'Other Shop' });
    const other = await addSite(ledger.ledger, 'other-shop', [`app:${shopApp}`]);
    await expectProblem(new App({ url: ledger.url, site: other.key }).askNonce(), 'notice_unknown');
    const claims = await app.optInClaims(fresh());
    await expectProblem(app.postOptIn(app.sign({ ...claims, site: other.key })), 'nonce_invalid');
    const late = await app.optInClaims(fresh(), { nonce: undefined });
    await expectProblem(app.postOptIn(app.sign({ ...late, site: other.key })), 'notice_unknown');
  });
});

describe('what an app says it showed', () => {
  test.each<[string, Claims, string]>([
    ['of a browser', evidence({ seen }), '/evidence/seen'],
    ['with the page’s evidence alone', evidence({ seen, shown: undefined }), '/evidence/shown'],
    [
      'with a field nobody knows',
      evidence({}, { device_name: 'phone of a person' }),
      '/evidence/shown/device_name',
    ],
    ['without the size of the letters', evidence({}, { font_px: undefined }), '/evidence/shown/font_px'],
    ['with a size that is none', evidence({}, { font_px: '17' }), '/evidence/shown/font_px'],
    [
      'with a gesture of its own',
      evidence({}, { gesture: { type: 'shake' } }),
      '/evidence/shown/gesture/type',
    ],
    ['with an address for a screen', evidence({ screen: 'x'.repeat(129) }), '/evidence/screen'],
    ['with more than a version', evidence({}, { os: 'iOS 26, phone of a person' }), '/evidence/shown/os'],
  ])('%s is refused with a pointer to it', async (_what, claimed, pointer) => {
    const problem = await expectProblem(app.optIn(fresh(), { evidence: claimed }), 'invalid');
    expect(problem.errors.map((fault) => fault.pointer)).toContain(pointer);
  });

  test.each(['', 'shop', 'com.fresh.shop/x', 'com fresh', `com.${'x'.repeat(160)}`])(
    'an app called %j is refused',
    async (id) => {
      const problem = await expectProblem(app.optIn(fresh(), { app: id }), 'invalid');
      expect(problem.errors.map((fault) => fault.pointer)).toContain('/app');
    },
  );

  test('is refused where it breaks the policy, with everything that does, and nothing is recorded', async () => {
    const wrong = { initially: 'ticked', logo: false, font_px: 9, gesture: { type: 'none' } };
    const number = fresh();
    const over = { text: 'Yes', evidence: evidence({ initially: 'ticked', action: 'none' }, wrong) };
    const problem = await expectProblem(app.optIn(number, over), 'not_admitted');
    expect(problem.errors.map(({ rule, pointer }) => `${rule} ${pointer}`).sort()).toEqual([
      'clear_language/text_as_published /text',
      'user_action/never_pre_ticked /evidence/initially',
      'user_action/never_pre_ticked /evidence/shown/initially',
      'user_action/ticked_by_person /evidence/action',
      'user_action/trusted_gesture /evidence/shown/gesture',
      'visual_identification/legible /evidence/shown/font_px',
      'visual_identification/logo_and_name /evidence/shown/logo',
    ]);
    expect(await gateSays(number)).toMatchObject({ decision: 'deny' });
  });

  test('is an assertion where its server says it instead: E1', async () => {
    const body = {
      notice: 'order-updates',
      locale: 'en',
      number: fresh(),
      channel: 'app',
      evidence: evidence(),
    };
    const answer = await saved(post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, body));
    expect(answer).toMatchObject({ grade: 'E1', grade_reasons: ['act_not_shown', 'words_not_shown'] });
  });

  test('is E1 where its server forwards it for an app that the site does not list', async () => {
    const stranger = new App(ledger, 'com.stranger.shop');
    const jws = stranger.sign(await stranger.optInClaims(fresh(), { nonce: undefined }));
    const headers = { authorization: `Bearer ${ledger.keys.ingest}` };
    const answer = await saved(stranger.postOptIn(jws, headers));
    expect(answer).toMatchObject({ grade: 'E1', grade_reasons: ['page_not_of_site'] });
  });

  test('cannot be changed on the way, nor signed by another key', async () => {
    const jws = app.sign(await app.optInClaims(fresh()));
    const [header, payload, signature] = jws.split('.');
    const changed = Buffer.from(payload!, 'base64url').toString().replace('"profile"', '"cheated"');
    const forged = [header, Buffer.from(changed).toString('base64url'), signature].join('.');
    await expectProblem(app.postOptIn(forged), 'signature_invalid');
    const other = generateKeyPairSync('ed25519').privateKey;
    const claims = await app.optInClaims(fresh());
    await expectProblem(app.postOptIn(app.sign(claims, {}, other)), 'signature_invalid');
  });
});

test('only the key that signed takes back: not a new one after a reinstall, not a page', async () => {
  const number = fresh();
  const { record } = await saved(app.optIn(number));
  const reinstalled = new App(ledger);
  await expectProblem(reinstalled.postOptOut(reinstalled.sign(app.optOutClaims(record))), 'forbidden');
  const page = new Page(ledger);
  await expectProblem(page.postOptOut(page.sign(page.optOutClaims(record))), 'forbidden');
  expect(await gateSays(number)).toMatchObject({ decision: 'allow' });
});

describe('once the site lists the app no more', () => {
  test('or asks for a customer token, what was recorded keeps its answer and is taken back; nothing else is taken', async () => {
    const number = fresh();
    const [jws, never] = [
      app.sign(await app.optInClaims(number)),
      app.sign(await app.optInClaims(fresh(), { nonce: undefined })),
    ];
    const { record } = await saved(app.postOptIn(jws));
    const change = (to: object) => changeSite(ledger.ledger, ledger.business, ledger.site, to);
    await change({ customerTokenRequired: true });
    expect(await saved(app.postOptIn(jws))).toMatchObject({ record });
    await expectProblem(app.postOptIn(never), 'customer_token_missing');
    await change({ removeOrigins: [`app:${shopApp}`], customerTokenRequired: false });
    try {
      expect(await saved(app.postOptIn(jws))).toMatchObject({ record });
      await expectProblem(app.postOptIn(never), 'origin_not_allowed');
      const origin = shopOrigin;
      await expectProblem(app.post('/v1/opt-ins', 'application/jose', jws, { origin }), 'origin_not_allowed');
      await expectProblem(app.askOwnership(record, 'code'), 'origin_not_allowed');
      const stranger = new App(ledger);
      await expectProblem(stranger.postOptOut(stranger.sign(app.optOutClaims(record))), 'forbidden');
      expect(await gateSays(number)).toMatchObject({ decision: 'allow' });
      await saved(app.postOptOut(app.sign(app.optOutClaims(record))));
      expect(await gateSays(number)).toMatchObject({ decision: 'deny' });
    } finally {
      await change(listed);
    }
  });
});
