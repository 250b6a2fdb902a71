// Whoever may do everything in Postgres changes the register: verify says what is false in it. Each change is
// made by a superuser with the guards off, and is taken back.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../../ledger/core/audit/finding.ts';
import { tagsUnderEveryPepper } from '../../../ledger/core/subject/tag.ts';
import type { Draft } from '../../../ledger/operations/append/draft.ts';
import { catchUp } from '../../../ledger/operations/register/fill.ts';
import { type StoredLedger, verifyDatabase } from '../../../ledger/operations/verify/database.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { createLogReader } from '../../../ledger/storage/record/log-reader.ts';
import { createRecordStore } from '../../../ledger/storage/record/record-store.ts';
import { createSuccessions } from '../../../ledger/storage/record/succession-reader.ts';
import { createSetupStore } from '../../../ledger/storage/setup/setup-store.ts';
import { createSnapshot } from '../../../ledger/storage/verify/snapshot.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { type Verifier, verifierOf } from '../../support/verifier.ts';
import { optInByPhone } from '../commands.ts';
import { fillingOf } from './a-register.ts';

let here: TestLedger;
let verifier: Verifier;
let superuser: Database;
let size: number;

beforeAll(async () => {
  here = await testLedger();
  superuser = openDatabase({ url: here.config.databaseUrl!, clients: 1 });
  verifier = await verifierOf(here);
  for (let n = 1; n < 6; n += 1) await optInByPhone(here.ledger, `+1415555010${n}`);
  await catchUp(fillingOf(here.ledger));
  ({ size } = await here.ledger.register.store.state());
});
afterAll(async () => {
  await superuser?.end();
  await verifier?.close();
  await here?.stop();
});

async function findingsIn(stored: StoredLedger): Promise<string[]> {
  const findings: Finding[] = [];
  const report = (found: Finding) => void findings.push(found);
  await verifyDatabase({ stored, keys: verifier.keys }, report, () => {});
  // That the guards are off is found as well.
  return findings
    .filter(({ what }) => what !== 'schema')
    .map(({ what, rule, where }) => `${what} ${rule}, ${where}`);
}

class Undone extends Error {}

async function foundAfter(change: string): Promise<string[]> {
  let found: string[] = [];
  await superuser
    .transaction(async (rows) => {
      await rows.sql.unsafe(`set local session_replication_role = replica; ${change}`);
      found = await findingsIn({
        snapshot: createSnapshot(rows),
        log: createLogReader(rows),
        records: createRecordStore(rows),
        setup: createSetupStore(rows),
        successions: createSuccessions(rows),
      });
      throw new Undone();
    })
    .catch((error) => {
      if (!(error instanceof Undone)) throw error;
    });
  return found;
}

test('a register that lags is no finding, nor is one that is filled beyond a gap', async () => {
  expect(await verifier.atOneMoment(findingsIn)).toEqual([]);
  expect(
    await foundAfter(`
      delete from register where idx in (${size - 2}, ${size - 1});
      delete from register_days; update register_head set through = 0;
      delete from register where idx = 3;
      insert into register_ranges values (0, 3), (4, ${size - 2})`),
  ).toEqual([]);
});

