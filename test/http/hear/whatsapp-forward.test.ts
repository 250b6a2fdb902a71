// From Meta to the business's own server, through the ledger, over real HTTP: byte for byte, whoever stands
// in the way.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createApi } from '../../../ledger/http/server/api.ts';
import { type Listening, listen } from '../../../ledger/http/server/listen.ts';
import { forwardNowhere, forwardTo } from '../../../ledger/operations/forward/address.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import { openDatabase } from '../../../ledger/storage/database/connection.ts';
import { createLogger } from '../../../ledger/telemetry/logger.ts';
import { CloudApi, cloudApi, wabaId } from '../../support/cloud-api.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { until } from '../../support/until.ts';
import { WebhookReceiver } from '../../support/webhook-receiver.ts';
import { type Body, expectProblem, post } from '../requests.ts';

let ledger: TestLedger;
let meta: CloudApi;
let receiver: WebhookReceiver;
const listening: Listening[] = [];
const logger = createLogger({ level: 'silent' });

beforeAll(async () => {
  ledger = await testLedger({ forwardToThisMachine: true });
  meta = await cloudApi(ledger, ledger.business);
  receiver = await WebhookReceiver.start();
  await forwardTo(ledger.ledger, ledger.business, meta.phoneNumberId, receiver.url);
  ledger.startWorkers(logger);
});
afterEach(async () => {
  receiver.manner = 200;
  for (const server of listening.splice(0)) await server.stop();
});
afterAll(async () => {
  await ledger?.stop();
  await receiver?.stop();
});

const arrived = (text: string, at = receiver) => at.received.filter(({ body }) => body.includes(text));
const arrives = (text: string, at = receiver) => until(() => arrived(text, at).length > 0, `${text} arrives`);

/** Meta, delivering to a server of which some parts are others. */
async function besides(parts: Partial<Ledger>): Promise<CloudApi> {
  const app = createApi({ ...ledger.ledger, ...parts }, { logger });
  const server = await listen(app, { host: '127.0.0.1', port: 0 });
  listening.push(server);
  return new CloudApi(`http://127.0.0.1:${server.port}/v1/webhooks/whatsapp/${ledger.business}`, meta);
}

async function gateSays(number: string): Promise<Body> {
  const question = { recipient: number, purpose: 'shipping_update' };
  return (await post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, question)).json();
}

describe('what arrives', () => {
  test('is byte for byte what Meta signed, so that the business can check it', async () => {
    // Spaces, escapes, an order of fields and an ending that nobody would write again.
    const body = meta
      .delivery({ from: '14155550142', body: 'Où est ma commande ? 🍅 odd-1' })
      .replace('{"object"', '{ "b":1.0,\t"a":1e2, "object"')
      .concat('\r\n');
    expect((await meta.post(body)).status).toBe(200);
    await arrives('odd-1');
    const [got] = arrived('odd-1');
    expect(got!.body.equals(Buffer.from(body))).toBe(true);
    expect(got).toMatchObject({ method: 'POST', path: '/whatsapp?tenant=1' });
    expect(got!.headers['content-type']).toBe('application/json');
    expect(receiver.genuine(meta.appSecret)).toContain(body);
  });

  test('keeps the content type it came with', async () => {
    const body = meta.delivery({ from: '14155550142', body: 'typed-1' });
    const headers = {
      'content-type': 'application/json; charset=UTF-8',
      'x-hub-signature-256': meta.sign(body),
    };
    expect((await fetch(meta.url, { method: 'POST', headers, body })).status).toBe(200);
    await arrives('typed-1');
    expect(arrived('typed-1')[0]!.headers['content-type']).toBe('application/json; charset=UTF-8');
  });

  test('is also what the ledger itself makes nothing of', async () => {
    const body = JSON.stringify({ object: 'whatsapp_business_account', entry: [], note: 'nothing-1' });
    expect((await meta.post(body)).status).toBe(200);
    await arrives('nothing-1');
  });

  test('is also what was signed and is hardly JSON', async () => {
    const half = String.raw`{"entry":[{"changes":[{"value":{"contacts":[{"profile":{"name":"\ud83d"}}]}}]}]}`;
    for (const body of [`${half} half-1`, '{"note":"broken-1"', `{"note":"nul-1 \0"}`]) {
      expect((await meta.post(body)).status).toBe(200);
      const [note] = /\w+-1/.exec(body)!;
      await arrives(note);
      expect(arrived(note)[0]!.body.equals(Buffer.from(body))).toBe(true);
    }
  });

  test('is kept once while it waits, however often Meta delivers it', async () => {
    const waiting = async () => (await ledger.ledger.forwarding.outbox.backlog()).rows;
    await until(async () => (await waiting()) === 0, 'nothing waits');
    receiver.manner = 500;
    const body = meta.delivery({ from: '14155550142', body: 'twice-1' });
    for (let i = 0; i < 3; i++) expect((await meta.post(body)).status).toBe(200);
    expect(await waiting()).toBe(1);
    receiver.manner = 200;
    await until(async () => (await waiting()) === 0, 'it is delivered');
  });
});

