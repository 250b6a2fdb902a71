// Bulk checks that name the sender: free-form answers, and templates of one account. Each line is answered as
// a single check is.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { mapTemplate } from '../../../ledger/operations/template/templates.ts';
import { type CloudApi, cloudApi, wabaId } from '../../support/cloud-api.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { type Body, ivrOptIn, post } from '../requests.ts';
import { askInLines, lines, readLines } from './bulk-calls.ts';

const agreed = '+919876543251';
const wrote = '+919876543252';
const stopped = '+919876543253';
const template = { name: 'in_two_accounts', language: 'en' };

let ledger: TestLedger;
let meta: CloudApi;
let other: CloudApi;
beforeAll(async () => {
  ledger = await testLedger();
  meta = await cloudApi(ledger, ledger.business);
  other = await cloudApi(ledger, ledger.business);
  await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(agreed));
  for (const number of [wrote, stopped]) await write(number);
  await post(`${ledger.url}/v1/opt-outs`, ledger.keys.ingest, { number: stopped, channel: 'web' });
  await map(wabaId, 'UTILITY');
  await map('999999999', 'MARKETING');
});
afterAll(() => ledger.stop());

const map = (account: string, category: string) => {
  const mapped = { account, ...template, purpose: 'shipping_update' as const, category };
  return mapTemplate(ledger.ledger, ledger.business, mapped, 'test');
};

async function write(number: string): Promise<void> {
  const [from, timestamp] = [number.slice(1), String(Math.floor(Date.now() / 1000) - 5)];
  const message = { from, id: `wamid.${from}`, timestamp, type: 'text', text: { body: 'hello' } };
  expect((await meta.post(meta.change('messages', { messages: [message] }))).status).toBe(200);
}

const ask = async (...asked: object[]): Promise<Body[]> =>
  readLines(await askInLines(ledger.url, ledger.keys.gate, lines(...asked)));

const freely = (recipient: string, over: object = {}) => {
  return { recipient, kind: 'free_form', sender: meta.phoneNumberId, ...over };
};

test('each line with a sender is answered as a single check is', async () => {
  const asked = [
    freely(wrote),
    freely(agreed),
    freely(stopped),
    freely(wrote, { sender: other.phoneNumberId }),
    freely(wrote, { scope: 'call' }),
    { recipient: agreed, template },
    { recipient: agreed, template, sender: meta.phoneNumberId },
    { recipient: stopped, template, sender: meta.phoneNumberId },
    { recipient: wrote, template, sender: meta.phoneNumberId },
  ];
  const together = await ask(...asked);
  expect(together.map(({ decision, reasons }) => [decision, ...(reasons ?? [])])).toEqual([
    ['allow', 'service_window'],
    ['deny', 'no_service_window'],
    ['deny', 'withdrawn'],
    ['deny', 'no_service_window'],
    ['deny', 'no_service_window'],
    ['deny', 'no_consent'],
    ['allow', 'granted'],
    ['deny', 'withdrawn'],
    ['deny', 'unknown_recipient'],
    [undefined],
  ]);
  for (const [i, one] of asked.entries()) {
    const alone = await post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, { ...one, permit: false });
    const { line, ...answer } = together[i];
    expect(answer).toEqual(await alone.json());
  }
});

test.each([
  ['a free-form message without a sender', { kind: 'free_form' }, 'required'],
  ['a free-form message of somebody else’s sender', { kind: 'free_form', sender: '12345' }, 'sender_unknown'],
  ['a template of somebody else’s sender', { template, sender: '12345' }, 'sender_unknown'],
  ['a free-form message with a template', { kind: 'free_form', template, sender: '12345' }, 'one_subject'],
  ['another kind', { kind: 'call', sender: '12345' }, 'invalid_value'],
])('%s is denied and does not end the rest', async (_what, about, rule) => {
  const answers = await ask({ id: 'a', recipient: agreed, ...about }, freely(wrote));
  expect(answers).toMatchObject([
    {
      id: 'a',
      decision: 'deny',
      reasons: ['invalid_question'],
      errors: [{ rule, pointer: expect.anything() }],
    },
    { decision: 'allow' },
    { done: true, lines: 2 },
  ]);
});

test('another business cannot ask for a sender that is not its own', async () => {
  await addBusiness(ledger.ledger, { id: 'other-shop', name: 'Other Shop' });
  const { key } = await createApiKey(ledger.ledger, 'other-shop', 'gate', ['gate:check']);
  const [answer] = await readLines(await askInLines(ledger.url, key, lines(freely(wrote))));
  expect(answer).toMatchObject({ decision: 'deny', errors: [{ rule: 'sender_unknown' }] });
});

test('a permit says of which sender it was judged', async () => {
  const [answer, ofTemplate] = await ask(freely(wrote, { permit: true }), {
    recipient: agreed,
    template,
    sender: meta.phoneNumberId,
    permit: true,
  });
  const claimsOf = ({ permit }: Body) =>
    JSON.parse(Buffer.from(permit.split('.')[1], 'base64url').toString());
  expect(claimsOf(answer)).toMatchObject({
    kind: 'free_form',
    sender: meta.phoneNumberId,
    decision: 'allow',
  });
  expect(claimsOf(ofTemplate)).toMatchObject({ template, sender: meta.phoneNumberId, decision: 'allow' });
});
