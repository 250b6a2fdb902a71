// Of every table of the schema: what `verify` finds when any of its columns is changed by hand, when a row is
// deleted, and when a row is put back as it once was; or that the guide for auditors says what that can do. A
// table that is added to the schema fails here until it is decided.

import { hash, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addEntryPoint, changeEntryPoint } from '../../../ledger/operations/entry/entry-points.ts';
import { eraseBy } from '../../../ledger/operations/erase/erase.ts';
import { previewErasure } from '../../../ledger/operations/erase/preview.ts';
import { newFlowSecret, setProvider } from '../../../ledger/operations/flow/secrets.ts';
import { hearIdentities } from '../../../ledger/operations/hear/identities.ts';
import { readHistory } from '../../../ledger/operations/history/read-history.ts';
import { publish, retire } from '../../../ledger/operations/notice/notices.ts';
import { review } from '../../../ledger/operations/notice/review.ts';
import { catchUp } from '../../../ledger/operations/register/fill.ts';
import { addPerson, endPerson } from '../../../ledger/operations/setup/people.ts';
import { addSender, changeSender, registerAccessToken } from '../../../ledger/operations/setup/senders.ts';
import { changeBusiness, revokeApiKey } from '../../../ledger/operations/setup/setup.ts';
import { changeSite } from '../../../ledger/operations/setup/sites.ts';
import { setSmsProvider } from '../../../ledger/operations/sms/providers.ts';
import { confirm } from '../../../ledger/operations/succeed/succeed.ts';
import { hearTemplates, mapTemplate } from '../../../ledger/operations/template/templates.ts';
import { verifyDatabase } from '../../../ledger/operations/verify/database.ts';
import {
  type Database,
  openDatabase,
  type Transaction,
} from '../../../ledger/storage/database/connection.ts';
import { keyFindings } from '../../../ledger/storage/keys/key-checks.ts';
import { createLogReader } from '../../../ledger/storage/record/log-reader.ts';
import { createRecordStore } from '../../../ledger/storage/record/record-store.ts';
import { createSuccessions } from '../../../ledger/storage/record/succession-reader.ts';
import { tableNames } from '../../../ledger/storage/schema/catalogue.ts';
import { createSetupStore } from '../../../ledger/storage/setup/setup-store.ts';
import { createSnapshot } from '../../../ledger/storage/verify/snapshot.ts';
import { orderLine, publishedLine } from '../../http/ivr/line.ts';
import { orderUpdates, type TestLedger, testLedger } from '../../support/ledger.ts';
import { type Composed, recoveryOf, startedOn } from '../../support/moved-ledger.ts';
import { type Verifier, verifierOf } from '../../support/verifier.ts';
import { numbers, optIn, optOut } from '../filled-ledger.ts';
import { otherValue } from './other-value.ts';

/** What a finding is about; `guide`: none, and the guide says what it can do. */
type Seen = string;
type Decided = {
  changed: Seen;
  deleted: Seen;
  /** `never`: no row of it ever changes. */
  restored: Seen | 'never';
  /** Columns of which something else is true. */
  but?: Record<string, Seen>;
};

const inLog = (seen: Seen): Decided => ({ changed: seen, deleted: seen, restored: 'never' });
const ofSetup: Decided = { changed: 'setup', deleted: 'setup', restored: 'setup' };
const bound = (restored: Seen): Decided => ({ changed: 'kept_row', deleted: 'guide', restored });
const unseen = (restored: Seen): Decided => ({ changed: 'guide', deleted: 'guide', restored });

