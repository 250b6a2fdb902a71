// Links that a business sends by e-mail or SMS, so that its customer may opt in: over real HTTP. What a link
// shows, what it does not let anybody do, and what the record says of it.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueLinkPass } from '../../../ledger/auth/opt-in-link.ts';
import { joinLines, maskNumber } from '../../../ledger/core/notice/render.ts';
import { publish, retire } from '../../../ledger/operations/notice/notices.ts';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { addSite, changeSite, endSite } from '../../../ledger/operations/setup/sites.ts';
import { newCustomerSecret } from '../../../ledger/operations/visitor/customer.ts';
import { customerToken } from '../../support/customer-token.ts';
import { orderUpdates } from '../../support/ledger.ts';
import { visitsTo } from '../person/visits.ts';
import { type Body, expectProblem, ivrOptIn, post } from '../requests.ts';
import { type HostingLedger, hostingLedger } from './hosted.ts';
import { linksOf } from './links.ts';

let ledger: HostingLedger;
let another: string;
beforeAll(async () => {
  ledger = await hostingLedger();
  await addBusiness(ledger.ledger, { id: 'other', name: 'Other', callingCode: '91' });
  await publish(ledger.ledger, 'other', orderUpdates, 'test');
  await addSite(ledger.ledger, 'other', [ledger.url]);
  another = (await createApiKey(ledger.ledger, 'other', 'all', ['opt-in:write', 'link:write'])).key;
});
afterAll(() => ledger?.stop());

const { ask, made, open, opened, page, numberIn, claimsOf, tick, history, treeSize } = linksOf(() => ledger);
const visits = visitsTo(() => ledger);
const allowed = async (recipient: string) => {
  const asked = { recipient, purpose: 'shipping_update' };
  return ((await (await post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, asked)).json()) as Body)
    .decision;
};

describe('making one', () => {
  test('its address holds no number, and what is secret of it is behind the #', async () => {
    const { url, token } = await made();
    expect(url).not.toMatch(/9876543210|3210/);
    expect(new URL(url)).toMatchObject({ pathname: '/in', search: '', origin: ledger.url });
    expect(url.length).toBeLessThan(ledger.url.length + 50);
    expect(Buffer.from(token, 'base64url').toString('latin1')).not.toContain('3210');
  });

  test.each([
    ['number', '+919876543210', 'XXXXXX3210'],
    ['wa_id', '919876543210', 'XXXXXX3210'],
    ['bsuid', 'IN.13491208655302741918', undefined],
    ['parent_bsuid', 'IN.ENT.11815799212886844830', undefined],
    ['external_id', 'customer 1042', undefined],
  ])('it takes a %s, and shows a number only where the business knows it', async (kind, value, number) => {
    const { token } = await made({ number: undefined, [kind]: value });
    const answer = await opened(token);
    expect(answer).toMatchObject({ state: 'open', business: 'Fresh Produce', site: ledger.hosted });
    expect(answer.number).toBe(number);
  });

  test.each([
    ['no name', { number: undefined }, '', 'one_name'],
    ['two names', { external_id: 'a' }, '', 'one_name'],
    ['a number that nobody can have', { number: '+91 12' }, '/number', 'possible_length'],
    ['no notice', { notice: undefined }, '/notice', 'invalid_type'],
    ['no way to send it', { via: undefined }, '/via', 'invalid_value'],
    ['another way', { via: 'post' }, '/via', 'invalid_value'],
    ['more than 30 days', { valid_minutes: 43_201 }, '/valid_minutes', 'too_big'],
    ['no time at all', { valid_minutes: 0 }, '/valid_minutes', 'too_small'],
    ['an unknown field', { purposes: ['marketing'] }, '/purposes', 'unrecognized_keys'],
    ['a page of elsewhere to return to', { return_url: 'https://evil.example/' }, '/return_url', 'origin'],
    ['a script to return to', { return_url: 'javascript:alert(1)' }, '/return_url', 'origin'],
    ['a site key that there is not', { site: 'pk_none' }, '/site', 'site'],
    ['a site that the ledger may not show', { site: 'SITE' }, '/site', 'hosted'],
  ])('is refused for %s, and names the field and the rule', async (_, over: Body, pointer, rule) => {
    const body = over.site === 'SITE' ? { site: ledger.site } : over;
    const { errors } = await expectProblem(ask(body), 'invalid');
    expect(errors?.[0]).toMatchObject({ pointer, rule });
    expect(JSON.stringify(errors)).not.toContain('98765');
  });

  test('is refused for a notice that there is not', async () => {
    await expectProblem(ask({ notice: 'none' }), 'notice_unknown');
  });

  test('needs a key that may record opt-ins, and one business has none for another’s sites', async () => {
    await expectProblem(ask({}, 'om_wrong'), 'unauthenticated');
    await expectProblem(ask({}, ledger.keys.gate), 'forbidden');
    const onlyPages = await createApiKey(ledger.ledger, ledger.business, 'pages', ['link:write']);
    await expectProblem(ask({}, onlyPages.key), 'forbidden');
    const { errors } = await expectProblem(ask({ site: ledger.hosted }, another), 'invalid');
    expect(errors?.[0]).toMatchObject({ pointer: '/site', rule: 'site' });
  });

  test('without a notice it is a link to the person’s own page, as ever, by any name', async () => {
    const number = '+919876500001';
    await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(number));
    for (const name of [{ number }, { wa_id: '919876500001' }]) {
      const answer = await post(`${ledger.url}/v1/links`, ledger.keys.ingest, name);
      expect(((await answer.json()) as Body).url).toMatch(/\/p\/[\w-]{54}$/);
    }
    await expectProblem(
      post(`${ledger.url}/v1/links`, ledger.keys.ingest, { external_id: 'x' }),
      'not_found',
    );
    await expectProblem(post(`${ledger.url}/v1/links`, ledger.keys.ingest, { number, days: 0 }), 'invalid');
  });
});

