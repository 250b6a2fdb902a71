// A stop as programs send it: without a header, with a mark before it, in a list, as a form. It is heard in
// each form that can mean only one person, and an opt-in in none of them.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { Page } from '../page.ts';
import { type Body, expectProblem, ivrOptIn, post } from '../requests.ts';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await testLedger();
});
afterAll(() => ledger.stop());

const number = '+919876543288';
const json = JSON.stringify({ number, channel: 'web' });

/** Exactly these bytes; a Blob without a type sends no Content-Type. */
const send = (path: string, body: string | Uint8Array, type?: string) =>
  fetch(ledger.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${ledger.keys.ingest}`, ...(type && { 'content-type': type }) },
    body: new Blob([body as Uint8Array<ArrayBuffer>]),
  });

/** Under a tick that the widget saw, which counts again after a stop. */
async function agrees(who = number): Promise<void> {
  await new Page(ledger).optIn(who);
  expect(await gateSays(who)).toMatchObject({ decision: 'allow' });
}
async function gateSays(who = number): Promise<Body> {
  const question = { recipient: who, purpose: 'shipping_update', permit: false };
  return (await post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, question)).json();
}

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
const form = 'application/x-www-form-urlencoded';
/** As curl -F sends it. */
const multipart = (fields: Record<string, string>) =>
  Object.entries(fields)
    .map(([name, value]) => `----a\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    .concat('----a--\r\n')
    .join('');

test.each<[string, string | Uint8Array, string?]>([
  ['without a Content-Type', json],
  ['as text', json, 'text/plain; charset=utf-8'],
  ['as curl -d sends it', json, form],
  ['under another name for JSON', json, 'text/json'],
  ['behind a byte order mark', `\ufeff${json}`, 'application/json'],
  ['in UTF-16', utf16(json), 'application/json'],
  ['in UTF-16, the other way round', utf16(json).swap16(), 'application/json'],
  [
    'with a name in Latin-1',
    Buffer.from(json.replace('web"', 'web","clerk":"M\xfcller"'), 'latin1'),
    'text/json',
  ],
  ['in a list of one', `[${json}]`, 'application/json'],
  ['as a text that is JSON', JSON.stringify(json), 'application/json'],
  ['with a list of one number', JSON.stringify({ number: [number], channel: 'web' }), 'application/json'],
  [
    'with names of fields as .NET writes them',
    JSON.stringify({ Number: number, Channel: 'web' }),
    'application/json',
  ],
  ['by its wa_id, in camel case', JSON.stringify({ waId: number.slice(1) }), 'application/json'],
  ['as a form', new URLSearchParams({ number, channel: 'web' }).toString(), form],
  ['as a form without a Content-Type', new URLSearchParams({ number }).toString()],
  ['as a form whose plus was not encoded', `number=${number}&channel=web`, form],
  ['as an address of WhatsApp', JSON.stringify({ number: 'whatsapp:+91 98765 43288' }), 'application/json'],
  ['with an apostrophe of a spreadsheet', JSON.stringify({ number: `'${number}` }), 'application/json'],
])('a stop %s is heard', async (_how, body, type) => {
  await agrees();
  expect((await send('/v1/opt-outs', body, type)).status).toBe(201);
  expect(await gateSays()).toMatchObject({ reasons: ['withdrawn'] });
});

test('a form stops the purposes that it lists', async () => {
  await agrees();
  const body = new URLSearchParams([
    ['number', number],
    ['channel', 'web'],
    ['purposes[]', 'shipping_update'],
  ]);
  expect((await (await send('/v1/opt-outs', body.toString(), form)).json()).dropped).toBeUndefined();
  expect(await gateSays()).toMatchObject({ reasons: ['withdrawn'] });
  const other = { recipient: number, purpose: 'payment_update', permit: false };
  const answer = await post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, other);
  expect(await answer.json()).toMatchObject({ decision: 'allow' });
});

test('a list of several numbers stops each of them, and says which it could not read', async () => {
  const two = ['+919876543289', '+919876543290'];
  for (const one of two) await agrees(one);
  const body = JSON.stringify({ number: [two[0], '12', two[1]], channel: 'web' });
  const said: Body = await (await send('/v1/opt-outs', body, 'application/json')).json();
  expect(said.dropped).toMatchObject([{ pointer: '/number/1' }]);
  for (const one of two) expect(await gateSays(one)).toMatchObject({ reasons: ['withdrawn'] });
});

