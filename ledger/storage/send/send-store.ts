// Messages sent through the ledger. The ledger writes a row before its message leaves. Afterwards only the
// outcome changes. Statuses are insert-only and may come in any order. The code finds the send of a status
// when a caller asks.
//
// A row that is not as the ledger wrote it is as if it were not there: such a send repeats no answer, since
// that could be another message's, takes no outcome and permits no message.

import { LedgerError } from '../../core/error.ts';
import { type Cells, isKept, rowMac } from '../../core/kept-row.ts';
import type { MacKeys } from '../../core/mac.ts';
import { toMoment } from '../../core/when.ts';
import type {
  MessageName,
  MessageStatus,
  Send,
  SendState,
  SendStore,
  UnpermittedMessage,
} from '../../operations/send/store.ts';
import type { Database, Sql } from '../database/connection.ts';

/** Every column of a send as its MAC has it; moments as records hold them. */
type SendRow = {
  permit: string;
  business: string;
  sender: string;
  subject: string | null;
  recipient: Buffer;
  question: string;
  decision: Send['decision'];
  reasons: string[];
  record: string | null;
  tree_size: number;
  state: SendState;
  message: Buffer | null;
  carries_permit: boolean;
  idempotency_key: Buffer | null;
  request: Buffer | null;
  sealed_permit: Buffer;
  sealed_answer: Buffer | null;
  judged_at: string;
  answered_at: string | null;
  mac: Buffer;
};
/** The moments as callers have them. */
type Moments = { judgedAt: string; answeredAt: string | null };
type StatusRow = Cells & {
  sender: string;
  message: Buffer;
  status: string;
  at: string;
  error: number | null;
  mac: Buffer;
};
type Outcome = Pick<SendRow, 'state' | 'message' | 'idempotency_key' | 'sealed_answer' | 'answered_at'>;

