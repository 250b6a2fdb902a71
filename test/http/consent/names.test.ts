// Whom a business’s server means: by whatever name, the answer is about the same person.

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

type Names = { wa_id: string; bsuid: string; parent_bsuid: string };

let used = 300;
/** Somebody who has agreed to order updates on the phone, and whom Meta has not named yet. */
async function customer(): Promise<Names> {
  used += 1;
  const answer = await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(`+919876543${used}`));
  expect(answer.status).toBe(201);
  return { wa_id: `919876543${used}`, bsuid: `IN.${used}`, parent_bsuid: `IN.ENT.${used}` };
}

/** Meta says that these belong together. */
async function named({ wa_id, bsuid, parent_bsuid }: Names): Promise<void> {
  const names = { from: wa_id, from_user_id: bsuid, from_parent_user_id: parent_bsuid };
  const timestamp = String(Math.floor(Date.now() / 1000) - 10);
  const message = { ...names, id: `wamid.${wa_id}`, timestamp, type: 'text', text: { body: 'Hello' } };
  const answer = await meta.post(meta.change('messages', { messages: [message] }));
  expect(answer.status).toBe(200);
}

const ask = async (path: string, key: keyof TestLedger['keys'], body: unknown): Promise<Body> =>
  (await post(`${ledger.url}${path}`, ledger.keys[key], body)).json();
const purpose = 'shipping_update';
const says = async (who: Partial<Names>): Promise<string> =>
  (await ask('/v1/gate/check', 'gate', { ...who, purpose })).reasons[0];

test.for(['bsuid', 'parent_bsuid'] as const)(
  'an opt-out by a %s that nobody knows is kept, and stops the number once Meta links them',
  async (kind) => {
    const person = await customer();
    const who = { [kind]: person[kind] };
    const answer = await post(`${ledger.url}/v1/opt-outs`, ledger.keys.ingest, { ...who, channel: 'app' });
    expect(answer.status).toBe(201);
    expect([await says(who), await says({ wa_id: person.wa_id })]).toEqual(['withdrawn', 'granted']);
    await named(person);
    for (const name of ['wa_id', 'bsuid', 'parent_bsuid'] as const) {
      expect(await says({ [name]: person[name] })).toBe('withdrawn');
    }
  },
);

test('after a user_id_update no name is allowed: the number says why, the ids that borrowed its consent have none', async () => {
  const person = await customer();
  await named(person);
  const current = `${person.bsuid}b`;
  const timestamp = String(Math.floor(Date.now() / 1000) - 5);
  const update = [{ user_id: { previous: person.bsuid, current }, timestamp }];
  await meta.post(meta.change('user_id_update', { user_id_update: update }));
  expect(await says({ wa_id: person.wa_id })).toBe('suspended_until_confirmed');
  expect([await says({ bsuid: person.bsuid }), await says({ bsuid: current })]).toEqual([
    'no_consent',
    'no_consent',
  ]);
});

test('an opt-out by wa_id stops the number', async () => {
  const { wa_id } = await customer();
  await ask('/v1/opt-outs', 'ingest', { wa_id, channel: 'app' });
  expect(await says({ wa_id })).toBe('withdrawn');
});

test('an opt-out holds the name as it was given', async () => {
  const { parent_bsuid } = await customer();
  const { record } = await ask('/v1/opt-outs', 'ingest', { parent_bsuid, channel: 'app' });
  const { records } = await ask('/v1/subjects/history', 'audit', { parent_bsuid });
  const kept = records.find(({ id }: Body) => id === record);
  expect(kept.record.identifiers).toEqual([{ kind: 'parent_bsuid', value: parent_bsuid }]);
});

test.for(['wa_id', 'bsuid', 'parent_bsuid'] as const)(
  'a %s is a name like any other: for one question, many, what was, and the history',
  async (kind) => {
    const person = await customer();
    await named(person);
    const who = { [kind]: person[kind] };
    const { tree_size, reasons } = await ask('/v1/gate/check', 'gate', { ...who, purpose });
    expect(reasons).toEqual(['granted']);
    await ask('/v1/opt-outs', 'ingest', { number: `+${person.wa_id}`, channel: 'web' });
    const { answers } = await ask('/v1/gate/check-bulk', 'gate', [{ ...who, purpose }]);
    expect(answers[0].reasons).toEqual(['withdrawn']);
    expect((await ask('/v1/gate/as-of', 'audit', { ...who, purpose, tree_size })).reasons).toEqual([
      'granted',
    ]);
    const { records } = await ask('/v1/subjects/history', 'audit', who);
    const kinds = records.map(({ kind: one }: Body) => one);
    expect(kinds).toEqual(expect.arrayContaining(['opt_in', 'linked', 'opt_out']));
  },
);

test('what was recorded by any name can be verified like the rest of the log', async () => {
  expect(await findingsIn(ledger)).toEqual([]);
});
