// A record that a hand in the database has changed: everything else of the person is told, and it is named.

import { expect, test } from 'vitest';
import { openDatabase } from '../../../ledger/storage/database/connection.ts';
import { apiOfThisFile } from '../api.ts';
import { type Body, ivrOptIn } from '../requests.ts';

const here = apiOfThisFile();
const number = '+919876504701';

async function ask(path: string, key: string, body: object): Promise<Response> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  return here.request(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

test.each([
  ['first', 0],
  ['second', 1],
])('history, timeline, access and export name the %s as changed, and go on', async (_, which) => {
  const to = `${number}${which}`.replace('047010', '04710').replace('047011', '04711');
  const { keys, config } = here.ledger;
  const written: Body[] = [];
  for (const offset of [0, 1])
    written.push(
      await (
        await ask('/v1/opt-ins', keys.ingest, {
          ...ivrOptIn(to),
          evidence: { call_id: `c${which}${offset}`, key: '1', prompt: '1' },
        })
      ).json(),
    );
  const { sql, end } = openDatabase({ url: config.databaseUrl!, clients: 1 });
  const { record, leaf_index } = written[which]!;
  const other = written[1 - which]!.record;
  await sql`alter table sealed_records disable trigger all`;
  await sql`
    update sealed_records set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) where record = ${record}`;
  await end();
  for (const path of ['/v1/subjects/history', '/v1/subjects/timeline', '/v1/subjects/access']) {
    const answer = await ask(path, keys.audit, { number: to });
    expect(answer.status).toBe(200);
    const text = await answer.text();
    expect(text).toContain(other);
    expect(text).toMatch(new RegExp(`"leaf_index":\\s*${leaf_index},\\s*"changed":\\s*true,\\s*"entry":`));
  }
  const file = await ask('/v1/exports', keys.audit, { format: 'ndjson' });
  expect(file.status).toBe(200);
  expect(await file.text()).toContain('"row":"end"');
});