export function createSendStore({ sql }: Pick<Database, 'sql'>, macs: MacKeys): SendStore {
  const cells = cellsOf(sql);
  const moments = sql.part`judged_at as "judgedAt", answered_at as "answeredAt"`;

  /** The send of a row; none of a row that is not as the ledger wrote it. */
  const believed = ({ judgedAt, answeredAt, ...row }: SendRow & Moments): Send[] =>
    isKept(macs, 'sends', row) ? [sendOf(row, { judgedAt, answeredAt })] : [];

  /**
   * Writes over the row as it was read; where another has changed it meanwhile, over what that one has left.
   */
  async function change(
    permit: string,
    next: (is: SendRow) => Partial<Outcome> | undefined,
  ): Promise<boolean> {
    for (;;) {
      const [is] = await sql<SendRow[]>`select ${cells} from sends where permit = ${permit}`;
      const outcome = is !== undefined && isKept(macs, 'sends', is) ? next(is) : undefined;
      if (is === undefined || outcome === undefined) return false;
      const { mac, ...row } = { ...is, ...outcome };
      const { count } = await sql`
        update sends set state = ${row.state}, message = ${row.message}, idempotency_key = ${row.idempotency_key},
          sealed_answer = ${row.sealed_answer}, answered_at = ${row.answered_at}::timestamptz,
          mac = ${rowMac(macs, 'sends', row)}
        where permit = ${permit} and mac = ${mac}`;
      if (count === 1) return true;
    }
  }

  /** What Meta said of these messages, in the order in which it happened. */
  async function statusesAmong(messages: readonly MessageName[]): Promise<StatusRow[]> {
    const rows = await sql<StatusRow[]>`
      select ${statusCells(sql)} from message_statuses where (sender, message) in (
        select * from unnest(${column(messages, 'sender')}::text[], ${column(messages, 'message')}::bytea[]))
      order by message_statuses.at, status`;
    return rows.filter((row) => isKept(macs, 'message_statuses', row));
  }

  return {
    async byPermit(permit) {
      const rows = await sql<(SendRow & Moments)[]>`
        select ${cells}, ${moments} from sends where permit = ${permit}`;
      return rows.flatMap(believed)[0];
    },

    async byMessage(sender, message) {
      const rows = await sql<(SendRow & Moments)[]>`
        select ${cells}, ${moments} from sends where sender = ${sender} and message = ${message}`;
      return rows.flatMap(believed)[0];
    },

    async among(business, messages) {
      const rows = await sql<(SendRow & { has_record: boolean })[]>`
        select ${cells}, exists (select from sealed_records r where r.record = sends.record) as has_record
        from sends where business = ${business} and decision = 'allow' and message is not null
          and (sender, message) in (
            select * from unnest(${column(messages, 'sender')}::text[], ${column(messages, 'message')}::bytea[]))`;
      return rows.flatMap(({ has_record: hasRecord, ...row }) => {
        if (!isKept(macs, 'sends', row)) return [];
        const { sender, permit, record } = row;
        return [{ sender, message: row.message!, permit, ...(record !== null && { record }), hasRecord }];
      });
    },

    async reportedAmong(business, messages) {
      return (await statusesAmong(messages)).filter((row) => row.business === business);
    },

    async statusesOf(sender, message) {
      return (await statusesAmong([{ sender, message }])).map(saidIn);
    },

    // A row that was put there by hand would keep consent from its end.
    async lastRead(subjects) {
      const pageSize = 100;
      const own = sql.part`subject = any(${subjects}::uuid[]) and message is not null`;
      let before: Pick<StatusRow, 'at' | 'sender' | 'message'> = {
        at: 'infinity',
        sender: '',
        message: Buffer.alloc(0),
      };
      for (;;) {
        const read = await sql<StatusRow[]>`
          select ${statusCells(sql)} from message_statuses m
          where status = 'read' and (sender, message) in (select sender, message from sends where ${own})
            and (m.at, sender, message) < (${before.at}::timestamptz, ${before.sender}, ${before.message}::bytea)
          order by m.at desc, sender desc, message desc limit ${pageSize}`;
        const sends = await sql<SendRow[]>`
          select ${cells} from sends where ${own} and (sender, message) in (
            select * from unnest(${column(read, 'sender')}::text[], ${column(read, 'message')}::bytea[]))`;
        const sent = new Set(sends.filter((row) => isKept(macs, 'sends', row)).map(nameOf));
        const last = read.find((row) => sent.has(nameOf(row)) && isKept(macs, 'message_statuses', row));
        if (last !== undefined || read.length < pageSize) return last?.at;
        before = read.at(-1)!;
      }
    },

    async toPerson({ business, subjects, tags }, limit, before) {
      const { at = 'infinity', permit = 'ffffffff-ffff-ffff-ffff-ffffffffffff' } = before ?? {};
      const rows = await sql<(SendRow & Moments)[]>`
        select ${cells}, ${moments} from sends
        where business = ${business} and (judged_at, permit) < (${at}::timestamptz, ${permit}::uuid)
          and (subject = any(${subjects}::uuid[]) or (subject is null and recipient = any(${tags}::bytea[])))
        order by sends.judged_at desc, permit desc limit ${limit}`;
      const sends = rows.flatMap(believed);
      const names = sends.flatMap(({ sender, message }) =>
        message === undefined ? [] : [{ sender, message }],
      );
      const said = Map.groupBy(names.length === 0 ? [] : await statusesAmong(names), nameOf);
      return sends.map((send) => ({
        ...send,
        statuses: (said.get(nameOf(send)) ?? []).map(saidIn),
      }));
    },

    async bySpent(sender, key) {
      const [erased] = await sql`
        select from erased_sends where sender = ${sender} and idempotency_key = ${key}`;
      if (erased !== undefined) return 'erased';
      const [row] = await sql<SendRow[]>`
        select ${cells} from sends where sender = ${sender} and idempotency_key = ${key}`;
      if (row === undefined || !isKept(macs, 'sends', row)) return undefined;
      const { permit, request, sealed_answer: sealedAnswer } = row;
      return { permit, request: request!, ...(sealedAnswer !== null && { sealedAnswer }) };
    },

    async add(send, spent) {
      const row = {
        ...{ permit: send.permit, business: send.business, sender: send.sender },
        ...{ subject: send.subject ?? null, recipient: send.recipient, question: send.question },
        ...{ decision: send.decision, reasons: send.reasons, record: send.record ?? null },
        ...{ tree_size: send.treeSize, state: send.state, carries_permit: send.carriesPermit },
        ...{ idempotency_key: spent?.key ?? null, request: spent?.request ?? null },
        ...{ sealed_permit: send.sealedPermit, judged_at: toMoment(send.judgedAt) },
        answered_at: send.answeredAt === undefined ? null : toMoment(send.answeredAt),
      };
      const added = await sql<object[]>`
        insert into sends (permit, business, sender, subject, recipient, question, decision, reasons, record, tree_size,
          state, carries_permit, idempotency_key, request, sealed_permit, judged_at, answered_at, mac)
        values (${row.permit}, ${row.business}, ${row.sender}, ${row.subject}::uuid, ${row.recipient},
          ${row.question}, ${row.decision}, ${row.reasons}, ${row.record}::uuid, ${row.tree_size},
          ${row.state}, ${row.carries_permit}, ${row.idempotency_key}, ${row.request},
          ${row.sealed_permit}, ${row.judged_at}::timestamptz, ${row.answered_at}::timestamptz,
          ${rowMac(macs, 'sends', row)})
        on conflict (sender, idempotency_key) where idempotency_key is not null do nothing
        returning permit`;
      return added.length === 1;
    },

    async settle(permit, { state, answeredAt, message, sealedAnswer, freesKey }) {
      const isSettled = await change(permit, (is) => {
        if (is.state === 'denied') return undefined;
        return {
          // A status may have come before the answer. What it said stays.
          state: state === 'unknown' && is.message !== null ? 'accepted' : state,
          message: is.message ?? message ?? null,
          sealed_answer: sealedAnswer ?? null,
          answered_at: toMoment(answeredAt),
          ...(freesKey && { idempotency_key: null }),
        };
      });
      if (!isSettled) throw new LedgerError('not_found', 'No such message was sent.');
    },

    async questionOf(sender, message) {
      const rows = await sql<SendRow[]>`
        select ${cells} from sends where sender = ${sender} and message = ${message}`;
      return rows.find((row) => isKept(macs, 'sends', row))?.question;
    },

    async addStatuses(statuses) {
      await keepStatuses(sql, macs, inOneOrder(statuses));
      for (const { permit, message } of await unanswered(sql, statuses)) {
        // The first status wins.
        await change(permit, ({ message: known, state }) =>
          known === null ? { message, state: state === 'unknown' ? 'accepted' : state } : undefined,
        );
      }
    },

    async countSpokenOf(business) {
      const changed = await changedByHand(sql, macs, business);
      const [row] = await sql<{ all: number; withPermit: number }[]>`
        select count(*) as all, count(*) filter (where tied) as "withPermit" from (
          select distinct s.sender, s.message, ${isTied(sql, changed)} as tied
          from message_statuses s where s.business = ${business} and ${isSaid(sql, changed)}) as spoken`;
      const { all, withPermit } = row!;
      return { withPermit, withoutPermit: all - withPermit };
    },

    async unpermitted(business, most) {
      const changed = await changedByHand(sql, macs, business);
      // Meta's clock has whole seconds. Of two statuses in one second, the one later in a message's life
      // comes first.
      return sql<UnpermittedMessage[]>`
        select * from (
          select distinct on (s.sender, s.message) s.sender, s.message, s.status, s.at from message_statuses s
          where s.business = ${business} and ${isSaid(sql, changed)} and not ${isTied(sql, changed)}
          order by s.sender, s.message, s.at desc,
            array_position(array['sent', 'delivered', 'read', 'failed'], s.status) desc nulls last) as around
        order by at desc, sender, message limit ${most}`;
    },

    async *scan(business, pageSize) {
      let after = { judgedAt: '-infinity', permit: '00000000-0000-0000-0000-000000000000' };
      for (;;) {
        const rows = await sql<(SendRow & Moments & { followed: string[] })[]>`
          select ${cells}, ${moments}, array(
            with recursive person(subject) as (
              select sends.subject union select l.b from person p join subject_links l on l.a = p.subject)
            select subject from person p where exists (
              select from sealed_records r where r.subject = p.subject and r.idx >= sends.tree_size)) as followed
          from sends where business = ${business} and (judged_at, permit) > (${after.judgedAt}::timestamptz, ${after.permit}::uuid)
          order by sends.judged_at, permit limit ${pageSize}`;
        if (rows.length > 0)
          yield rows.flatMap(({ followed, ...row }) => believed(row).map((send) => ({ ...send, followed })));
        const last = rows.at(-1);
        if (last === undefined || rows.length < pageSize) return;
        after = { judgedAt: last.judged_at, permit: last.permit };
      }
    },
  };
}

