import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publish } from '../../../ledger/operations/notice/notices.ts';
import { cloudApi } from '../../support/cloud-api.ts';
import { orderUpdates, type TestLedger, testLedger } from '../../support/ledger.ts';
import { type Body, expectProblem, post } from '../requests.ts';

let ledger: TestLedger;
let onlyStops: string;
/** The last digits of whoever is compared next. */
let compared = 79;
beforeAll(async () => {
  ledger = await testLedger();
  const { createApiKey } = await import('../../../ledger/operations/setup/setup.ts');
  onlyStops = (await createApiKey(ledger.ledger, ledger.business, 'stops', ['opt-out:write'])).key;
});
afterAll(() => ledger.stop());

const terms = '?notice=order-updates&box=unticked';
const basic = (key: string, user = 'AC123') => `Basic ${Buffer.from(`${user}:${key}`).toString('base64')}`;
const size = async () => (await ledger.ledger.log.latestCheckpoint())!.size;

async function gateSays(number: string): Promise<Body> {
  const question = { recipient: number, purpose: 'shipping_update', permit: false };
  return (await post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, question)).json();
}
async function recordsOf(number: string): Promise<Body[]> {
  const said = await post(`${ledger.url}/v1/subjects/history`, ledger.keys.audit, { number });
  const { records } = (await said.json()) as Body;
  return records.map(({ record }: Body) => record).filter(({ kind }: Body) => kind !== 'accessed');
}