const [one, other] = ['+919876543294', '+919876543295'];
test.each<[string, string, string?]>([
  ['twice', `{"number":"${one}","number":"${other}","channel":"web"}`],
  ['twice in a list of one', `[{"number":"${one}","channel":"web","number":"${other}"}]`],
  ['twice, once in a list', `{"number":["${one}"],"number":"${other}","channel":"web"}`],
  ['in two spellings', JSON.stringify({ number: one, Number: other, channel: 'web' })],
  ['twice in a form', `${new URLSearchParams({ number: one })}&${new URLSearchParams({ number: other })}`],
])('a body that names a number %s stops both', async (_how, body) => {
  for (const who of [one, other]) await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(who));
  const said: Body = await (await send('/v1/opt-outs', body)).json();
  expect(said).toMatchObject({ kind: 'opt_out' });
  for (const who of [one, other])
    expect(await gateSays(who)).toMatchObject({ reasons: expect.arrayContaining(['withdrawn']) });
});

// One number may be ticked only so often an hour.
const inParts = '+919876543296';
test.each([
  [undefined, multipart({ number: inParts, channel: 'web' })],
  ['multipart/form-data; boundary=--a', multipart({ number: inParts.slice(1), file: 'a\r\n\r\nb' })],
])('a stop as a form of parts is heard under the type %s', async (type, body) => {
  await agrees(inParts);
  expect((await send('/v1/opt-outs', body, type)).status).toBe(201);
  expect(await gateSays(inParts)).toMatchObject({ reasons: ['withdrawn'] });
});

test('purposes that are named twice are all stopped', async () => {
  await agrees(inParts);
  const body = `{"number":"${inParts}","channel":"web","purposes":["shipping_update"],"purposes":["payment_update"]}`;
  expect((await (await send('/v1/opt-outs', body)).json()).dropped).toBeUndefined();
  for (const purpose of ['shipping_update', 'payment_update']) {
    const question = { recipient: inParts, purpose, permit: false };
    const answer = await post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, question);
    expect(await answer.json()).toMatchObject({ reasons: ['withdrawn'] });
  }
});

test('of a field that one value fits, named twice, what can be read counts', async () => {
  const body = `{"number":"${number}","channel":"pigeon","channel":"sms"}`;
  const { record }: Body = await (await send('/v1/opt-outs', body)).json();
  const shown = await fetch(`${ledger.url}/v1/records/${record}`, {
    headers: { authorization: `Bearer ${ledger.keys.audit}` },
  });
  const { records }: Body = (await shown.json()) as Body;
  expect(records[0].record).toMatchObject({ kind: 'opt_out', channel: 'sms' });
});

test.each<[string, string | Uint8Array, string?]>([
  ['without a Content-Type', JSON.stringify(ivrOptIn('+919876543291'))],
  ['behind a byte order mark', `\ufeff${JSON.stringify(ivrOptIn('+919876543291'))}`, 'application/json'],
  ['in a list of one', JSON.stringify([ivrOptIn('+919876543291')]), 'application/json'],
])('an opt-in %s is refused', async (_how, body, type) => {
  const answer = await send('/v1/opt-ins', body, type);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(await gateSays('+919876543291')).toMatchObject({ reasons: ['unknown_recipient'] });
});

const migrated = '+919876543287';
const netcore = '/v1/compat/netcore/consent';
const optOut = (recipients: unknown) => JSON.stringify({ type: 'optout', recipients });
const recipient = { recipient: migrated.slice(1), source: 'WEB' };