const nameOf = ({ sender, message }: { sender: string; message?: Buffer | null }): string =>
  `${sender} ${message?.toString('base64')}`;

const saidIn = ({ status, at, error }: StatusRow) => ({ status, at, ...(error !== null && { error }) });

/**
 * Two webhooks about the same messages lock the same rows. One order for both keeps them from a deadlock.
 */
const inOneOrder = (statuses: readonly MessageStatus[]): MessageStatus[] =>
  statuses.toSorted((a, b) => a.message.compare(b.message));

const column = <Row, Name extends keyof Row>(rows: readonly Row[], name: Name) =>
  rows.map((row) => row[name] ?? null);

function keepStatuses(sql: Sql, macs: MacKeys, rows: readonly MessageStatus[]) {
  const macOf = ({ permit, error, at, ...row }: MessageStatus) =>
    rowMac(macs, 'message_statuses', {
      ...row,
      permit: permit ?? null,
      error: error ?? null,
      at: toMoment(at),
    });
  return sql`
    insert into message_statuses (sender, business, message, status, permit, error, at, mac)
    select * from unnest(${column(rows, 'sender')}::text[], ${column(rows, 'business')}::text[],
      ${column(rows, 'message')}::bytea[], ${column(rows, 'status')}::text[], ${column(rows, 'permit')}::uuid[],
      ${column(rows, 'error')}::int[], ${column(rows, 'at')}::timestamptz[], ${rows.map(macOf)}::bytea[])
    on conflict do nothing`;
}