describe('what does not arrive', () => {
  test('is what nobody signed, or somebody else', async () => {
    const body = meta.delivery({ from: '14155550142', body: 'forged-1' });
    await expectProblem(meta.post(body, meta.sign(body, '0'.repeat(32))), 'signature_invalid');
    await meta.write('14155550142', 'after-1');
    await arrives('after-1');
    expect(arrived('forged-1')).toEqual([]);
  });

  test('is anything of another business’s', async () => {
    await addBusiness(ledger.ledger, { id: 'other-shop', name: 'Other Shop' });
    const others = await cloudApi(ledger, 'other-shop');
    expect((await others.write('14155550142', 'other-1')).status).toBe(200);
    await meta.write('14155550142', 'after-3');
    await arrives('after-3');
    expect(arrived('other-1')).toEqual([]);
  });
});

describe('of an app with several numbers', () => {
  test('each address gets what names its number, and what names their account alone', async () => {
    const appSecret = meta.appSecret.replace(/./g, 'a');
    const elsewhere = await WebhookReceiver.start();
    const [first, second, third] = [
      await cloudApi(ledger, ledger.business, { appSecret }),
      await cloudApi(ledger, ledger.business, { appSecret }),
      await cloudApi(ledger, ledger.business, { appSecret }),
    ];
    const { business } = ledger;
    for (const [{ phoneNumberId }, { url }] of [
      [first, receiver],
      [second, elsewhere],
      [third, elsewhere],
    ] as const) {
      await forwardTo(ledger.ledger, business, phoneNumberId, url);
    }
    await first.write('14155550142', 'first-1');
    await second.write('14155550142', 'second-1');
    await first.post(first.change('account_update', { metadata: undefined, event: 'account-1' }));
    for (const text of ['first-1', 'account-1']) await arrives(text);
    for (const text of ['second-1', 'account-1']) await arrives(text, elsewhere);
    expect([arrived('second-1').length, arrived('first-1', elsewhere).length]).toEqual([0, 0]);
    // Two numbers with one address: it gets it once.
    expect(arrived('account-1', elsewhere).length).toBe(1);
    for (const { phoneNumberId } of [first, second, third]) {
      await forwardNowhere(ledger.ledger, business, phoneNumberId);
    }
    await elsewhere.stop();
  });
});

