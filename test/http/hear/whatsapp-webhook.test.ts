// The webhook of Meta: what is believed, what is passed over, what is refused. What a message can prove
// stands in ownership.test.ts.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi } from '../../../ledger/http/server/api.ts';
import { webhookBytesMax } from '../../../ledger/http/server/limits.ts';
import { type Listening, listen } from '../../../ledger/http/server/listen.ts';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import { createLogger } from '../../../ledger/telemetry/logger.ts';
import { CloudApi, cloudApi } from '../../support/cloud-api.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { Page } from '../page.ts';
import { type Body, expectProblem, get } from '../requests.ts';

let ledger: TestLedger;
let whatsApp: CloudApi;
let others: CloudApi;
let listening: Listening;
const lines: string[] = [];

beforeAll(async () => {
  ledger = await testLedger();
  whatsApp = await cloudApi(ledger, ledger.business);
  await addBusiness(ledger.ledger, { id: 'other-shop', name: 'Other Shop' });
  others = await cloudApi(ledger, 'other-shop');
  const logger = createLogger({ level: 'debug', destination: { write: (line) => void lines.push(line) } });
  listening = await listen(createApi(ledger.ledger, { logger }), { host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await listening.stop();
  await ledger.stop();
});

let used = 100;

/** Somebody who has ticked, and what they must write. */
async function waiting(): Promise<{ from: string; text: string; state(): Promise<string> }> {
  used += 1;
  const page = new Page(ledger);
  const { record }: Body = await (await page.optIn(`+919876543${used}`)).json();
  const { challenge, text }: Body = await (await page.askOwnership(record, 'whatsapp')).json();
  const state = async () =>
    ((await (await get(`${ledger.url}/v1/ownership/${challenge}`)).json()) as Body).state;
  return { from: `919876543${used}`, text, state };
}

describe('the handshake', () => {
  const ask = (api: CloudApi, over: Record<string, string> = {}) => {
    const query = {
      'hub.mode': 'subscribe',
      'hub.verify_token': api.verifyToken,
      'hub.challenge': '1158201444',
    };
    return get(`${whatsApp.url}?${new URLSearchParams({ ...query, ...over })}`);
  };

  test('repeats the challenge to whoever knows the token', async () => {
    const answer = await ask(whatsApp);
    expect([answer.status, await answer.text()]).toEqual([200, '1158201444']);
    expect(answer.headers.get('content-type')).toContain('text/plain');
  });

  test.for([
    ['a wrong token', { 'hub.verify_token': 'x'.repeat(32) }],
    ['an empty token', { 'hub.verify_token': '' }],
  ] as const)('is refused for %s', async ([, over]) => {
    await expectProblem(ask(whatsApp, over), 'forbidden');
  });

  test.for([
    ['another mode', { 'hub.mode': 'unsubscribe' }, '/hub.mode'],
    ['a challenge that is a page', { 'hub.challenge': '<script>' }, '/hub.challenge'],
    ['no challenge', { 'hub.challenge': '' }, '/hub.challenge'],
  ] as const)('is refused for %s, with the parameter named', async ([, over, pointer]) => {
    const { errors } = await expectProblem(ask(whatsApp, over), 'invalid');
    expect(errors).toMatchObject([{ pointer }]);
  });

  test('is refused for the token of another business', async () => {
    await expectProblem(ask(others), 'forbidden');
  });

  test('is refused alike where there is no such business', async () => {
    const query = new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.verify_token': 'x',
      'hub.challenge': '1',
    });
    const asked = (id: string) => get(`${ledger.url}/v1/webhooks/whatsapp/${id}?${query}`);
    await expectProblem(asked('nobody'), 'forbidden');
    for (const id of ['%FF', 'a'.repeat(5_000)]) await expectProblem(asked(id), 'not_found');
  });
});

describe('believed', () => {
  test('every sender of the business, whichever app it belongs to', async () => {
    const second = await cloudApi(ledger, ledger.business);
    const { from, text, state } = await waiting();
    await second.write(from, text);
    expect(await state()).toBe('confirmed');
  });

  test('a batch: each message by itself, whatever stands beside it', async () => {
    const [one, two] = [await waiting(), await waiting()];
    const batch = whatsApp.delivery(
      { from: one.from, body: 'Où est ma commande ? 🍅' },
      { from: one.from, body: one.text },
      { from: two.from, body: one.text },
      { from: two.from, body: two.text },
    );
    expect((await whatsApp.post(batch)).status).toBe(200);
    expect([await one.state(), await two.state()]).toEqual(['confirmed', 'confirmed']);
  });

  test('what holds nothing for us is accepted, so that Meta does not deliver it for ever', async () => {
    const nothing = [
      '{}',
      '{"object":"whatsapp_business_account","entry":[]}',
      '{"entry":[{"changes":[{"field":"user_preferences","value":{}}]}]}',
      '[1,2]',
    ];
    for (const body of nothing) expect((await whatsApp.post(body)).status).toBe(200);
    expect((await whatsApp.write('919876543001', 'STOP')).status).toBe(200);
  });
});