/**
 * Meta's answer was lost, or is still on its way, but the message carries the permit, so it is the send's
 * message.
 */
async function unanswered(sql: Sql, statuses: readonly MessageStatus[]) {
  const rows = firstOfEach(statuses.filter(({ permit }) => permit !== undefined));
  if (rows.length === 0) return [];
  return sql<{ permit: string; message: Buffer }[]>`
    select s.permit, told.message from sends s join unnest(${column(rows, 'sender')}::text[],
      ${column(rows, 'business')}::text[], ${column(rows, 'message')}::bytea[], ${column(rows, 'permit')}::uuid[])
      as told (sender, business, message, permit) using (permit, sender, business)
    where s.carries_permit and s.message is null and s.state in ('sending', 'unknown')
      and not exists (select from sends other where other.sender = told.sender and other.message = told.message
        and other.message is not null)`;
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

/** Rows about the messages of a business that are not as the ledger wrote them; almost always none. */
type Changed = { permits: string[]; statuses: StatusRow[] };

/** Reads what Meta said, with the sends that it speaks of, in pages. */
async function changedByHand(sql: Sql, macs: MacKeys, business: string): Promise<Changed> {
  const changed: Changed = { permits: [], statuses: [] };
  const cells = cellsOf(sql);
  const pageSize = 1000;
  let after: Pick<StatusRow, 'sender' | 'message' | 'status' | 'at'> = {
    ...{ at: '-infinity', sender: '', message: Buffer.alloc(0), status: '' },
  };
  for (;;) {
    const said = await sql<StatusRow[]>`
      select ${statusCells(sql)} from message_statuses s
      where business = ${business} and (s.at, sender, message, status)
        > (${after.at}::timestamptz, ${after.sender}, ${after.message}::bytea, ${after.status})
      order by s.at, sender, message, status limit ${pageSize}`;
    const sends = await sql<SendRow[]>`
      select ${cells} from sends where decision = 'allow' and message is not null and (sender, message) in (
        select * from unnest(${column(said, 'sender')}::text[], ${column(said, 'message')}::bytea[]))`;
    for (const row of said) if (!isKept(macs, 'message_statuses', row)) changed.statuses.push(row);
    for (const row of sends) if (!isKept(macs, 'sends', row)) changed.permits.push(row.permit);
    const last = said.at(-1);
    if (last === undefined || said.length < pageSize) return changed;
    after = last;
  }
}

/** Whether a permit let out the message that `s` speaks of. */
const isTied = (sql: Sql, { permits }: Changed) => sql.part`exists (
  select from sends t
  where t.sender = s.sender and t.message = s.message and t.message is not null and t.decision = 'allow'
    and t.permit <> all(${permits}::uuid[]))`;

/** Whether `s` is what Meta said. */
const isSaid = (sql: Sql, { statuses }: Changed) => sql.part`(s.sender, s.message, s.status) not in (
  select * from unnest(${column(statuses, 'sender')}::text[], ${column(statuses, 'message')}::bytea[],
    ${column(statuses, 'status')}::text[]))`;

const statusCells = (sql: Sql) => sql.part`
  sender, message, status, business, permit, error, mac,
  to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`;

const cellsOf = (sql: Sql) => sql.part`
  permit, business, sender, subject, recipient, question, decision, reasons, record, tree_size, state, message,
  carries_permit, idempotency_key, request, sealed_permit, sealed_answer, mac,
  to_char(judged_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as judged_at,
  to_char(answered_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as answered_at`;

/** Leaves out the fields that are null in Postgres. */
function sendOf(row: SendRow, { judgedAt, answeredAt }: Moments): Send {
  const { permit, business, sender, subject, recipient, question, decision, reasons, record } = row;
  const { state, message, tree_size: treeSize, carries_permit: carriesPermit } = row;
  return {
    ...{ permit, business, sender, recipient, question, decision, reasons, treeSize, state, carriesPermit },
    ...(subject !== null && { subject }),
    ...(record !== null && { record }),
    ...(message !== null && { message }),
    ...{ sealedPermit: row.sealed_permit, judgedAt },
    ...(answeredAt !== null && { answeredAt }),
  };
}
