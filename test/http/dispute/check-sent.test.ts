// POST /v1/messages/check and optmark check-sent: each sent message is told its permit and its consent.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sentListsOfOneMax } from '../../../ledger/http/server/limits.ts';
import { messageMac } from '../../../ledger/operations/send/message-mac.ts';
import { addSender, endSender } from '../../../ledger/operations/setup/senders.ts';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { environmentOf, optmark } from '../../cli/run.ts';
import { GatedSender } from '../../support/gated-sender.ts';
import { type Body, expectProblem, post } from '../requests.ts';

const number = '+919876506101';
const folder = mkdtempSync(join(tmpdir(), 'optmark-check-sent-'));
let shop: GatedSender;
let sql: postgres.Sql;
/** Ids at Meta, and the permit of the first. */
let granted: string;
let answered: string;
let permit: string;
let record: string;
const past = 'wamid.sent-past-the-gate';

beforeAll(async () => {
  shop = await GatedSender.start();
  const { ledger, business, url, keys, config } = shop.ledger;
  sql = postgres(config.databaseUrl!, { max: 1, onnotice: () => {} });
  await shop.optIn(number);
  permit = (await shop.send(shop.template(number))).headers.get('optmark-permit-id')!;
  granted = shop.cloud.sent.at(-1)!.id;
  const writer = '919876506102';
  await shop.wrote({ from: writer });
  const free = { messaging_product: 'whatsapp', to: writer, type: 'text', text: { body: 'Hello' } };
  expect((await shop.send(free)).status).toBe(200);
  answered = shop.cloud.sent.at(-1)!.id;
  const history: Body = await (await post(`${url}/v1/subjects/history`, keys.audit, { number })).json();
  record = history.records[0].id;
  const sender = shop.meta.phoneNumberId;
  const message = messageMac(ledger, sender, past);
  const at = '2026-03-01T12:00:00.000Z';
  await ledger.sends.addStatuses([{ sender, business, message, status: 'delivered', at }]);
});
afterAll(async () => {
  await sql?.end();
  await shop?.stop();
  rmSync(folder, { recursive: true });
});