test.each<[string, string, string, string?]>([
  ['with one recipient and no list', netcore, optOut(recipient), 'application/json'],
  ['with nothing but a number', netcore, optOut(migrated), 'application/json'],
  ['without a Content-Type', netcore, optOut([recipient])],
  [
    'whose recipients are listed twice',
    netcore,
    `{"type":"optout","recipients":["${migrated}"],"recipients":["12"]}`,
    'application/json',
  ],
  ['that is an opt-in as well', netcore, `{"type":"optout","recipients":"${migrated}","type":"optin"}`],
  ['behind a byte order mark', netcore, `\ufeff${optOut([recipient])}`, 'application/json'],
  [
    'of more recipients than may opt in',
    netcore,
    optOut([...Array.from({ length: 1000 }, () => '12'), recipient]),
    'application/json',
  ],
  [
    'dialled as at home',
    `${netcore}?calling_code=91`,
    optOut([{ recipient: '09876543287' }]),
    'application/json',
  ],
  [
    'in an apostrophe',
    `${netcore}?calling_code=91`,
    optOut([{ recipient: "'9876543287" }]),
    'application/json',
  ],
])('Netcore’s stop %s is heard', async (_how, path, body, type) => {
  await agrees(migrated);
  expect((await send(path, body, type)).status).toBe(200);
  expect(await gateSays(migrated)).toMatchObject({ reasons: ['withdrawn'] });
});

test('an opt-in behind a byte order mark is told of it', async () => {
  const body = `\ufeff${JSON.stringify(ivrOptIn('+919876543291'))}`;
  const problem = await expectProblem(send('/v1/opt-ins', body, 'application/json'), 'malformed');
  expect(problem.detail).toMatch(/byte order mark/);
});

test('Netcore’s opt-in is refused without its Content-Type', async () => {
  const body = JSON.stringify({ type: 'optin', recipients: [recipient] });
  const path = `${netcore}?notice=order-updates&box=unticked`;
  await expectProblem(send(path, body), 'unsupported_media_type');
});

const twilio = '/v1/compat/twilio/consents?notice=order-updates&box=unticked';
const itemFor = (contact_id: string, status: string) => ({
  contact_id,
  correlation_id: randomUUID().replaceAll('-', ''),
  sender_id: 'MG0',
  status,
  source: 'website',
});
const formOf = (fields: [string, unknown][]) =>
  new URLSearchParams(fields.map(([name, item]) => [name, JSON.stringify(item)])).toString();

test.each<[string, () => string, string?]>([
  ['without a Content-Type', () => formOf([['Items', itemFor(migrated, 'opt-out')]])],
  ['in a field that PHP numbers', () => formOf([['Items[0]', itemFor(migrated, 'opt-out')]]), form],
  ['in a list', () => formOf([['Items', [itemFor(migrated, 'opt-out')]]]), form],
])('Twilio’s stop %s is heard', async (_how, body, type) => {
  await agrees(migrated);
  const { items }: Body = await (await send(twilio, body(), type)).json();
  expect(items).toMatchObject([{ error_code: 0 }]);
  expect(await gateSays(migrated)).toMatchObject({ reasons: ['withdrawn'] });
});

test('Twilio’s stops beyond the limit are taken, and opt-ins beyond it are refused by themselves', async () => {
  await agrees(migrated);
  const before = Array.from({ length: 25 }, () => itemFor('12', 'opt-out'));
  const items = [...before, itemFor('+919876543292', 'opt-in'), itemFor(migrated, 'opt-out')];
  const body = formOf(items.map((item) => ['Items', item]));
  const said: Body = await (await send(twilio, body, form)).json();
  expect(said.items.slice(25)).toMatchObject([
    { error_code: 30_646, error_messages: [expect.stringMatching(/first 25 items/)] },
    { error_code: 0 },
  ]);
  expect(await gateSays(migrated)).toMatchObject({ reasons: ['withdrawn'] });
  expect(await gateSays('+919876543292')).toMatchObject({ reasons: ['unknown_recipient'] });
});

test('beside a Twilio stop without its Content-Type an opt-in is refused, and the stop is heard', async () => {
  await agrees(migrated);
  const body = formOf([
    ['Items', itemFor('+919876543293', 'opt-in')],
    ['Items', itemFor(migrated, 'opt-out')],
  ]);
  const { items }: Body = await (await send(twilio, body)).json();
  expect(items.map(({ error_code }: Body) => error_code)).toEqual([30_646, 0]);
  expect(await gateSays('+919876543293')).toMatchObject({ reasons: ['unknown_recipient'] });
});
