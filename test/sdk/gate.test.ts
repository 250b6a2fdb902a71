import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGate, type GateQuestion } from '../../ledger/sdk/gate.ts';
import { ivrOptIn, post } from '../http/requests.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { misbehaving, type Reaction, says } from './misbehaving-server.ts';

const agreed = '+919876543230';
const stranger = '+14155550130';
const purpose = 'shipping_update';
const question: GateQuestion = { recipient: agreed, purpose };
const denied = { decision: 'deny', reasons: ['unavailable'] };
const record = '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10';

async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe('with a ledger', () => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await testLedger();
    await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(agreed));
  });
  afterAll(() => ledger.stop());
  const gateOf = (over: object = {}) => createGate({ url: ledger.url, key: ledger.keys.gate, ...over });

  test('what was agreed is allowed, with a permit that holds', async () => {
    const gate = gateOf({ issuer: ledger.ledger.origin });
    const answer = await gate.check(question);
    expect(answer).toMatchObject({
      ...{ decision: 'allow', reasons: ['granted'] },
      ...{ grade: 'E1', grade_reasons: ['words_not_shown'] },
    });
    expect(await gate.verifyPermit(answer.permit!, question)).toMatchObject({ kind: 'good' });
  });

  test('an allow that is old when it arrives is asked for again, and believed only when it is young', async () => {
    let asked = 0;
    const counted: typeof fetch = (...request) => {
      asked += 1;
      return fetch(...request);
    };
    /** A clock that a test moves with each look at it. */
    const clock = (...steps: number[]) => {
      let now = 0;
      return () => (now += steps.shift() ?? 0);
    };
    const { jwks } = ledger.ledger.keys;
    const options = { url: ledger.url, key: ledger.keys.gate, fetch: counted, jwks: { keys: jwks } } as never;
    const paused = createGate(options, clock(0, 1_500, 0, 10));
    expect(await paused.check(question)).toMatchObject({ decision: 'allow' });
    expect(asked).toBe(2);
    const slow = createGate(options, clock(...Array(6).fill(1_500)));
    expect(await slow.check(question)).toMatchObject(denied);
    expect(asked).toBe(5);
  });

  test('a permit holds for the number as Meta spells it', async () => {
    expect(await gateOf().check({ wa_id: '919876543230', purpose })).toMatchObject({ decision: 'allow' });
  });

  test.each([
    ['bsuid', 'IN.13491208655302741918'],
    ['parent_bsuid', 'IN.ENT.11815799212886844830'],
  ])('somebody can be named by %s', async (name, value) => {
    const asked = { [name]: value, purpose } as unknown as GateQuestion;
    expect((await gateOf().check(asked)).reasons).toEqual(['unknown_recipient']);
    for await (const { reasons } of gateOf().checkMany([asked]))
      expect(reasons).toEqual(['unknown_recipient']);
  });

  test('a stranger and another purpose are denied for the reason they are', async () => {
    expect(await gateOf().check({ recipient: stranger, purpose })).toMatchObject({
      reasons: ['unknown_recipient'],
    });
    expect(await gateOf().check({ ...question, purpose: 'marketing' })).toMatchObject({
      reasons: ['no_consent'],
    });
  });

  test.each([
    ['another recipient', { recipient: stranger }],
    ['another purpose', { purpose: 'marketing' }],
    ['a call', { scope: 'call' }],
  ])('a permit is not good for %s', async (_what, over) => {
    const { permit } = await gateOf().check(question);
    const other = { ...question, ...over } as GateQuestion;
    expect(await gateOf().verifyPermit(permit!, other)).toMatchObject({ kind: 'not_good' });
  });

  test('a permit of another issuer is not believed', async () => {
    const answer = await gateOf({ issuer: 'other.example/log' }).check(question);
    expect(answer).toMatchObject(denied);
  });

  test('keys that are at hand need no network, and other keys believe nothing', async () => {
    const own = { keys: ledger.ledger.keys.jwks };
    expect(await gateOf({ jwks: own }).check(question)).toMatchObject({ decision: 'allow' });
    expect(await gateOf({ jwks: { keys: [] } }).check(question)).toMatchObject(denied);
  });

  test('a wrong key is denied and not tried again', async () => {
    let calls = 0;
    const counted: typeof fetch = (...args) => {
      calls += 1;
      return fetch(...args);
    };
    expect(await gateOf({ key: 'om_no', fetch: counted }).check(question)).toMatchObject(denied);
    expect(calls).toBe(1);
  });

  test('many are answered in their order, each with its question, over several requests', async () => {
    const asked = Array.from({ length: 25 }, (_, order) => ({
      recipient: order % 3 === 0 ? agreed : stranger,
      purpose: purpose as 'shipping_update',
      order,
      permit: order === 9,
    }));
    const answers = await collected(gateOf({ batch: 10 }).checkMany(asked));
    expect(answers.map(({ question: { order } }) => order)).toEqual(asked.map(({ order }) => order));
    expect(answers.map(({ decision }) => decision)).toEqual(
      asked.map(({ order }) => (order % 3 === 0 ? 'allow' : 'deny')),
    );
    expect(answers[9]).toHaveProperty('permit');
    expect(answers[0]).not.toHaveProperty('permit');
  });

  test('what cannot be asked is denied among the others', async () => {
    const odd = { recipient: 1n, purpose } as unknown as GateQuestion;
    const none = null as unknown as GateQuestion;
    const bare = { recipient: agreed } as unknown as GateQuestion;
    const asked = [question, odd, { recipient: 'Priya', purpose } as const, none, bare];
    const answers = await collected(gateOf().checkMany(asked));
    const refused = ['invalid_question'];
    expect(answers.map(({ reasons }) => reasons)).toEqual([['granted'], refused, refused, refused, refused]);
    for (const one of [odd, none, bare])
      expect(await gateOf().check(one)).toMatchObject({ reasons: refused });
  });
});