describe('Netcore’s request', () => {
  const ask = (
    body: unknown,
    query = terms,
    headers: Record<string, string> = {},
    key = ledger.keys.ingest,
  ) => post(`${ledger.url}/v1/compat/netcore/consent${query}`, key, body, headers);
  const one = (recipient: unknown, over: object = {}) => ({ recipient, source: 'WEB', ...over });
  const optIn = (...recipients: unknown[]) => ({ type: 'optin', recipients });
  const optOut = (...recipients: unknown[]) => ({ type: 'optout', recipients });

  test('opts in from the web at grade E1, on the notice that the URL names, and out again', async () => {
    const number = '919876543250';
    const browser = { user_agent: 'Mozilla/5.0 (X11; Linux x86_64)', ip: '192.0.2.7' };
    const answer = await ask(optIn(one(number, browser)));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: 'success', message: 'Optin successfully added.' });
    expect(await gateSays(`+${number}`)).toMatchObject({ decision: 'allow', grade: 'E1' });
    expect(await (await ask(optOut(one(number)))).json()).toMatchObject({ status: 'success' });
    expect(await gateSays(`+${number}`)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
    const [given] = await recordsOf(`+${number}`);
    expect(given).toMatchObject({
      channel: 'web',
      notice: { id: 'order-updates' },
      source: { system: 'netcore' },
    });
    expect(JSON.stringify(given)).not.toMatch(/Mozilla|192\.0\.2\.7/);
  });

  test('what did not come from the web is an import, graded lowest', async () => {
    await ask(optIn(one(919876543251, { source: 'BRANCH' })));
    expect(await gateSays('+919876543251')).toMatchObject({ decision: 'allow', grade: 'E0' });
  });

  test.each([
    ['a screen of an app', 'Android', '&screen=checkout&app_version=4.2', 'app', 'E1'],
    ['a page that an e-mail leads to', 'EMAIL', '&message=welcome-2026', 'email', 'E1'],
    ['a screen that is not named', 'APP', '&app_version=4.2', 'import', 'E0'],
    ['an e-mail that is not named', 'email', '', 'import', 'E0'],
    ['a call', 'IVR', '&screen=checkout&app_version=4.2&message=m', 'import', 'E0'],
    ['a paper form', 'paper', '', 'import', 'E0'],
    ['what JavaScript has a name for', 'constructor', '', 'import', 'E0'],
  ])('%s is graded by what the URL says of its box', async (_what, source, said, channel, grade) => {
    compared += 1;
    const number = `9198765432${compared}`;
    expect(await (await ask(optIn(one(number, { source })), terms + said)).json()).toMatchObject({
      status: 'success',
    });
    expect(await gateSays(`+${number}`)).toMatchObject({ decision: 'allow', grade });
    expect((await recordsOf(`+${number}`))[0]).toMatchObject({ channel, notice: { id: 'order-updates' } });
  });

  test('without a word about the box, an app’s and an e-mail’s are imports', async () => {
    const query = '?notice=order-updates&screen=checkout&app_version=4.2&message=m';
    await ask(optIn(one('919876543294', { source: 'app' }), one('919876543295', { source: 'email' })), query);
    for (const number of ['+919876543294', '+919876543295'])
      expect(await gateSays(number)).toMatchObject({ grade: 'E0' });
  });

  test('an opt-in that is repeated without a key is recorded once, and again after anything else', async () => {
    const number = '919876543290';
    const kinds = async () => (await recordsOf(`+${number}`)).map(({ kind }: Body) => kind);
    for (const _ of [1, 2, 3])
      expect(await (await ask(optIn(one(number)))).json()).toMatchObject({ status: 'success' });
    expect(await kinds()).toEqual(['opt_in']);
    await ask(optIn(one(number, { source: 'app' })));
    expect(await kinds()).toEqual(['opt_in', 'opt_in']);
    await ask(optIn(one(number)));
    await ask(optOut(one(number)));
    await ask(optOut(one(number)));
    await ask(optIn(one(number)));
    expect(await kinds()).toEqual(['opt_in', 'opt_in', 'opt_in', 'opt_out', 'opt_out', 'opt_in']);
  });

  test('a yes after a stop in WhatsApp, or to words that were published since, is a new one', async () => {
    const number = '919876543291';
    const kinds = async () => (await recordsOf(`+${number}`)).map(({ kind }: Body) => kind);
    const meta = await cloudApi(ledger, ledger.business);
    const hour = { ...orderUpdates, id: 'by-the-hour' };
    await publish(ledger.ledger, ledger.business, hour, 'test');
    const query = '?notice=by-the-hour&box=unticked';
    await ask(optIn(one(number)), query);
    await meta.post(meta.delivery({ from: number, body: 'STOP' }));
    await ask(optIn(one(number)), query);
    expect(await kinds()).toEqual(['opt_in', 'opt_out', 'opt_in']);
    await publish(ledger.ledger, ledger.business, { ...hour, purposes: ['payment_update'] }, 'test');
    await ask(optIn(one(number)), query);
    await ask(optIn(one(number)), query);
    expect(await kinds()).toEqual(['opt_in', 'opt_out', 'opt_in', 'opt_in']);
  });

  test.each([
    ['optin', '9876543296'],
    ['optin', '8123456789'],
    ['optout', '6591234567'],
    ['optout', 9876543296],
  ])('ten digits that may be somebody abroad are recorded for nobody: %s', async (type, recipient) => {
    const before = await size();
    const answer = await ask({ type, recipients: [one(recipient)] });
    const said = (await answer.json()) as Body;
    expect(said).toMatchObject({ status: 'failure', recipients: [{ index: 0 }] });
    expect(said.error.message).toMatch(/calling_code/);
    expect(JSON.stringify(said)).not.toContain(String(recipient));
    expect(await size()).toBe(before);
  });

  test('ten digits are a number of the country that the URL says, and of no other', async () => {
    const numbers = optIn(one('8123456789'), one('919876543297'));
    expect(await (await ask(numbers, `${terms}&calling_code=91`)).json()).toMatchObject({
      status: 'success',
    });
    for (const number of ['+918123456789', '+919876543297'])
      expect(await gateSays(number)).toMatchObject({ decision: 'allow' });
    expect(await gateSays('+8123456789')).toMatchObject({ reasons: ['unknown_recipient'] });
  });

  test('ten digits behind a + are what they say, whatever the URL says', async () => {
    await ask(optIn(one('+6591234567')), `${terms}&calling_code=91`);
    expect(await gateSays('+6591234567')).toMatchObject({ decision: 'allow' });
    expect(await gateSays('+916591234567')).toMatchObject({ reasons: ['unknown_recipient'] });
  });

  test.each(['+91', '0', '91a', '9191'])(
    'a calling code that is none makes nobody of ten digits: %s',
    async (code) => {
      const query = `${terms}&calling_code=${encodeURIComponent(code)}`;
      await expectProblem(ask(optIn(one('9876543296')), query), 'invalid');
      const said = (await (await ask(optOut(one('9876543296'), one('+919876543298')), query)).json()) as Body;
      expect(said).toMatchObject({ status: 'failure', recipients: [{ index: 0 }] });
      expect(await gateSays('+919876543298')).toMatchObject({ reasons: ['withdrawn'] });
    },
  );

  test('cannot lift a withdrawal', async () => {
    const number = '919876543252';
    await ask(optIn(one(number)));
    await ask(optOut(one(number)));
    await ask(optIn(one(number)));
    expect(await gateSays(`+${number}`)).toMatchObject({ decision: 'deny' });
  });

  test('who cannot be recorded is named by their place, and the others are recorded', async () => {
    const stopped = '919876543253';
    await ask(optIn(one(stopped)));
    const answer = await ask(optOut(one('12345'), one(stopped), one('919876543254', { source: '' }), null));
    const said = (await answer.json()) as Body;
    expect(said).toMatchObject({ status: 'failure', error: { code: '8006' } });
    expect(said.recipients.map(({ index }: Body) => index)).toEqual([0, 3]);
    expect(JSON.stringify(said)).not.toMatch(/12345|43253|43254/);
    expect(await gateSays(`+${stopped}`)).toMatchObject({ reasons: ['withdrawn'] });
  });

  test.each([
    ['without a notice', '?box=unticked'],
    ['without a word about the box', '?notice=order-updates'],
    ['on a notice that was never published', '?notice=gossip&box=unticked'],
    ['in a language that was never published', '?notice=order-updates&box=unticked&locale=de'],
  ])('%s nobody opts in, and anybody may opt out', async (_what, query) => {
    const number = '919876543255';
    const before = await size();
    expect(await (await ask(optIn(one(number)), query)).json()).toMatchObject({ status: 'failure' });
    expect(await size()).toBe(before);
    expect(await (await ask(optOut(one(number)), query)).json()).toMatchObject({ status: 'success' });
  });

  test('a box that is said to be ticked is refused', async () => {
    await expectProblem(ask(optIn(one('919876543255')), '?notice=order-updates&box=ticked'), 'invalid');
  });

  test.each([
    ['no type', { recipients: [{}] }],
    ['another type', { type: 'delete', recipients: [{}] }],
    ['nobody', { type: 'optin', recipients: [] }],
    ['too many', { type: 'optin', recipients: Array.from({ length: 1001 }, () => ({})) }],
    ['no list', { type: 'optin', recipients: { recipient: '919876543255' } }],
  ])('a request with %s records nothing', async (_what, body) => {
    const before = await size();
    await expectProblem(ask(body), 'invalid');
    expect(await size()).toBe(before);
  });

  test('a request repeated under its key is recorded once, and another under that key not at all', async () => {
    const number = '919876543256';
    const key = { 'idempotency-key': 'netcore-1' };
    for (let times = 0; times < 2; times += 1)
      expect(await (await ask(optIn(one(number)), terms, key)).json()).toMatchObject({ status: 'success' });
    expect(await recordsOf(`+${number}`)).toHaveLength(1);
    expect(await (await ask(optIn(one('919876543257')), terms, key)).json()).toMatchObject({
      status: 'failure',
    });
    expect(await gateSays('+919876543257')).toMatchObject({ reasons: ['unknown_recipient'] });
  });

  test('a thousand are recorded in one request', async () => {
    const many = Array.from({ length: 1000 }, (_, i) => one(`1415555${String(i).padStart(4, '0')}`));
    const answer = await ask(optOut(...many));
    expect(answer.status).toBe(200);
  });

  test.each(['gate', 'audit', 'admin'] as const)(
    'a key without a scope to write is refused: %s',
    async (name) => {
      await expectProblem(ask(optOut(one('919876543258')), terms, {}, ledger.keys[name]), 'forbidden');
    },
  );

  test('a key that may only stop cannot opt in', async () => {
    await expectProblem(ask(optIn(one('919876543258')), terms, {}, onlyStops), 'forbidden');
    expect((await ask(optOut(one('919876543258')), terms, {}, onlyStops)).status).toBe(200);
  });
});

