// Stops that are easily missed: one that comes again without an id of the message, one whose number is not
// written in full, and those that are sent without end. On a real ledger, over HTTP.

import { createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type LimitName, rateLimits } from '../../../ledger/auth/rate-limit.ts';
import { createApi } from '../../../ledger/http/server/api.ts';
import { createRateLimits } from '../../../ledger/storage/visitor/rate-limits.ts';
import { createLogger } from '../../../ledger/telemetry/logger.ts';
import { post } from '../requests.ts';
import { deskOfThisFile, line, type Phone } from './phone.ts';

const here = deskOfThisFile(4_000);
const aPhone = (dialect: Phone['dialect']) => here.phone(dialect);
const { kindsOf } = here;
const decisionFor = async ({ number }: Phone) => {
  const question = { recipient: number, purpose: 'shipping_update' };
  const gate = await post(`${here.shop.url}/v1/gate/check`, here.shop.keys.gate, question);
  return ((await gate.json()) as { decision: string }).decision;
};
const raw = (body: string) => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body,
});
const json = (body: object) => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const formOf = (fields: Record<string, string>) => raw(new URLSearchParams(fields).toString());

describe('a stop without an id of the message, sent again letter by letter,', () => {
  const forms = [
    ['africastalking', ({ number }: Phone) => formOf({ phoneNumber: number, senderId: line })],
    ['twilio', ({ number }: Phone) => formOf({ From: number, To: line, Body: 'STOP' })],
  ] as const;
  const stopBy = async (phone: Phone, raw: ReturnType<typeof formOf>) => {
    expect((await phone.post(await phone.request('', { signed: false, raw }))).status).toBe(200);
  };

  test.each(forms)('ends the consent that came in between (%s)', async (dialect, raw) => {
    const phone = aPhone(dialect);
    await stopBy(phone, raw(phone));
    await phone.write('START');
    await phone.write('ORDERS');
    expect(await phone.write('YES')).toMatch(/^Recorded/);
    expect(await decisionFor(phone)).toBe('allow');
    await stopBy(phone, raw(phone));
    expect(await decisionFor(phone)).toBe('deny');
    await stopBy(phone, raw(phone));
    expect(await kindsOf(phone)).toEqual(['opt_out', 'opt_in', 'opt_out']);
  });

  test.each(forms)('ends the question that came in between (%s)', async (dialect, raw) => {
    const phone = aPhone(dialect);
    await stopBy(phone, raw(phone));
    await phone.write('ORDERS');
    await stopBy(phone, raw(phone));
    expect(await phone.write('YES')).toMatch(/^Nothing has been recorded/);
    expect(await kindsOf(phone)).toEqual(['opt_out']);
  });
});

test('a stop with an id that is told of again ends what came since, and gets its first answer', async () => {
  const phone = aPhone('twilio');
  const stop = await phone.request('STOP');
  const answer = await phone.answerTo(stop);
  await phone.write('ORDERS');
  await phone.write('YES');
  expect(await phone.answerTo(stop)).toBe(answer);
  expect(await decisionFor(phone)).toBe('deny');
});

describe('a stop is heard from a number', () => {
  const digitsOf = ({ number }: Phone) => number.slice(1);
  const older = (phone: Phone, over: object = {}) => ({
    message_uuid: 'm-1',
    ...{ from: { type: 'sms', number: digitsOf(phone) }, to: { type: 'sms', number: line.slice(1) } },
    ...{ message: { content: { type: 'text', text: 'STOP' } }, ...over },
  });

  test.each<[string, Phone['dialect'], (phone: Phone) => ReturnType<typeof raw>]>([
    ['whose + is not encoded', 'twilio', ({ number }) => raw(`From=${number}&To=${line}&Body=STOP`)],
    ['without +', 'twilio', (phone) => raw(`From=${digitsOf(phone)}&Body=STOP&MessageSid=SM1`)],
    [
      'in WhatsApp whose + is not encoded',
      'twilio',
      ({ number }) => raw(`From=whatsapp:${number}&Body=STOP`),
    ],
    [
      'whose + is not encoded',
      'africastalking',
      ({ number }) => raw(`from=${number}&to=${line}&text=stop&id=1`),
    ],
    ['without +', 'africastalking', (phone) => raw(`from=${digitsOf(phone)}&text=stop&id=1`)],
    [
      'without +, opted out',
      'africastalking',
      (phone) => raw(`phoneNumber=${digitsOf(phone)}&senderId=Shop`),
    ],
    ['whose + is not encoded', 'plivo', ({ number }) => raw(`From=${number}&Text=STOP&MessageUUID=1`)],
    ['in the older form', 'vonage', (phone) => json(older(phone))],
    [
      'in the older form, of WhatsApp',
      'vonage',
      (phone) => json(older(phone, { from: { type: 'whatsapp', number: digitsOf(phone) } })),
    ],
    [
      'in the older form, beside a newer text',
      'vonage',
      (phone) => json(older(phone, { text: 'STOP', message: {} })),
    ],
  ])('%s (%s)', async (_, dialect, told) => {
    const phone = aPhone(dialect);
    const sent = await phone.request('', { signed: false, raw: told(phone) });
    expect((await phone.post(sent)).status).toBe(200);
    expect(await kindsOf(phone)).toEqual(['opt_out']);
  });

  test.each<[string, Phone['dialect'], ReturnType<typeof raw>]>([
    ['a short code', 'twilio', formOf({ From: '56161', Body: 'STOP', MessageSid: 'SM1' })],
    ['a name', 'plivo', formOf({ From: 'FreshCo', Text: 'STOP', MessageUUID: '1' })],
    [
      'a number without its calling code',
      'africastalking',
      formOf({ from: '0700000000', text: 'stop', id: '1' }),
    ],
    ['nobody, opted out', 'africastalking', formOf({ senderId: 'Shop' })],
    ['nobody, opted out', 'twilio', formOf({ Body: 'fin', OptOutType: 'STOP', MessageSid: 'SM1' })],
    [
      'a number too deep to be read',
      'vonage',
      json({ text: 'STOP', from: { a: { b: { number: '14155560000' } } } }),
    ],
  ])('and never acknowledged from %s (%s)', async (_, dialect, told) => {
    const phone = aPhone(dialect);
    const response = await phone.post(await phone.request('', { signed: false, raw: told }));
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      code: 'invalid',
      errors: [{ pointer: '/from', rule: 'number' }],
    });
  });
});

