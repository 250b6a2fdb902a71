// Whatever is sent, the answer is a problem that names what is wrong; nothing makes the server fail inside.

import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { scopeSchema } from '../../../ledger/auth/scope.ts';
import { serverOptOut } from '../../../ledger/channels/server/opt-out.ts';
import { problemSchema } from '../../../ledger/http/problem/problem.ts';
import { ofRecords, recordFields } from '../../../ledger/http/register/asked.ts';
import { createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { apiOfThisFile } from '../api.ts';

const app = apiOfThisFile();
let anyKey: string;
beforeAll(async () => {
  const { ledger, business } = app.ledger;
  anyKey = (await createApiKey(ledger, business, 'everything', [...scopeSchema.options])).key;
});

const posts = [
  '/v1/nonces',
  '/v1/opt-ins',
  '/v1/opt-outs',
  '/v1/objections',
  '/v1/customers/consent',
  '/v1/gate/check',
  '/v1/notices',
  '/v1/notices/x/retire',
  '/v1/subjects/history',
  '/v1/register/query',
  '/v1/ownership',
  '/v1/ownership/x/code',
  '/v1/webhooks/whatsapp/x',
];

const near = fc.record(
  {
    number: fc.oneof(fc.string(), fc.constant('+14155550191')),
    recipient: fc.string(),
    wa_id: fc.anything(),
    purpose: fc.oneof(fc.string(), fc.constant('marketing')),
    channel: fc.constantFrom('web', 'ivr', 'paper', '__proto__', 'constructor', ''),
    notice: fc.string(),
    locale: fc.constantFrom('en', 'x', '__proto__'),
    locales: fc.dictionary(fc.string(), fc.anything()),
    evidence: fc.dictionary(fc.string(), fc.anything()),
    __proto__: fc.anything(),
    purposes: fc.array(fc.anything()),
  },
  { requiredKeys: [] },
);

const body = fc.oneof(
  fc.json({ maxDepth: 4 }),
  near.map(
    (value) =>
      JSON.stringify(value, (_key, inner) => (typeof inner === 'bigint' ? Number(inner) : inner)) ?? '',
  ),
  fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
  fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('latin1')),
);

function stopsSomebody(sent: string): boolean {
  try {
    return serverOptOut(JSON.parse(sent), { business: 'any', key: 'any' }).kind === 'opt_out';
  } catch {
    return false;
  }
}

const goodQuestion = ofRecords(z.strictObject(recordFields));
function asksForRecords(sent: string): boolean {
  try {
    return goodQuestion.safeParse(JSON.parse(sent)).success;
  } catch {
    return false;
  }
}

async function refusal(path: string, init: RequestInit): Promise<void> {
  const answer = await app.request(path, init);
  expect([path, answer.status]).toEqual([
    path,
    expect.toSatisfy((status: number) => status >= 400 && status < 500),
  ]);
  problemSchema.parse(await answer.json());
}

test('no body makes an endpoint fail inside', async () => {
  const mediaType = fc.constantFrom(
    'application/json',
    'application/jose',
    'application/JSON; charset=utf-8',
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...posts), mediaType, body, async (path, type, sent) => {
      // The gate answers a question that happens to be a good one; nobody is known here, so it denies.
      const headers = {
        'content-type': type,
        authorization: `Bearer ${anyKey}`,
        origin: 'https://fresh.example',
      };
      if (path === '/v1/gate/check' && /"purpose":"marketing"/.test(sent)) return;
      // So does the register, which is asked for everything by {}.
      if (path === '/v1/register/query' && asksForRecords(sent)) return;
      // An opt-out and an objection need no more than somebody who can be stopped.
      if (['/v1/opt-outs', '/v1/objections'].includes(path) && stopsSomebody(sent)) return;
      await refusal(path, { method: 'POST', headers, body: sent });
    }),
    { numRuns: 1500 },
  );
});

test('no path and no query makes the server fail inside', async () => {
  const gets = ['/v1/records/', '/v1/receipts/', '/log/tile/', '/problems/', '/v1/notices/current?', '/v1/'];
  const headers = { authorization: `Bearer ${anyKey}` };
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...gets), fc.string({ unit: 'grapheme' }), async (start, end) => {
      const path = start + encodeURI(end.toWellFormed()).replaceAll('#', '%23');
      const answer = await app.request(path, { headers });
      expect([path, answer.status < 500]).toEqual([path, true]);
    }),
    { numRuns: 1000 },
  );
});