const decided: Record<string, Decided> = {
  log_entries: inLog('entry'),
  log_tiles: inLog('tile'),
  log_checkpoints: inLog('checkpoint'),
  log_head: {
    changed: 'head',
    deleted: 'no verdict',
    restored: 'head',
    // A constraint allows only this one.
    but: { id: 'refused' },
  },
  log_successions: inLog('succession'),
  recoveries: inLog('recovery'),
  notices: inLog('notice'),
  ...{ notice_retirements: inLog('notice'), notice_reviews: inLog('notice') },
  flows: inLog('flow'),
  sealed_records: { ...inLog('sealed_record'), but: { business: 'key', subject: 'key' } },
  subjects: inLog('key'),
  identifier_tags: inLog('tag'),
  subject_links: inLog('link'),
  stones: inLog('stone'),
  consent_states: { changed: 'state', deleted: 'state', restored: 'state' },
  templates: { changed: 'template', deleted: 'template', restored: 'template' },
  // The key of its records is gone as well.
  businesses: { ...ofSetup, deleted: 'key' },
  ...{ sites: ofSetup, api_keys: ofSetup, senders: ofSetup },
  ...{ flow_secrets: ofSetup, providers: ofSetup, entry_points: ofSetup, sms_providers: ofSetup },
  people: { ...ofSetup, but: { role: 'refused' } },
  key_checks: { changed: 'key check', deleted: 'key check', restored: 'never' },
  spent_keys: bound('never'),
  service_windows: bound('guide'),
  ownership_challenges: bound('guide'),
  sends: bound('guide'),
  message_statuses: bound('never'),
  erasure_requests: bound('guide'),
  erased_sends: unseen('never'),
  webhook_outbox: unseen('guide'),
  ...{ ivr_calls: unseen('guide'), sms_threads: unseen('guide') },
  ...{ console_links: unseen('guide'), console_sessions: unseen('guide') },
  ...{ opt_in_links: unseen('guide'), pending_opt_ins: unseen('guide') },
  reconfirmations: unseen('never'),
  tallies: unseen('guide'),
  ...{ late_erasures: unseen('never'), feed_told: unseen('never') },
  ...{ worker_leases: unseen('guide'), feed_followers: unseen('guide') },
  register: inLog('register'),
  // A constraint allows only this one.
  register_head: { changed: 'register', deleted: 'register', restored: 'register', but: { id: 'refused' } },
  register_ranges: { ...unseen('never'), but: { first: 'refused', past: 'register' } },
  register_days: { changed: 'register', deleted: 'register', restored: 'register' },
  journals: unseen('never'),
  releases: { ...inLog('release'), but: { kept_at: 'guide' } },
  release_files: inLog('release'),
};

let filled: TestLedger;
let node: Composed;
let verifier: Verifier;
let superuser: Database;
/** The sentence of the guide about a table. */
const guide = new Map(
  [...readFileSync('ledger/guides/auditor.md', 'utf8').matchAll(/^\| `(\w+)` \| (.+) \|$/gm)].map(
    ([, table, sentence]) => [table!, sentence!],
  ),
);

const at = '2026-06-01T12:00:00.000Z';
const later = '2026-06-01T12:00:01.000Z';
const sender = '106540352242922';
const template = { account: '102290129340398', name: 'order_shipped', language: 'en_US' };
const tag = randomBytes(32);
const call = { call: randomBytes(32), sealed: randomBytes(60), tags: [tag], endsAt: '2100-01-01T00:00:00Z' };
const { call: name, ...sealedRow } = call;
const thread = { ...sealedRow, thread: name };
const waiting = {
  ...{ pending: randomUUID(), sealed: randomBytes(60), tags: [tag] },
  ...{ submittedAt: at, endsAt: '2100-01-01T00:00:00Z' },
};
const link = {
  ...{ id: randomUUID(), sealed: randomBytes(60), tags: [tag] },
  ...{ madeAt: at, endsAt: '2100-01-01T00:00:00Z' },
};
const request = randomUUID();
const follower = { key: randomUUID(), follower: '', name: 1, at };
const whole = [{ from: 1, kept: Number.MAX_SAFE_INTEGER }];
const challenge = randomBytes(16).toString('base64url');
const send = {
  ...{ permit: randomUUID(), sender, subject: randomUUID(), recipient: randomBytes(32) },
  ...{ question: '{}', decision: 'allow' as const, reasons: ['granted'], record: randomUUID(), treeSize: 1 },
  ...{ state: 'sending' as const, carriesPermit: true, sealedPermit: randomBytes(60), judgedAt: at },
};

beforeAll(async () => {
  filled = await testLedger();
  const { business } = filled;
  await fill(filled);
  await filled.close();
  const recovery = await recoveryOf(filled.config);
  await recovery.goOn();
  await recovery.close();
  node = await startedOn(filled.config);
  superuser = openDatabase({ url: filled.config.databaseUrl!, clients: 1 });
  await superuser.sql.unsafe(`create schema then_was;
    ${tableNames.map((name) => `create table then_was.${name} as table public.${name}`).join('; ')}`);
  await goOn(node, business);
  verifier = await verifierOf(filled);
});
afterAll(async () => {
  await verifier?.close();
  await superuser?.end();
  await node?.close();
  await filled?.stop();
});

