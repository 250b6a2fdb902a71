// What is asked of a record that a hand in the database has changed, and of its person.

import { expect, test } from 'vitest';
import { openDatabase } from '../../../ledger/storage/database/connection.ts';
import { apiOfThisFile } from '../api.ts';
import { type Body, ivrOptIn } from '../requests.ts';

const here = apiOfThisFile();

async function ask(path: string, key: string, body: object): Promise<Response> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  return here.request(path, { method: 'POST', headers, body: JSON.stringify(body) });
}
const read = (path: string, key: string) =>
  here.request(path, { headers: { authorization: `Bearer ${key}` } });

/** Two opt-ins of a person, of which the first or the second does not open any more. */
async function damaged(number: string, which: 0 | 1): Promise<{ changed: Body; other: Body }> {
  const { keys, config } = here.ledger;
  const written: Body[] = [];
  for (const call of ['first', 'second']) {
    const evidence = { call_id: `${call} of ${number}`, key: '1', prompt: '1' };
    written.push(await (await ask('/v1/opt-ins', keys.ingest, { ...ivrOptIn(number), evidence })).json());
  }
  const [changed, other] = which === 0 ? written : written.toReversed();
  const { sql, end } = openDatabase({ url: config.databaseUrl!, clients: 1 });
  await sql`alter table sealed_records disable trigger all`;
  await sql`
    update sealed_records set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1)
    where record = ${changed!.record}`;
  await sql`alter table sealed_records enable trigger all`;
  await end();
  return { changed: changed!, other: other! };
}

test('what is asked of the record itself is answered by a problem that names its leaf', async () => {
  const { keys } = here.ledger;
  const { changed, other } = await damaged('+919876504713', 1);
  for (const answer of [
    await read(`/v1/records/${changed.record}`, keys.audit),
    await read(`/v1/receipts/${changed.record}`, keys.audit),
    await ask('/v1/disputes', keys.audit, { record: changed.record }),
  ]) {
    expect(answer.status).toBe(500);
    const problem: Body = await answer.json();
    expect(problem).toMatchObject({ code: 'record_changed' });
    expect(problem.detail).toContain(`leaf ${changed.leaf_index} `);
  }
  expect((await read(`/v1/records/${other.record}`, keys.audit)).status).toBe(200);
});

test('the gate answers as ever, and a stop of the person is heard', async () => {
  const number = '+919876504714';
  const { keys } = here.ledger;
  await damaged(number, 0);
  const asked = { recipient: number, purpose: 'shipping_update' };
  expect((await ask('/v1/gate/check', keys.gate, asked)).status).toBe(200);
  expect((await ask('/v1/opt-outs', keys.ingest, { number, channel: 'agent' })).status).toBe(201);
  expect(await (await ask('/v1/gate/check', keys.gate, asked)).json()).toMatchObject({
    ...{ decision: 'deny', reasons: ['withdrawn'] },
  });
});
