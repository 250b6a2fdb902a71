// Whatever is sent and however it fails: the number that was sent is in no error, no header, no log line, no
// metric.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApi } from '../../ledger/http/server/api.ts';
import { type Listening, listen } from '../../ledger/http/server/listen.ts';
import { createLogger } from '../../ledger/telemetry/logger.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { Page } from './page.ts';
import { get, ivrOptIn, post } from './requests.ts';

const number = '+919876543281';
const digits = /98765\W?43281/;

let ledger: TestLedger;
let listening: Listening;
let url: string;
const lines: string[] = [];
beforeAll(async () => {
  ledger = await testLedger();
  const logger = createLogger({ level: 'debug', destination: { write: (line) => void lines.push(line) } });
  listening = await listen(createApi(ledger.ledger, { logger }), { host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${listening.port}`;
});
afterAll(async () => {
  await listening.stop();
  await ledger.stop();
});

async function everything(answer: Response): Promise<string> {
  return `${answer.status} ${JSON.stringify([...answer.headers])} ${await answer.text()}`;
}

test('no refusal repeats the number it is about', async () => {
  const { ingest, gate, audit } = ledger.keys;
  const refused = [
    post(`${url}/v1/opt-ins`, undefined, ivrOptIn(number)),
    post(`${url}/v1/opt-ins`, ingest, ivrOptIn(`${number}999999`)),
    post(`${url}/v1/opt-ins`, ingest, ivrOptIn(number, { [number]: 1 })),
    post(`${url}/v1/opt-ins`, ingest, ivrOptIn(number, { evidence: { [number]: number } })),
    post(`${url}/v1/opt-ins`, ingest, ivrOptIn(number, { locale: number, channel: number, notice: number })),
    post(`${url}/v1/opt-ins`, ingest, ivrOptIn(number, { text: number })),
    post(`${url}/v1/opt-ins`, ingest, `{"number": "${number}"`),
    post(`${url}/v1/opt-ins`, number, ivrOptIn(number)),
    post(`${url}/v1/opt-ins`, ingest, ivrOptIn(number), { 'idempotency-key': `${number} ` }),
    post(`${url}/v1/opt-outs`, ingest, { number, channel: 'web', purposes: [number] }),
    post(`${url}/v1/gate/check`, gate, { recipient: `${number}x`, purpose: number }),
    post(`${url}/v1/gate/check`, gate, { bsuid: number, purpose: 'marketing' }),
    post(`${url}/v1/gate/check`, gate, { recipient: number, purpose: 'marketing', template: number }),
    post(`${url}/v1/subjects/history`, audit, { number: [number] }),
    post(`${url}/v1/register/query`, audit, { number: [number], kind: number, cursor: number }),
    get(`${url}/v1/records/${number}`, audit),
    get(`${url}/v1/notices/current?site=${ledger.site}&notice=${number}&${number}=1`),
    get(`${url}/no/such/place/${number}`),
    new Page({ url, site: ledger.site }).post('/v1/opt-ins', 'application/jose', number),
    new Page({ url, site: ledger.site }).optIn(number, { text: number }),
    new Page({ url, site: ledger.site }).askNonce({ notice: number }),
    post(`${url}/v1/ownership`, ingest, { record: number, method: number }),
    get(`${url}/v1/ownership/${number}`),
    post(`${url}/v1/ownership/${number}/code`, undefined, { code: number }),
    post(`${url}/v1/webhooks/whatsapp/${number}`, undefined, { [number]: number }),
    get(`${url}/v1/webhooks/whatsapp/x?hub.verify_token=${number}`),
  ];
  const answers = await Promise.all(refused);
  // A key of a header could be trimmed on its way, and an opt-out is taken whatever else it says; the rest
  // must be refused.
  expect(answers.filter(({ status }) => status < 400).length).toBeLessThanOrEqual(2);
  for (const [i, answer] of answers.entries())
    expect([i, await everything(answer)]).not.toEqual([i, expect.stringMatching(digits)]);
});

test('no write, no decision and no receipt repeats it', async () => {
  const { ingest, gate } = ledger.keys;
  const written = await post(`${url}/v1/opt-ins`, ingest, ivrOptIn(number));
  const asked = await post(`${url}/v1/gate/check`, gate, { recipient: number, purpose: 'shipping_update' });
  const stopped = await post(`${url}/v1/opt-outs`, ingest, { number, channel: 'web' });
  for (const answer of [written, asked, stopped]) {
    const text = await everything(answer);
    expect(text).not.toMatch(digits);
    const tokens = [...text.matchAll(/ey[A-Za-z0-9_-]+\.(ey[A-Za-z0-9_-]+)/g)].map(([, payload]) => payload!);
    for (const payload of tokens) expect(Buffer.from(payload, 'base64url').toString()).not.toMatch(digits);
  }
});

test('no line of the log and no metric has it', async () => {
  expect(lines.length).toBeGreaterThan(20);
  expect(lines.join('')).not.toMatch(digits);
  expect(lines.join('')).not.toContain(ledger.keys.ingest);
  expect(await (await get(`${url}/metrics`, ledger.keys.admin)).text()).not.toMatch(digits);
});
