// Grade E4 over HTTP: asked by page and by server, met by a typed code and by a WhatsApp message; and
// everything an attacker would try on the way.

import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { Page } from '../page.ts';
import { type Body, expectProblem, get, ivrOptIn, post } from '../requests.ts';
import { ownershipCalls, standing } from './ownership-calls.ts';

const here = standing();
const waId = () => here.number.slice(1);
const { tick, asked, stateOf, type, gateSays, confirmationsOf } = ownershipCalls(() => here);

const another = (code: string) => (code === '000000' ? '000001' : '000000');

describe('by a WhatsApp message', () => {
  test('the message is prepared, and from the number it makes the consent one of grade E4', async () => {
    const { page, record } = await tick();
    expect(await gateSays()).toMatchObject({ decision: 'allow', grade: 'E3', record });
    const { challenge, link, text, code, ...rest } = await asked(page, record, 'whatsapp');
    expect(rest).toEqual({ method: 'whatsapp', expires_at: expect.any(String) });
    const { origin, pathname, searchParams } = new URL(link);
    expect(origin + pathname).toBe('https://wa.me/14155550199');
    expect(searchParams.get('text')).toBe(text);
    expect(await stateOf(challenge)).toBe('waiting');

    expect((await here.whatsApp.write(waId(), searchParams.get('text')!)).status).toBe(200);
    expect(await stateOf(challenge)).toBe('confirmed');
    expect(await gateSays()).toMatchObject({ decision: 'allow', grade: 'E4' });
  });

  test('the record says what it confirms and how, not what was written', async () => {
    const { page, record } = await tick();
    const { challenge, text } = await asked(page, record, 'whatsapp');
    await here.whatsApp.write(waId(), text, 'wamid.one');
    const [confirmed] = await confirmationsOf();
    expect(confirmed).toMatchObject({ grade: 'E4', record: { confirms: record, channel: 'whatsapp' } });
    expect(confirmed.record.evidence).toEqual({
      method: 'whatsapp',
      challenge,
      sender: here.whatsApp.phoneNumberId,
      message_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(confirmed.record.submitted_by).toEqual({ by: 'site', id: here.ledger.site });
    expect(JSON.stringify(confirmed.record)).not.toContain('wamid');
    const file = await get(`${here.ledger.url}/v1/receipts/${confirmed.id}`, here.ledger.keys.audit);
    expect(file.status).toBe(200);
  });

  test('a number that Meta spells otherwise is the same number', async () => {
    const brazilian = '+5511987654321';
    const { page, record } = await tick(brazilian);
    const { challenge, text } = await asked(page, record, 'whatsapp');
    await here.whatsApp.write('551187654321', text);
    expect(await stateOf(challenge)).toBe('confirmed');
  });

  test('from another number it proves nothing, and the right one still can', async () => {
    const { page, record } = await tick();
    const { challenge, text } = await asked(page, record, 'whatsapp');
    expect((await here.whatsApp.write('14155550111', text)).status).toBe(200);
    expect(await stateOf(challenge)).toBe('waiting');
    await here.whatsApp.write(waId(), text);
    expect(await stateOf(challenge)).toBe('confirmed');
  });

  test('a message delivered again, and another with the same code, make no second confirmation', async () => {
    const { page, record } = await tick();
    const { text } = await asked(page, record, 'whatsapp');
    const delivery = here.whatsApp.delivery({ from: waId(), body: text });
    const answers = await Promise.all([delivery, delivery, delivery].map((body) => here.whatsApp.post(body)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    await here.whatsApp.post(delivery);
    await here.whatsApp.write(waId(), text);
    expect(await confirmationsOf()).toHaveLength(1);
  });

  test('one opt-in is confirmed once, however often it is asked for', async () => {
    const { page, record } = await tick();
    await here.whatsApp.write(waId(), (await asked(page, record, 'whatsapp')).text);
    const second = await asked(page, record, 'whatsapp');
    await here.whatsApp.write(waId(), second.text);
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
    const { code, text, locale, business } = await here.gateway.codeFor(here.number);
    expect({ text, locale, business }).toEqual({
      text: expect.stringMatching(
        `^${code} is your code for Fresh Produce\\. It confirms that they may write`,
      ),
      locale: 'en',
      business: here.ledger.business,
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
    const { code } = await here.gateway.codeFor(here.number);
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
    const { code } = await here.gateway.codeFor(here.number);
    const guesses = await Promise.all(Array.from({ length: 30 }, () => type(challenge, another(code))));
    expect(guesses.filter(({ status }) => status === 422)).toHaveLength(5);
    expect(await stateOf(challenge)).toBe('expired');
  });

  test('the code of one challenge is nothing to another', async () => {
    const { page, record } = await tick();
    const mine = await asked(page, record, 'code');
    const { code } = await here.gateway.codeFor(here.number);
    const other = await tick('+14155550163');
    const { challenge } = await asked(other.page, other.record, 'code');
    await here.gateway.codeFor('+14155550163');
    await expectProblem(type(challenge, code), 'code_wrong');
    expect(await stateOf(mine.challenge)).toBe('waiting');
  });

  test.each(['', '12345', '1234567', 'abcdef', '１２３４５６'])(
    '“%s” is no code and no try',
    async (code) => {
      const { page, record } = await tick();
      const { challenge } = await asked(page, record, 'code');
      await expectProblem(type(challenge, code), 'invalid');
      const sent = await here.gateway.codeFor(here.number);
      expect(await (await type(challenge, sent.code)).json()).toEqual({ state: 'confirmed' });
    },
  );

  test('a WhatsApp challenge cannot be met by typing its code, nor a typed one by WhatsApp', async () => {
    const { page, record } = await tick();
    const message = await asked(page, record, 'whatsapp');
    await expectProblem(type(message.challenge, message.code), 'invalid');
    const typed = await asked(page, record, 'code');
    const { code } = await here.gateway.codeFor(here.number);
    await here.whatsApp.write(waId(), code);
    expect(await stateOf(typed.challenge)).toBe('waiting');
  });
});

describe('a withdrawal in between wins', () => {
  test('over a message that comes after it', async () => {
    const { page, record } = await tick();
    const { challenge, text } = await asked(page, record, 'whatsapp');
    await post(`${here.ledger.url}/v1/opt-outs`, here.ledger.keys.ingest, {
      number: here.number,
      channel: 'web',
    });
    await here.whatsApp.write(waId(), text);
    expect(await stateOf(challenge)).toBe('expired');
    expect(await gateSays()).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
    expect(await confirmationsOf()).toEqual([]);
  });

  test('over a code that is typed after it', async () => {
    const { page, record } = await tick();
    const { challenge } = await asked(page, record, 'code');
    const { code } = await here.gateway.codeFor(here.number);
    await page.postOptOut(page.sign(page.optOutClaims(record)));
    expect(await (await type(challenge, code)).json()).toEqual({ state: 'expired' });
    expect(await gateSays()).toMatchObject({ decision: 'deny' });
  });

  test('and undoing the tick after it was confirmed stops the confirmed consent too', async () => {
    const { page, record } = await tick();
    await here.whatsApp.write(waId(), (await asked(page, record, 'whatsapp')).text);
    expect(await gateSays()).toMatchObject({ grade: 'E4' });
    await page.postOptOut(page.sign(page.optOutClaims(record)));
    expect(await gateSays()).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
  });
});

describe('a server of the business', () => {
  const url = () => `${here.ledger.url}/v1/ownership`;

  test('asks for what a page signed and it passed on', async () => {
    const page = new Page(here.ledger);
    const jws = page.sign(await page.optInClaims(here.number));
    const headers = { authorization: `Bearer ${here.ledger.keys.ingest}` };
    const answer: Body = await (await page.postOptIn(jws, headers)).json();
    const request = { record: answer.record, method: 'whatsapp' };
    const { challenge, text }: Body = await (await post(url(), here.ledger.keys.ingest, request)).json();
    await here.whatsApp.write(waId(), text);
    expect(await stateOf(challenge)).toBe('confirmed');
    expect(await gateSays()).toMatchObject({ grade: 'E4' });
    expect((await confirmationsOf())[0].record.submitted_by).toMatchObject({ by: 'key' });
  });

  test('cannot lift what it merely asserts', async () => {
    const paper = { channel: 'agent', evidence: { agent: 'a', statement_sha256: 'a'.repeat(64) } };
    const answer: Body = await (
      await post(`${here.ledger.url}/v1/opt-ins`, here.ledger.keys.ingest, ivrOptIn(here.number, paper))
    ).json();
    expect(answer.grade).toBe('E1');
    const request = { record: answer.record, method: 'whatsapp' };
    const problem = await expectProblem(post(url(), here.ledger.keys.ingest, request), 'not_admitted');
    expect(problem.errors).toMatchObject([{ pointer: '/record', rule: 'ownership/grade' }]);
  });

  test('is refused without a key, with a key for something else, and for what is not its own', async () => {
    const { record } = await tick();
    const request = { record, method: 'whatsapp' };
    await expectProblem(post(url(), undefined, request), 'unauthenticated');
    await expectProblem(post(url(), here.ledger.keys.gate, request), 'forbidden');
    const other = { ...request, record: randomUUID() };
    await expectProblem(post(url(), here.ledger.keys.ingest, other), 'not_found');
    await addBusiness(here.ledger.ledger, { id: 'other-shop', name: 'Other Shop' });
    const { key } = await createApiKey(here.ledger.ledger, 'other-shop', 'till', ['opt-in:write']);
    await expectProblem(post(url(), key, request), 'not_found');
    await expectProblem(post(url(), here.ledger.keys.ingest, { ...request, method: 'pigeon' }), 'invalid');
  });
});

describe('a page', () => {
  test('cannot ask for what another page recorded, and learns nothing by trying', async () => {
    const { record } = await tick();
    const refused = await expectProblem(new Page(here.ledger).askOwnership(record, 'code'), 'forbidden');
    const nothing = await expectProblem(
      new Page(here.ledger).askOwnership(randomUUID(), 'code'),
      'forbidden',
    );
    expect(refused).toEqual(nothing);
  });

  test('is refused from another origin, and with a signature made for something else', async () => {
    const { page, record } = await tick();
    const stranger = new Page(here.ledger, 'https://evil.example');
    Object.assign(stranger, { keys: page.keys });
    await expectProblem(stranger.askOwnership(record, 'code'), 'origin_not_allowed');
    const undo = page.sign(page.optOutClaims(record));
    await expectProblem(page.post('/v1/ownership', 'application/jose', undo), 'signature_invalid');
    const asUndo = page.sign(page.ownershipClaims(record, 'code'), { typ: 'optout+jws' });
    await expectProblem(page.postOptOut(asUndo), 'invalid');
  });

  test('that knows no challenge learns of none', async () => {
    for (const id of ['x', 'q83vEjRWeJCrze8SNFZ4kA', randomUUID(), '%FF']) {
      await expectProblem(get(`${here.ledger.url}/v1/ownership/${id}`), 'not_found');
      await expectProblem(type(id, '123456'), 'not_found');
    }
  });
});

test('no answer holds the number', async () => {
  const { page, record } = await tick();
  for (const method of ['whatsapp', 'code'] as const) {
    expect(JSON.stringify(await asked(page, record, method))).not.toContain(here.number.slice(3));
  }
});
