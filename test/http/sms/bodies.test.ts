// Bodies that are not as a provider's manual has them: a proxy has changed a header, put an object around, or
// cut the end off. A stop in one is heard, and one that says nothing is not acknowledged. Over HTTP.

import { describe, expect, test } from 'vitest';
import { recordsOf } from '../ivr/line.ts';
import { deskOfThisFile, line, type Phone } from './phone.ts';

const here = deskOfThisFile(5_000);
const aPhone = (dialect: Phone['dialect']) => here.phone(dialect);

type Told = { headers: Record<string, string>; body: string };
const as = (type: string, body: string): Told => ({ headers: { 'content-type': type }, body });
const urlencoded = 'application/x-www-form-urlencoded';
const multipart = 'multipart/form-data; boundary=b';

const fields = ({ number }: Phone) => ({ From: number, To: line, Body: 'STOP', MessageSid: 'SM9' });
const form = (phone: Phone) => new URLSearchParams(fields(phone)).toString();
const parts = (phone: Phone, end = '\r\n') =>
  Object.entries(fields(phone))
    .map(([name, value]) =>
      ['--b', `content-disposition: form-data; name="${name}"`, '', value, ''].join(end),
    )
    .join('');
const object = ({ number }: Phone) => ({
  ...{ channel: 'sms', message_uuid: 'm-9', from: number.slice(1), to: line.slice(1) },
  ...{ message_type: 'text', text: 'STOP' },
});
const json = (phone: Phone) => JSON.stringify(object(phone));

describe('a stop is heard in', () => {
  test.each<[string, Phone['dialect'], (phone: Phone) => Told]>([
    ['JSON that is called a text', 'vonage', (phone) => as('text/plain', json(phone))],
    ['JSON of another type', 'vonage', (phone) => as('text/json', json(phone))],
    ['JSON that is called a form', 'vonage', (phone) => as(urlencoded, json(phone))],
    ['JSON of no type', 'vonage', (phone) => as('', json(phone))],
    [
      'JSON behind a mark and blanks',
      'vonage',
      (phone) => as('application/json', `\ufeff\r\n ${json(phone)}`),
    ],
    ['JSON within a list', 'vonage', (phone) => as('application/json', `[${json(phone)}]`)],
    [
      'JSON within other objects',
      'vonage',
      (phone) => as('application/json', JSON.stringify({ data: { payload: object(phone) } })),
    ],
    [
      'JSON that names the text twice',
      'vonage',
      (phone) => as('application/json', json(phone).replace('"text":', '"text":"YES","text":')),
    ],
    ...['STOP\\u0000', 'S\\u0000TOP', 'STOP\0', 'STOP\n', '\\ud83dSTOP', '\x02STOP\x03'].map(
      (text): [string, Phone['dialect'], (phone: Phone) => Told] => [
        `JSON as ${JSON.stringify(text)}`,
        'vonage',
        (phone) => as('application/json', json(phone).replace('STOP', text)),
      ],
    ),
    ...[
      { channel: 'rcs', message_type: 'reply', reply: { id: 'r-1', title: 'STOP' } },
      { channel: 'whatsapp', message_type: 'reply', reply: { id: 'STOP', title: 'No more of this' } },
      { channel: 'whatsapp', message_type: 'button', button: { payload: 'p-1', text: 'STOP' } },
      { channel: 'whatsapp', message_type: 'button', button: { payload: 'STOP', text: 'No more of this' } },
    ].map((said): [string, Phone['dialect'], (phone: Phone) => Told] => [
      `a tap that is told of as ${JSON.stringify(said)}`,
      'vonage',
      (phone) => as('application/json', JSON.stringify({ ...object(phone), ...said, text: undefined })),
    ]),
    ['a form that is called a text', 'twilio', (phone) => as('text/plain', form(phone))],
    ['a form that is called JSON', 'twilio', (phone) => as('application/json', form(phone))],
    ['a form that is called one of several parts', 'twilio', (phone) => as(multipart, form(phone))],
    [
      'a form whose names have other capitals',
      'twilio',
      (phone) =>
        as(
          urlencoded,
          form(phone).replaceAll(/\w+=/g, (name) => name.toLowerCase()),
        ),
    ],
    ['several parts without the last boundary', 'twilio', (phone) => as(multipart, parts(phone))],
    [
      'several parts whose boundary is named nowhere',
      'twilio',
      (phone) => as('', `${parts(phone)}--b--\r\n`),
    ],
    [
      'several parts, by line feeds alone',
      'twilio',
      (phone) => as(multipart, `${parts(phone, '\n')}--b--\n`),
    ],
  ])('%s (%s)', async (_, dialect, told) => {
    const phone = aPhone(dialect);
    const sent = await phone.request('', { signed: false, raw: told(phone) });
    expect((await phone.post(sent)).status).toBe(200);
    expect(await recordsOf(here.shop, phone.number)).toMatchObject([{ kind: 'opt_out' }]);
  });
});

