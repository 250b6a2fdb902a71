// Erasing over HTTP: two steps, each with the scope for it, and no word of the person in what is answered or
// logged.

import { expect, test } from 'vitest';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { createLogger } from '../../../ledger/telemetry/logger.ts';
import { apiOfThisFile } from '../api.ts';
import { type Body, expectProblem, ivrOptIn } from '../requests.ts';

const lines: string[] = [];
const logger = createLogger({ level: 'debug', destination: { write: (line) => void lines.push(line) } });
const here = apiOfThisFile({ logger });

const ask = (path: string, key: string, body: unknown): Promise<Response> =>
  here.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify(body),
  }) as Promise<Response>;
const preview = (body: unknown, key = here.ledger.keys.admin) => ask('/v1/subjects/erase/preview', key, body);
const erase = (body: unknown, key = here.ledger.keys.admin) => ask('/v1/subjects/erase', key, body);
const optIn = (number: string) => ask('/v1/opt-ins', here.ledger.keys.ingest, ivrOptIn(number));
const gate = async (recipient: string): Promise<Body> =>
  (await ask('/v1/gate/check', here.ledger.keys.gate, { recipient, purpose: 'shipping_update' })).json();

test('a person is shown masked, and then erased; the record says why, and what they agree to next counts by itself', async () => {
  const number = '+919876502001';
  await optIn(number);
  const answer = await preview({ number });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const shown: Body = await answer.json();
  expect(shown).toMatchObject({
    identifiers: [{ kind: 'number', masked: '+91 XXXXXX2001' }],
    counts: { records: 2, keys: 1 },
    others: [],
  });
  expect(shown.stays.map(({ what }: Body) => what)).toContain('stone');
  const erased = await erase({ token: shown.token, reason: 'asked_by_person' });
  expect(erased.status).toBe(200);
  const said: Body = await erased.json();
  expect(said).toMatchObject({ reason: 'asked_by_person', subjects: 1, records: 2 });
  const again: Body = await (await erase({ token: shown.token, reason: 'asked_by_person' })).json();
  expect(again).toEqual(said);
  expect(await gate(number)).toMatchObject({ decision: 'deny' });
  for (const text of [JSON.stringify(shown), JSON.stringify(said), ...lines])
    expect(text).not.toMatch(/98765\W?02001/);
  expect(Buffer.from(shown.token.split('.')[0], 'base64url').toString()).not.toMatch(/98765|6502001/);
});

test('what is wrong is told by field and rule, and erases nothing', async () => {
  const number = '+919876502002';
  await optIn(number);
  const { token }: Body = await (await preview({ number })).json();
  const wrong = async (body: unknown) => {
    const { errors } = await expectProblem(erase(body), 'invalid');
    return errors?.map(({ pointer, rule }) => `${pointer} ${rule}`);
  };
  expect(await wrong({ token: 'x', reason: 'child' })).toEqual(['/token erasure_token']);
  expect(await wrong({ token, reason: 'because' })).toEqual([expect.stringMatching(/^\/reason /)]);
  expect(await wrong({ token })).toEqual([expect.stringMatching(/^\/reason /)]);
  expect(await wrong({ token, reason: 'child', number })).toHaveLength(1);
  await expectProblem(preview({}), 'invalid');
  await expectProblem(preview({ number, bsuid: 'IN.1' }), 'invalid');
  await expectProblem(preview({ number: 'x' }), 'invalid');
  expect((await expectProblem(preview({ number: '+919876502099' }), 'not_found')).detail).not.toContain(
    '98765',
  );
  expect(await gate(number)).toMatchObject({ decision: 'allow' });
});

test('no other scope erases, nor another key or business with the token', async () => {
  const { ledger, business, keys } = here.ledger;
  const number = '+919876502003';
  await optIn(number);
  const { token }: Body = await (await preview({ number })).json();
  for (const key of [keys.audit, keys.ingest, keys.gate]) {
    await expectProblem(preview({ number }, key), 'forbidden');
    await expectProblem(erase({ token, reason: 'unlawful' }, key), 'forbidden');
  }
  await addBusiness(ledger, { id: 'other-shop', name: 'Other Shop', callingCode: '91' });
  const second = (await createApiKey(ledger, business, 'second', ['erase'])).key;
  const theirs = (await createApiKey(ledger, 'other-shop', 'theirs', ['erase'])).key;
  for (const key of [second, theirs])
    await expectProblem(erase({ token, reason: 'unlawful' }, key), 'invalid');
  await expectProblem(preview({ number }, theirs), 'not_found');
  expect(await gate(number)).toMatchObject({ decision: 'allow' });
});
