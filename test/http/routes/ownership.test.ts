// Grade E4 over HTTP: asked by page and by server, met by a typed code and by a WhatsApp message; and everything an
// attacker would try on the way.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup.ts';
import { type CloudApi, cloudApi } from '../../support/cloud-api.ts';
import { CodeGateway } from '../../support/code-gateway.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { Page } from '../page.ts';
import { type Body, expectProblem, get, ivrOptIn, post } from '../requests.ts';

let ledger: TestLedger;
let gateway: CodeGateway;
let whatsApp: CloudApi;
let number: string;
let used = 0;

beforeAll(async () => {
  gateway = await CodeGateway.start();
  ledger = await testLedger({ codeGateway: gateway });
  whatsApp = await cloudApi(ledger, ledger.business);
});
beforeEach(() => {
  used += 1;
  number = `+919876543${String(used).padStart(3, '0')}`;
});
afterAll(async () => {
  await ledger.stop();
  await gateway.stop();
});

const waId = (of = number) => of.slice(1);

async function tick(of = number): Promise<{ page: Page; record: string }> {
  const page = new Page(ledger);
  const answer: Body = await (await page.optIn(of)).json();
  return { page, record: answer.record };
}

async function asked(page: Page, record: string, method: 'whatsapp' | 'code'): Promise<Body> {
  const answer = await page.askOwnership(record, method);
  expect(answer.status).toBe(201);
  return answer.json();
}

const stateOf = async (challenge: string) =>
  ((await (await get(`${ledger.url}/v1/ownership/${challenge}`)).json()) as Body).state;

const type = (challenge: string, code: string) =>
  post(`${ledger.url}/v1/ownership/${challenge}/code`, undefined, { code });

async function gateSays(of = number): Promise<Body> {
  const question = { recipient: of, purpose: 'shipping_update' };
  return (await post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, question)).json();
}

async function historyOf(of = number): Promise<Body[]> {
  const answer = await post(`${ledger.url}/v1/subjects/history`, ledger.keys.audit, { number: of });
  return ((await answer.json()) as Body).records;
}

const confirmationsOf = async (of = number) =>
  (await historyOf(of)).filter(({ kind }) => kind === 'confirmed');

const another = (code: string) => (code === '000000' ? '000001' : '000000');

