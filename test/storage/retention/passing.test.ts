// Each table of people's data has an end, and each row ends at it, by a moved clock: not a moment before, and
// whether or not anything else happens.

import { randomBytes, randomUUID } from 'node:crypto';
import { getTableName } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givingUp } from '../../../ledger/operations/forward/give-up.ts';
import type { Disputed } from '../../../ledger/operations/retention/store.ts';
import { createConsoleStore } from '../../../ledger/storage/console/console-store.ts';
import type { Sql } from '../../../ledger/storage/database/connection.ts';
import { createCallStore } from '../../../ledger/storage/flow/call-store.ts';
import { createOutbox } from '../../../ledger/storage/forward/outbox.ts';
import { createPendingStore } from '../../../ledger/storage/pending/pending-store.ts';
import { createRetentionStore } from '../../../ledger/storage/retention/retention-store.ts';
import { personalData } from '../../../ledger/storage/schema/personal-data.ts';
import * as tables from '../../../ledger/storage/schema/tables.ts';
import { createSmsThreadStore } from '../../../ledger/storage/sms/sms-stores.ts';
import { createLinkStore } from '../../../ledger/storage/visitor/link-store.ts';
import { createLeaseStore } from '../../../ledger/storage/worker/lease-store.ts';
import { type MigratedDatabase, migratedDatabase } from '../migrated.ts';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await migratedDatabase();
});
afterAll(() => database.drop());

const dayMs = 86_400_000;
const began = Date.parse('2026-03-01T00:00:00Z');
const at = new Date(began).toISOString();
const subject = randomUUID();
const permit = randomUUID();
const [hash, bytes, business] = [randomBytes(32), randomBytes(9), 'fresh-produce'];

/** A row in each table, whose moment is `at`. */
const rows: Record<string, (sql: Sql) => Promise<unknown>> = {
  service_windows: (sql) =>
    sql`insert into service_windows values (${hash}, ${business}, '1', ${at}, ${hash})`,
  ownership_challenges: (sql) => sql`
    insert into ownership_challenges (id, business, subject, record, method, code, number, calling_code, asker_kind,
      asker, live, created_at, expires_at, mac)
    values ('c', ${business}, ${subject}, ${subject}, 'call', ${hash}, ${hash}, '91', 'site', 'pk', true, ${at}, ${at},
      ${hash})`,
  sends: (sql) => sql`
    insert into sends (permit, business, sender, subject, recipient, question, decision, reasons, tree_size, state,
      carries_permit, sealed_permit, judged_at)
    values (${permit}, ${business}, '1', ${subject}, ${hash}, '{}', 'allow', '{}', 1, 'accepted', true, ${bytes}, ${at})`,
  message_statuses: (sql) => sql`
    insert into message_statuses (sender, message, status, business, permit, at)
    values ('1', ${hash}, 'sent', ${business}, ${permit}, ${at})`,
  webhook_outbox: (sql) => sql`
    insert into webhook_outbox (id, business, sender, body_mac, sealed, bytes, content_type, signature, tags, received_at,
      due_at)
    values (${subject}, ${business}, '1', ${hash}, ${bytes}, 9, '', '', ${[hash]}, ${at}, ${at})`,
  ivr_calls: (sql) => sql`
    insert into ivr_calls (call, business, sealed, step, tags, ends_at)
    values (${hash}, ${business}, ${bytes}, 1, ${[hash]}, ${at})`,
  sms_threads: (sql) => sql`
    insert into sms_threads (thread, business, sealed, step, tags, ends_at)
    values (${hash}, ${business}, ${bytes}, 1, ${[hash]}, ${at})`,
  opt_in_links: (sql) => sql`
    insert into opt_in_links (id, business, sealed, tags, made_at, ends_at)
    values (${subject}, ${business}, ${bytes}, ${[hash]}, ${at}, ${at})`,
  console_links: (sql) => sql`
    insert into console_links (hash, sealed, ends_at) values (${hash}, ${bytes}, ${at})`,
  console_sessions: (sql) => sql`
    insert into console_sessions (hash, sealed, ends_at) values (${hash}, ${bytes}, ${at})`,
  erasure_requests: async (sql) => {
    await sql`insert into subjects (subject, business, wrapped_key) values (${subject}, ${business}, ${bytes}) on conflict do nothing`;
    await sql`
      insert into erasure_requests (request, business, subject, proof, asked_at, refused_at, mac)
      values (${subject}, ${business}, ${subject}, 'page', ${at}, ${at}, ${hash})`;
  },
  feed_followers: (sql) => sql`
    insert into feed_followers (business, key, follower, first_asked_at, asked_at, next, told, name)
    values (${business}, ${subject}, '', ${at}, ${at}, 1, 1, 1)`,
  feed_told: (sql) => sql`
    insert into feed_told (business, key, follower, name, past, at)
    values (${business}, ${subject}, '', 1, 1, ${at})`,
  pending_opt_ins: (sql) => sql`
    insert into pending_opt_ins (pending, business, sealed, tags, submitted_at, ends_at)
    values (${subject}, ${business}, ${bytes}, ${[hash]}, ${at}, ${at})`,
  reconfirmations: async (sql) => {
    await sql`insert into subjects (subject, business, wrapped_key) values (${subject}, ${business}, ${bytes}) on conflict do nothing`;
    await sql`
      insert into reconfirmations (business, round, subject, purpose, scope, record, tree_size, named_at)
      values (${business}, 'spring', ${subject}, 'marketing', 'message', ${subject}, 1, ${at})`;
  },
};

