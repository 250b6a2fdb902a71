// Messages sent through the ledger. The ledger writes a row before its message leaves. Afterwards only the
// outcome changes. Statuses are insert-only and may come in any order. The code finds the send of a status
// when a caller asks.

import { LedgerError } from '../../core/error.ts';
import type { MessageStatus, Send, SendStore, UnpermittedMessage } from '../../operations/send/store.ts';
import type { Database, Sql } from '../database/connection.ts';

type Nullable<Row> = { [Key in keyof Row]-?: Row[Key] | ([undefined] extends [Row[Key]] ? null : never) };
type Row = Nullable<Send>;

export function createSendStore({ sql }: Pick<Database, 'sql'>): SendStore {
  const columns = columnsOf(sql);
  return {
    async byPermit(permit) {
      const [row] = await sql<Row[]>`select ${columns} from sends where permit = ${permit}`;
      return row && sendOf(row);
    },

    async bySpent(sender, key) {
      const rows = await sql<(Row & { request: Buffer; sealedAnswer: Buffer | null; erased: boolean })[]>`
        select ${columns}, request, sealed_answer as "sealedAnswer", erased from (
          select exists (
            select from erased_sends where sender = ${sender} and idempotency_key = ${key}) as erased) as looked
        left join sends on sender = ${sender} and idempotency_key = ${key} and idempotency_key is not null`;
      const { request, sealedAnswer, erased, ...send } = rows[0]!;
      if (erased) return 'erased';
      if (send.permit === null) return undefined;
      return { send: sendOf(send), request, ...(sealedAnswer !== null && { sealedAnswer }) };
    },

    async add(send, spent) {
      const added = await sql<object[]>`
        insert into sends (permit, business, sender, subject, recipient, question, decision, reasons, record, tree_size,
          state, carries_permit, idempotency_key, request, sealed_permit, judged_at, answered_at)
        values (${send.permit}, ${send.business}, ${send.sender}, ${send.subject ?? null}::uuid, ${send.recipient},
          ${send.question}, ${send.decision}, ${send.reasons}, ${send.record ?? null}::uuid, ${send.treeSize},
          ${send.state}, ${send.carriesPermit}, ${spent?.key ?? null}, ${spent?.request ?? null},
          ${send.sealedPermit}, ${send.judgedAt}::timestamptz, ${send.answeredAt ?? null}::timestamptz)
        on conflict (sender, idempotency_key) where idempotency_key is not null do nothing
        returning permit`;
      return added.length === 1;
    },

    async settle(permit, { state, answeredAt, message, sealedAnswer, freesKey }) {
      // A status may have come before the answer. What it said stays.
      const settled = await sql<object[]>`
        update sends set answered_at = ${answeredAt}::timestamptz,
          state = case when ${state} = 'unknown' and message is not null then 'accepted' else ${state} end,
          message = coalesce(message, ${message ?? null}::bytea), sealed_answer = ${sealedAnswer ?? null}::bytea,
          idempotency_key = case when ${freesKey}::boolean then null else idempotency_key end
        where permit = ${permit} and state <> 'denied' returning permit`;
      if (settled.length === 0) throw new LedgerError('not_found', 'No such message was sent.');
    },

    async questionOf(sender, message) {
      const [row] = await sql<{ question: string }[]>`
        select question from sends where sender = ${sender} and message = ${message}`;
      return row?.question;
    },

    async addStatuses(statuses) {
      await keepStatuses(sql, inOneOrder(statuses));
      await adopt(sql, statuses);
    },

    async countSpokenOf(business) {
      const [row] = await sql<{ all: number; withPermit: number }[]>`
        select count(*) as all, count(*) filter (where tied) as "withPermit" from (
          select distinct s.sender, s.message, ${isTied(sql)} as tied
          from message_statuses s where s.business = ${business}) as spoken`;
      const { all, withPermit } = row!;
      return { withPermit, withoutPermit: all - withPermit };
    },

    async unpermitted(business, most) {
      // Meta's clock has whole seconds. Of two statuses in one second, the one later in a message's life
      // comes
      // first.
      return sql<UnpermittedMessage[]>`
        select * from (
          select distinct on (s.sender, s.message) s.sender, s.message, s.status, s.at from message_statuses s
          where s.business = ${business} and not ${isTied(sql)}
          order by s.sender, s.message, s.at desc,
            array_position(array['sent', 'delivered', 'read', 'failed'], s.status) desc nulls last) as around
        order by at desc, sender, message limit ${most}`;
    },

    async *scan(business, pageSize) {
      let after = { judgedAt: '-infinity', permit: '00000000-0000-0000-0000-000000000000' };
      for (;;) {
        const rows = await sql<(Row & { followed: string[] })[]>`
          select ${columns}, array(
            with recursive person(subject) as (
              select sends.subject union select l.b from person p join subject_links l on l.a = p.subject)
            select subject from person p where exists (
              select from sealed_records r where r.subject = p.subject and r.idx >= sends.tree_size)) as followed
          from sends where business = ${business} and (judged_at, permit) > (${after.judgedAt}::timestamptz, ${after.permit}::uuid)
          order by judged_at, permit limit ${pageSize}`;
        if (rows.length > 0) yield rows.map(({ followed, ...row }) => ({ ...sendOf(row), followed }));
        const last = rows.at(-1);
        if (last === undefined || rows.length < pageSize) return;
        after = { judgedAt: last.judgedAt, permit: last.permit };
      }
    },
  };
}

