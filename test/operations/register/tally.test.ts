// What no record tells: an opt-in that is refused gets its answer whatever becomes of the number, no number
// is lost while a node runs, and no stranger makes lines.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { LedgerError } from '../../../ledger/core/error.ts';
import { type CountFilter, countRowsMax } from '../../../ledger/core/register/counts.ts';
import { refusalsIn } from '../../../ledger/core/register/tally.ts';
import { recordOptIn } from '../../../ledger/operations/consent/record-consent.ts';
import { countRecords } from '../../../ledger/operations/register/counts.ts';
import { operator } from '../../../ledger/operations/setup/change.ts';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { addSite } from '../../../ledger/operations/setup/sites.ts';
import type { TallyLine } from '../../../ledger/operations/tally/store.ts';
import { createTally } from '../../../ledger/operations/tally/tally.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { goodEvidence } from '../../core/consent/sample-consent.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { auditor, ivrOptIn, optInByPhone, spend } from '../commands.ts';
import { startNode } from '../node.ts';

let here: TestLedger;
let superuser: Database;
beforeAll(async () => {
  here = await testLedger();
  superuser = openDatabase({ url: here.config.databaseUrl!, clients: 1 });
  await addBusiness(here.ledger, { id: 'other-shop', name: 'Other' });
});
afterAll(async () => {
  await superuser?.end();
  await here?.stop();
});

const number = '+14155550101';
const wrongKey = (prompt = 'v1') => ivrOptIn(number, { evidence: { call_id: 'c-1', key: '2', prompt } });
const refusedIn = async (business = here.business) =>
  (await countRecords(here.ledger, { ...auditor, business }, { by: [], filter: {} })).unproven.refused;
const rowsStored = async () =>
  (await superuser.sql<{ rows: number }[]>`select count(*) as rows from tallies`)[0]!.rows;

test('a refused opt-in counts once as itself and once under each rule it failed, and no record is made', async () => {
  const sizeOf = async () => (await here.ledger.log.latestCheckpoint())!.size;
  const before = await sizeOf();
  const twice = { ...wrongKey(), source: { system: 'server', entry_point: 'click_to_whatsapp_ad' as const } };
  await expect(recordOptIn(here.ledger, twice)).rejects.toMatchObject({ code: 'not_admitted' });
  expect(await sizeOf()).toBe(before);
  expect(await refusedIn()).toEqual([
    { channel: 'ivr', count: 1 },
    { channel: 'ivr', rule: 'source/forbidden_source', count: 1 },
    { channel: 'ivr', rule: 'user_action/accept_key', count: 1 },
  ]);
});

test('another business sees none of it', async () => {
  expect(await refusedIn('other-shop')).toEqual([]);
});

test('an opt-in that is recorded, also one that is repeated, is no refusal; another under its name is one', async () => {
  const before = await refusedIn();
  const once = spend('one-name');
  await recordOptIn(here.ledger, ivrOptIn(number), once);
  await recordOptIn(here.ledger, ivrOptIn(number), once);
  expect(await refusedIn()).toEqual(before);
  const other = spend('one-name', 'another request');
  await expect(recordOptIn(here.ledger, ivrOptIn(number), other)).rejects.toThrow();
  expect(await refusedIn()).toContainEqual({ channel: 'ivr', rule: 'idempotency_key_reused', count: 1 });
});

test('whatever is posted, and however often, makes numbers and no lines', async () => {
  await recordOptIn(here.ledger, wrongKey()).catch(() => {});
  await recordOptIn(here.ledger, ivrOptIn(number, { notice: 'no-such-notice' })).catch(() => {});
  await here.ledger.tally.flush();
  const before = await rowsStored();
  for (let n = 0; n < 50; n += 1) {
    await recordOptIn(here.ledger, wrongKey(`prompt-${n}`)).catch(() => {});
    await recordOptIn(here.ledger, ivrOptIn(number, { notice: `none-${n}` })).catch(() => {});
  }
  await here.ledger.tally.flush();
  expect(await rowsStored()).toBe(before);
});

