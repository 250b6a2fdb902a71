// POST /v1/subjects/search: whatever somebody has in hand is found in one question, nothing is told in full,
// and nothing at all of another business.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messageMac } from '../../../ledger/operations/send/message-mac.ts';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { GatedSender } from '../../support/gated-sender.ts';
import { type Body, expectProblem, ivrOptIn, post } from '../requests.ts';

const number = '+919876507001';
let shop: GatedSender;
let record: string;
let subject: string;
let permit: string;
let deniedPermit: string;

const ask = (body: object, key = shop.ledger.keys.audit): Promise<Response> =>
  post(`${shop.ledger.url}/v1/subjects/search`, key, body);
const found = async (q: string): Promise<Body> => {
  const answer = await ask({ q });
  expect([q, answer.status]).toEqual([q, 200]);
  return answer.json();
};
const ingest = async (path: string, body: object): Promise<Body> =>
  (await post(`${shop.ledger.url}${path}`, shop.ledger.keys.ingest, body)).json();
const historyOf = async (person: object): Promise<Body> =>
  (await post(`${shop.ledger.url}/v1/subjects/history`, shop.ledger.keys.audit, person)).json();

beforeAll(async () => {
  shop = await GatedSender.start();
  ({ record } = await ingest('/v1/opt-ins', ivrOptIn(number)));
  permit = (await shop.send(shop.template(number))).headers.get('optmark-permit-id')!;
  await shop.send(shop.template('+919876507009'));
  for await (const page of shop.ledger.ledger.sends.scan(shop.ledger.business, 100))
    deniedPermit = page.find(({ decision }) => decision === 'deny')!.permit;
  ({ subject } = await historyOf({ number }));
});
afterAll(() => shop?.stop());

const identifiers = [{ kind: 'number', masked: '+91 XXXXXX7001' }];

describe('a person is found', () => {
  test.each([
    ['in international form', number],
    ['with spaces', ' +91 98765 07001 '],
    ['with hyphens', '+91-98765-07001'],
    ['with 00', '0091 98765 07001'],
    ['as Meta spells it', '919876507001'],
    ['as it is dialled at home', '098765 07001'],
    ['without its calling code', '9876507001'],
    ['as a link', 'tel:+91-98765-07001'],
    ['pasted with a mark before it', '\u202a+919876507001\u202c'],
  ])('by a number %s', async (_how, q) => {
    expect(await found(q)).toMatchObject({ kind: 'person', subject, identifiers });
  });

  test('by the id that an answer gave, in either case', async () => {
    expect(await found(subject)).toEqual({ kind: 'person', subject, identifiers });
    expect(await found(subject.toUpperCase())).toEqual({ kind: 'person', subject, identifiers });
  });

  test('by Meta’s ids of them', async () => {
    await ingest('/v1/opt-outs', { bsuid: 'IN.13491208655302741918', channel: 'whatsapp' });
    await ingest('/v1/opt-outs', { parent_bsuid: 'IN.ENT.11815799212886844830', channel: 'whatsapp' });
    expect(await found('IN.13491208655302741918')).toMatchObject({
      kind: 'person',
      identifiers: [{ kind: 'bsuid', masked: 'XXXXXX1918' }],
    });
    expect(await found('IN.ENT.11815799212886844830')).toMatchObject({
      kind: 'person',
      identifiers: [{ kind: 'parent_bsuid', masked: 'XXXXXX4830' }],
    });
  });

  test('each of those whom digits alone may mean', async () => {
    for (const one of ['+12025550143', '+2025550143'])
      await ingest('/v1/opt-outs', { number: one, channel: 'web' });
    const first = await found('2025550143');
    const subjects = await Promise.all(
      ['+12025550143', '+2025550143'].map(async (one) => (await historyOf({ number: one })).subject),
    );
    expect([first.subject, ...(first.others ?? []).map((one: Body) => one.subject)].toSorted()).toEqual(
      subjects.filter((one) => one !== undefined).toSorted(),
    );
    // The look stands in the history of each.
    for (const one of subjects) {
      const { records } = await historyOf({ subject: one });
      const looks = records.filter(({ record }: Body) => record.access?.operation === 'look_up');
      expect(looks).toHaveLength(1);
    }
  });
});