/**
 * Two webhooks about the same messages lock the same rows. One order for both keeps them from a deadlock.
 */
const inOneOrder = (statuses: readonly MessageStatus[]): MessageStatus[] =>
  statuses.toSorted((a, b) => a.message.compare(b.message));

const column = <Name extends keyof MessageStatus>(rows: readonly MessageStatus[], name: Name) =>
  rows.map((row) => row[name] ?? null);

function keepStatuses(sql: Sql, rows: readonly MessageStatus[]) {
  return sql`
    insert into message_statuses (sender, business, message, status, permit, error, at)
    select * from unnest(${column(rows, 'sender')}::text[], ${column(rows, 'business')}::text[],
      ${column(rows, 'message')}::bytea[], ${column(rows, 'status')}::text[], ${column(rows, 'permit')}::uuid[],
      ${column(rows, 'error')}::int[], ${column(rows, 'at')}::timestamptz[])
    on conflict do nothing`;
}

/**
 * Meta's answer was lost, or is still on its way, but the message carries the permit, so it is the send's
 * message. The first status wins, and the row's lock decides which came first.
 */
async function adopt(sql: Sql, statuses: readonly MessageStatus[]): Promise<void> {
  const rows = firstOfEach(statuses.filter(({ permit }) => permit !== undefined));
  if (rows.length === 0) return;
  await sql`
    with told as (
      select * from unnest(${column(rows, 'sender')}::text[], ${column(rows, 'business')}::text[],
        ${column(rows, 'message')}::bytea[], ${column(rows, 'permit')}::uuid[]) as t (sender, business, message, permit)),
    waiting as (
      select s.permit, told.message from sends s join told using (permit, sender, business)
      where s.carries_permit and s.message is null and s.state in ('sending', 'unknown')
        and not exists (select from sends other where other.sender = told.sender and other.message = told.message
          and other.message is not null)
      order by s.permit for update of s)
    update sends s set message = waiting.message, state = case when s.state = 'unknown' then 'accepted' else s.state end
    from waiting where s.permit = waiting.permit and s.message is null`;
}

/** A permit belongs to one message, and a message to one permit. */
function firstOfEach(statuses: readonly MessageStatus[]): MessageStatus[] {
  const taken = new Set<string>();
  return statuses.filter(({ sender, message, permit }) => {
    const keys = [`${permit}`, `${sender}\0${message.toString('latin1')}`];
    if (keys.some((key) => taken.has(key))) return false;
    for (const key of keys) taken.add(key);
    return true;
  });
}

/** Whether a permit let out the message that `s` speaks of. */
const isTied = (sql: Sql) => sql.part`exists (
  select from sends t
  where t.sender = s.sender and t.message = s.message and t.message is not null and t.decision = 'allow')`;

const columnsOf = (sql: Sql) => sql.part`
  permit, business, sender, subject, recipient, question, decision, reasons, record, tree_size as "treeSize", state,
  message, carries_permit as "carriesPermit", sealed_permit as "sealedPermit", judged_at as "judgedAt",
  answered_at as "answeredAt"`;

/** Leaves out the fields that are null in Postgres. */
function sendOf(row: Row): Send {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Send;
}
