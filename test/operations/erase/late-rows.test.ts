// A request that has read before an erasure writes after it: of every writer that does not wait for the
// commit, what it wrote late is deleted once more, and what the person did since stays.

import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tagsUnderEveryPepper } from '../../../ledger/core/subject/tag.ts';
import { eraseBy } from '../../../ledger/operations/erase/erase.ts';
import { previewErasure } from '../../../ledger/operations/erase/preview.ts';
import { keptMs } from '../../../ledger/operations/flow/kept-call.ts';
import { toldMs } from '../../../ledger/operations/sms/thread.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { createLateRows, lateMs } from '../../../ledger/storage/erase/late-rows.ts';
import { rowsOf } from '../../../ledger/storage/erase/rows-of.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { findingsIn } from '../../support/verifier.ts';
import { optInByTick } from '../commands.ts';

let here: TestLedger;
let superuser: Database;
beforeAll(async () => {
  here = await testLedger();
  superuser = openDatabase({ url: here.config.databaseUrl!, clients: 1 });
});
afterAll(async () => {
  await superuser?.end();
  await here?.stop();
});

const hour = 60 * 60 * 1000;
const plus = (at: string, ms: number) => new Date(Date.parse(at) + ms).toISOString();
const bytes = () => randomBytes(32);

type Row = { tag: Buffer; subject: string; at: string; business: string; sender: string };

/** What each writer that does not wait for the lock writes, of what it heard or judged at this moment. */
const writers: Record<string, (row: Row) => Promise<unknown>> = {
  service_windows: ({ tag, at, business, sender }) => superuser.sql`
    insert into service_windows values (${tag}, ${business}, ${sender}, ${at}, ${bytes()})`,
  ownership_challenges: ({ subject, at, business }) => superuser.sql`
    insert into ownership_challenges (id, business, subject, record, method, code, number, calling_code,
      asker_kind, asker, live, created_at, expires_at, mac)
    values (${randomUUID()}, ${business}, ${subject}, ${randomUUID()}, 'code', ${bytes()}, ${bytes()}, '91',
      'site', 's', true, ${at}, ${plus(at, hour)}, ${bytes()})`,
  // Found by the subject alone, and by the tag alone; with the status of the message.
  sends: async ({ tag, subject, at, business, sender }) => {
    for (const [of, to] of [
      [subject, bytes()],
      [null, tag],
    ] as const) {
      const [permit, message] = [randomUUID(), bytes()];
      await superuser.sql`
        insert into sends (permit, business, sender, subject, recipient, question, decision, reasons,
          tree_size, state, message, carries_permit, sealed_permit, judged_at)
        values (${permit}, ${business}, ${sender}, ${of}, ${to}, '{}', 'allow', '{}', 1, 'accepted',
          ${message}, true, ${randomBytes(9)}, ${at})`;
      await superuser.sql`
        insert into message_statuses (sender, message, status, business, permit, at)
        values (${sender}, ${message}, 'read', ${business}, ${permit}, ${plus(at, hour)})`;
    }
  },
  reconfirmations: ({ subject, at, business, sender }) => superuser.sql`
    insert into reconfirmations (business, round, subject, purpose, scope, record, tree_size, named_at)
    select ${business}, ${`round-${sender}`}, s.subject, 'marketing', 'message', ${randomUUID()}, 1, ${at}
    from subjects s where s.subject = ${subject}`,
  webhook_outbox: ({ tag, at, business, sender }) => superuser.sql`
    insert into webhook_outbox (id, business, sender, body_mac, sealed, bytes, content_type, signature, tags,
      received_at, due_at)
    values (${randomUUID()}, ${business}, ${sender}, ${bytes()}, ${randomBytes(9)}, 9, '', '', ${[tag]},
      ${at}, ${plus(at, hour)})`,
  ivr_calls: ({ tag, at, business }) => superuser.sql`
    insert into ivr_calls (call, business, sealed, step, tags, ends_at)
    values (${bytes()}, ${business}, ${randomBytes(9)}, 1, ${[tag]}, ${plus(at, keptMs)})`,
  sms_threads: ({ tag, at, business }) => superuser.sql`
    insert into sms_threads (thread, business, sealed, step, tags, ends_at)
    values (${bytes()}, ${business}, ${randomBytes(9)}, 1, ${[tag]}, ${plus(at, toldMs)})`,
  opt_in_links: ({ tag, at, business }) => superuser.sql`
    insert into opt_in_links (id, business, sealed, tags, made_at, ends_at)
    values (${randomUUID()}, ${business}, ${randomBytes(9)}, ${[tag]}, ${at}, ${plus(at, hour)})`,
  pending_opt_ins: ({ tag, at, business }) => superuser.sql`
    insert into pending_opt_ins (pending, business, sealed, tags, submitted_at, ends_at)
    values (${randomUUID()}, ${business}, ${randomBytes(9)}, ${[tag]}, ${at}, ${plus(at, hour)})`,
};

