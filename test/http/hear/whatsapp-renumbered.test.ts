// Plans of numbers change, and Meta goes on calling people by the numbers of before: what they say is theirs
// all the same.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CloudApi, cloudApi } from '../../support/cloud-api.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { findingsIn } from '../../support/verifier.ts';
import { type Body, ivrOptIn, post } from '../requests.ts';

let ledger: TestLedger;
let meta: CloudApi;
beforeAll(async () => {
  ledger = await testLedger();
  meta = await cloudApi(ledger, ledger.business);
});
afterAll(() => ledger.stop());

const says = async (who: object) => {
  const question = { ...who, purpose: 'shipping_update', permit: false };
  const answer: Body = await (await post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, question)).json();
  return answer.decision === 'allow' ? 'allow' : answer.reasons[0];
};
const agrees = async (number: string) => {
  const answer = await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(number));
  expect([answer.status, await says({ recipient: number })]).toEqual([201, 'allow']);
};
const write = async (from: string, body: string) => expect((await meta.write(from, body)).status).toBe(200);

/** The same person, in a text of a second later. */
const startsAgain = async (from: string) => {
  const back = { from, id: `wamid.back.${from}`, timestamp: '1763846401', type: 'text' };
  await meta.post(meta.change('messages', { messages: [{ ...back, text: { body: 'START' } }] }));
};

test.each([
  ['Ivory Coast', '+2250707000011', '22507000011'],
  ['Benin', '+2290197000011', '22997000011'],
  ['Gabon', '+24166000011', '24106000011'],
  ['Ecuador', '+593990000011', '59390000011'],
  ['Brazil', '+5531987654311', '553187654311'],
])('a STOP by the number of before stops, and a START brings it back: %s', async (_where, number, before) => {
  await agrees(number);
  await write(before, 'STOP');
  expect([await says({ recipient: number }), await says({ wa_id: before })]).toEqual([
    'withdrawn',
    'withdrawn',
  ]);
  await startsAgain(before);
  expect(await says({ recipient: number })).toBe('allow');
});

test.each([
  ['Ivory Coast', '+2250700000001', '22507000001'],
  ['Ivory Coast, of the second operator', '+2250500000001', '22505000001'],
  ['Kosovo, by the code that Monaco lent', '+38344000011', '37744000011'],
  ['Kosovo, by the code that Slovenia lent', '+38343000011', '38643000011'],
])(
  'a STOP by a number that may be another’s stops both, and a START brings back only its own: %s',
  async (_where, number, other) => {
    await agrees(number);
    await write(other, 'STOP');
    expect(await says({ recipient: number })).toBe('withdrawn');
    await startsAgain(other);
    expect(await says({ recipient: number })).toBe('withdrawn');
    await startsAgain(number.slice(1));
    expect(await says({ recipient: number })).toBe('allow');
  },
);

test('whoever has a number that no plan has any more is known by it', async () => {
  const wa_id = '22527200123';
  expect(await says({ wa_id })).toBe('unknown_recipient');
  await write(wa_id, 'STOP');
  expect(await says({ wa_id })).toBe('withdrawn');
  const stop = { wa_id: '22527200124', channel: 'agent' };
  expect((await post(`${ledger.url}/v1/opt-outs`, ledger.keys.ingest, stop)).status).toBe(201);
  expect(await says({ wa_id: '22527200124' })).toBe('withdrawn');
  const { records }: Body = await (
    await post(`${ledger.url}/v1/subjects/history`, ledger.keys.audit, { wa_id })
  ).json();
  expect(records.map(({ kind }: Body) => kind)).toContain('opt_out');
});

test('a stop by such a number reaches the other names that Meta gives with it', async () => {
  const wa_id = '22527200125';
  const names = { from: wa_id, from_user_id: 'CI.125' };
  const message = {
    ...names,
    id: 'wamid.125',
    timestamp: '1763846400',
    type: 'text',
    text: { body: 'stop' },
  };
  expect((await meta.post(meta.change('messages', { messages: [message] }))).status).toBe(200);
  expect([await says({ wa_id }), await says({ bsuid: 'CI.125' })]).toEqual(['withdrawn', 'withdrawn']);
});

test('the log and the tables agree about all of them', async () => {
  expect(await findingsIn(ledger)).toEqual([]);
});
