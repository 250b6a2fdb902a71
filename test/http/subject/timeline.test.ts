// POST /v1/subjects/timeline: all that happened with a person, in one order, page by page, and nothing of
// anyone else.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messageMac } from '../../../ledger/operations/send/message-mac.ts';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { openDatabase } from '../../../ledger/storage/database/connection.ts';
import { GatedSender } from '../../support/gated-sender.ts';
import { type Body, expectProblem, ivrOptIn, post } from '../requests.ts';

const number = '+919876506001';
const other = '+919876506002';
let shop: GatedSender;
let record: string;
let subject: string;

const ask = (body: object, key = shop.ledger.keys.audit): Promise<Response> =>
  post(`${shop.ledger.url}/v1/subjects/timeline`, key, body);
const timeline = async (body: object): Promise<Body> => (await ask(body)).json();
const told = async (path: string, key: 'ingest' | 'audit' | 'admin', body: object): Promise<Body> =>
  (await post(`${shop.ledger.url}${path}`, shop.ledger.keys[key], body)).json();

const nameOf = (row: Body): string => (row.row === 'record' ? row.kind : `${row.decision} ${row.state}`);
const isNoLook = (row: Body) => row.kind !== 'accessed';

beforeAll(async () => {
  shop = await GatedSender.start();
  // Before anyone knows of them.
  await shop.send(shop.template(number));
  ({ record } = await told('/v1/opt-ins', 'ingest', ivrOptIn(number)));
  await shop.send(shop.template(number));
  const { business, ledger } = shop.ledger;
  const sender = shop.meta.phoneNumberId;
  const message = messageMac(ledger, sender, shop.cloud.sent[0]!.id);
  const [sent, delivered] = [Date.now(), Date.now() + 1].map((at) => new Date(at).toISOString());
  await ledger.sends.addStatuses([
    { sender, business, message, status: 'delivered', at: delivered! },
    { sender, business, message, status: 'sent', at: sent! },
  ]);
  await told('/v1/opt-outs', 'ingest', { number, channel: 'web' });
  await shop.send(shop.template(number));
  const mender = await createApiKey(ledger, business, 'mender', ['correction:write']);
  await post(`${shop.ledger.url}/v1/records/${record}/corrections`, mender.key, {
    corrections: [{ field: 'external_id', is: 'c-17' }],
    reason: 'found_in_review',
  });
  await shop.optIn(other);
  await shop.send(shop.template(other));
  ({ subject } = await told('/v1/subjects/history', 'audit', { number }));
});
afterAll(() => shop?.stop());

test('everything stands in one order, the latest first', async () => {
  const { rows, subject: whose, next } = await timeline({ number, limit: 200 });
  expect(whose).toBe(subject);
  expect(next).toBeUndefined();
  expect(rows.filter(isNoLook).map(nameOf)).toEqual([
    'corrected',
    'deny denied',
    'opt_out',
    'allow accepted',
    'opt_in',
    'deny denied',
  ]);
  expect(rows.map(({ at }: Body) => at)).toEqual(
    rows
      .map(({ at }: Body) => at)
      .toSorted()
      .toReversed(),
  );
});

test('each row says what it is', async () => {
  const { rows } = await timeline({ subject, limit: 200 });
  const find = (name: string) => rows.find((row: Body) => nameOf(row) === name);
  expect(find('opt_in')).toMatchObject({
    ...{ record, channel: 'ivr', notice: 'order-updates', version: 1, locale: 'en', grade: 'E1' },
    ...{ subject, scope: ['message'], index: expect.any(Number) },
    purposes: expect.arrayContaining(['shipping_update']),
    corrected_by: [{ corrections: [{ field: 'external_id', is: 'c-17' }], reason: 'found_in_review' }],
  });
  expect(find('allow accepted')).toMatchObject({
    ...{ record, reasons: ['granted'], sender: shop.meta.phoneNumberId },
    question: { template: { name: 'order_shipped', language: 'en_US' } },
    statuses: [{ status: 'sent' }, { status: 'delivered' }],
  });
  expect(find('deny denied')).toMatchObject({ reasons: ['withdrawn'], statuses: [] });
  expect(rows.at(-1)).toMatchObject({ row: 'message', reasons: ['unknown_recipient'] });
  expect(rows[0]).toMatchObject({
    ...{ kind: 'accessed', access: { operation: 'history' }, read_by: { role: 'key', name: 'audit' } },
  });
});

