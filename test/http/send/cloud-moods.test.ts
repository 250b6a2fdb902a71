// Meta is slow, cuts the line, refuses, is away: whoever sent is told clearly, and no message goes out twice.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createCloudProxy } from '../../../ledger/clients/cloud-proxy.ts';
import { graphErrorSchema } from '../../../ledger/http/send/graph-error.ts';
import { CloudApiServer, type Mood } from '../../support/cloud-api-server.ts';
import { GatedSender } from '../../support/gated-sender.ts';
import { type Body, post } from '../requests.ts';

const number = '+919876543230';

let shop: GatedSender;
beforeAll(async () => {
  shop = await GatedSender.start();
  await shop.optIn(number);
});
afterAll(() => shop.stop());
beforeEach(async () => {
  await shop.cloud.idle();
  shop.cloud.sent.splice(0);
  shop.cloud.mood = 'well';
  shop.ledger.ledger.cloud = createCloudProxy(shop.cloud.url, { sendTimeoutMs: 400 });
});

/** Where nobody listens any more. */
async function nowhere(): Promise<URL> {
  const gone = await new CloudApiServer().start();
  const { url } = gone;
  await gone.stop();
  return url;
}

let used = 0;
const newKey = () => {
  used += 1;
  return { 'idempotency-key': `order-${used}` };
};
const send = (headers: Record<string, string> = {}) => shop.send(shop.template(number), { headers });
const errorOf = async (answer: Response): Promise<Body> => ((await answer.json()) as Body).error;
const sendsOf = async () => {
  const all = [];
  for await (const page of shop.ledger.ledger.sends.scan(shop.ledger.business, 7)) all.push(...page);
  return all;
};

describe('nobody knows whether a message went out', () => {
  const silent: [string, Mood][] = [
    ['Meta takes too long', { slowMs: 900 }],
    ['the line is cut before the answer', 'cuts'],
    ['the line is cut in the answer', 'cuts_answer'],
    ['the answer has no end', 'endless'],
    ['a server in front of Meta says 502', { edge: 502 }],
    ['a server in front of Meta says 503', { edge: 503 }],
  ];

  test.for(silent)('when %s: 504, not to be repeated, and kept as unknown', async ([, mood]) => {
    shop.cloud.mood = mood;
    const answer = await send();
    const error = await errorOf(answer);
    expect([answer.status, error.code, error.is_transient]).toEqual([504, 990006, false]);
    const kept = await shop.ledger.ledger.sends.byPermit(error.error_data.permit_id);
    expect(kept).toMatchObject({ state: 'unknown', decision: 'allow' });
  });

  test.for(silent)('when %s, the same key sends nothing more', async ([, mood]) => {
    const headers = newKey();
    shop.cloud.mood = mood;
    await send(headers);
    shop.cloud.mood = 'well';
    const before = shop.cloud.sent.length;
    expect((await send(headers)).status).toBe(504);
    expect(shop.cloud.sent).toHaveLength(before);
  });

  test('when Meta answers something else than an id: its answer comes back, the key sends nothing more', async () => {
    const headers = newKey();
    shop.cloud.mood = 'garbage';
    expect(await (await send(headers)).text()).toBe('<html>');
    shop.cloud.mood = 'well';
    expect((await send(headers)).status).toBe(504);
    expect(shop.cloud.sent).toHaveLength(1);
  });

  test('when Meta fails inside, under its own error', async () => {
    const headers = newKey();
    shop.cloud.mood = { refuses: 131_000, status: 500 };
    const answer = await send(headers);
    expect([answer.status, (await errorOf(answer)).code]).toEqual([500, 131_000]);
    shop.cloud.mood = 'well';
    expect((await send(headers)).status).toBe(504);
    expect(shop.cloud.sent).toEqual([]);
  });
});