describe('not acknowledged is', () => {
  test.each<[string, Phone['dialect'], (phone: Phone) => Told, number, string?]>([
    ['a body of nothing', 'twilio', () => as(urlencoded, ''), 422, '/from'],
    [
      'a form without a sender',
      'twilio',
      (phone) => as(urlencoded, form(phone).replace('From', 'Sender').replace('STOP', 'YES')),
      422,
      '/from',
    ],
    [
      'a form without a text',
      'twilio',
      (phone) => as(urlencoded, form(phone).replace('Body', 'Says')),
      422,
      '/text',
    ],
    [
      'a form without a text',
      'plivo',
      ({ number }) => as(urlencoded, `From=${number.slice(1)}&Body=STOP&MessageUUID=1`),
      422,
      '/text',
    ],
    [
      'a form without a text, of a short code',
      'twilio',
      () => as(urlencoded, 'From=56161&MessageSid=1'),
      422,
      '/text',
    ],
    [
      'a form without a text',
      'africastalking',
      ({ number }) => as(urlencoded, `from=${number}&message=STOP&id=1`),
      422,
      '/text',
    ],
    [
      'JSON without a text',
      'vonage',
      (phone) => as('application/json', json(phone).replace('"text":', '"body":')),
      422,
      '/text',
    ],
    ['JSON that is cut off', 'vonage', (phone) => as('application/json', json(phone).slice(0, -2)), 400],
    [
      'one part that is a file',
      'twilio',
      (phone) => as(multipart, parts(phone).replaceAll('name=', 'filename="a"; name=')),
      422,
      '/from',
    ],
  ])('%s (%s)', async (_, dialect, told, status, pointer) => {
    const phone = aPhone(dialect);
    const response = await phone.post(await phone.request('', { signed: false, raw: told(phone) }));
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject(
      pointer === undefined
        ? { code: 'malformed' }
        : { code: 'invalid', errors: [{ pointer, rule: 'missing' }] },
    );
    expect(await recordsOf(here.shop, phone.number)).toEqual([]);
  });
});

describe('acknowledged, though there is nothing to hear, is', () => {
  test.each<[string, Phone['dialect'], (phone: Phone) => Told]>([
    ['a picture without words', 'twilio', (phone) => as(urlencoded, form(phone).replace('STOP', ''))],
    [
      'a picture without words',
      'plivo',
      ({ number }) => as(urlencoded, `From=${number.slice(1)}&Media0=x&Type=mms&MessageUUID=1`),
    ],
    [
      'a picture without words',
      'vonage',
      (phone) =>
        as(
          'application/json',
          JSON.stringify({
            ...object(phone),
            message_type: 'image',
            text: undefined,
            image: { url: 'https://x.example' },
          }),
        ),
    ],
    [
      'a status',
      'vonage',
      (phone) =>
        as(
          'application/json',
          JSON.stringify({ ...object(phone), message_type: undefined, text: undefined, status: 'delivered' }),
        ),
    ],
    [
      'a status',
      'twilio',
      (phone) => as(urlencoded, `${form(phone).replace('&Body=STOP', '')}&MessageStatus=sent`),
    ],
    [
      'a status',
      'africastalking',
      ({ number }) => as(urlencoded, `id=1&status=Success&phoneNumber=${number}&networkCode=1`),
    ],
  ])('%s (%s)', async (_, dialect, told) => {
    const phone = aPhone(dialect);
    expect((await phone.post(await phone.request('', { signed: false, raw: told(phone) }))).status).toBe(200);
    expect(await recordsOf(here.shop, phone.number)).toEqual([]);
  });
});

test('what a signature covers is what is read: the person’s own words make no second body of it', async () => {
  const phone = aPhone('twilio');
  const victim = aPhone('twilio');
  const inner = ['--b', 'content-disposition: form-data; name="From"', '', victim.number, ''].join('\r\n');
  const sent = await phone.request(
    `${inner}--b\r\ncontent-disposition: form-data; name="Body"\r\n\r\nSTOP\r\n`,
  );
  const headers = { ...sent.headers, 'content-type': multipart };
  await phone.post({ ...sent, headers, body: decodeURIComponent(sent.body.replaceAll('+', ' ')) });
  await phone.post({ ...sent, headers });
  expect(await recordsOf(here.shop, victim.number)).toEqual([]);
});