describe('by a WhatsApp message', () => {
  test('the message is prepared, and from the number it makes the consent one of grade E4', async () => {
    const { page, record } = await tick();
    expect(await gateSays()).toMatchObject({ decision: 'allow', grade: 'E3', record });
    const { challenge, link, code, ...rest } = await asked(page, record, 'whatsapp');
    expect(rest).toEqual({ method: 'whatsapp', expires_at: expect.any(String) });
    const { origin, pathname, searchParams } = new URL(link);
    expect(origin + pathname).toBe('https://wa.me/14155550199');
    expect(searchParams.get('text')).toBe(`${code} (Fresh Produce)`);
    expect(await stateOf(challenge)).toBe('waiting');

    expect((await whatsApp.write(waId(), searchParams.get('text')!)).status).toBe(200);
    expect(await stateOf(challenge)).toBe('confirmed');
    expect(await gateSays()).toMatchObject({ decision: 'allow', grade: 'E4' });
  });

  test('the record says what it confirms and how, not what was written', async () => {
    const { page, record } = await tick();
    const { challenge, code } = await asked(page, record, 'whatsapp');
    await whatsApp.write(waId(), `Hello, ${code.toLowerCase()} it is`, 'wamid.one');
    const [confirmed] = await confirmationsOf();
    expect(confirmed).toMatchObject({ grade: 'E4', record: { confirms: record, channel: 'whatsapp' } });
    expect(confirmed.record.evidence).toEqual({
      method: 'whatsapp',
      challenge,
      sender: whatsApp.phoneNumberId,
      message_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(confirmed.record.submitted_by).toEqual({ by: 'site', id: ledger.site });
    expect(JSON.stringify(confirmed.record)).not.toContain('wamid');
    const file = await get(`${ledger.url}/v1/receipts/${confirmed.id}`, ledger.keys.audit);
    expect(file.status).toBe(200);
  });

  test('a number that Meta spells otherwise is the same number', async () => {
    const brazilian = '+5511987654321';
    const { page, record } = await tick(brazilian);
    const { challenge, code } = await asked(page, record, 'whatsapp');
    await whatsApp.write('551187654321', code);
    expect(await stateOf(challenge)).toBe('confirmed');
  });

  test('from another number it proves nothing, and the right one still can', async () => {
    const { page, record } = await tick();
    const { challenge, code } = await asked(page, record, 'whatsapp');
    expect((await whatsApp.write('14155550111', code)).status).toBe(200);
    expect(await stateOf(challenge)).toBe('waiting');
    await whatsApp.write(waId(), code);
    expect(await stateOf(challenge)).toBe('confirmed');
  });

  test('a message delivered again, and another with the same code, make no second confirmation', async () => {
    const { page, record } = await tick();
    const { code } = await asked(page, record, 'whatsapp');
    const delivery = whatsApp.delivery({ from: waId(), body: code });
    const answers = await Promise.all([delivery, delivery, delivery].map((body) => whatsApp.post(body)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    await whatsApp.post(delivery);
    await whatsApp.write(waId(), code);
    expect(await confirmationsOf()).toHaveLength(1);
  });

  test('one opt-in is confirmed once, however often it is asked for', async () => {
    const { page, record } = await tick();
    await whatsApp.write(waId(), (await asked(page, record, 'whatsapp')).code);
    const second = await asked(page, record, 'whatsapp');
    await whatsApp.write(waId(), second.code);
    expect(await stateOf(second.challenge)).toBe('confirmed');
    expect(await confirmationsOf()).toHaveLength(1);
  });

  test('asked again while it is open, it is the same challenge', async () => {
    const { page, record } = await tick();
    const first = await asked(page, record, 'whatsapp');
    expect(await asked(page, record, 'whatsapp')).toEqual(first);
  });
});

describe('by a code', () => {
  test('it is sent to the number, in the words of the business, and typed in', async () => {
    const { page, record } = await tick();
    const { challenge, ...rest } = await asked(page, record, 'code');
    expect(rest).toEqual({ method: 'code', digits: 6, expires_at: expect.any(String) });
    const { code, text, locale, business } = await gateway.codeFor(number);
    expect({ text, locale, business }).toEqual({
      text: `${code} is your code for Fresh Produce.`,
      locale: 'en',
      business: ledger.business,
    });
    const answer = await type(challenge, `${code.slice(0, 3)} ${code.slice(3)}`);
    expect([answer.status, await answer.json()]).toEqual([200, { state: 'confirmed' }]);
    expect(await stateOf(challenge)).toBe('confirmed');
    expect(await gateSays()).toMatchObject({ decision: 'allow', grade: 'E4' });
    expect((await confirmationsOf())[0].record.evidence).toEqual({ method: 'code', challenge });
  });

  test('after five wrong ones it is dead, and the right one comes too late', async () => {
    const { page, record } = await tick();
    const { challenge } = await asked(page, record, 'code');
    const { code } = await gateway.codeFor(number);
    for (const left of [4, 3, 2, 1, 0]) {
      const problem = await expectProblem(type(challenge, another(code)), 'code_wrong');
      expect(problem.errors).toMatchObject([{ pointer: '/code', rule: `tries_left/${left}` }]);
    }
    expect(await stateOf(challenge)).toBe('expired');
    expect(await (await type(challenge, code)).json()).toEqual({ state: 'expired' });
    expect(await gateSays()).toMatchObject({ grade: 'E3' });
  });

  test('guessing at once is no way around the five', async () => {
    const { page, record } = await tick();
    const { challenge } = await asked(page, record, 'code');
    const { code } = await gateway.codeFor(number);
    const guesses = await Promise.all(Array.from({ length: 30 }, () => type(challenge, another(code))));
    expect(guesses.filter(({ status }) => status === 422)).toHaveLength(5);
    expect(await stateOf(challenge)).toBe('expired');
  });

  test('the code of one challenge is nothing to another', async () => {
    const { page, record } = await tick();
    const mine = await asked(page, record, 'code');
    const { code } = await gateway.codeFor(number);
    const other = await tick('+14155550163');
    const { challenge } = await asked(other.page, other.record, 'code');
    await gateway.codeFor('+14155550163');
    await expectProblem(type(challenge, code), 'code_wrong');
    expect(await stateOf(mine.challenge)).toBe('waiting');
  });

  test.each(['', '12345', '1234567', 'abcdef', '１２３４５６'])(
    '“%s” is no code and no try',
    async (code) => {
      const { page, record } = await tick();
      const { challenge } = await asked(page, record, 'code');
      await expectProblem(type(challenge, code), 'invalid');
      const sent = await gateway.codeFor(number);
      expect(await (await type(challenge, sent.code)).json()).toEqual({ state: 'confirmed' });
    },
  );

  test('a WhatsApp challenge cannot be met by typing its code, nor a typed one by WhatsApp', async () => {
    const { page, record } = await tick();
    const message = await asked(page, record, 'whatsapp');
    await expectProblem(type(message.challenge, message.code), 'invalid');
    const typed = await asked(page, record, 'code');
    const { code } = await gateway.codeFor(number);
    await whatsApp.write(waId(), code);
    expect(await stateOf(typed.challenge)).toBe('waiting');
  });
});

describe('nobody is bombed', () => {
  test('a number gets one message a day, whoever asks, and every answer looks the same', async () => {
    const answers: Body[] = [];
    for (let at = 0; at < 4; at += 1) {
      const { page, record } = await tick();
      answers.push(await asked(page, record, 'code'));
    }
    const { code } = await gateway.codeFor(number);
    expect(answers.map((answer) => Object.keys(answer).sort())).toEqual(
      answers.map(() => ['challenge', 'digits', 'expires_at', 'method']),
    );
    expect(new Set(answers.map(({ challenge }) => challenge)).size).toBe(4);
    expect(gateway.sent.filter((message) => message.number === number)).toHaveLength(1);
    // The three that were not sent cannot be met, not even with the code of the first, and say so by waiting only.
    for (const { challenge } of answers.slice(1)) {
      expect(await stateOf(challenge)).toBe('waiting');
      await expectProblem(type(challenge, code), 'code_wrong');
    }
    expect(await (await type(answers[0].challenge, code)).json()).toEqual({ state: 'confirmed' });
  });

  test('forty at once cause one message', async () => {
    const ticks = await Promise.all(Array.from({ length: 10 }, () => tick()));
    await Promise.all(
      ticks.flatMap(({ page, record }) => [0, 1, 2, 3].map(() => page.askOwnership(record, 'code'))),
    );
    await gateway.codeFor(number);
    expect(gateway.sent.filter((message) => message.number === number)).toHaveLength(1);
  });

  test('a message that the gateway refused is not counted: the person may ask again', async () => {
    gateway.status = 503;
    const first = await tick();
    const { challenge } = await asked(first.page, first.record, 'code');
    const { challenges } = ledger.ledger.ownership;
    await expect.poll(async () => (await challenges.byId(challenge))?.live).toBe(false);
    gateway.status = 202;
    const second = await tick();
    await asked(second.page, second.record, 'code');
    await gateway.codeFor(number);
  });

  test('after the third challenge in an hour the fourth looks like any other and is deaf', async () => {
    const ticks = [await tick(), await tick(), await tick(), await tick()];
    const challenges: Body[] = [];
    for (const { page, record } of ticks) challenges.push(await asked(page, record, 'whatsapp'));
    expect(new Set(challenges.map((one) => Object.keys(one).join())).size).toBe(1);
    await whatsApp.write(waId(), challenges[3].code);
    expect(await stateOf(challenges[3].challenge)).toBe('waiting');
    await whatsApp.write(waId(), challenges[2].code);
    expect(await stateOf(challenges[2].challenge)).toBe('confirmed');
  });

  test('who has withdrawn is sent nothing, and the page is not told that they have', async () => {
    const { page, record } = await tick();
    await post(`${ledger.url}/v1/opt-outs`, ledger.keys.ingest, { number, channel: 'web' });
    const answer = await asked(page, record, 'code');
    expect(Object.keys(answer).sort()).toEqual(['challenge', 'digits', 'expires_at', 'method']);
    expect(await stateOf(answer.challenge)).toBe('waiting');
    // Whoever comes after it would be behind it in the gateway.
    await asked(...(await tick('+14155550164').then(({ page: p, record: r }) => [p, r, 'code'] as const)));
    await gateway.codeFor('+14155550164');
    expect(gateway.sent.filter((message) => message.number === number)).toEqual([]);
  });
});

describe('a withdrawal in between wins', () => {
  test('over a message that comes after it', async () => {
    const { page, record } = await tick();
    const { challenge, code } = await asked(page, record, 'whatsapp');
    await post(`${ledger.url}/v1/opt-outs`, ledger.keys.ingest, { number, channel: 'web' });
    await whatsApp.write(waId(), code);
    expect(await stateOf(challenge)).toBe('expired');
    expect(await gateSays()).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
    expect(await confirmationsOf()).toEqual([]);
  });

  test('over a code that is typed after it', async () => {
    const { page, record } = await tick();
    const { challenge } = await asked(page, record, 'code');
    const { code } = await gateway.codeFor(number);
    await page.postOptOut(page.sign(page.optOutClaims(record)));
    expect(await (await type(challenge, code)).json()).toEqual({ state: 'expired' });
    expect(await gateSays()).toMatchObject({ decision: 'deny' });
  });

  test('and undoing the tick after it was confirmed stops the confirmed consent too', async () => {
    const { page, record } = await tick();
    await whatsApp.write(waId(), (await asked(page, record, 'whatsapp')).code);
    expect(await gateSays()).toMatchObject({ grade: 'E4' });
    await page.postOptOut(page.sign(page.optOutClaims(record)));
    expect(await gateSays()).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
  });
});

describe('a server of the business', () => {
  const url = () => `${ledger.url}/v1/ownership`;

  test('asks for what it recorded, such as a key press', async () => {
    const answer: Body = await (
      await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(number))
    ).json();
    const request = { record: answer.record, method: 'whatsapp' };
    const { challenge, code }: Body = await (await post(url(), ledger.keys.ingest, request)).json();
    await whatsApp.write(waId(), code);
    expect(await stateOf(challenge)).toBe('confirmed');
    expect(await gateSays()).toMatchObject({ grade: 'E4' });
    expect((await confirmationsOf())[0].record.submitted_by).toMatchObject({ by: 'key' });
  });

  test('cannot lift what it merely asserts', async () => {
    const paper = { channel: 'agent', evidence: { agent: 'a', statement_sha256: 'a'.repeat(64) } };
    const answer: Body = await (
      await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(number, paper))
    ).json();
    expect(answer.grade).toBe('E1');
    const request = { record: answer.record, method: 'whatsapp' };
    const problem = await expectProblem(post(url(), ledger.keys.ingest, request), 'not_admitted');
    expect(problem.errors).toMatchObject([{ pointer: '/record', rule: 'ownership/grade' }]);
  });

  test('is refused without a key, with a key for something else, and for what is not its own', async () => {
    const { record } = await tick();
    const request = { record, method: 'whatsapp' };
    await expectProblem(post(url(), undefined, request), 'unauthenticated');
    await expectProblem(post(url(), ledger.keys.gate, request), 'forbidden');
    const other = { ...request, record: randomUUID() };
    await expectProblem(post(url(), ledger.keys.ingest, other), 'not_found');
    await addBusiness(ledger.ledger, { id: 'other-shop', name: 'Other Shop' });
    const { key } = await createApiKey(ledger.ledger, 'other-shop', 'till', ['opt-in:write']);
    await expectProblem(post(url(), key, request), 'not_found');
    await expectProblem(post(url(), ledger.keys.ingest, { ...request, method: 'pigeon' }), 'invalid');
  });
});

describe('a page', () => {
  test('cannot ask for what another page recorded, and learns nothing by trying', async () => {
    const { record } = await tick();
    const refused = await expectProblem(new Page(ledger).askOwnership(record, 'code'), 'forbidden');
    const nothing = await expectProblem(new Page(ledger).askOwnership(randomUUID(), 'code'), 'forbidden');
    expect(refused).toEqual(nothing);
  });

  test('is refused from another origin, and with a signature made for something else', async () => {
    const { page, record } = await tick();
    const stranger = new Page(ledger, 'https://evil.example');
    Object.assign(stranger, { keys: page.keys });
    await expectProblem(stranger.askOwnership(record, 'code'), 'origin_not_allowed');
    const undo = page.sign(page.optOutClaims(record));
    await expectProblem(page.post('/v1/ownership', 'application/jose', undo), 'signature_invalid');
    const asUndo = page.sign(page.ownershipClaims(record, 'code'), { typ: 'optout+jws' });
    await expectProblem(page.postOptOut(asUndo), 'invalid');
  });

  test('that knows no challenge learns of none', async () => {
    for (const id of ['x', 'q83vEjRWeJCrze8SNFZ4kA', randomUUID()]) {
      await expectProblem(get(`${ledger.url}/v1/ownership/${id}`), 'not_found');
      await expectProblem(type(id, '123456'), 'not_found');
    }
  });
});

test('where nothing is set up, the answer is the same for everybody', async () => {
  const bare = await testLedger();
  try {
    const page = new Page(bare);
    const { record }: Body = await (await page.optIn(number)).json();
    await expectProblem(page.askOwnership(record, 'code'), 'not_available');
    await expectProblem(page.askOwnership(record, 'whatsapp'), 'not_available');
  } finally {
    await bare.stop();
  }
});

test('a switch turns all messages off, and no answer tells', async () => {
  const off = await testLedger({ codeGateway: gateway, codesPerDay: 0 });
  try {
    const page = new Page(off);
    const { record }: Body = await (await page.optIn(number)).json();
    const answer: Body = await (await page.askOwnership(record, 'code')).json();
    expect(Object.keys(answer).sort()).toEqual(['challenge', 'digits', 'expires_at', 'method']);
    expect(await off.ledger.ownership.challenges.byId(answer.challenge)).toMatchObject({ live: false });
  } finally {
    await off.stop();
  }
});

test('no answer holds the number', async () => {
  const { page, record } = await tick();
  for (const method of ['whatsapp', 'code'] as const) {
    expect(JSON.stringify(await asked(page, record, method))).not.toContain(number.slice(3));
  }
});
