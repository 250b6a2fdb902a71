// A row of a person in each table that a writer fills without waiting for the commit, as the ledger has it.

import { randomBytes, randomUUID } from 'node:crypto';
import { keptMs } from '../../../ledger/operations/flow/kept-call.ts';
import { toldMs } from '../../../ledger/operations/sms/thread.ts';
import type { Database } from '../../../ledger/storage/database/connection.ts';

const hour = 60 * 60 * 1000;
export const plus = (at: string, ms: number) => new Date(Date.parse(at) + ms).toISOString();
const bytes = () => randomBytes(32);

export type Row = { tag: Buffer; subject: string; at: string; business: string; sender: string };

/** What each writer that does not wait for the lock writes, of what it heard or judged at this moment. */
export const rowWriters: Record<string, (db: Pick<Database, 'sql'>, row: Row) => Promise<unknown>> = {
  service_windows: ({ sql }, { tag, at, business, sender }) => sql`
    insert into service_windows values (${tag}, ${business}, ${sender}, ${at}, ${bytes()})`,
  ownership_challenges: ({ sql }, { subject, at, business }) => sql`
    insert into ownership_challenges (id, business, subject, record, method, code, number, calling_code,
      asker_kind, asker, live, created_at, expires_at, mac)
    values (${randomUUID()}, ${business}, ${subject}, ${randomUUID()}, 'code', ${bytes()}, ${bytes()}, '91',
      'site', 's', true, ${at}, ${plus(at, hour)}, ${bytes()})`,
  // Found by the subject alone, and by the tag alone; with the status of the message.
  sends: async ({ sql }, { tag, subject, at, business, sender }) => {
    for (const [of, to] of [
      [subject, bytes()],
      [null, tag],
    ] as const) {
      const [permit, message] = [randomUUID(), bytes()];
      await sql`
        insert into sends (permit, business, sender, subject, recipient, question, decision, reasons,
          tree_size, state, message, carries_permit, sealed_permit, judged_at)
        values (${permit}, ${business}, ${sender}, ${of}, ${to}, '{}', 'allow', '{}', 1, 'accepted',
          ${message}, true, ${randomBytes(9)}, ${at})`;
      await sql`
        insert into message_statuses (sender, message, status, business, permit, at)
        values (${sender}, ${message}, 'read', ${business}, ${permit}, ${plus(at, hour)})`;
    }
  },
  reconfirmations: ({ sql }, { subject, at, business, sender }) => sql`
    insert into reconfirmations (business, round, subject, purpose, scope, record, tree_size, named_at)
    select ${business}, ${`round-${sender}`}, s.subject, 'marketing', 'message', ${randomUUID()}, 1, ${at}
    from subjects s where s.subject = ${subject}`,
  webhook_outbox: ({ sql }, { tag, at, business, sender }) => sql`
    insert into webhook_outbox (id, business, sender, body_mac, sealed, bytes, content_type, signature, tags,
      received_at, due_at)
    values (${randomUUID()}, ${business}, ${sender}, ${bytes()}, ${randomBytes(9)}, 9, '', '', ${[tag]},
      ${at}, ${plus(at, hour)})`,
  ivr_calls: ({ sql }, { tag, at, business }) => sql`
    insert into ivr_calls (call, business, sealed, step, tags, ends_at)
    values (${bytes()}, ${business}, ${randomBytes(9)}, 1, ${[tag]}, ${plus(at, keptMs)})`,
  sms_threads: ({ sql }, { tag, at, business }) => sql`
    insert into sms_threads (thread, business, sealed, step, tags, ends_at)
    values (${bytes()}, ${business}, ${randomBytes(9)}, 1, ${[tag]}, ${plus(at, toldMs)})`,
  opt_in_links: ({ sql }, { tag, at, business }) => sql`
    insert into opt_in_links (id, business, sealed, tags, made_at, ends_at)
    values (${randomUUID()}, ${business}, ${randomBytes(9)}, ${[tag]}, ${at}, ${plus(at, hour)})`,
  // One a name, and one a subject: the second is of the subject.
  erasure_requests: ({ sql }, { tag, subject, at, business, sender }) =>
    sender === '2'
      ? sql`
          insert into erasure_requests (request, business, subject, proof, asked_at, mac)
          values (${randomUUID()}, ${business}, ${subject}, 'page', ${at}, ${bytes()})`
      : sql`
          insert into erasure_requests (request, business, tag, sealed, proof, asked_at, mac)
          values (${randomUUID()}, ${business}, ${tag}, ${randomBytes(9)}, 'message', ${at}, ${bytes()})`,
  pending_opt_ins: ({ sql }, { tag, at, business }) => sql`
    insert into pending_opt_ins (pending, business, sealed, tags, submitted_at, ends_at)
    values (${randomUUID()}, ${business}, ${randomBytes(9)}, ${[tag]}, ${at}, ${plus(at, hour)})`,
};
