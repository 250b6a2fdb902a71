// A list over HTTP: terms first, rows behind them, a verdict for each.

import { EventEmitter } from 'node:events';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importEndpoints } from '../../../ledger/http/consent/imports.ts';
import { createReport } from '../../../ledger/http/problem/report.ts';
import { apiOf } from '../../../ledger/http/server/api.ts';
import { mount } from '../../../ledger/http/server/mount.ts';
import { createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { createLogger } from '../../../ledger/telemetry/logger.ts';
import { gateSays } from '../../operations/commands.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { type Body, expectProblem } from '../requests.ts';

let ledger: TestLedger;
let key: string;
beforeAll(async () => {
  ledger = await testLedger();
  key = (await createApiKey(ledger.ledger, ledger.business, 'lists', ['import:write'])).key;
});
afterAll(() => ledger.stop());

const terms = { notice: 'order-updates', source: 'Till staff in Pune, paper forms, 2023' };
const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  fetch(`${ledger.url}/v1/imports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson', ...headers },
    body,
    ...(body instanceof ReadableStream && { duplex: 'half' }),
  } as RequestInit);
const lines = (...of: unknown[]) =>
  of.map((one) => `${typeof one === 'string' ? one : JSON.stringify(one)}\n`).join('');
const verdictsOf = async (answer: Response): Promise<Body[]> =>
  (await answer.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('a list', () => {
  test('gets a verdict for each row, by its line, and no number', async () => {
    const rows = [
      { number: '+14155550201', status: 'subscribed', collected_at: '2024-05-01', wording: 'Yes' },
      { number: '+14155550202', status: 'unsubscribed' },
      { number: '+14155550203', status: null },
      { number: 'nobody', status: 'yes' },
      'no row',
    ];
    const answer = await post(lines(terms, ...rows));
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
    const text = await answer.clone().text();
    expect(text).not.toMatch(/41555502|nobody/);
    expect(await verdictsOf(answer)).toMatchObject([
      { line: 2, verdict: 'imported' },
      { line: 3, verdict: 'stopped' },
      { line: 4, verdict: 'skipped' },
      { line: 5, verdict: 'refused', rule: 'number/character' },
      { line: 6, verdict: 'refused', rule: 'malformed' },
      {
        done: true,
        dry_run: false,
        rows: 5,
        imported: 1,
        stopped: 1,
        skipped: 1,
        refused: 2,
        unheard: 0,
        known: 0,
        may_be_stop: 0,
      },
    ]);
    expect(await gateSays(ledger.ledger, '+14155550201')).toMatchObject({ decision: 'allow', grade: 'E0' });
    expect(await gateSays(ledger.ledger, '+14155550202')).toMatchObject({ reasons: ['withdrawn'] });
    const again = await verdictsOf(await post(lines(terms, ...rows)));
    expect(again.at(-1)).toMatchObject({ rows: 5, known: 2, imported: 0, stopped: 0 });
  });

  test('says of a stop that nobody can be told of, and of one that two may mean', async () => {
    const of = { ...terms, dry_run: true, calling_code: '49' };
    const rows = [
      { number: '12', status: 'unsubscribed' },
      { number: '4941234567', status: 'unsubscribed' },
      { number: '4941234567', status: 'yes' },
    ];
    expect(await verdictsOf(await post(lines(of, ...rows)))).toMatchObject([
      { line: 2, verdict: 'unheard' },
      { line: 3, verdict: 'stopped' },
      { line: 3, verdict: 'stopped' },
      { line: 4, verdict: 'refused', rule: 'number/two_readings' },
      { done: true, rows: 3, stopped: 2, refused: 1, unheard: 1 },
    ]);
  });

  test('hears the stop of a number without its code as one of the business’s own, and guesses no consent', async () => {
    const rows = [
      { number: '09876543229', status: 'STOP' },
      { number: '09876543230', status: 'yes' },
    ];
    expect(await verdictsOf(await post(lines(terms, ...rows)))).toMatchObject([
      { line: 2, verdict: 'stopped' },
      { line: 3, verdict: 'refused', rule: 'number/calling_code_missing' },
      { done: true, rows: 2, stopped: 1, refused: 1, unheard: 0 },
    ]);
    expect(await gateSays(ledger.ledger, '+919876543229')).toMatchObject({ reasons: ['withdrawn'] });
  });

  test('says of a row that may be a stop that nobody is stopped by it, and counts it', async () => {
    const rows = [
      { number: '+14155550216', status: 'END' },
      { number: '+14155550217', status: 'vip' },
      { number: '+14155550218', status: 'yes', order_cancelled: 'x' },
    ];
    const detail = expect.stringContaining('opt-out');
    expect(await verdictsOf(await post(lines(terms, ...rows)))).toMatchObject([
      { line: 2, verdict: 'refused', rule: 'may_be_stop', detail },
      { line: 3, verdict: 'refused', rule: 'status' },
      { line: 4, verdict: 'refused', rule: 'may_be_stop' },
      { done: true, rows: 3, refused: 3, may_be_stop: 2 },
    ]);
  });

  test.each<[unknown]>([[[]], [['']], [[null]], [''], [' '], [{}], [null]])(
    'whose row has purposes %j grants nothing by it, and a stop with such purposes is of all',
    async (purposes) => {
      const yes = { number: '+14155550219', status: 'subscribed', purposes };
      const no = { number: '+14155550220', status: 'unsubscribed', purposes };
      expect(await verdictsOf(await post(lines({ ...terms, dry_run: true }, yes, no)))).toMatchObject([
        { line: 2, verdict: 'refused', rule: 'purposes/empty' },
        { line: 3, verdict: 'stopped' },
        { done: true },
      ]);
    },
  );

  test('of people who said no, by its source, is not of people who agreed', async () => {
    const told = { ...terms, source: 'Suppressed profiles, old shop', all_agreed: true };
    const answer = await post(lines(told, { number: '+14155570221' }));
    await expectProblem(answer, 'not_admitted');
    const stops = lines({ ...told, all_agreed: false }, { number: '+14155570221', status: 'stop' });
    expect(await verdictsOf(await post(stops))).toMatchObject([{ verdict: 'stopped' }, { done: true }]);
  });

  test('of one row is heard, though no line end is behind it', async () => {
    const list = lines({ ...terms, dry_run: true }, { number: '+14155550215', status: 'unsubscribed' });
    expect(await verdictsOf(await post(list.trimEnd()))).toMatchObject([
      { line: 2, verdict: 'stopped' },
      { done: true, rows: 1, stopped: 1 },
    ]);
  });

  test('keeps no address of another, and refuses who came by another channel', async () => {
    const row = { number: '+14155550213', status: 'yes', collected_via: 'till of ann@shop.example' };
    const others = [{ channel: 'EMAIL' }, { signup_source: 'Facebook ads' }, { 'List name': 'SMS' }];
    const rows = others.map((one, i) => ({ number: `+1415555022${5 + i}`, status: 'yes', ...one }));
    expect(await verdictsOf(await post(lines({ ...terms, dry_run: true }, row, ...rows)))).toMatchObject([
      {
        line: 2,
        verdict: 'imported',
        rule: 'claim_dropped',
        detail: expect.stringContaining('collected_via'),
      },
      ...rows.map(() => ({ verdict: 'refused', rule: 'source/forbidden_source' })),
      { done: true },
    ]);
    const twilio = { contact_id: '+14155550214', status: 'opt-in', source: 'opt-in-message' };
    expect(
      await verdictsOf(await post(lines({ ...terms, dry_run: true, shape: 'twilio' }, twilio))),
    ).toMatchObject([{ verdict: 'refused', rule: 'source/forbidden_source' }, { done: true }]);
  });

  test('is looked at alone where it is a dry run', async () => {
    const row = { number: '+14155550211', status: 'yes' };
    expect(await verdictsOf(await post(lines({ ...terms, dry_run: true }, row)))).toMatchObject([
      { line: 2, verdict: 'imported' },
      { done: true, dry_run: true },
    ]);
    expect(await gateSays(ledger.ledger, '+14155550211')).toMatchObject({ reasons: ['unknown_recipient'] });
  });

  test('without a status is one of consents only where the terms say that all agreed', async () => {
    const row = { number: '+14155550212' };
    const dry = { ...terms, dry_run: true };
    expect(await verdictsOf(await post(lines(dry, row)))).toMatchObject([{ done: false, code: 'invalid' }]);
    expect(await verdictsOf(await post(lines({ ...dry, all_agreed: true }, row)))).toMatchObject([
      { line: 2, verdict: 'imported' },
      { done: true },
    ]);
  });

  test('is answered while it still arrives, and one of a business at a time', async () => {
    const more = Promise.withResolvers<void>();
    const rows = Array.from({ length: 300 }, (_, i) => ({ number: `+1415555${1000 + i}`, status: 'yes' }));
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        controller.enqueue(Buffer.from(lines(terms, ...rows)));
        await more.promise;
        controller.enqueue(Buffer.from(lines({ number: '+14155550219', status: 'yes' })));
        controller.close();
      },
    });
    const answer = await post(body);
    const reader = answer.body!.getReader();
    expect(Buffer.from((await reader.read()).value!).toString()).toContain('"verdict":"imported"');
    await expectProblem(post(lines(terms, { number: '+14155550218', status: 'yes' })), 'overloaded');
    more.resolve();
    let rest = '';
    for (let part = await reader.read(); !part.done; part = await reader.read())
      rest += Buffer.from(part.value).toString();
    expect(JSON.parse(rest.trim().split('\n').at(-1)!)).toMatchObject({
      done: true,
      rows: 301,
      imported: 301,
    });
  });
});

describe('a caller who is gone before the first verdict', () => {
  const connection = (closed: boolean) => Object.assign(new EventEmitter(), { closed, destroy() {} });
  /** Over a connection of our own: the answer is never asked for. */
  const send = (outgoing: EventEmitter) =>
    app.request(
      '/v1/imports',
      {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
        body: lines({ ...terms, dry_run: true }, { number: '+14155550231', status: 'yes' }),
      },
      { outgoing },
    );
  let app: Hono;
  beforeAll(() => {
    const logger = createLogger({ level: 'silent' });
    app = new Hono();
    for (const one of importEndpoints)
      mount(app, one, apiOf(ledger.ledger, { logger }), createReport(logger));
  });

  test('gives their place back', async () => {
    await send(connection(true));
    const leaves = connection(false);
    const left = await send(leaves);
    expect(left.status).toBe(200);
    await expectProblem(send(connection(false)), 'overloaded');
    leaves.emit('close');
    const stays = await send(connection(false));
    expect(stays.status).toBe(200);
    // Once alone: the place is another's by now.
    await left.text();
    await expectProblem(send(connection(false)), 'overloaded');
    expect(await verdictsOf(stays)).toMatchObject([{ line: 2, verdict: 'imported' }, { done: true }]);
  });
});

describe('is refused as a whole', () => {
  const row = { number: '+14155550221', status: 'yes' };
  test.each([
    ['of a list for e-mail', { ...terms, source: 'Newsletter subscribers' }, 'not_admitted'],
    ['of one with a dash of a word processor', { ...terms, source: 'E\u2011mail list' }, 'not_admitted'],
    ['whose source holds an address', { ...terms, source: 'Tills, ask ann@shop.example' }, 'invalid'],
    ['whose source holds a number', { ...terms, source: 'Tills, ask +91 98765 43210' }, 'invalid'],
    ['that was bought', { ...terms, source: 'We bought these numbers' }, 'not_admitted'],
    ['without a source', { notice: 'order-updates' }, 'invalid'],
    ['of a notice there is not', { ...terms, notice: 'nothing-here' }, 'notice_unknown'],
    ['with a field there is not', { ...terms, email: 'x' }, 'invalid'],
    ['that begins with no JSON', 'number,status', 'malformed'],
  ] as const)('one %s', async (_, first, code) => {
    await expectProblem(post(lines(first, row)), code);
    expect(await gateSays(ledger.ledger, '+14155550221')).toMatchObject({ reasons: ['unknown_recipient'] });
  });

  test('one of another key, or another media type', async () => {
    await expectProblem(
      post(lines(terms, row), { authorization: `Bearer ${ledger.keys.ingest}` }),
      'forbidden',
    );
    await expectProblem(post(lines(terms, row), { 'content-type': 'text/csv' }), 'unsupported_media_type');
  });

  test.each([
    ['a column', lines(terms), `number;status;Désabonné\n${row.number};active;oui\n`],
    ['a status', lines(terms), `number;status\n${row.number};désabonné\n`],
  ])('and one in Latin-1, whose no would be lost, with its line: %s', async (_, first, list) => {
    const [end] = await verdictsOf(
      await post(Buffer.concat([Buffer.from(first), Buffer.from(list, 'latin1')])),
    );
    expect(end).toMatchObject({ done: false, detail: expect.stringMatching(/^Line [23] is not UTF-8\./) });
    expect(await gateSays(ledger.ledger, row.number)).toMatchObject({ reasons: ['unknown_recipient'] });
  });

  test('and one whose terms are in Latin-1', async () => {
    const first = lines({ ...terms, source: 'Caisse à Nîmes' });
    await expectProblem(
      post(Buffer.concat([Buffer.from(first, 'latin1'), Buffer.from(lines(row))])),
      'malformed',
    );
  });

  test('and a row with a column that says no', async () => {
    const [end] = await verdictsOf(await post(lines(terms, { ...row, declined: true })));
    expect(end).toMatchObject({
      verdict: 'refused',
      rule: 'may_be_stop',
      detail: expect.stringContaining('"declined"'),
    });
    expect(await gateSays(ledger.ledger, row.number)).toMatchObject({ reasons: ['unknown_recipient'] });
  });

  test('and one that cannot be read is said to have ended early', async () => {
    const answer = await verdictsOf(await post(lines(terms, { name: 'Ann' })));
    expect(answer).toMatchObject([
      { done: false, code: 'invalid', detail: expect.stringContaining('There are: "name"') },
    ]);
  });

  test('and one with a line that never ends is told which line of the request that is', async () => {
    const answer = await verdictsOf(
      await post(lines(terms, { number: '+14155550222', status: 'yes' }, 'x'.repeat(200_000))),
    );
    expect(answer.at(-1)).toMatchObject({ done: false, detail: 'Line 3 is too long.' });
  });
});