const ask = (
  body: BodyInit,
  { key = shop.ledger.keys.audit, type = 'application/x-ndjson', query = '' } = {},
): Promise<Response> =>
  fetch(`${shop.ledger.url}/v1/messages/check${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': type },
    body,
    duplex: 'half',
  } as RequestInit);
const linesIn = (text: string): Body[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const told = async (...asked: Parameters<typeof ask>) => linesIn(await (await ask(...asked)).text());
const rows = (...ids: string[]) => ids.map((id) => `${JSON.stringify({ message_id: id })}\n`).join('');

describe('a message is told', () => {
  test('the consent, the permit alone, or none, in the order of the list', async () => {
    expect(await told(rows(past, granted, 'wamid.nobody', answered))).toEqual([
      { line: 1, message_id: past, told: 'none', why: 'without_permit' },
      { line: 2, message_id: granted, told: 'consent', why: 'granted', permit, consent: record },
      { line: 3, message_id: 'wamid.nobody', told: 'none', why: 'unknown' },
      { line: 4, message_id: answered, told: 'permit', why: 'service_window', permit: expect.any(String) },
      { done: true, lines: 4, consent: 1, permit: 1, none: 2 },
    ]);
  });

  test('the same however the list is written, and what is no id holds up nothing', async () => {
    const csv = `\ufeffmessage_id\r\n${granted}\r\n\r\n"${granted}"\r\n`;
    const why = async (...asked: Parameters<typeof ask>) =>
      (await told(...asked)).map((one) => [one.line, one.why]);
    expect(await why(csv, { type: 'text/csv' })).toEqual([
      [2, 'granted'],
      [4, 'granted'],
      [undefined, undefined],
    ]);
    const broken = [
      '{',
      '"',
      '[]',
      'null,1',
      '{"message_id":7}',
      'x'.repeat(5000),
      'a b',
      '{"message_id":"a","message_id":"b"}',
    ];
    const all = await why([...broken, granted].join('\n'), { type: 'text/plain' });
    expect(all.map(([, why]) => why)).toEqual([
      ...broken.map(() => 'not_a_message_id'),
      'granted',
      undefined,
    ]);
  });

  test('from a line on, where an answer broke off', async () => {
    const lines = await told(rows(granted, past, granted), { query: '?from=3' });
    expect(lines.map(({ line }) => line)).toEqual([3, undefined]);
  });

  test('that its consent is gone, once the record is', async () => {
    const other = '+919876506103';
    await shop.optIn(other);
    await shop.send(shop.template(other));
    const { id } = shop.cloud.sent.at(-1)!;
    await sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`alter table sealed_records disable trigger all`;
      await tx`delete from sealed_records where record = (
        select record from sends where message = ${messageMac(shop.ledger.ledger, shop.meta.phoneNumberId, id)})`;
    });
    expect((await told(rows(id)))[0]).toMatchObject({ told: 'permit', why: 'consent_gone' });
  });

  test('none, where the row of its permit was changed by hand', async () => {
    const move = (by: number) => sql`update sends set tree_size = tree_size + ${by} where permit = ${permit}`;
    await move(1);
    const [changed] = await told(rows(granted));
    await move(-1);
    expect(changed).toMatchObject({ told: 'none', why: 'unknown' });
    expect((await told(rows(granted)))[0]).toMatchObject({ told: 'consent' });
  });
});

test('a list of many lines is answered line by line, while it still arrives', async () => {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const write = (text: string) => writer.write(Buffer.from(text));
  const began = write(rows(granted));
  const answer = await ask(readable);
  await began;
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  // The rest is not sent before the first line is answered.
  expect(JSON.parse((await reader.read()).value!.trim())).toMatchObject({ told: 'consent' });
  const many = 20_000;
  const sent = write(rows(...Array.from({ length: many }, (_, i) => `wamid.${i}`))).then(() =>
    writer.close(),
  );
  let text = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) text += part.value;
  await sent;
  const lines = linesIn(text);
  expect(lines.slice(0, -1).map(({ line }) => line)).toEqual(Array.from({ length: many }, (_, i) => i + 2));
  expect(lines.at(-1)).toEqual({ done: true, lines: many + 1, consent: 1, permit: 0, none: many });
});

describe('who is told', () => {
  test('the look stands in the log before the first line, and names no message', async () => {
    const size = async () => (await shop.ledger.ledger.log.latestCheckpoint())!.size;
    const before = await size();
    const answer = await ask(rows(granted));
    expect(await size()).toBe(before + 1);
    await answer.text();
    expect(await size()).toBe(before + 1);
  });

  test('no other scope, and of another business nothing', async () => {
    const { ledger, keys } = shop.ledger;
    for (const key of [keys.ingest, keys.gate, keys.admin])
      await expectProblem(ask(rows(granted), { key }), 'forbidden');
    await addBusiness(ledger, { id: 'other-shop', name: 'Other Shop', callingCode: '91' });
    await shop.another('other-shop');
    const { key } = await createApiKey(ledger, 'other-shop', 'theirs', ['audit:read']);
    const lines = await told(rows(granted, past, answered, 'wamid.nobody'), { key });
    expect(lines.slice(0, -1).map(({ told, why }) => [told, why])).toEqual(
      lines.slice(0, -1).map(() => ['none', 'unknown']),
    );
  });

  test('nobody who sends something else', async () => {
    await expectProblem(ask(rows(granted), { type: 'application/json' }), 'unsupported_media_type');
    await expectProblem(ask(rows(granted), { query: '?from=0' }), 'invalid');
  });

  test('no more lists at once than a business has places for', async () => {
    const open = Array.from(
      { length: sentListsOfOneMax },
      () => new TransformStream<Uint8Array, Uint8Array>(),
    );
    const writers = open.map(({ writable }) => writable.getWriter());
    const begun = writers.map((writer) => writer.write(Buffer.from(rows(granted))));
    const answers = await Promise.all(open.map(({ readable }) => ask(readable)));
    await expectProblem(ask(rows(granted)), 'overloaded');
    await Promise.all([...begun, ...writers.map((writer) => writer.close())]);
    for (const answer of answers) expect(linesIn(await answer.text()).at(-1)).toMatchObject({ done: true });
    expect((await ask(rows(granted))).status).toBe(200);
  });
});

test('the command tells the same, from a file and from stdin, and its exit says whether one has none', async () => {
  const environment = environmentOf(shop.ledger);
  const of = ['--business', shop.ledger.business];
  const file = join(folder, 'sent.ndjson');
  writeFileSync(file, rows(granted, answered));
  const good = await optmark(['check-sent', file, ...of], environment);
  expect(good).toMatchObject({ code: 0, stderr: '1 with a consent, 1 with a permit alone, 0 with none\n' });
  expect(linesIn(good.stdout)).toEqual((await told(rows(granted, answered))).slice(0, -1));
  const bad = await optmark(['check-sent', '-', ...of], environment, rows(granted, past));
  expect(bad).toMatchObject({ code: 1 });
  expect(linesIn(bad.stdout)).toEqual((await told(rows(granted, past))).slice(0, -1));
  expect(await optmark(['check-sent', file], environment)).toMatchObject({ code: 2 });
  expect(await optmark(['check-sent', join(folder, 'none'), ...of], environment)).toMatchObject({ code: 3 });
  expect(await optmark(['check-sent', file, '--business', 'nobody'], environment)).toMatchObject({ code: 3 });
});

// The sender is gone for all that follows.
test('a sender that was ended, or went to another business, keeps the evidence of its messages', async () => {
  const { ledger, business, keys, url } = shop.ledger;
  const sender = shop.meta.phoneNumberId;
  await endSender(ledger, business, sender);
  const dispute = (key: string) => post(`${url}/v1/disputes`, key, { message: granted });
  const isWhole = async () => {
    expect((await told(rows(granted, past))).slice(0, 2)).toMatchObject([
      { told: 'consent', why: 'granted', permit, consent: record },
      { told: 'none', why: 'without_permit' },
    ]);
    expect((await dispute(keys.audit)).status).toBe(200);
  };
  await isWhole();
  await addSender(ledger, 'other-shop', {
    ...{ phoneNumberId: sender, number: '+919876506199', appSecret: 'a'.repeat(32) },
  });
  await isWhole();
  const { key } = await createApiKey(ledger, 'other-shop', 'later', ['audit:read']);
  expect((await told(rows(granted), { key }))[0]).toMatchObject({ told: 'none', why: 'unknown' });
  await expectProblem(dispute(key), 'not_found');
});
