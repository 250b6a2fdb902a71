// Whatever is wrong with a webhook that Meta signed, the one STOP in it that is whole is heard before Meta is
// answered, the answer is 200, and the business gets the very bytes.

import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CloudApi, cloudApi, wabaId } from '../../support/cloud-api.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { type Body, ivrOptIn, post } from '../requests.ts';

let ledger: TestLedger;
let meta: CloudApi;
beforeAll(async () => {
  ledger = await testLedger();
  meta = await cloudApi(ledger, ledger.business);
});
afterAll(() => ledger.stop());

let used = 100;
async function customer(): Promise<string> {
  used += 1;
  const wa_id = `919876543${used}`;
  const answer = await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(`+${wa_id}`));
  expect(answer.status).toBe(201);
  return wa_id;
}

const says = async (wa_id: string) => {
  const question = { wa_id, purpose: 'shipping_update', permit: false };
  const answer: Body = await (await post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, question)).json();
  return answer.decision === 'allow' ? 'allow' : answer.reasons[0];
};

const delivered = (body: Uint8Array<ArrayBuffer>) => {
  const signature = `sha256=${createHmac('sha256', meta.appSecret).update(body).digest('hex')}`;
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
  return fetch(meta.url, { method: 'POST', headers, body });
};

/** Stands for what JSON.stringify would not write. */
const marks: Record<string, Buffer> = {
  'half-pair': Buffer.from('\\ud83d'),
  'escaped-nul': Buffer.from('\\u0000'),
  'bare-nul': Buffer.from([0]),
  'no-utf8': Buffer.from([0xff, 0xc3]),
  'bare-break': Buffer.from('\n'),
  'no-escape': Buffer.from('\\q'),
};

function bytesOf(body: unknown): Buffer<ArrayBuffer> {
  const pieces = JSON.stringify(body).split(/<([\w-]+)>/);
  return Buffer.concat(pieces.map((piece) => marks[piece] ?? Buffer.from(piece)));
}

const text = fc.oneof(
  fc.constantFrom(...Object.keys(marks).map((mark) => `<${mark}>`)),
  fc.string({ maxLength: 8 }),
);
const anything = fc.oneof(
  { weight: 3, arbitrary: text },
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  { weight: 1, arbitrary: fc.constantFrom(null, 0, '', [], {}, [[]], 106540352242922, 1e300) },
);
const others = fc.array(anything, { maxLength: 2 });

const broken = fc.record({
  before: others,
  after: others,
  contacts: anything,
  statuses: anything,
  otherChange: anything,
  otherValue: anything,
  otherEntry: anything,
  extra: anything,
  field: fc.constantFrom('messages', 'messages', 'standby', undefined, 7),
  metadata: fc.constantFrom('whole', 'whole', 'number', 'missing'),
  id: fc.constantFrom('wamid.x', 7, undefined, null, '<half-pair>'),
  timestamp: fc.constantFrom('1763846400', 1763846400, undefined, 'soon', null, {}),
  type: fc.constantFrom('text', 'text', undefined, 'tomorrow', 1),
  account: fc.constantFrom(wabaId, wabaId, Number(wabaId)),
});

function bodyWith(
  from: string,
  one: typeof broken extends fc.Arbitrary<infer T> ? T : never,
): Buffer<ArrayBuffer> {
  const { id, timestamp, type, extra, metadata } = one;
  const stop = { extra, from, id: typeof id === 'string' ? `${id}${from}` : id, timestamp, type };
  const messages = [...one.before, { ...stop, text: { body: 'STOP', extra } }, ...one.after];
  const phone_number_id = metadata === 'number' ? Number(meta.phoneNumberId) : meta.phoneNumberId;
  const value = {
    ...{ messaging_product: 'whatsapp', extra, contacts: one.contacts, messages, statuses: one.statuses },
    ...(metadata !== 'missing' && { metadata: { display_phone_number: '14155550199', phone_number_id } }),
  };
  const changes = [
    one.otherChange,
    { field: one.field, value },
    { field: 'messages', value: one.otherValue },
  ];
  return bytesOf({ entry: [one.otherEntry, { id: one.account, time: extra, changes }] });
}

test('one STOP that is whole is heard, whatever stands beside it and around it', async () => {
  await fc.assert(
    fc.asyncProperty(broken, async (one) => {
      const wa_id = await customer();
      const answer = await delivered(bodyWith(wa_id, one));
      expect([answer.status, await says(wa_id)]).toEqual([200, 'withdrawn']);
    }),
    { numRuns: 60, ...(process.env['SEED'] && { seed: Number(process.env['SEED']) }) },
  );
});

test.each([
  [
    'lists twice',
    (body: string) => body.replace('"messages":[', '"messages":[{"id":"wamid.0"}],"messages":['),
  ],
  ['an empty list after', (body: string) => body.replace(/("messages":\[.*?\])/, '$1,"messages":[]')],
  ['nothing after', (body: string) => body.replace(/("messages":\[.*?\])/, '$1,"messages":null')],
  ['a value twice', (body: string) => body.replace('"value":', '"value":{"statuses":[]},"value":')],
  ['a byte order mark', (body: string) => `\ufeff${body}`],
  ['a comma too many', (body: string) => body.replaceAll(']', ',]')],
  ['its end missing', (body: string) => body.slice(0, -4)],
  ['something behind it', (body: string) => `${body}\n{"entry":[]}`],
  [
    'a change that is nested too deep',
    (body: string) => {
      const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
      const about =
        '"message_template_name":"a","message_template_language":"en","message_template_element":';
      const change = `{"field":"message_template_components_update","value":{${about}${deep}}}`;
      return body.replace('"changes":[', `"changes":[${change},`);
    },
  ],
])('a body with %s is heard', async (_what, spoil) => {
  const wa_id = await customer();
  const body = spoil(meta.delivery({ from: wa_id, body: 'STOP' }));
  const answer = await delivered(Buffer.from(body));
  expect([answer.status, await says(wa_id)]).toEqual([200, 'withdrawn']);
});