test('what a test key, a test site or a test business makes is left out, unless it is asked for', async () => {
  const { ledger, business } = here;
  const refusedOf = async (of: string, filter: CountFilter) =>
    (await countRecords(ledger, { ...auditor, business: of }, { by: [], filter })).unproven.refused;
  const before = await refusedIn();
  const key = await createApiKey(ledger, business, 'trying', ['opt-in:write'], operator, true);
  const evidence = { call_id: 'c-1', key: '2', prompt: 'v1' };
  const tried = ivrOptIn(number, { evidence }, { business, key: key.id });
  await expect(recordOptIn(ledger, tried)).rejects.toMatchObject({ code: 'not_admitted' });
  expect(await refusedIn()).toEqual(before);
  expect(await refusedOf(business, { test: 'only' })).toEqual([
    { channel: 'ivr', count: 1 },
    { channel: 'ivr', rule: 'user_action/accept_key', count: 1 },
  ]);
  const site = await addSite(ledger, business, ['https://try.example'], { test: true });
  const asked = ivrOptIn(number, { notice: 'no-such-notice', channel: 'web', evidence: goodEvidence.web });
  const page = { by: 'page', jws: 'a.page.signed', thumbprint: 't', proof: { kind: 'nonce' } } as const;
  const submission = { ...page, site: site.key };
  const onSite = { ...asked, submission };
  await expect(recordOptIn(ledger, onSite)).rejects.toMatchObject({ code: 'notice_unknown' });
  expect(await refusedIn()).toEqual(before);
  expect(await refusedOf(business, { test: 'only' })).toContainEqual({ channel: 'web', count: 1 });
  await addBusiness(ledger, { id: 'trial-shop', name: 'Trial', test: true });
  const ofTrial = { ...wrongKey(), business: 'trial-shop' };
  await expect(recordOptIn(ledger, ofTrial)).rejects.toMatchObject({ code: 'notice_unknown' });
  expect(await refusedOf('trial-shop', {})).toEqual([]);
  expect(await refusedOf('trial-shop', { test: 'include' })).toContainEqual({ channel: 'ivr', count: 1 });
});

test('nothing of a person or of what was sent is in the table', async () => {
  const rows = await superuser.sql`select t::text as row from tallies t`;
  const text = JSON.stringify(rows);
  for (const mark of ['4155550101', 'c-1', 'prompt-', 'none-', 'no-such-notice'])
    expect(text).not.toContain(mark);
});

test('a rule that is on no list, and a failure of the ledger’s own, count nothing', () => {
  const faults = [{ pointer: '', rule: 'made/up by +14155550101', detail: '' }];
  expect(
    refusalsIn({ business: 'b', channel: 'web' }, new LedgerError('not_admitted', '', { faults })),
  ).toEqual([{ what: 'refused', business: 'b', channel: 'web', rule: '' }]);
  for (const failure of [new LedgerError('unavailable', ''), new LedgerError('overloaded', ''), new Error()])
    expect(refusalsIn({ business: 'b', channel: 'web' }, failure)).toEqual([]);
});

const shown = {
  what: 'shown',
  business: 'b',
  channel: 'web',
  notice: 'n',
  version: 1,
  locale: 'en',
} as const;

test('where they cannot be written they wait, and are written once', async () => {
  const written: TallyLine[][] = [];
  let isDown = true;
  const store = {
    async add(lines: readonly TallyLine[]) {
      if (isDown) throw new Error('the database is gone');
      written.push([...lines]);
    },
  };
  const tally = createTally(store, { now: () => new Date('2026-03-01T23:59:59Z') });
  tally.add(shown, shown);
  await expect(tally.flush()).rejects.toThrow('gone');
  tally.add(shown);
  isDown = false;
  await Promise.all([tally.flush(), tally.flush()]);
  expect(written).toEqual([[{ ...shown, day: '2026-03-01', count: 3 }]]);
});

test('memory is bounded: what is beyond is not counted, and what waits goes on counting', async () => {
  const written: TallyLine[] = [];
  const add = async (lines: readonly TallyLine[]) => void written.push(...lines);
  const tally = createTally({ add }, { now: () => new Date('2026-03-01T00:00:00Z') });
  for (let version = 1; version <= 10_001; version += 1) tally.add({ ...shown, version });
  tally.add(shown);
  await tally.flush();
  expect(written).toHaveLength(10_000);
  expect(written[0]!.count).toBe(2);
});

test('an opt-in is answered although the numbers cannot be written, and an audit as well', async () => {
  await superuser.sql.unsafe('revoke insert on tallies from optmark_app');
  try {
    await expect(recordOptIn(here.ledger, wrongKey())).rejects.toMatchObject({ code: 'not_admitted' });
    await optInByPhone(here.ledger, '+14155550102');
    await expect(here.ledger.tally.flush()).rejects.toThrow();
    expect((await refusedIn()).length).toBeGreaterThan(0);
  } finally {
    await superuser.sql.unsafe('grant insert on tallies to optmark_app');
  }
});

test('what two nodes count adds up, and a node that ends has written what it counted', async () => {
  const countOf = async () => (await refusedIn()).find(({ rule }) => rule === undefined)!.count;
  const before = await countOf();
  {
    await using one = await startNode(here, {});
    await using two = await startNode(here, {});
    for (const { ledger } of [one, two]) await recordOptIn(ledger, wrongKey()).catch(() => {});
  }
  expect(await countOf()).toBe(before + 2);
});

test('more lines than an answer holds are refused, not cut off', async () => {
  await superuser.sql`
    insert into tallies (business, day, what, test, channel, rule, notice, version, locale, count)
    select ${here.business}, '2026-03-01'::date, 'shown', false, 'web', '', 'order-updates', n, 'en', 1
    from generate_series(1001, ${1001 + countRowsMax}::int) n`;
  const ask = (filter: object) => countRecords(here.ledger, auditor, { by: [], filter });
  await expect(ask({})).rejects.toMatchObject({ code: 'invalid', faults: [{ rule: 'too_many_rows' }] });
  expect((await ask({ version: 1001 })).unproven.shown).toHaveLength(1);
});