/** A subject is of one business. */
const bySubject = ['ownership_challenges', 'sends', 'reconfirmations'];

const passing = rowsOf.filter(({ told }) => told !== 'under the lock').map(({ table }) => table);

async function counted(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of passing) {
    const [row] = await superuser.sql.unsafe<{ count: number }[]>(`select count(*) from "${table}"`);
    counts[table] = row!.count;
  }
  return counts;
}
const each = (count: number) =>
  Object.fromEntries(
    passing.map((table) => [table, ['sends', 'message_statuses'].includes(table) ? 2 * count : count]),
  );

test('every table with rows that a person has, and that a writer may add late, is tried', () => {
  expect([...Object.keys(writers), 'message_statuses'].toSorted()).toEqual(passing.toSorted());
});

test('what was written late is deleted once more, and what came since, or is another’s, stays', async () => {
  const { ledger, business } = here;
  const value = '+919876502001';
  const named = { kind: 'number', value } as const;
  const officer = { key: 'officer', business, scopes: ['erase' as const] };
  await optInByTick(ledger, value);
  await optInByTick(ledger, '+919876502002');
  const [tag] = tagsUnderEveryPepper(ledger.keys.peppers, business, named);
  const [known] = await superuser.sql<{ subject: string }[]>`
    select subject from identifier_tags where tag = ${tag!.tag}`;
  const [another] = await superuser.sql<{ subject: string }[]>`
    select subject from subjects where subject <> ${known!.subject} and business = ${business}`;
  const { token } = await previewErasure(ledger, officer, named);
  const { recorded_at: erasedAt } = await eraseBy(ledger, officer, token, 'asked_by_person');
  const own = { tag: tag!.tag, subject: known!.subject, business, sender: '1' };
  const write = async (row: Omit<Row, 'at'>, at: string) => {
    for (const writer of Object.values(writers)) await writer({ ...row, at });
  };
  await write(own, plus(erasedAt, -1000));
  await write({ ...own, sender: '2' }, plus(erasedAt, 1000));
  await write({ tag: bytes(), subject: another!.subject, business, sender: '3' }, plus(erasedAt, -1000));
  // The same handles in the rows of another business.
  for (const [table, writer] of Object.entries(writers))
    if (!bySubject.includes(table))
      await writer({ ...own, business: 'other-shop', sender: '4', at: plus(erasedAt, -1000) });
  const others = (counts: Record<string, number>) =>
    Object.fromEntries(
      Object.entries(counts).map(([table, count]) => {
        const isTried = ![...bySubject, 'message_statuses'].includes(table);
        return [table, count + (isTried ? 1 : 0)];
      }),
    );

  const late = createLateRows(superuser);
  await late.sweep(plus(erasedAt, lateMs - 1000));
  expect(await counted()).toEqual(others(each(3)));
  await late.sweep(plus(erasedAt, lateMs + 1000));
  expect(await counted()).toEqual(others(each(2)));
  // Nor does a tag of the erased stay in the row by which late ones were found.
  expect(await superuser.sql`select from late_erasures`).toHaveLength(0);
  for (const table of passing) await superuser.sql.unsafe(`delete from "${table}"`);
  expect(await findingsIn(here)).toEqual([]);
});