const digested = (text: string) => ({
  ...{ digest: `sha384-${hash('sha384', text, 'base64')}`, bytes: new Uint8Array(Buffer.from(text)) },
});

const refusedOnce = (business: string) =>
  ({ day: '2026-06-01', count: 1, what: 'refused', business, channel: 'web', rule: '' }) as const;

/** A row at least in every table. */
async function fill({ ledger, business, config }: TestLedger) {
  await publish(ledger, business, { ...orderUpdates, id: 'offers', purposes: ['marketing'] }, 'test');
  await review(ledger, business, { id: 'offers', locale: 'en', reviewer: 'Ana Sousa' }, 'test');
  await retire(ledger, business, 'offers', 'test');
  const sent = { phoneNumberId: sender, wabaId: template.account, number: '+14155550199' };
  await addSender(ledger, business, { ...sent, appSecret: 'a'.repeat(32) });
  await publishedLine({ ledger, business, url: '' });
  await setProvider(ledger, business, 'twilio', 'd'.repeat(32));
  const poster = { id: 'poster', kind: 'poster', name: 'Poster', notice: orderUpdates.id } as const;
  await addEntryPoint(ledger, business, poster);
  await ledger.calls.put({ ...call, business, step: 1 }, undefined, at);
  await setSmsProvider(ledger, business, 'twilio', { secret: 'd'.repeat(32) });
  await addPerson(ledger, business, { name: 'Reviewer', role: 'auditor' });
  await ledger.console.putLink(tag, sealedRow.sealed, new Date(sealedRow.endsAt));
  await ledger.console.putSession(tag, sealedRow.sealed, new Date(sealedRow.endsAt));
  await ledger.smsThreads.put({ ...thread, business, step: 1 }, undefined, at);
  await ledger.pending.keep({ ...waiting, business }, at, 10);
  await ledger.links.put({ ...link, business }, 1);
  await registerAccessToken(ledger, business, sender, 'b'.repeat(40));
  for (const number of numbers.slice(0, 5)) await optIn(ledger, business, number);
  const officer = { key: 'officer', business, scopes: ['erase' as const] };
  const { token } = await previewErasure(ledger, officer, { kind: 'number', value: numbers[4]! });
  await eraseBy(ledger, officer, token, 'asked_by_person');
  const auditor = { key: 'auditor', business, scopes: ['audit:read' as const] };
  const look = () => readHistory(ledger, auditor, { kind: 'number', value: '+14155550190' });
  await Promise.all(Array.from({ length: 256 }, look));
  await mapTemplate(
    ledger,
    business,
    { ...template, purpose: 'shipping_update', category: 'UTILITY' },
    'test',
  );
  const one = { kind: 'number' as const, value: numbers[3]! };
  const other = { kind: 'bsuid' as const, value: 'IN.1001' };
  await hearIdentities(ledger, business, [{ sender, name: 'wamid.1', kind: 'alias', one, other }]);
  await ledger.serviceWindows.open(business, [{ sender, tag, at }], at);
  await ledger.ownership.challenges.open(
    {
      ...{ id: challenge, business, subject: randomUUID(), record: randomUUID(), method: 'code' },
      ...{ code: randomBytes(32), number: randomBytes(32), callingCode: '1', live: true },
      ...{ asker: { by: 'site', id: 'pk' }, createdAt: at, expiresAt: later },
    },
    { perNumberAndHour: 9, codesPerNumber: 9, codesPerAsker: 9, codesPerCallingCode: 9, codes: 9 },
  );
  await ledger.sends.add({ ...send, business }, { key: randomBytes(32), request: randomBytes(32) });
  const status = { sender, business, message: randomBytes(32), status: 'sent', at };
  await catchUp({ register: ledger.register.store, records: ledger.records, keys: ledger.keys });
  await ledger.tallies.add([refusedOnce(business)]);
  await ledger.sends.addStatuses([status, { ...status, status: 'failed', error: 1, permit: send.permit }]);
  const script = { path: '/0.0.1/a.js', ...digested('export {};') };
  const listed = { file: script.path, integrity: script.digest, parts: [], languages: [] };
  const manifest = JSON.stringify(listed);
  const described = { path: '/0.0.1/widget.json', ...digested(manifest) };
  await ledger.releases.keep({ version: '0.0.1', manifest, files: [script, described] }, at);
  const { sql, end } = openDatabase({ url: config.databaseUrl!, clients: 1 });
  await sql`insert into erased_sends values (${sender}, ${randomBytes(32)})`;
  await sql`
    insert into webhook_outbox (id, business, sender, body_mac, sealed, bytes, content_type, signature, tags,
      received_at, due_at)
    values (${randomUUID()}, ${business}, '1', ${randomBytes(32)}, ${randomBytes(60)}, 9, 'application/json',
      'sha256=', ${[tag]}::bytea[], ${at}::timestamptz, ${at}::timestamptz)`;
  await sql`
    insert into reconfirmations (business, round, subject, purpose, scope, record, tree_size)
    select business, 'spring', subject, 'shipping_update', 'message', subject, 1 from subjects limit 1`;
  await sql`insert into worker_leases values ('forward', 'node', 1, ${at}::timestamptz)`;
  const [person] = await sql<{ subject: string }[]>`
    select subject from subjects where business = ${business} order by subject limit 1`;
  const asked = { request, business, subject: person!.subject, proof: 'page' as const, askedAt: at };
  await ledger.erasureRequests.ask(asked);
  await ledger.feed.followers.asked({ ...follower, business, next: 9 }, whole, 1);
  await end();
}