describe('refused, and nothing happens', () => {
  test('for what can be no business', async () => {
    for (const id of ['%FF', 'a'.repeat(5_000)]) {
      const headers = {
        'content-type': 'application/json',
        'x-hub-signature-256': `sha256=${'0'.repeat(64)}`,
      };
      const url = `${ledger.url}/v1/webhooks/whatsapp/${id}`;
      await expectProblem(fetch(url, { method: 'POST', headers, body: '{}' }), 'not_found');
    }
  });

  const refusedFor = async (post: (delivery: string) => Promise<Response>) => {
    const { from, text, state } = await waiting();
    await expectProblem(post(whatsApp.delivery({ from, body: text })), 'signature_invalid');
    expect(await state()).toBe('waiting');
  };

  test('a forged signature', async () => {
    await refusedFor((body) => whatsApp.post(body, whatsApp.sign(body, '0'.repeat(32))));
    await refusedFor((body) => whatsApp.post(body, `sha256=${'0'.repeat(64)}`));
  });

  test('no signature, or one that is none', async () => {
    await refusedFor((body) => whatsApp.post(body, ''));
    await refusedFor((body) => whatsApp.post(body, whatsApp.sign(body).slice(7)));
  });

  test('a signature over other bytes', async () => {
    await refusedFor((body) => whatsApp.post(`${body} `, whatsApp.sign(body)));
  });

  test('what another business’s app signed, at our address', async () => {
    await refusedFor((body) => whatsApp.post(body, others.sign(body)));
  });

  test('at the address of a business that is not there', async () => {
    const nobody = new CloudApi(`${ledger.url}/v1/webhooks/whatsapp/nobody`, whatsApp);
    await refusedFor((body) => nobody.post(body));
  });
});

describe('signed, and of no effect', () => {
  test('our code, written to another business', async () => {
    const { from, text, state } = await waiting();
    expect((await others.write(from, text)).status).toBe(200);
    expect(await state()).toBe('waiting');
  });

  test('our code in a webhook that names another business’s sender', async () => {
    const { from, text, state } = await waiting();
    const { phoneNumberId } = others;
    const strange = new CloudApi(whatsApp.url, { ...whatsApp, phoneNumberId, verifyToken: '' });
    expect((await strange.write(from, text)).status).toBe(200);
    expect(await state()).toBe('waiting');
  });

  test('a code that nobody was given', async () => {
    const { from, state } = await waiting();
    expect((await whatsApp.write(from, 'OPT-0000-0000')).status).toBe(200);
    expect(await state()).toBe('waiting');
  });
});

describe('the body', () => {
  test('may be as large as a batch of Meta’s is, and no larger', async () => {
    const { from, text, state } = await waiting();
    const large = whatsApp.delivery({ from, body: 'a'.repeat(webhookBytesMax - 2000) }, { from, body: text });
    expect((await whatsApp.post(large)).status).toBe(200);
    expect(await state()).toBe('confirmed');
    await expectProblem(whatsApp.post(' '.repeat(webhookBytesMax + 1)), 'too_large');
  });

  test('is taken once it is signed, whatever it is and is said to be', async () => {
    expect((await whatsApp.post('{"entry":')).status).toBe(200);
    expect((await whatsApp.post('')).status).toBe(200);
    const { from, text, state } = await waiting();
    const body = whatsApp.delivery({ from, body: text });
    const headers = { 'content-type': 'text/plain', 'x-hub-signature-256': whatsApp.sign(body) };
    expect((await fetch(whatsApp.url, { method: 'POST', headers, body })).status).toBe(200);
    expect(await state()).toBe('confirmed');
  });

  test('is never logged: neither words nor numbers nor ids', async () => {
    const url = `http://127.0.0.1:${listening.port}/v1/webhooks/whatsapp/${ledger.business}`;
    const api = new CloudApi(url, whatsApp);
    const secretWords = `secret ${randomUUID()}`;
    await api.write('14155550142', secretWords, 'wamid.logged');
    await api.post(api.delivery({ from: '14155550142', body: secretWords }), `sha256=${'0'.repeat(64)}`);
    expect(lines.join('')).toContain('/v1/webhooks/whatsapp/{business}');
    expect(lines.join('')).not.toMatch(/5550142|secret|wamid/);
  });
});