describe.each<LimitName>(['sms_sender', 'sms'])('where the limit %s is used up', (limit) => {
  const windows = { ...rateLimits, [limit]: [{ requests: 2, seconds: 3_600 }] };
  const shopWithLimit = () => {
    const limits = createRateLimits(createSecretKey(randomBytes(32)), windows);
    const app = createApi({ ...here.shop.ledger, limits }, { logger: createLogger({ level: 'silent' }) });
    return async ({ url, method, headers, body }: Awaited<ReturnType<Phone['request']>>) =>
      app.request(url, { method, headers, body });
  };

  test('a stop is recorded, and gets no text', async () => {
    const phone = aPhone('twilio');
    const ask = shopWithLimit();
    const said = async (text: string) => {
      const response = await ask(await phone.request(text, { signed: true }));
      expect(response.status).toBe(200);
      return response.text();
    };
    for (let nth = 1; nth <= 2; nth += 1) expect(await said('STOP')).toContain('must stop sending');
    for (let nth = 3; nth <= 4; nth += 1) expect(await said('STOP')).not.toContain('Message');
    expect(await kindsOf(phone)).toEqual(['opt_out', 'opt_out', 'opt_out', 'opt_out']);
  });

  test('nothing goes by the API of the provider either, and consent ends', async () => {
    const phone = aPhone('africastalking');
    await phone.write('ORDERS');
    await phone.write('YES');
    const ask = shopWithLimit();
    const before = here.desk.api.sent.length;
    for (const text of ['HELP', 'HELP', 'STOP']) {
      expect((await ask(await phone.request(text))).status).toBe(200);
    }
    expect(here.desk.api.sent.length - before).toBe(2);
    expect(await decisionFor(phone)).toBe('deny');
  });

  test('a stop that the provider has answered uses up nothing', async () => {
    const phone = aPhone('twilio');
    const ask = shopWithLimit();
    for (const id of ['SM1', 'SM2', 'SM3']) {
      const told = formOf({ From: phone.number, To: line, Body: 'STOP', OptOutType: 'STOP', MessageSid: id });
      await ask(await phone.request('', { signed: false, raw: told }));
    }
    expect(await (await ask(await phone.request('HELP'))).text()).toContain('Message');
  });
});

describe('a stop is heard from a number that is written', () => {
  const forms: [string, (number: string) => string][] = [
    ['with blanks', (number) => `${number.slice(0, 3)} ${number.slice(3, 8)} ${number.slice(8)}`],
    ['with brackets', (number) => `${number.slice(0, 3)} (${number.slice(3, 6)}) ${number.slice(6)}`],
    ['as a link', (number) => `tel:${number}`],
    ['with 00', (number) => `00${number.slice(1)}`],
    ['without +', (number) => number.slice(1)],
    ['with a + that was read as a blank', (number) => ` ${number.slice(1, 3)} ${number.slice(3)}`],
  ];
  test.each(forms)('%s', async (_, written) => {
    const phone = aPhone('twilio');
    const raw = formOf({ MessageSid: 'SM1', From: written(phone.number), To: line, Body: 'STOP' });
    expect((await phone.post(await phone.request('', { signed: false, raw }))).status).toBe(200);
    expect(await kindsOf(phone)).toEqual(['opt_out']);
  });
});