describe('with a server that misbehaves', () => {
  const allow = { decision: 'allow', reasons: ['granted'], record, tree_size: 8 };

  test.each<[string, Reaction]>([
    ['garbage', says(200, '{"decision":"allow"')],
    ['a page', says(200, '<h1>Welcome</h1>')],
    ['nothing', says(200, '')],
    ['null', says(200, 'null')],
    ['an allow without a reason', says(200, { ...allow, reasons: [] })],
    ['an allow with a reason to deny', says(200, { ...allow, reasons: ['granted', 'withdrawn'] })],
    ['an allow without a tree size', says(200, { ...allow, tree_size: undefined })],
    ['an allow without a record', says(200, { ...allow, record: undefined })],
    ['an allow for another reason', says(200, { ...allow, reasons: ['service_window'] })],
    ['an allow in an error', says(500, allow)],
    ['an allow without the permit that was asked for', says(200, allow)],
    ['an allow with a permit that is none', says(200, { ...allow, permit: 'a.b.c' })],
    ['an allow that never ends', (_, answer) => void answer.writeHead(200).write('{"decision":"allow",')],
    ['an allow that is endless', says(200, `${JSON.stringify(allow)}${' '.repeat(300_000)}`)],
    ['a redirect', (_, answer) => void answer.writeHead(307, { location: 'http://127.0.0.1:9/' }).end()],
    ['a hang-up', (_, answer) => void answer.destroy()],
    ['silence', () => {}],
  ])('%s is a denial', async (_what, reaction) => {
    await using server = await misbehaving(reaction);
    const gate = createGate({ url: server.url, key: 'om_x', timeoutMs: 150, retries: 1 });
    expect(await gate.check(question)).toMatchObject(denied);
  });

  test('nobody there is a denial', async () => {
    const gate = createGate({ url: 'http://127.0.0.1:9', key: 'om_x', retries: 0 });
    expect(await gate.check(question)).toMatchObject(denied);
    expect(await collected(gate.checkMany([question, question]))).toMatchObject([denied, denied]);
  });

  test('a fetch that hears no signal still ends in a denial', async () => {
    const deaf: typeof fetch = () => new Promise(() => {});
    const gate = createGate({ url: 'http://x', key: 'om_x', timeoutMs: 50, retries: 0, fetch: deaf });
    expect(await gate.check(question)).toMatchObject(denied);
    expect(await collected(gate.checkMany([question]))).toMatchObject([denied]);
  });

  test('an answer that is lost once is asked for again', async () => {
    let calls = 0;
    await using server = await misbehaving((request, answer, body) => {
      calls += 1;
      says(calls === 1 ? 503 : 200, { ...allow, decision: 'deny', reasons: ['withdrawn'] })(
        request,
        answer,
        body,
      );
    });
    const gate = createGate({ url: server.url, key: 'om_x' });
    expect(await gate.check(question)).toMatchObject({ reasons: ['withdrawn'] });
    expect(server.asked).toHaveLength(2);
  });

  const line = (at: number, over: object = {}) => `${JSON.stringify({ line: at, ...allow, ...over })}\n`;

  test.each<[string, string, string[]]>([
    ['in another order', line(2) + line(1), ['deny', 'deny', 'deny']],
    ['twice the same', line(1) + line(1), ['allow', 'deny', 'deny']],
    ['without their places', `${JSON.stringify(allow)}\n`.repeat(3), ['deny', 'deny', 'deny']],
    ['garbage', `${line(1)}garbage\n`, ['allow', 'deny', 'deny']],
    ['an endless line', line(1) + 'x'.repeat(20_000), ['allow', 'deny', 'deny']],
  ])('bulk answers that come %s allow nothing beyond', async (_what, text, decisions) => {
    await using server = await misbehaving(says(200, text));
    const gate = createGate({ url: server.url, key: 'om_x', timeoutMs: 10_000, retries: 0 });
    const answers = await collected(gate.checkMany([question, question, question]));
    expect(answers.map(({ decision }) => decision)).toEqual(decisions);
  });

  test('what a broken stream left open is asked again, and nothing else', async () => {
    await using server = await misbehaving((_, answer, body) => {
      const count = body.trim().split('\n').length;
      answer.writeHead(200);
      // One more than half, and then nothing.
      for (let at = 1; at < Math.ceil(count / 2); at += 1) answer.write(line(at));
      answer.write(line(Math.ceil(count / 2)), () => answer.destroy());
    });
    const gate = createGate({ url: server.url, key: 'om_x', timeoutMs: 20_000, retries: 2 });
    const answers = await collected(gate.checkMany([question, question, question, question]));
    expect(answers.map(({ decision }) => decision)).toEqual(['allow', 'allow', 'allow', 'allow']);
    expect(server.asked.map(({ body }) => body.trim().split('\n').length)).toEqual([4, 2, 1]);
  });

  test('the key and the numbers are not in what a denial says', async () => {
    await using server = await misbehaving(says(500, { detail: `no ${agreed} for om_secret` }));
    const gate = createGate({ url: server.url, key: 'om_secret', retries: 0 });
    expect(JSON.stringify(await gate.check(question))).not.toMatch(/543230|om_secret/);
  });
});