describe('opening one', () => {
  test('changes nothing, however often a scanner opens it, runs its script and posts', async () => {
    const { token } = await made({ number: '+919876500002' });
    const before = await treeSize();
    for (let i = 0; i < 5; i++) {
      await fetch(`${ledger.url}/in`, { method: i % 2 ? 'HEAD' : 'GET' });
      expect((await open(token)).status).toBe(200);
      const { pass } = await opened(token);
      await page().askNonce({ customer_token: pass });
    }
    expect(await treeSize()).toBe(before);
    expect(await opened(token)).toMatchObject({ state: 'open' });
    expect((await tick(token)).status).toBe(201);
  });

  test('tells no more of the number than its mask', async () => {
    const { token } = await made({ number: '+919876543211' });
    const text = await (await open(token)).text();
    const { pass } = JSON.parse(text);
    for (const part of [text, ...pass.split('.').map((each: string) => Buffer.from(each, 'base64url'))])
      expect(String(part)).not.toMatch(/9876543211|98765/);
    expect(maskNumber(numberIn(pass), '91')).toBe(maskNumber('+919876543211', '91'));
  });

  test('is the same for a number that has stopped, one that agreed and one that nobody knows', async () => {
    const [stopped, agreed, unknown] = ['+919876500011', '+919876500012', '+919876500013'];
    await post(`${ledger.url}/v1/opt-outs`, ledger.keys.ingest, { number: stopped, channel: 'agent' });
    await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(agreed!));
    const shapes = [];
    for (const number of [stopped, agreed, unknown]) {
      const answer = await ask({ number });
      const made = (await answer.json()) as Body;
      const shown = await opened(new URL(made.url).hash.slice(1));
      shapes.push([answer.status, Object.keys(made), Object.keys(shown), shown.state, shown.number.length]);
    }
    expect(shapes[1]).toEqual(shapes[0]);
    expect(shapes[2]).toEqual(shapes[0]);
  });

  test('has one answer for every link that works no more', async () => {
    const { token, id } = await made();
    const taken = await made();
    const revoke = (of: string, key = ledger.keys.ingest) =>
      fetch(`${ledger.url}/v1/links/${of}`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${key}` },
      });
    await expectProblem(revoke(taken.id, another), 'not_found');
    expect((await open(taken.token)).status).toBe(200);
    expect((await revoke(taken.id)).status).toBe(200);
    const altered = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    const other = Buffer.from(token, 'base64url');
    other[5]! ^= 1;
    await publish(ledger.ledger, ledger.business, { ...orderUpdates, id: 'short' }, 'test');
    const retired = await made({ notice: 'short' });
    await retire(ledger.ledger, ledger.business, 'short', 'test');
    const site = await addSite(ledger.ledger, ledger.business, [ledger.url]);
    const ended = await made({ site: site.key });
    await endSite(ledger.ledger, ledger.business, site.key);
    ledger.hosting.setup.forget();
    const over = await made({ valid_minutes: 5 });
    await ledgerSql`update opt_in_links set ends_at = now() where id = ${over.id}`;
    const answers = [];
    for (const one of [
      '',
      'x',
      altered,
      other.toString('base64url'),
      id,
      taken.token,
      retired.token,
      ended.token,
    ])
      answers.push((await expectProblem(open(one), 'not_found')).detail);
    expect(new Set(answers).size).toBe(1);
    // What the row says of the end is for its deletion: a link ends when it was made to.
    expect((await open(over.token)).status).toBe(200);
    await ledger.ledger.links.sweep(new Date(Date.now() + 60_000).toISOString());
    await expectProblem(open(over.token), 'not_found');
  });
});

const ledgerSql = (parts: TemplateStringsArray, ...values: string[]) =>
  import('../../../ledger/storage/database/connection.ts').then(async ({ openDatabase }) => {
    const db = openDatabase({ url: ledger.config.databaseUrl!, clients: 1 });
    await db.sql(parts, ...values);
    await db.end();
  });

describe('a tick by one', () => {
  test('is a record of grade E3 at most, of no one’s authority, that names link and way', async () => {
    const { token, id } = await made({ number: '+919876500021', via: 'sms' });
    const answer = await tick(token);
    expect(answer.status).toBe(201);
    expect((await answer.json()) as Body).not.toHaveProperty('effective');
    const [record] = await history('+919876500021');
    expect(record).toMatchObject({
      grade: 'E3',
      grade_reasons: ['number_not_proven'],
      authority: 'any',
      undoable: true,
      source: { system: 'widget', actor: ledger.hosted, entry_point: 'sms_link', link: id },
      identifiers: [{ kind: 'number', value: '+919876500021' }],
    });
    expect(record.text.sentence).toContain('XXXXXX0021');
    expect(record.jws).not.toContain(Buffer.from('9876500021').toString('base64url'));
    expect(await allowed('+919876500021')).toBe('allow');
  });

  test('uses it up: the page then says when, and a second tick is refused', async () => {
    const { token } = await made({ number: '+919876500022' });
    const { pass } = await opened(token);
    expect((await tick(token)).status).toBe(201);
    expect(await opened(token)).toMatchObject({ state: 'used', number: 'XXXXXX0022' });
    const late = page();
    await expectProblem(late.postOptIn(late.sign(await claimsOf(late, pass))), 'conflict');
    expect((await history('+919876500022')).filter(({ kind }) => kind === 'opt_in')).toHaveLength(1);
  });

  test('sent twice is one record; of two pages at once one is refused', async () => {
    const { token } = await made({ number: '+919876500023' });
    const { pass } = await opened(token);
    const [one, two] = [page(), page()];
    const jws = one.sign(await claimsOf(one, pass));
    const [first, again, other] = await Promise.all([
      one.postOptIn(jws),
      one.postOptIn(jws),
      claimsOf(two, pass).then((claims) => two.postOptIn(two.sign(claims))),
    ]);
    const statuses = [first!.status, again!.status, other!.status];
    expect(statuses.filter((status) => status === 409).length).toBeGreaterThan(0);
    expect((await history('+919876500023')).filter(({ kind }) => kind === 'opt_in')).toHaveLength(1);
  });

  test('that its page took back can be ticked on that page again, and on no other', async () => {
    const { token } = await made({ number: '+919876500024' });
    const { pass } = await opened(token);
    const own = page();
    const first = (await (await own.postOptIn(own.sign(await claimsOf(own, pass)))).json()) as Body;
    expect((await own.postOptOut(own.sign(own.optOutClaims(first.record)))).status).toBe(201);
    const stranger = page();
    await expectProblem(stranger.postOptIn(stranger.sign(await claimsOf(stranger, pass))), 'conflict');
    expect((await own.postOptIn(own.sign(await claimsOf(own, pass)))).status).toBe(201);
    expect(await allowed('+919876500024')).toBe('allow');
  });

  test('that was taken back: the link says so and when, and after a second tick that it was used', async () => {
    const { token } = await made({ number: '+919876500027' });
    const { pass } = await opened(token);
    const own = page();
    const ticked = async () => {
      const answer = await own.postOptIn(own.sign(await claimsOf(own, pass)));
      return ((await answer.json()) as Body).record;
    };
    const undone = async (record: string) =>
      expect((await own.postOptOut(own.sign(own.optOutClaims(record)))).status).toBe(201);
    const momentOf = async (kind: string) =>
      (await history('+919876500027')).findLast((record) => record.kind === kind)?.recorded_at;
    await undone(await ticked());
    const back = await opened(token);
    expect(back).toEqual({
      ...{ state: 'taken_back', business: 'Fresh Produce', number: 'XXXXXX0027' },
      ...{ used_at: await momentOf('opt_in'), taken_back_at: await momentOf('opt_out') },
      ...{ contact: expect.anything(), privacy_url: expect.anything() },
    });
    const second = await ticked();
    const again = await opened(token);
    expect(again).toMatchObject({ state: 'used', used_at: await momentOf('opt_in') });
    expect(again.used_at > back.taken_back_at).toBe(true);
    await undone(second);
    expect(await opened(token)).toMatchObject({ state: 'taken_back', used_at: again.used_at });
  });

  test('that was taken back by the link on its receipt: its own link says so', async () => {
    const { token } = await made({ number: '+919876500028' });
    const { link } = (await (await tick(token)).json()) as Body;
    expect((await visits.tap(visits.here(link))).status).toBe(303);
    expect(await opened(token)).toMatchObject({ state: 'taken_back', number: 'XXXXXX0028' });
  });

  test('whose number has stopped, before or since: the link tells nobody', async () => {
    const [stopped, since, never] = ['+919876500041', '+919876500042', '+919876500043'];
    const stop = (number: string) =>
      post(`${ledger.url}/v1/opt-outs`, ledger.keys.ingest, { number, channel: 'agent' });
    await stop(stopped!);
    const shown = [];
    for (const number of [stopped!, since!, never!]) {
      // Typed by someone who has only the link.
      const { token } = await made({ number: undefined, external_id: `asked ${number}` });
      const { pass } = await opened(token);
      await tick(token, { number, link: pass, customer_token: undefined });
      if (number === since) await stop(number);
      const { used_at, number: masked, ...rest } = await opened(token);
      shown.push(rest);
    }
    expect(shown[0]).toMatchObject({ state: 'used' });
    expect(shown[1]).toEqual(shown[0]);
    expect(shown[2]).toEqual(shown[0]);
  });

  test('never lifts what the number’s own customer has stopped', async () => {
    const number = '+919876500025';
    await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(number));
    const secret = await newCustomerSecret(ledger.ledger, ledger.business, ledger.hosted);
    const verified = customerToken(secret, { site: ledger.hosted, number }, { number_verified: true });
    const stop = JSON.stringify({ customer_token: verified });
    expect((await page().post('/v1/opt-outs', 'application/json', stop)).status).toBe(201);
    const { token } = await made({ number });
    expect((await tick(token)).status).toBe(201);
    expect(await allowed(number)).toBe('deny');
  });

  test('for a number that the person types is that number’s own claim, and names the link', async () => {
    const { token, id } = await made({ number: undefined, external_id: 'customer 1042' });
    const { pass } = await opened(token);
    const typed = { number: '+919876500026', link: pass, customer_token: undefined };
    expect((await tick(token, typed)).status).toBe(201);
    const [record] = await history('+919876500026');
    expect(record.source).toMatchObject({ entry_point: 'email_link', link: id });
    expect(record.identifiers).toEqual([{ kind: 'number', value: '+919876500026' }]);
    expect(await opened(token)).toMatchObject({ state: 'used', number: 'XXXXXX0026' });
  });

  test.each<[string, (pass: string) => Body | Promise<Body>, string]>([
    ['another number in place of the stand-in', () => ({ number: '+919876500031' }), 'invalid'],
    ['the number itself, which a page cannot know', () => ({ number: '+919876500030' }), 'invalid'],
    ['another notice', () => ({ notice: { id: 'other-notice', version: 1 } }), 'nonce_invalid'],
    [
      'a pass that was altered',
      (pass) => ({ customer_token: `${pass.slice(0, -2)}xx` }),
      'customer_token_invalid',
    ],
    ['a pass in both places', (pass) => ({ link: pass }), 'invalid'],
    [
      'other words',
      () => ({ text: joinLines({ sentence: 'a', privacy: 'b', withdrawal: 'c', contact: 'd' }) }),
      'not_admitted',
    ],
  ])('is refused with %s', async (_, over, code) => {
    const { token } = await made({ number: '+919876500030' });
    const { pass } = await opened(token);
    const from = page();
    const claims = { ...(await claimsOf(from, pass)), ...(await over(pass)) };
    const answer = await from.postOptIn(from.sign(claims));
    const problem = (await answer.json()) as Body;
    if (code === 'nonce_invalid') expect(['nonce_invalid', 'invalid']).toContain(problem.code);
    else expect(problem.code).toBe(code);
    expect(await history('+919876500030')).toEqual([]);
    expect(await opened(token)).toMatchObject({ state: 'open' });
  });

  test('is refused with a pass that is over, was never given, or is of a link that was taken back', async () => {
    const { token, id } = await made({ number: '+919876500032' });
    const { pass } = await opened(token);
    const from = page();
    const macs = ledger.ledger.keys.macs;
    const issue = (link: string, at: number, site = ledger.hosted) =>
      issueLinkPass(macs, { site, link, number: '+919876500032' }, new Date(Date.now() + at));
    for (const one of [issue(id, -3_700_000), issue(crypto.randomUUID(), 0), issue(id, 0, ledger.site)]) {
      await expectProblem(from.postOptIn(from.sign(await claimsOf(from, one))), 'customer_token_invalid');
      await expectProblem(from.askNonce({ customer_token: one }), 'customer_token_invalid');
    }
    const headers = { authorization: `Bearer ${ledger.keys.ingest}` };
    await fetch(`${ledger.url}/v1/links/${id}`, { method: 'DELETE', headers });
    await expectProblem(from.postOptIn(from.sign(await claimsOf(from, pass))), 'customer_token_invalid');
    expect(await history('+919876500032')).toEqual([]);
  });

  test('a pass opens nothing else: no look at a person, no stop', async () => {
    const { token } = await made({ number: '+919876500033' });
    const { pass } = await opened(token);
    const body = JSON.stringify({ customer_token: pass });
    await expectProblem(
      page().post('/v1/customers/consent', 'application/json', body),
      'customer_token_invalid',
    );
    await expectProblem(page().post('/v1/opt-outs', 'application/json', body), 'customer_token_invalid');
  });

  test('a site that takes only its shop’s customers takes the number of a link, and none that is typed', async () => {
    const site = await addSite(ledger.ledger, ledger.business, [ledger.url]);
    await changeSite(ledger.ledger, ledger.business, site.key, { customerTokenRequired: true });
    const answer = await ask({ number: undefined, external_id: 'x', site: site.key });
    expect((await expectProblem(answer, 'invalid')).errors?.[0]).toMatchObject({
      rule: 'customer_token_required',
    });
    await made({ site: site.key });
    await endSite(ledger.ledger, ledger.business, site.key);
    ledger.hosting.setup.forget();
  });
});
