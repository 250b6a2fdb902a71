// The connection is cut behind every statement of the commit that erases: all of it has happened, or nothing.
// A recovery makes it whole by what the journal has, and the caller's token gives the answer that was lost.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Principal } from '../../../ledger/auth/scope.ts';
import { componentMax } from '../../../ledger/core/consent/component.ts';
import { recordOptIn } from '../../../ledger/operations/consent/record-consent.ts';
import { eraseAgain, eraseBy } from '../../../ledger/operations/erase/erase.ts';
import { previewErasure } from '../../../ledger/operations/erase/preview.ts';
import { hearIdentities } from '../../../ledger/operations/hear/identities.ts';
import type { AttemptOutcome, JournalErasure } from '../../../ledger/operations/journal/erasure-line.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { type FaultProxy, faultProxy } from '../../support/postgres/fault-proxy.ts';
import { findingsIn } from '../../support/verifier.ts';
import { gateSays, ivrOptIn, spend } from '../commands.ts';
import { startNode } from '../node.ts';

let here: TestLedger;
let proxy: FaultProxy;
let superuser: Database;
beforeAll(async () => {
  here = await testLedger();
  proxy = await faultProxy(here.config.databaseUrl!);
  superuser = openDatabase({ url: here.config.databaseUrl!, clients: 1 });
});
afterAll(async () => {
  await superuser?.end();
  await proxy?.close();
  await here?.stop();
});

const officer = (): Principal => ({ key: 'officer', business: here.business, scopes: ['erase'] });

/** Someone who agreed once, under a key, and has so many names. */
async function someone(n: number, names: number) {
  const value = `+919876513${String(n).padStart(3, '0')}`;
  const once = spend(`crash-${n}`);
  const { record } = await recordOptIn(here.ledger, ivrOptIn(value), once);
  const one = { kind: 'number', value } as const;
  for (let i = 1; i < names; i += 1) {
    // Each by an account of its own: one account gives a person one id.
    const other = { kind: 'bsuid', value: `IN.44713${n}0${i}` } as const;
    const told = {
      sender: '1',
      name: `wamid.c${n}.${i}`,
      kind: 'alias',
      account: String(i),
      one,
      other,
    } as const;
    await hearIdentities(here.ledger, here.business, [told]);
  }
  const { token } = await previewErasure(here.ledger, officer(), one);
  const rows = await superuser.sql<{ subject: string; other: string }[]>`
    select r.subject, l.b as other from sealed_records r join subject_links l on l.a = r.subject
    where r.record = ${record}`;
  return { value, token, once, subjects: [rows[0]!.subject, ...rows.map(({ other }) => other)] };
}
type Someone = Awaited<ReturnType<typeof someone>>;

/** What the database has of them, once no transaction of before is under way. */
async function heldOf({ subjects, once }: Someone) {
  await superuser.sql`select from log_head for update`;
  const [held] = await superuser.sql<{ size: number; left: number; took: number; request: Buffer }[]>`
    select (select size from log_head where id = 1),
      (select count(*) from sealed_records where subject = any(${subjects}::uuid[])) as left,
      (select count(*) from stones where subject = any(${subjects}::uuid[]))
        + (select count(*) from late_erasures where subjects && ${subjects}::uuid[])
        + (select count(*) from log_entries) - (select size from log_head where id = 1) as took,
      (select request from spent_keys where key = ${once.key})`;
  const rows = await superuser.sql<{ row: string }[]>`
    select s::text || c::text as row from subjects s join consent_states c using (subject)
    where subject = any(${subjects}::uuid[]) order by 1`;
  return { ...held!, rows: rows.map(({ row }) => row) };
}

/** Erases through the proxy, which cuts behind this statement and lets nobody in from then on. */
async function cutBehind(statement: number, { token }: Someone) {
  let sent = 0;
  const erasures: JournalErasure[] = [];
  const became = new Map<string, AttemptOutcome['became']>();
  const node = await startNode({ ...here, config: { ...here.config, databaseUrl: proxy.url } });
  const { setup } = here.ledger;
  const erasureJournal = {
    keep: async (erasure: JournalErasure) => void erasures.push(erasure),
    keepOutcome: async (one: AttemptOutcome) => void became.set(one.attempt, one.became),
  };
  proxy.at = ({ from, name }) => {
    if (sent >= statement) return 'reset';
    if (from === 'client' && (name === 'Execute' || name === 'Query')) sent += 1;
    return sent === statement ? 'reset after' : 'pass';
  };
  const heard = await eraseBy({ ...node.ledger, setup, erasureJournal }, officer(), token, 'unlawful').then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
  proxy.at = () => 'pass';
  await node[Symbol.asyncDispose]();
  return { heard, erasures, became, wasCut: sent >= statement };
}

test.each([
  ['behind each statement', 2, 1],
  ['of a person with more names than the gate follows, behind every ninth', componentMax + 1, 9],
])('%s leaves everything or nothing, and is made whole', async (_, names, step) => {
  const seen = { nothing: 0, everything: 0 };
  for (let n = step; ; n += step) {
    const person = await someone(step === 1 ? n : 200 + n, names);
    const before = await heldOf(person);
    const { heard, erasures, became, wasCut } = await cutBehind(n, person);
    const after = await heldOf(person);
    const isGone = after.left === 0;
    if (isGone) {
      expect(after).toMatchObject({ size: before.size + 1, took: names + 1 });
      expect(after.request).toHaveLength(8);
      for (const row of before.rows) expect(after.rows).not.toContain(row);
    } else expect(after).toEqual(before);
    if (!wasCut) {
      expect([heard, isGone, [...became.values()]]).toEqual(['done', true, ['done']]);
      break;
    }
    // The caller is told that nobody knows, and the journal says no more than that.
    expect([heard, [...became.values()]]).toEqual(['unavailable', []]);
    seen[isGone ? 'everything' : 'nothing'] += 1;
    const isAllowed = !isGone && names <= componentMax;
    expect((await gateSays(here.ledger, person.value)).decision).toBe(isAllowed ? 'allow' : 'deny');
    const recovered = await eraseAgain(here.ledger, { erasures, became });
    expect(recovered).toEqual({ erased: isGone ? 0 : 1, refused: [] });
    expect((await heldOf(person)).left).toBe(0);
    expect(await gateSays(here.ledger, person.value)).toMatchObject({ decision: 'deny' });
    expect(await eraseBy(here.ledger, officer(), person.token, 'unlawful')).toMatchObject({
      subjects: names,
    });
  }
  // BEGIN, what is looked up, a DELETE for each table, what is written; and COMMIT, behind which it is done.
  expect(seen.nothing).toBeGreaterThan(30 / step);
  if (step === 1) expect(seen.everything).toBe(1);
  expect(await findingsIn(here)).toEqual([]);
});
