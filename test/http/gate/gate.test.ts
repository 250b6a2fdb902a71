import { decodeProtectedHeader, type JWK } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { permitSchema, recipientHash } from '../../../ledger/core/gate/permit.ts';
import { verifyToken } from '../../../ledger/core/jws.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { Page } from '../page.ts';
import { type Body, expectProblem, get, ivrOptIn, post } from '../requests.ts';

const number = '+919876543220';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await testLedger();
  await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(number));
});
afterAll(() => ledger.stop());

const ask = (question: unknown, key: string | undefined = ledger.keys.gate) =>
  post(`${ledger.url}/v1/gate/check`, key, question);
const answerTo = async (question: unknown): Promise<Body> => (await ask(question)).json();

test('no key, no answer', async () => {
  await expectProblem(post(`${ledger.url}/v1/gate/check`, undefined, {}), 'unauthenticated');
});

test.each(['ingest', 'audit', 'admin'] as const)('a key without the scope is refused: %s', async (name) => {
  await expectProblem(ask({ recipient: number, purpose: 'shipping_update' }, ledger.keys[name]), 'forbidden');
});

test.each([
  ['nobody', { purpose: 'shipping_update' }, 'one_recipient', ''],
  ['two people', { recipient: number, wa_id: '1', purpose: 'shipping_update' }, 'one_recipient', ''],
  ['nothing', { recipient: number }, 'one_subject', ''],
  [
    'two things',
    { recipient: number, purpose: 'marketing', template: { name: 'x', language: 'en' } },
    'one_subject',
    '',
  ],
  ['a free-form message of nobody', { recipient: number, kind: 'free_form' }, 'required', '/sender'],
  [
    'a free-form message of a stranger',
    { recipient: number, kind: 'free_form', sender: '12345' },
    'sender_unknown',
    '/sender',
  ],
  ['an unknown purpose', { recipient: number, purpose: 'gossip' }, 'invalid_value', '/purpose'],
  [
    'a template without a language',
    { recipient: number, template: 'order_shipped' },
    'invalid_type',
    '/template',
  ],
  [
    'an unknown scope',
    { recipient: number, purpose: 'marketing', scope: 'visit' },
    'invalid_value',
    '/scope',
  ],
  [
    'an unknown field',
    { recipient: number, purpose: 'marketing', force: true },
    'unrecognized_keys',
    '/force',
  ],
  ['no number', { recipient: 'Priya', purpose: 'marketing' }, 'character', '/recipient'],
  ['two ids', { bsuid: 'IN.1', parent_bsuid: 'IN.ENT.1', purpose: 'marketing' }, 'one_recipient', ''],
  ['no parent BSUID', { parent_bsuid: 'IN.1', purpose: 'marketing' }, 'parent_bsuid_format', '/parent_bsuid'],
  ['a parent BSUID as a BSUID', { bsuid: 'IN.ENT.1', purpose: 'marketing' }, 'bsuid_format', '/bsuid'],
  ['no BSUID', { bsuid: 'Priya', purpose: 'marketing' }, 'bsuid_format', '/bsuid'],
])('a question about %s is refused', async (_what, question, rule, pointer) => {
  const problem = await expectProblem(ask(question), 'invalid');
  expect(problem.errors).toContainEqual(expect.objectContaining({ rule, pointer }));
});

test('a question that names its recipient twice is refused', async () => {
  const headers = { authorization: `Bearer ${ledger.keys.gate}`, 'content-type': 'application/json' };
  const body = `{"recipient":"+14155550121","recipient":${JSON.stringify(number)},"purpose":"shipping_update"}`;
  await expectProblem(fetch(`${ledger.url}/v1/gate/check`, { method: 'POST', headers, body }), 'malformed');
});

test('a stranger is denied', async () => {
  expect(await answerTo({ recipient: '+14155550121', purpose: 'shipping_update' })).toMatchObject({
    decision: 'deny',
    reasons: ['unknown_recipient'],
  });
});

test('another purpose than agreed is denied', async () => {
  const answer = await answerTo({ recipient: number, purpose: 'marketing' });
  expect(answer).toMatchObject({ decision: 'deny', reasons: ['no_consent'] });
});

test('a call is denied where messages were agreed', async () => {
  const answer = await answerTo({ recipient: number, purpose: 'shipping_update', scope: 'call' });
  expect(answer).toMatchObject({ decision: 'deny', reasons: ['no_consent'] });
});

test('a person of another business is a stranger', async () => {
  const { addBusiness, createApiKey } = await import('../../../ledger/operations/setup/setup.ts');
  await addBusiness(ledger.ledger, { id: 'other-shop', name: 'Other Shop' });
  const { key } = await createApiKey(ledger.ledger, 'other-shop', 'gate', ['gate:check']);
  const answer: Body = await (await ask({ recipient: number, purpose: 'shipping_update' }, key)).json();
  expect(answer).toMatchObject({ decision: 'deny', reasons: ['unknown_recipient'] });
});

test('what was agreed is allowed, with the record that decides', async () => {
  const answer = await ask({ recipient: number, purpose: 'shipping_update' });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(await answer.json()).toMatchObject({
    ...{ decision: 'allow', reasons: ['granted'] },
    ...{ grade: 'E1', grade_reasons: ['words_not_shown'] },
  });
});

test('the number is found as Meta spells it', async () => {
  expect(await answerTo({ wa_id: '919876543220', purpose: 'shipping_update' })).toMatchObject({
    decision: 'allow',
  });
});

test('a permit is signed by a published key and holds no number', async () => {
  const { permit } = await answerTo({ recipient: number, purpose: 'shipping_update' });
  const { keys } = (await (await get(`${ledger.url}/.well-known/jwks.json`)).json()) as { keys: JWK[] };
  const verified = await verifyToken(permit, 'optmark-permit+jws', keys);
  if (verified.kind !== 'valid') throw new Error(verified.reason);
  const claims = permitSchema.parse(verified.claims);
  expect(claims.recipient_hash).toBe(recipientHash(claims.salt, number));
  expect(JSON.stringify([claims, decodeProtectedHeader(permit)])).not.toContain('9876543220');
});

test('no permit is signed where none is wanted', async () => {
  const answer = await answerTo({ recipient: number, purpose: 'shipping_update', permit: false });
  expect(answer).not.toHaveProperty('permit');
});

test('a page cannot read the gate', async () => {
  const page = new Page(ledger);
  const question = JSON.stringify({ recipient: number, purpose: 'shipping_update' });
  const answer = await page.post('/v1/gate/check', 'application/json', question, {
    authorization: `Bearer ${ledger.keys.gate}`,
  });
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
});

test('each answer is counted by its reasons', async () => {
  await answerTo({ recipient: '+14155550129', purpose: 'marketing' });
  const metrics = await (await get(`${ledger.url}/metrics`, ledger.keys.admin)).text();
  expect(metrics).toMatch(/optmark_gate_decisions_total\{decision="deny",reason="unknown_recipient"\} [1-9]/);
});