/** A row at least of every table whose rows change. */
async function goOn({ ledger }: Composed, business: string) {
  await confirm(ledger, business);
  await optOut(ledger, business, numbers[0]!);
  await hearTemplates(ledger, business, [{ ...template, category: 'MARKETING' }]);
  await changeBusiness(ledger, business, { name: 'Fresher Produce' });
  await changeSite(ledger, business, filled.site, { addOrigins: ['https://two.example'] });
  await changeSender(ledger, business, sender, { appSecret: 'c'.repeat(32) });
  await newFlowSecret(ledger, business, orderLine().id);
  await setProvider(ledger, business, 'twilio', 'e'.repeat(32));
  await changeEntryPoint(ledger, business, 'poster', { name: 'Poster at the till' });
  await ledger.calls.put({ ...call, business, step: 2 }, 1, at);
  await setSmsProvider(ledger, business, 'twilio', { secret: 'e'.repeat(32) });
  await ledger.console.useLink(tag, new Date(at));
  await ledger.console.endSession(tag, new Date(at));
  await endPerson(ledger, (await ledger.setup.people({ business }))[0]!.id);
  await ledger.smsThreads.put({ ...thread, business, step: 2 }, 1, at);
  await ledger.pending.reject(business, waiting.pending, 'no_file', at);
  await ledger.links.revoke(business, link.id, at);
  await ledger.erasureRequests.refuse(business, request, { at: later, reason: 'taken_back', by: 'key' });
  await revokeApiKey(ledger, (await ledger.setup.apiKeys(business))[0]!.id);
  await ledger.serviceWindows.open(business, [{ sender, tag, at: later }], later);
  await ledger.ownership.challenges.countTry(challenge, 5, at);
  const message = randomBytes(32);
  await ledger.sends.settle(send.permit, { state: 'accepted', answeredAt: later, message, freesKey: false });
  await superuser.sql`update webhook_outbox set attempts = 1`;
  await ledger.tallies.add([refusedOnce(business)]);
  await catchUp({ register: ledger.register.store, records: ledger.records, keys: ledger.keys });
  // As another node leaves it that has filled what is filled already.
  await superuser.sql`insert into register_ranges values (0, 1)`;
  await superuser.sql`update worker_leases set fence = 2 where worker = 'forward'`;
  await ledger.feed.followers.asked({ ...follower, business, next: 10 }, whole, 1);
}

class Undone extends Error {}

