import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bodyBytesMax } from '../../../ledger/http/server/limits.ts';
import { writtenSchema } from '../../../ledger/http/server/written.ts';
import { createApiKey, revokeApiKey } from '../../../ledger/operations/setup/setup.ts';
import { shopOrigin, type TestLedger, testLedger } from '../../support/ledger.ts';
import { Page } from '../page.ts';
import { type Body, expectProblem, ivrOptIn, post, postInPieces } from '../requests.ts';

let ledger: TestLedger;
let url: string;
beforeAll(async () => {
  ledger = await testLedger();
  url = `${ledger.url}/v1/opt-ins`;
});
afterAll(() => ledger.stop());

describe('from a server', () => {
  const number = '+14155550101';
  const fromServer = (body: unknown, headers = {}) => post(url, ledger.keys.ingest, body, headers);

  test('no key, no record', async () => {
    const answer = await post(url, undefined, ivrOptIn(number));
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    await expectProblem(answer, 'unauthenticated');
  });

  test.each(['om_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'om_short', 'pk_AAAAAAAAAAAAAAAAAAAAAAAA', ''])(
    'a key nobody made is refused: %s',
    async (key) => {
      await expectProblem(post(url, key, ivrOptIn(number)), 'unauthenticated');
    },
  );

  test('a revoked key is refused', async () => {
    const { id, key } = await createApiKey(ledger.ledger, ledger.business, 'soon gone', ['opt-in:write']);
    expect(await revokeApiKey(ledger.ledger, id)).toBe(true);
    await expectProblem(post(url, key, ivrOptIn(number)), 'unauthenticated');
  });

  test.each(['gate', 'audit', 'admin'] as const)('a key without the scope is refused: %s', async (name) => {
    await expectProblem(post(url, ledger.keys[name], ivrOptIn(number)), 'forbidden');
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/jsonx',
    'constructor',
    '__proto__',
  ])('another media type is refused: %s', async (type) => {
    await expectProblem(fromServer(ivrOptIn(number), { 'content-type': type }), 'unsupported_media_type');
  });

  test('a compressed body is refused', async () => {
    await expectProblem(
      fromServer(ivrOptIn(number), { 'content-encoding': 'gzip' }),
      'unsupported_media_type',
    );
  });

  test.each(['', '{', '{"number":', 'null null', '\ufeff{}', '{"number":"\\ud800"}'])(
    'what is not JSON is refused: %j',
    async (body) => {
      await expectProblem(fromServer(body), 'malformed');
    },
  );

  test('bytes that are not UTF-8 are refused', async () => {
    const body = Buffer.concat([Buffer.from('{"number":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${ledger.keys.ingest}` };
    await expectProblem(fetch(url, { method: 'POST', headers, body }), 'malformed');
  });

  test('a body over the limit is refused, announced or not', async () => {
    const large = JSON.stringify(ivrOptIn(number, { text: 'x'.repeat(bodyBytesMax) }));
    await expectProblem(fromServer(large), 'too_large');
    await expectProblem(postInPieces(url, ledger.keys.ingest, large), 'too_large');
  });

  test('a body that comes in pieces without a length is read', async () => {
    const answer = await postInPieces(url, ledger.keys.ingest, JSON.stringify(ivrOptIn(number)));
    expect(answer.status).toBe(201);
  });

  test.each([
    ['an unknown field', { mood: 'good' }, '/mood'],
    ['a missing number', { number: undefined }, '/number'],
    ['a number that cannot be one', { number: '12345' }, '/number'],
    ['an unknown channel', { channel: 'fax' }, '/channel'],
    ['evidence of another channel', { evidence: { message_id: 'm', keyword: 'YES' } }, '/evidence/call_id'],
    ['a locale that is none', { locale: 'english' }, '/locale'],
  ])('%s is refused with a pointer to it', async (_what, over, pointer) => {
    const problem = await expectProblem(fromServer(ivrOptIn(number, over)), 'invalid');
    expect(problem.errors.map((fault) => fault.pointer)).toContain(pointer);
  });

  test('a notice nobody published is refused', async () => {
    await expectProblem(fromServer(ivrOptIn(number, { notice: 'nothing' })), 'notice_unknown');
  });

  test('every criterion that fails is named', async () => {
    const over = { evidence: { call_id: 'c', key: '2', prompt: '1' }, source: { collected_via: 'sms_list' } };
    const problem = await expectProblem(fromServer(ivrOptIn(number, over)), 'not_admitted');
    expect(problem.errors.map(({ rule }) => rule).sort()).toEqual([
      'source/forbidden_source',
      'user_action/accept_key',
    ]);
  });

  test.each(['', 'white space', 'ü', 'x'.repeat(256)])(
    'an Idempotency-Key like %j is refused',
    async (key) => {
      // fetch itself refuses to send what no header can hold; as latin1 it arrives.
      const headers = { 'idempotency-key': Buffer.from(key).toString('latin1') };
      const answer = fromServer(ivrOptIn(number), headers);
      const problem = await expectProblem(answer, 'invalid');
      expect(problem.errors).toMatchObject([{ pointer: '', rule: 'idempotency_key' }]);
    },
  );

  test('an Idempotency-Key cannot stand for two requests', async () => {
    const headers = { 'idempotency-key': 'order-1' };
    expect((await fromServer(ivrOptIn('+14155550102'), headers)).status).toBe(201);
    await expectProblem(fromServer(ivrOptIn('+14155550103'), headers), 'idempotency_key_reused');
  });

  test('the same request under the same key is recorded once and answered alike', async () => {
    const headers = { 'idempotency-key': 'order-2' };
    const first = await fromServer(ivrOptIn('+14155550104'), headers);
    const second = await fromServer(ivrOptIn('+14155550104'), headers);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(await second.text()).toBe(await first.text());
  });

  test('many at once under one key are one record', async () => {
    const headers = { 'idempotency-key': 'order-3' };
    const answers = await Promise.all(
      Array.from({ length: 8 }, async () => (await fromServer(ivrOptIn('+14155550105'), headers)).json()),
    );
    expect(new Set(answers.map((body: Body) => body.record)).size).toBe(1);
  });

  test('without a key the same request is recorded twice', async () => {
    const [one, two] = await Promise.all([fromServer(ivrOptIn(number)), fromServer(ivrOptIn(number))]);
    const records = [await one.json(), await two.json()].map((body: Body) => body.record);
    expect(records[0]).not.toBe(records[1]);
  });

  test('an admitted opt-in is answered with its receipt and its proof, and no cache keeps it', async () => {
    const answer = await fromServer(ivrOptIn(number));
    expect(answer.status).toBe(201);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const body = writtenSchema.parse(await answer.json());
    expect(body).toMatchObject({ kind: 'opt_in', grade: 'E1' });
    expect(body.leaf_index).toBeLessThan(body.tree_size);
  });
});

describe('from the widget', () => {
  const number = '+919876543201';

  test('a signed opt-in is recorded as seen, with a nonce', async () => {
    const answer = await new Page(ledger).optIn(number);
    expect(writtenSchema.parse(await answer.json())).toMatchObject({ kind: 'opt_in', grade: 'E3' });
  });

  test('a page of another origin is refused and can read why', async () => {
    const page = new Page(ledger);
    const jws = page.sign(await page.optInClaims(number));
    const answer = await page.postOptIn(jws, { origin: 'https://shop.example.evil' });
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example.evil');
    await expectProblem(answer, 'origin_not_allowed');
  });

  test('a caller without an Origin is refused', async () => {
    const page = new Page(ledger);
    const jws = page.sign(await page.optInClaims(number));
    const headers = { 'content-type': 'application/jose' };
    await expectProblem(fetch(url, { method: 'POST', headers, body: jws }), 'origin_not_allowed');
  });

  test('an unknown site key is refused', async () => {
    const page = new Page(ledger);
    await expectProblem(page.optIn(number, { site: 'pk_AAAAAAAAAAAAAAAAAAAAAAAA' }), 'not_found');
  });

  test('one altered byte is refused', async () => {
    const page = new Page(ledger);
    const [header, payload = '', signature] = page.sign(await page.optInClaims(number)).split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const altered = Buffer.from(JSON.stringify({ ...claims, number: '+919876543202' })).toString('base64url');
    await expectProblem(page.postOptIn(`${header}.${altered}.${signature}`), 'signature_invalid');
  });

  test('a signature by another key than the one in the header is refused', async () => {
    const page = new Page(ledger);
    const { privateKey } = generateKeyPairSync('ed25519');
    const jws = page.sign(await page.optInClaims(number), {}, privateKey);
    await expectProblem(page.postOptIn(jws), 'signature_invalid');
  });

  test.each([[{ alg: 'none' }], [{ alg: 'HS256' }], [{ typ: 'optout+jws' }], [{ typ: 'JWT' }]])(
    'a header like %j is refused',
    async (header) => {
      const page = new Page(ledger);
      const jws = page.sign(await page.optInClaims(number), header);
      await expectProblem(page.postOptIn(jws), 'signature_invalid');
    },
  );

  test.each(['', 'a.b', 'a.b.c.d', '{}'])('what is no compact JWS is refused: %j', async (body) => {
    await expectProblem(new Page(ledger).postOptIn(body), 'malformed');
  });

  test('an unknown claim is refused', async () => {
    await expectProblem(new Page(ledger).optIn(number, { mood: 'good' }), 'invalid');
  });

  test('an oversized record is refused', async () => {
    await expectProblem(new Page(ledger).postOptIn(`a.${'b'.repeat(bodyBytesMax)}.c`), 'too_large');
  });

  test('a record without a nonce is refused', async () => {
    await expectProblem(new Page(ledger).optIn(number, { nonce: undefined }), 'nonce_missing');
  });

  test('a nonce of another page is refused', async () => {
    const stolen = await new Page(ledger).nonce();
    await expectProblem(new Page(ledger).optIn(number, { nonce: stolen }), 'nonce_invalid');
  });

  test('a made-up nonce is refused', async () => {
    await expectProblem(new Page(ledger).optIn(number, { nonce: 'A'.repeat(72) }), 'nonce_invalid');
  });

  test('a nonce is spent by the first record', async () => {
    const page = new Page(ledger);
    const claims = await page.optInClaims(number);
    expect((await page.postOptIn(page.sign(claims))).status).toBe(201);
    const other = page.sign({
      ...claims,
      number: '+919876543203',
      text: String(claims.text).replace('3201', '3203'),
    });
    await expectProblem(page.postOptIn(other), 'nonce_spent');
  });

  test('the same record again gets the first answer', async () => {
    const page = new Page(ledger);
    const jws = page.sign(await page.optInClaims(number));
    const first = await page.postOptIn(jws);
    const again = await page.postOptIn(jws);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await again.text()).toBe(await first.text());
  });

  test('a text that differs from the notice is refused', async () => {
    const problem = await expectProblem(new Page(ledger).optIn(number, { text: 'I agree' }), 'not_admitted');
    expect(problem.errors).toMatchObject([{ rule: 'clear_language/text_as_published', pointer: '/text' }]);
  });
});

describe('from the widget, forwarded by the shop’s server', () => {
  const number = '+919876543204';

  test('a wrong key is refused, not ignored', async () => {
    const page = new Page(ledger);
    const jws = page.sign(await page.optInClaims(number));
    await expectProblem(page.postOptIn(jws, { authorization: 'Bearer om_wrong' }), 'unauthenticated');
    await expectProblem(page.postOptIn(jws, { authorization: `Bearer ${ledger.keys.gate}` }), 'forbidden');
  });

  test('it is graded as the page’s own post, whichever comes first', async () => {
    const page = new Page(ledger);
    const jws = page.sign(await page.optInClaims(number));
    const headers = { 'content-type': 'application/jose', authorization: `Bearer ${ledger.keys.ingest}` };
    const answer = await fetch(url, { method: 'POST', headers, body: jws });
    expect(writtenSchema.parse(await answer.json())).toMatchObject({ kind: 'opt_in', grade: 'E3' });
  });

  test('signed on an origin that the site does not have, it is asserted and no more, and says where', async () => {
    const page = new Page(ledger);
    const forward = async (origin: string) => {
      const { nonce: _, ...claims }: Body = await page.optInClaims(number);
      const evidence = { ...claims.evidence, seen: { ...claims.evidence.seen, origin } };
      const headers = { 'content-type': 'application/jose', authorization: `Bearer ${ledger.keys.ingest}` };
      const init = { method: 'POST', headers, body: page.sign({ ...claims, evidence }) };
      return writtenSchema.parse(await (await fetch(url, init)).json());
    };
    const elsewhere = { grade: 'E1', grade_reasons: ['page_not_of_site'] };
    expect(await forward('https://other.example')).toMatchObject(elsewhere);
    expect(await forward('null')).toMatchObject(elsewhere);
    expect(await forward(shopOrigin)).toMatchObject({ grade: 'E2', grade_reasons: ['no_fresh_nonce'] });
  });

  test('posted by both, it is one record', async () => {
    const page = new Page(ledger);
    const jws = page.sign(await page.optInClaims(number));
    const own: Body = await (await page.postOptIn(jws)).json();
    const forwarded = await page.postOptIn(jws, { authorization: `Bearer ${ledger.keys.ingest}` });
    expect(forwarded.headers.get('idempotency-replayed')).toBe('true');
    expect(((await forwarded.json()) as Body).record).toBe(own.record);
  });
});

test('an opt-in that is older than its words is refused; an import of it is not', async () => {
  const dated = { ...ivrOptIn('+919876543205'), occurred_at: '2012-03-01T09:30:00Z' };
  const problem = await expectProblem(post(url, ledger.keys.ingest, dated), 'not_admitted');
  expect(problem.errors).toMatchObject([{ rule: 'clear_language/published_then', pointer: '/occurred_at' }]);
  const evidence = { list: 'crm-2012', collected: 'at the counter' };
  const imported = await post(url, ledger.keys.ingest, { ...dated, channel: 'import', evidence });
  expect([imported.status, ((await imported.json()) as Body).grade]).toEqual([201, 'E0']);
});