describe('of an app that serves other businesses as well', () => {
  const theirAccount = '102290129340777';
  /** A sender of somebody else's, delivered to this business's webhook. */
  const others = () => new CloudApi(meta.url, { ...meta, phoneNumberId: '99999' });
  const ofAccount = (body: string) => body.replace(wabaId, theirAccount);
  const both = (first: string, second: string) => {
    const entry = [first, second].flatMap((body) => (JSON.parse(body) as { entry: unknown[] }).entry);
    return JSON.stringify({ object: 'whatsapp_business_account', entry });
  };
  const hello = (api: CloudApi, body: string) => api.delivery({ from: '14155550142', body });

  async function expectNowhere(body: string, text: string): Promise<void> {
    expect((await meta.post(body)).status).toBe(200);
    await meta.write('14155550142', `after-${text}`);
    await arrives(`after-${text}`);
    expect(arrived(text).filter(({ body: got }) => !got.includes(`after-${text}`))).toEqual([]);
  }

  test('what is about another’s number goes nowhere', async () => {
    await expectNowhere(hello(others(), 'theirs-1'), 'theirs-1');
    await expectNowhere(ofAccount(hello(others(), 'theirs-2')), 'theirs-2');
  });

  test('what is about another’s account goes nowhere, whatever shape it has', async () => {
    const change = meta.change('account_update', { metadata: undefined, event: 'theirs-3' });
    await expectNowhere(ofAccount(change), 'theirs-3');
    const untold = { object: 'whatsapp_business_account', entry: [{ id: theirAccount, news: 'theirs-4' }] };
    await expectNowhere(JSON.stringify(untold), 'theirs-4');
  });

  test('what is about this business and another one goes nowhere either', async () => {
    await expectNowhere(both(hello(meta, 'mixed-1'), ofAccount(hello(others(), 'theirs-5'))), 'theirs-5');
  });

  test('a number of this business that is not registered here keeps nothing from the one that is', async () => {
    expect((await meta.post(both(hello(meta, 'mixed-2'), hello(others(), 'theirs-6')))).status).toBe(200);
    await arrives('mixed-2');
  });
});

test('an address that leads back here by another name ends there, for what waits is not kept again', async () => {
  const back = await cloudApi(ledger, ledger.business);
  await forwardTo(ledger.ledger, ledger.business, back.phoneNumberId, back.url);
  expect((await back.write('14155550142', 'back-1')).status).toBe(200);
  // It is kept before it is answered, and forgotten after that: kept again, it would wait on and on.
  await until(async () => (await ledger.ledger.forwarding.outbox.backlog()).rows === 0, 'nothing waits');
  await forwardNowhere(ledger.ledger, ledger.business, back.phoneNumberId);
});

describe('Meta', () => {
  test('is answered at once, however the business’s server behaves', async () => {
    receiver.manner = 'silent';
    const started = performance.now();
    expect((await meta.write('14155550142', 'unanswered-1')).status).toBe(200);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('is asked to keep what does not fit, and a stop in it is heard all the same', async () => {
    const number = '+919876543277';
    const { outbox, ...rest } = ledger.ledger.forwarding;
    const full = await besides({
      forwarding: { ...rest, outbox: { ...outbox, add: async () => 'full' as const } },
    });
    const answer = await full.write('919876543277', 'STOP');
    expect(answer.headers.get('retry-after')).toBe('60');
    await expectProblem(Promise.resolve(answer), 'overloaded');
    expect(await gateSays(number)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
  });

  test('is asked again for what could not be heard, and the business has it all the same', async () => {
    const { sends } = ledger.ledger;
    const deaf = await besides({
      sends: { ...sends, addStatuses: () => Promise.reject(new Error('the database is gone')) },
    });
    const status = {
      id: 'wamid.unheard-1',
      status: 'sent',
      timestamp: '1763846400',
      recipient_id: '14155550142',
    };
    expect((await deaf.post(deaf.change('messages', { statuses: [status] }))).status).toBe(500);
    await arrives('unheard-1');
  });
});

test('what waits is not to be read in the database, and is found by whoever erases the person', async () => {
  receiver.manner = 'silent';
  await meta.write('919876543278', 'waiting-1');
  const db = openDatabase({ url: ledger.config.databaseUrl!, clients: 1 });
  const rows = await db.sql<{ row: string }[]>`select row_to_json(o)::text as row from webhook_outbox o`;
  expect(rows.length).toBeGreaterThan(0);
  const hex = Buffer.from('919876543278').toString('hex');
  for (const { row } of rows) expect(row).not.toMatch(new RegExp(`919876543278|waiting-1|${hex}`));
  const tags = await db.sql<{ tags: number }[]>`select cardinality(tags) as tags from webhook_outbox`;
  expect(tags.every(({ tags: count }) => count >= 1)).toBe(true);
  await db.end();
});