describe('found is', () => {
  test.each([
    ['a row that is gone', 'delete from register where idx = 4', 'register missing, index 4'],
    [
      'a run of rows that are gone, once',
      'delete from register where idx between 2 and 5',
      'register missing, index 2 to 5',
    ],
    ['a changed kind', `update register set kind = 'opt_out' where idx = 6`, 'register differs, index 6'],
    [
      'a row of another business',
      `update register set business = 'other-shop' where idx = 6`,
      'register differs, index 6',
    ],
    [
      'a moment that is a microsecond off',
      `update register set recorded_at = recorded_at + interval '1 microsecond' where idx = 6`,
      'register differs, index 6',
    ],
    [
      'a record hidden as a test',
      'update register set test = true where idx = 6',
      'register differs, index 6',
    ],
    [
      'one that is said not to be readable',
      `update register set unread = 'unreadable' where idx = 6`,
      'register differs, index 6',
    ],
    [
      'a row of no record',
      `insert into register (idx, record, business, test) values (5000, gen_random_uuid(), 'fresh-produce', false)`,
      'register unexpected, index 5000',
    ],
    ['an end beyond that of the log', 'update register_head set through = 5000', 'register ahead, size 5000'],
    [
      'rows beyond the end that it names',
      'update register_head set through = 2',
      'register unsaid, index 2 to ',
    ],
    [
      'a range of what is not there',
      'insert into register_ranges values (4000, 5000)',
      'register ahead, size 5000',
    ],
    [
      'a day that counts one too few',
      `update register_days set count = count - 1 where kind = 'opt_in'`,
      'register count_differs, day ',
    ],
    [
      'a day that counts one too many',
      `update register_days set count = count + 1 where kind = 'opt_in'`,
      'register count_differs, day ',
    ],
    ['counts that are gone', 'delete from register_days', 'register count_differs, day '],
  ])('%s', async (_, change, finding) => {
    const found = await foundAfter(change);
    expect(found.some((one) => one.startsWith(finding))).toBe(true);
    expect(found.every((one) => one.startsWith('register '))).toBe(true);
  });
});

test('what is gone is counted as gone, and no other count is lowered for it', async () => {
  const erased = `alter table sealed_records disable trigger user;
    update register_days d set gone = 1 from register r where r.idx = 4 and d.kind = coalesce(r.kind, '')
      and d.notice = coalesce(r.notice, '') and d.purpose in (select '' union select unnest(r.purposes));
    delete from sealed_records where idx = 4; delete from register where idx = 4;`;
  const found = await foundAfter(erased);
  expect(found.filter((one) => one.startsWith('register'))).toEqual([]);
  for (const change of ['count = count - 1', 'gone = gone + 1', 'gone = 0', 'count = count - 2, gone = -1']) {
    const lowered = await foundAfter(`${erased} update register_days set ${change} where gone > 0`);
    expect(lowered.some((one) => one.startsWith('register count_differs'))).toBe(true);
  }
});

test('what a later release has written, or what does not open, is in the register and holds up nothing', async () => {
  const { ledger, business } = here;
  const identifier = { kind: 'number', value: '+14155550199' } as const;
  const tags = tagsUnderEveryPepper(ledger.keys.peppers, business, identifier);
  await ledger.sequencer.submit({
    business,
    owner: { kind: 'identified', identifier: 'number', tags },
    record: {
      ...{ v: 2, kind: 'paused_by_law', business, source: { system: 'test' } },
      ...{ identifiers: [identifier], until: '2027-01-01' },
    },
  } as unknown as Draft);
  await superuser.sql.unsafe(`
    delete from register; delete from register_head; delete from register_ranges; delete from register_days`);
  await superuser.transaction(async ({ sql }) => {
    await sql.unsafe(`set local session_replication_role = replica;
      alter table sealed_records disable trigger user;
      update sealed_records set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) where idx = 5;
      alter table sealed_records enable always trigger refuse_change_but_erasure;
      alter table sealed_records enable always trigger refuse_truncate`);
  });
  await catchUp(fillingOf(ledger));
  const { through } = await ledger.register.store.state();
  expect(through).toBe(size + 1);
  expect(await ledger.register.store.unread()).toBe(2);
  const unread =
    await superuser.sql`select idx, kind, unread from register where unread is not null order by idx`;
  expect([...unread]).toEqual([
    { idx: 5, kind: null, unread: 'unreadable' },
    { idx: size, kind: 'paused_by_law', unread: 'later' },
  ]);
  const found = await verifier.atOneMoment(findingsIn);
  expect(found.filter((one) => one.startsWith('register'))).toEqual([]);
});