const listed = Object.entries(tables).flatMap(([name, table]) => {
  const { ends } = personalData[name as keyof typeof personalData];
  return ends === undefined ? [] : [{ table: getTableName(table), ends }];
});
const passing = listed.flatMap(({ table, ends }) => ('never' in ends ? [] : [{ table, days: ends.days }]));

/** Every worker that deletes, once, at that moment. */
async function sweep(now: Date, disputed: Disputed = { subjects: [], tags: [] }): Promise<void> {
  const { app } = database;
  const lease = await createLeaseStore(app).take('giving_up', 'here', 60_000);
  const stores = [
    createCallStore(app),
    createSmsThreadStore(app),
    createLinkStore(app),
    createPendingStore(app),
    createConsoleStore(app),
  ];
  const world = { now: () => now, random: randomBytes };
  const stop = new AbortController();
  const work = givingUp({ outbox: createOutbox(app), passing: stores, world }, { gaveUp: () => {} });
  const once = work.run(stop.signal, lease!);
  stop.abort();
  await once;
  await createLeaseStore(app).release(lease!);
  await createRetentionStore(app).sweep(now, disputed);
}

const isThere = async (table: string): Promise<boolean> =>
  (await database.superuser.sql.unsafe<object[]>(`select 1 as one from "${table}" limit 1`)).length > 0;

test('every table whose rows end has a row in this test, and every other says why its rows do not', () => {
  expect(passing.map(({ table }) => table).toSorted()).toEqual(Object.keys(rows).toSorted());
  for (const { ends } of listed) if ('never' in ends) expect(ends.never).toMatch(/\w+ \w+/);
});

test.each(passing)(
  'a row of $table ends after $days days, and not a second before',
  async ({ table, days }) => {
    await rows[table]!(database.superuser.sql);
    await sweep(new Date(began + days * dayMs - 1_000));
    expect(await isThere(table)).toBe(true);
    await sweep(new Date(began + days * dayMs + 1_000));
    expect(await isThere(table)).toBe(false);
  },
);

test('messages to a person in dispute, and what became of them, are kept until it is over', async () => {
  for (const table of ['sends', 'message_statuses']) await rows[table]!(database.superuser.sql);
  const late = new Date(began + 20_000 * dayMs);
  await sweep(late, { subjects: [subject], tags: [] });
  expect(await isThere('sends')).toBe(true);
  expect(await isThere('message_statuses')).toBe(true);
  await sweep(late, { subjects: [], tags: [hash] });
  expect(await isThere('message_statuses')).toBe(true);
  await sweep(late, { subjects: [randomUUID()], tags: [randomBytes(32)] });
  expect(await isThere('sends')).toBe(false);
  expect(await isThere('message_statuses')).toBe(false);
});