describe('Twilio’s request', () => {
  const item = (contact_id: string, over: object = {}) => ({
    contact_id,
    correlation_id: randomUUID().replaceAll('-', ''),
    sender_id: 'MG00000000000000000000000000000000',
    status: 'opt-in',
    source: 'website',
    ...over,
  });
  const ask = (items: unknown[], authorization = basic(ledger.keys.ingest), query = terms) => {
    const form = new URLSearchParams(
      items.map((one) => ['Items', typeof one === 'string' ? one : JSON.stringify(one)]),
    );
    const headers = { authorization };
    return fetch(`${ledger.url}/v1/compat/twilio/consents${query}`, { method: 'POST', headers, body: form });
  };
  const errorsOf = async (answer: Promise<Response>): Promise<number[]> =>
    ((await (await answer).json()) as Body).items.map(({ error_code }: Body) => error_code);

  test('opts in from a web page at grade E1, and each item is answered under its name', async () => {
    const items = [item('+919876543260'), item('+919876543261', { source: 'offline' })];
    const answer = await ask(items);
    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({
      items: items.map(({ correlation_id }) => ({ correlation_id, error_code: 0, error_messages: [] })),
    });
    expect(await gateSays('+919876543260')).toMatchObject({ decision: 'allow', grade: 'E1' });
    expect(await gateSays('+919876543261')).toMatchObject({ decision: 'allow', grade: 'E0' });
  });

  test('with ten bare digits opts nobody in, and yet out', async () => {
    expect(await errorsOf(ask([item('2025550177')]))).not.toEqual([0]);
    expect(await gateSays('+2025550177')).toMatchObject({ reasons: ['unknown_recipient'] });
    expect(await errorsOf(ask([item('2025550177', { status: 'opt-out' })]))).toEqual([0]);
    expect(await gateSays('+2025550177')).toMatchObject({ reasons: ['withdrawn'] });
  });

  test('opts out, also by a text message', async () => {
    const number = '+919876543262';
    await ask([item(number)]);
    expect(await errorsOf(ask([item(number, { status: 'opt-out', source: 'opt-out-message' })]))).toEqual([
      0,
    ]);
    expect(await gateSays(number)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
  });

  test('what a text message opted in to is no consent to WhatsApp', async () => {
    const number = '+919876543263';
    expect(await errorsOf(ask([item(number, { source: 'opt-in-message' })]))).toEqual([30_646]);
    expect(await gateSays(number)).toMatchObject({ reasons: ['unknown_recipient'] });
  });

  test('the date of consent is kept, and one to come is refused', async () => {
    const number = '+919876543264';
    await ask([item(number, { date_of_consent: '2026-03-01T09:30:00Z' })]);
    // Older than the words: it says what was agreed to before.
    const kept = { occurred_at: '2026-03-01T09:30:00.000000Z', channel: 'import', grade: 'E0' };
    expect((await recordsOf(number))[0]).toMatchObject(kept);
    const later = item('+919876543265', { date_of_consent: '2999-01-01T00:00:00Z' });
    expect(await errorsOf(ask([later]))).toEqual([30_646]);
  });

  test('an item that cannot be taken does not end the others, and no number comes back', async () => {
    const answer = ask([
      item('5551234'),
      item('+919876543266'),
      item('+919876543267', { status: 'maybe' }),
      '7',
    ]);
    const text = await (await answer).text();
    expect(JSON.parse(text).items.map(({ error_code }: Body) => error_code)).toEqual([
      30_646, 0, 30_646, 30_646,
    ]);
    expect(text).not.toMatch(/5551234|43266|43267/);
  });

  test('an item repeated under its name is recorded once, and another under that name not at all', async () => {
    const number = '+919876543268';
    const first = item(number);
    await ask([first]);
    expect(await errorsOf(ask([first]))).toEqual([0]);
    expect(await recordsOf(number)).toHaveLength(1);
    expect(await errorsOf(ask([{ ...first, contact_id: '+919876543271' }]))).toEqual([30_646]);
  });

  test('the yes and the no of one name are two, and no stop is refused for its name', async () => {
    const [number, other] = ['+919876543272', '+919876543273'];
    const yes = item(number);
    const no = { ...yes, status: 'opt-out' };
    expect(await errorsOf(ask([yes, no, { ...no, contact_id: other }]))).toEqual([0, 0, 0]);
    expect(await gateSays(number)).toMatchObject({ decision: 'deny' });
    expect(await gateSays(other)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
  });

  test('two yeses of one name are one, and the other is refused alone', async () => {
    const [first, second] = ['+919876543274', '+919876543275'].map((number) =>
      item(number, { correlation_id: 'b'.repeat(32) }),
    );
    expect(await errorsOf(ask([first, second]))).toEqual([0, 30_646]);
  });

  test.each<[string, unknown[]]>([
    ['nothing', []],
    ['too many', Array.from({ length: 26 }, () => item('+919876543269'))],
  ])('a request with %s records nothing', async (_what, items) => {
    const before = await size();
    await expectProblem(ask(items), 'invalid');
    expect(await size()).toBe(before);
  });

  test('what is no JSON is malformed, and holds up no stop beside it', async () => {
    await expectProblem(ask(['{']), 'malformed');
    const stop = item('+919876543273', { status: 'opt-out' });
    expect(await errorsOf(ask(['{', stop]))).toEqual([30_646, 0]);
    expect(await gateSays('+919876543273')).toMatchObject({ reasons: ['withdrawn'] });
  });

  test.each([
    ['no credentials', () => ''],
    ['a wrong password', () => basic('secret')],
    ['the key as the user', () => `Basic ${Buffer.from(`${ledger.keys.ingest}:`).toString('base64')}`],
    ['the key without a colon', () => `Basic ${Buffer.from(ledger.keys.ingest).toString('base64')}`],
  ])('%s is refused', async (_what, authorization) => {
    await expectProblem(ask([item('+919876543269')], authorization()), 'unauthenticated');
  });

  test('a key that may only stop records no part of a request that also opts in', async () => {
    const items = [item('+919876543270', { status: 'opt-out' }), item('+919876543271')];
    const before = await size();
    await expectProblem(ask(items, basic(onlyStops)), 'forbidden');
    expect(await size()).toBe(before);
  });

  test('a bearer token is taken too', async () => {
    expect(await errorsOf(ask([item('+919876543272')], `Bearer ${ledger.keys.ingest}`))).toEqual([0]);
  });
});

test('a password opens nothing but these', async () => {
  const headers = { authorization: basic(ledger.keys.gate), 'content-type': 'application/json' };
  const body = JSON.stringify({ recipient: '+919876543260', purpose: 'shipping_update' });
  await expectProblem(
    fetch(`${ledger.url}/v1/gate/check`, { method: 'POST', headers, body }),
    'unauthenticated',
  );
});