test('a record is found by its id, with its person', async () => {
  expect(await found(record)).toEqual({ kind: 'record', record, subject, identifiers });
});

test('a record of the business is of no person', async () => {
  const page: Body = await (
    await post(`${shop.ledger.url}/v1/register/query`, shop.ledger.keys.audit, {
      kind: 'setup_changed',
      limit: 1,
    })
  ).json();
  const id = page.records[0].record;
  expect(await found(id)).toEqual({ kind: 'record', record: id });
});

describe('a message is found', () => {
  test('by its permit', async () => {
    expect(await found(permit)).toEqual({ kind: 'permit', permit, record, subject, identifiers });
  });

  test('by the permit of one that the gate held back from a stranger', async () => {
    expect(await found(deniedPermit)).toEqual({ kind: 'permit', permit: deniedPermit });
  });

  test('by its id at Meta, which no answer repeats', async () => {
    const { id } = shop.cloud.sent[0]!;
    const answer = await found(id);
    expect(answer).toEqual({ kind: 'message', permit, record, subject, identifiers });
    expect(JSON.stringify(answer)).not.toContain(id);
  });

  test('also where the gate was never asked', async () => {
    const { business, ledger } = shop.ledger;
    const sender = shop.meta.phoneNumberId;
    const message = messageMac(ledger, sender, 'wamid.AROUND');
    const at = new Date().toISOString();
    await ledger.sends.addStatuses([{ sender, business, message, status: 'delivered', at }]);
    expect(await found('wamid.AROUND')).toEqual({ kind: 'message' });
  });
});

test.each(['', '   ', 'no such thing', '+919876599999', 'wamid.NONE', 'IN.1', 'a@shop.example', '%', '0'])(
  'what is nowhere is none: %j',
  async (q) => {
    expect(await found(q)).toEqual({ kind: 'none' });
  },
);

test('nobody is found by the shop’s own id of them, which no index holds', async () => {
  const { key } = await createApiKey(shop.ledger.ledger, shop.ledger.business, 'clerk', ['correction:write']);
  const body = { corrections: [{ field: 'external_id', is: 'C-1931' }], reason: 'found_in_review' };
  const mended = await post(`${shop.ledger.url}/v1/records/${record}/corrections`, key, body);
  expect(mended.status).toBe(201);
  expect(await found('C-1931')).toEqual({ kind: 'none' });
});

test('the look stands in the history of the person, without what was typed', async () => {
  await found(number);
  const { records }: Body = await historyOf({ subject });
  const look = records.findLast(({ record: one }: Body) => one.access?.operation === 'look_up');
  expect(look.record.access).toMatchObject({ operation: 'look_up', filter: { search: 'person' } });
  expect(JSON.stringify(look.record)).not.toContain('7001');
});

test('no number is told in full, and none is masked less than its last four digits', async () => {
  for (const q of [number, record, permit, subject])
    expect(JSON.stringify(await found(q)).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '')).not.toContain(
      '07001',
    );
});

test('a key of another business finds nothing of this one', async () => {
  const { ledger } = shop.ledger;
  await addBusiness(ledger, { id: 'other-shop', name: 'Other', callingCode: '91' });
  const { key } = await createApiKey(ledger, 'other-shop', 'audit', ['audit:read']);
  for (const q of [number, subject, record, permit, shop.cloud.sent[0]!.id])
    expect(await (await ask({ q }, key)).json()).toEqual({ kind: 'none' });
});

test.each(['ingest', 'gate', 'admin'] as const)('the %s key may not search', async (name) => {
  await expectProblem(ask({ q: number }, shop.ledger.keys[name]), 'forbidden');
});

test.each([
  ['nothing', {}, 'invalid_type'],
  ['a number', { q: 919876507001 }, 'invalid_type'],
  ['more than a name can have', { q: '9'.repeat(257) }, 'too_big'],
  ['two questions', { q: 'x', number }, 'unrecognized_keys'],
])('%s is refused by name', async (_what, body, rule) => {
  const { errors } = await expectProblem(ask(body), 'invalid');
  expect(errors).toContainEqual(expect.objectContaining({ rule }));
});
