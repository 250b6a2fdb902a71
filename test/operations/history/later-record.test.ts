// A person has a record of a kind that only a later release knows. This one says so, allows nothing, and
// leaves no state from which the later release would miss what was recorded here.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { tagsUnderEveryPepper } from '../../../ledger/core/subject/tag.ts';
import { createApi } from '../../../ledger/http/server/api.ts';
import type { Draft } from '../../../ledger/operations/append/draft.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { optIn, optOut } from '../filled-ledger.ts';

const number = '+14155550195';

let begun: TestLedger;
let superuser: Database;
let record: string;

beforeAll(async () => {
  begun = await testLedger();
  superuser = openDatabase({ url: begun.config.databaseUrl!, clients: 1 });
  const { ledger, business } = begun;
  await optIn(ledger, business, number);
  const identifier = { kind: 'number', value: number } as const;
  const later = {
    v: 2,
    kind: 'paused_by_law',
    business,
    source: { system: 'test', entry_point: 'test' },
    submitted_by: { by: 'operator', id: 'test' },
    identifiers: [identifier],
    until: '2027-01-01',
  };
  const outcome = await ledger.sequencer.submit({
    business,
    owner: {
      kind: 'identified',
      identifier: 'number',
      tags: tagsUnderEveryPepper(ledger.keys.peppers, business, identifier),
    },
    record: later,
  } as unknown as Draft);
  if (outcome.kind !== 'placed') throw new Error(JSON.stringify(outcome));
  record = outcome.record.id;
  // As that release leaves the person's state.
  await superuser.sql.unsafe(
    `update consent_states set state = '999:' || substring(state from position(':' in state) + 1)`,
  );
});
afterAll(async () => {
  await superuser?.end();
  await begun?.stop();
});

async function ask(path: string, key: 'gate' | 'audit', body: object) {
  const answer = await createApi(begun.ledger).request(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { authorization: `Bearer ${begun.keys[key]}`, 'content-type': 'application/json' },
  });
  return { status: answer.status, body: await answer.json() };
}
const check = () => ask('/v1/gate/check', 'gate', { recipient: number, purpose: 'shipping_update' });

test('the history, and what the gate would have said, are answered with a problem that names the kind', async () => {
  const asOf = { recipient: number, purpose: 'shipping_update', at: new Date().toISOString() };
  for (const answer of [
    await ask('/v1/subjects/history', 'audit', { number }),
    await ask('/v1/gate/as-of', 'audit', asOf),
  ]) {
    expect(answer).toMatchObject({
      status: 501,
      body: { code: 'record_unknown', detail: expect.stringMatching(new RegExp(`${record}.*paused_by_law`)) },
    });
  }
});

test('the gate allows nothing', async () => {
  expect(await check()).toMatchObject({ body: { decision: 'deny', reasons: ['unjudgeable'] } });
});

test('a stop is recorded, and the later release finds no state without it', async () => {
  await optOut(begun.ledger, begun.business, number);
  const [row] = await superuser.sql<{ state: string }[]>`select state from consent_states`;
  expect(row!.state).toBe('0:');
  expect(await check()).toMatchObject({ body: { decision: 'deny', reasons: ['unjudgeable'] } });
});