/** What is found after a change by a superuser with the guards off, which is then taken back. */
async function seenAfter(table: string, change: string): Promise<Set<Seen>> {
  const seen = new Set<Seen>();
  await superuser
    .transaction(async (rows) => {
      await rows.sql.unsafe(
        `alter table ${table} disable trigger user; set local session_replication_role = replica`,
      );
      const { count } = await rows.sql.unsafe(change);
      if (count === 0) throw new Error(`nothing was changed: ${change}`);
      await look(rows, seen);
      throw new Undone();
    })
    .catch((error) => {
      if (error.sqlstate === '23514') seen.add('refused');
      else if (/^the log has no head/.test(error.message)) seen.add('no verdict');
      else if (!(error instanceof Undone)) throw error;
    });
  return seen;
}

async function look(rows: Transaction, seen: Set<Seen>) {
  const wrong = await keyFindings(rows, verifier.keys, 'keys.json');
  if (wrong.length > 0) seen.add('key check');
  const stored = {
    snapshot: createSnapshot(rows),
    log: createLogReader(rows),
    records: createRecordStore(rows),
    setup: createSetupStore(rows),
    successions: createSuccessions(rows),
  };
  await verifyDatabase(
    { stored, keys: verifier.keys },
    // That the guards are off is found as well.
    ({ what }) => what !== 'schema' && seen.add(what),
    () => {},
  );
}

const columnsOf = (table: string) => superuser.sql<{ column: string; type: string }[]>`
  select attname as column, format_type(atttypid, atttypmod) as type from pg_attribute
  where attrelid = ${table}::regclass and attnum > 0 and not attisdropped order by attnum`;

function expectSeen(table: string, seen: ReadonlySet<Seen>, expected: Seen) {
  if (expected !== 'guide') return expect([...seen]).toContain(expected);
  expect(guide.get(table)).toBeDefined();
  return expect([...seen]).toEqual([]);
}

async function expectSeenOfEachColumn(table: string, row: string, expected: (column: string) => Seen) {
  for (const { column, type } of await columnsOf(table)) {
    const change = `update ${table} set "${column}" = ${otherValue(column, type)} where ${row}`;
    expectSeen(table, await seenAfter(table, change), expected(column));
  }
}

test('every table is decided, and the guide speaks of none that is not there', async () => {
  expect(Object.keys(decided).toSorted()).toEqual(tableNames);
  expect(tableNames).toEqual(expect.arrayContaining([...guide.keys()]));
});

test('untouched, all of it is true', async () => {
  const seen = new Set<Seen>();
  await superuser.transaction((rows) => look(rows, seen));
  expect([...seen]).toEqual([]);
});

// No record of theirs is left that would show it.
test.each([
  ['identifier_tags', 'tag'],
  ['subjects', 'key'],
  ['consent_states', 'state'],
  ['stones', 'stone'],
])('the row of an erased person in %s, changed in any column or deleted: %s', async (table, expected) => {
  const theirs = `ctid = (select min(ctid) from ${table} where subject in (select subject from stones))`;
  await expectSeenOfEachColumn(table, theirs, () => expected);
  expectSeen(table, await seenAfter(table, `delete from ${table} where ${theirs}`), expected);
});

describe.each(Object.entries(decided))('%s', (table, { changed, deleted, restored, but = {} }) => {
  const one = `ctid = (select min(ctid) from ${table})`;

  test(`a changed column: ${changed}`, () =>
    expectSeenOfEachColumn(table, one, (column) => but[column] ?? changed));

  test(`a deleted row: ${deleted}`, async () => {
    expectSeen(table, await seenAfter(table, `delete from ${table} where ${one}`), deleted);
  });

  test(`a row put back as it was: ${restored}`, async () => {
    const key = (
      await superuser.sql<{ column: string }[]>`
      select attname as column from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
      where indrelid = ${table}::regclass and indisprimary`
    ).map(({ column }) => `"${column}"`);
    if (restored === 'never') {
      const [{ gone }] = (await superuser.sql.unsafe<{ gone: number }[]>(
        `select count(*) as gone from (table then_was.${table} except table ${table}) as older where $1::boolean`,
        [true],
      )) as unknown as [{ gone: number }];
      expect(gone).toBe(0);
      return;
    }
    const names = (await columnsOf(table)).map(({ column }) => `"${column}"`).join(', ');
    const older = `
      update ${table} t set (${names}) = (select o.*)
      from (table then_was.${table} except table ${table}) as o
      where ${key.map((column) => `t.${column} = o.${column}`).join(' and ')}`;
    expectSeen(table, await seenAfter(table, older), restored);
  });
});