describe('nothing went out', () => {
  test('when Meta is not there: 502, may be repeated, also under the same key', async () => {
    const headers = newKey();
    shop.ledger.ledger.cloud = createCloudProxy(await nowhere());
    const answer = await send(headers);
    const error = await errorOf(answer);
    expect([answer.status, error.code, error.is_transient]).toEqual([502, 990005, true]);
    shop.ledger.ledger.cloud = createCloudProxy(shop.cloud.url);
    expect((await send(headers)).status).toBe(200);
    expect(shop.cloud.sent).toHaveLength(1);
  });

  test('when Meta refuses, so the same key may try again', async () => {
    const headers = newKey();
    shop.cloud.mood = { refuses: 130_429, status: 429 };
    const answer = await send(headers);
    expect(answer.status).toBe(429);
    // Meta leaves out what our own errors have, and what we describe is what we answer.
    const said: Body = await answer.json();
    expect(said.error).not.toHaveProperty('is_transient');
    expect(graphErrorSchema.safeParse(said).success).toBe(true);
    shop.cloud.mood = 'well';
    expect((await send(headers)).status).toBe(200);
  });

  test('when Meta points elsewhere: nobody follows', async () => {
    shop.cloud.mood = 'redirects';
    const asked = shop.cloud.asked.length;
    expect((await shop.send(shop.template(number), { redirect: 'manual' })).status).toBe(302);
    expect(shop.cloud.asked).toHaveLength(asked + 1);
  });
});

describe('under an Idempotency-Key', () => {
  test('a message goes out once, and the first answer is repeated', async () => {
    const headers = newKey();
    const first = await send(headers);
    const again = await send(headers);
    expect(await again.json()).toEqual(await first.json());
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.headers.get('optmark-permit-id')).toBe(first.headers.get('optmark-permit-id'));
    expect(shop.cloud.sent).toHaveLength(1);
  });

  test('the answer is repeated also after an opt-out: nothing is sent by it', async () => {
    const gone = '+919876543231';
    await shop.optIn(gone);
    const headers = newKey();
    const first = await (await shop.send(shop.template(gone), { headers })).json();
    const { url, keys } = shop.ledger;
    await post(`${url}/v1/opt-outs`, keys.ingest, { number: gone, channel: 'web' });
    expect(await (await shop.send(shop.template(gone), { headers })).json()).toEqual(first);
    expect(shop.cloud.sent).toHaveLength(1);
  });

  test('twenty requests at once send one message', async () => {
    const headers = newKey();
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(headers)));
    expect(shop.cloud.sent).toHaveLength(1);
    const statuses = answers.map(({ status }) => status);
    expect(statuses).toContain(200);
    for (const status of statuses) expect([200, 504]).toContain(status);
  });

  test('another message is refused', async () => {
    const headers = newKey();
    await send(headers);
    const other = shop.template(number, { language: { code: 'hi' } });
    const answer = await shop.send(other, { headers });
    expect([answer.status, (await errorOf(answer)).code]).toEqual([422, 990003]);
    expect(shop.cloud.sent).toHaveLength(1);
  });

  test('a denial holds no key: who consents later is written to', async () => {
    const late = '+919876543232';
    const headers = newKey();
    expect((await shop.send(shop.template(late), { headers })).status).toBe(403);
    await shop.optIn(late);
    expect((await shop.send(shop.template(late), { headers })).status).toBe(200);
  });

  test('the key of one sender is not another’s', async () => {
    const headers = newKey();
    await send(headers);
    const other = await shop.another(shop.ledger.business);
    expect((await shop.send(shop.template(number), { ...other, headers })).status).toBe(200);
    expect(shop.cloud.sent).toHaveLength(2);
  });

  test('a key that is none is refused before anything is sent', async () => {
    const answer = await shop.send(shop.template(number), { headers: { 'idempotency-key': 'two words' } });
    expect([answer.status, (await errorOf(answer)).code]).toEqual([400, 100]);
    expect(shop.cloud.sent).toEqual([]);
  });
});

test('a repeated request without a key is a second message: nobody but the sender repeats', async () => {
  await send();
  await send();
  expect(shop.cloud.sent).toHaveLength(2);
});

test('every message that went out has the permit that let it out', async () => {
  shop.cloud.mood = 'cuts';
  await send();
  shop.cloud.mood = 'well';
  await send();
  const permits = new Set(
    (await sendsOf()).filter(({ decision }) => decision === 'allow').map(({ permit }) => permit),
  );
  expect(shop.cloud.sent).toHaveLength(2);
  for (const { label } of shop.cloud.sent) expect(permits).toContain(label);
});