test('it names nobody: no number, no words, no id of Meta’s', async () => {
  const said = JSON.stringify(await timeline({ subject, limit: 200 }));
  expect(said).not.toContain('6506001');
  expect(said).not.toContain(shop.cloud.sent[0]!.id);
});

test.each([1, 2, 3, 5])('in pages of %s it is the same, each row once', async (limit) => {
  const rows: Body[] = [];
  let before: Body;
  let pages = 0;
  do {
    const page = await timeline({ subject, limit, ...(before && { before }) });
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    rows.push(...page.rows);
    before = page.next;
    pages += 1;
  } while (before !== undefined && pages < 60);
  const idOf = (row: Body) => row.permit ?? row.record;
  const whole = (await timeline({ subject, limit: 200 })).rows.filter(isNoLook);
  // The looks at the pages themselves come after the first one was cut.
  expect(rows.filter(isNoLook).map((row) => `${row.row} ${idOf(row)}`)).toEqual(
    whole.map((row: Body) => `${row.row} ${idOf(row)}`),
  );
});

test('a message that was changed by hand is not told', async () => {
  const third = '+919876506003';
  await shop.optIn(third);
  await shop.send(shop.template(third));
  const db = openDatabase({ url: shop.ledger.config.databaseUrl!, clients: 1 });
  const { rows } = await timeline({ number: third });
  const { permit } = rows.find((row: Body) => row.row === 'message');
  await db.sql`update sends set state = 'denied' where permit = ${permit}`;
  await db.end();
  expect((await timeline({ number: third })).rows.filter((row: Body) => row.row === 'message')).toEqual([]);
});

test('after an erasure it tells of that, and of nothing before', async () => {
  const gone = '+919876506004';
  await shop.optIn(gone);
  await shop.send(shop.template(gone));
  const { subject: id } = await timeline({ number: gone });
  const { token } = await told('/v1/subjects/erase/preview', 'admin', { subject: id });
  await told('/v1/subjects/erase', 'admin', { token, reason: 'asked_by_person' });
  for (const person of [{ subject: id }, { number: gone }]) {
    const { rows } = await timeline(person);
    expect(rows.filter(isNoLook)).toEqual([
      expect.objectContaining({ row: 'record', kind: 'erased', reason: 'asked_by_person' }),
    ]);
  }
});

test('of a stranger there is nothing, and the look is recorded', async () => {
  const before = (await timeline({ subject })).tree_size;
  const answer = await timeline({ number: '+919876506999' });
  expect(answer).toMatchObject({ rows: [], tree_size: before + 1 });
  expect(answer.subject).toBeUndefined();
});

describe('nothing is told', () => {
  test('to another business', async () => {
    const { ledger } = shop.ledger;
    await addBusiness(ledger, { id: 'other-shop', name: 'Other' });
    const { key } = await createApiKey(ledger, 'other-shop', 'audit', ['audit:read']);
    for (const person of [{ subject }, { number }]) {
      const { rows, subject: whose }: Body = await (await ask(person, key)).json();
      expect([rows, whose]).toEqual([[], undefined]);
    }
  });

  test.each(['ingest', 'gate', 'admin'] as const)('to the %s key', async (name) => {
    await expectProblem(ask({ subject }, shop.ledger.keys[name]), 'forbidden');
  });
});

test.each([
  ['nobody', () => ({ subject: undefined }), 'one_name'],
  ['a page of none', () => ({ limit: 0 }), 'too_small'],
  ['a page that is too long', () => ({ limit: 201 }), 'too_big'],
  ['a place before all', () => ({ before: { record: -1 } }), 'too_small'],
  [
    'a place without a moment',
    () => ({ before: { record: 1, message: { permit: randomUUID() } } }),
    'invalid_type',
  ],
])('%s is refused', async (_what, over, rule) => {
  const { errors } = await expectProblem(ask({ subject, ...over() }), 'invalid');
  expect(errors).toContainEqual(expect.objectContaining({ rule }));
});
