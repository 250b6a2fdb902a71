// The register in Postgres: filled by whole runs of entries, so that a run says of each of its entries that
// it is there or that its record is gone.

import type { Entries, RegisterState, RegisterStore, Run } from '../../operations/register/store.ts';
import type { Database, Sql } from '../database/connection.ts';
import { withoutGone } from '../erase/gone-meanwhile.ts';
import { countIn } from './count.ts';
import { countDays, lockHead, recount } from './days.ts';
import { findIn } from './find.ts';
import { documentOf } from './rows.ts';

/** Entries that one transaction goes on by; counting them takes a tenth of a second. */
const stepMax = 20_000;

export function createRegisterStore(db: Database): RegisterStore {
  const { sql } = db;
  return {
    put: (run, over) => withoutGone(() => putRun(sql, run, over)),

    advance: () => advance(db),

    async state() {
      const [row] = await sql<RegisterState[]>`
        select coalesce((select through from register_head where id = 1), 0) as through,
          coalesce((select size from log_head where id = 1), 0) as size`;
      return row!;
    },

    async gap() {
      const [row] = await sql<Entries[]>`
        with reached as (
          select coalesce((select through from register_head where id = 1), 0) as through)
        select through as first,
          least((select size from log_head where id = 1),
            (select first from register_ranges where first > through order by first limit 1)) as past
        from reached
        where through < (select size from log_head where id = 1)
          and not exists (select from register_ranges where first <= through and past > through)`;
      return row;
    },

    recount: () => recount(db),

    async unread() {
      const [row] = await sql<{ count: number }[]>`
        select count(*) as count from register where unread is not null`;
      return row!.count;
    },

    async lastUnsignedLook(business) {
      const [row] = await sql<{ at: string | null }[]>`
        select to_char(max(recorded_at) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from register
        where business = ${business} and kind = 'accessed' and test in (false, true)
          and submitter_id is null and system is distinct from 'link'`;
      return row?.at ?? undefined;
    },

    find: (asked) =>
      db.transaction(({ sql: then }) => findIn(then, asked), {
        isolation: 'repeatable read',
        readOnly: true,
      }),

    count: (asked) =>
      db.transaction(({ sql: then }) => countIn(then, asked), {
        isolation: 'repeatable read',
        readOnly: true,
      }),
  };
}

/**
 * A row is taken where its sealed row is there and of this record: a run may come late, or from a commit that
 * the database has lost since. A run counts as filled where it has all that the log has there, and nothing
 * else does: what is hidden so would never be looked for.
 */
async function putRun(sql: Sql, { first, past, rows }: Run, over?: 'again') {
  const onConflict =
    over === undefined
      ? sql.part`do nothing`
      : sql.part`do update set
          record = excluded.record, business = excluded.business, subject = excluded.subject, kind = excluded.kind,
          channel = excluded.channel, system = excluded.system, entry_point = excluded.entry_point,
          entry = excluded.entry, purposes = excluded.purposes, notice = excluded.notice, version = excluded.version,
          locale = excluded.locale, grade = excluded.grade, packs = excluded.packs,
          jurisdiction = excluded.jurisdiction, submitter = excluded.submitter,
          submitter_id = excluded.submitter_id, occurred_at = excluded.occurred_at,
          recorded_at = excluded.recorded_at, valid_until = excluded.valid_until, test = excluded.test,
          unread = excluded.unread
        where (register.*) is distinct from (excluded.*)`;
  await sql`
    with lines as (
      select l.* from json_to_recordset(${documentOf(rows)}::json) as l (
        idx bigint, record uuid, business text, subject uuid, kind text, channel text, system text, entry_point text,
        entry text, purposes text[], notice text, version integer, locale text, grade text, packs text[],
        jurisdiction text, submitter text, submitter_id text, occurred_at timestamptz, recorded_at timestamptz,
        valid_until timestamptz, test boolean, unread text)
      join sealed_records s on s.idx = l.idx and s.record = l.record and s.business = l.business),
    filled as (
      insert into register (idx, record, business, subject, kind, channel, system, entry_point, entry, purposes,
        notice, version, locale, grade, packs, jurisdiction, submitter, submitter_id, occurred_at, recorded_at,
        valid_until, test, unread)
      select idx, record, business, subject, kind, channel, system, entry_point, entry, purposes, notice, version,
        locale, grade, packs, jurisdiction, submitter, submitter_id, occurred_at, recorded_at, valid_until,
        coalesce(test, false), unread
      from lines
      on conflict (idx) ${onConflict})
    insert into register_ranges (first, past)
    select ${first}, ${past} from log_head where id = 1 and size >= ${past}
      and (select count(*) from lines) = (select count(*) from sealed_records where idx >= ${first} and idx < ${past})
      and not exists (select from register_head where through >= ${past})
    on conflict (first) do update set past = greatest(register_ranges.past, excluded.past)`;
}

/** Nodes go on one after the other: each entry is counted by the one that goes over it. */
async function advance(db: Database): Promise<RegisterState> {
  for (;;) {
    const step = await db.transaction(async ({ sql }) => {
      const before = await lockHead(sql);
      // A statement of its own, which sees what others had filled before they let the head go.
      const [row] = await sql<{ reach: number; size: number }[]>`
        with recursive reach (past) as (
          select ${before}::bigint
          union all
          select r.past from reach cross join lateral (
            select past from register_ranges where first <= reach.past and past > reach.past
            order by past desc limit 1) r)
        select max(past) as reach, (select size from log_head where id = 1) as size from reach`;
      const { reach, size } = row!;
      const through = Math.min(reach, before + stepMax);
      if (through > before) await goOver(sql, before, through);
      return { through, size, isOver: through === reach };
    });
    if (step.isOver) return { through: step.through, size: step.size };
  }
}

async function goOver(sql: Sql, before: number, through: number): Promise<void> {
  await countDays(sql, before, through);
  await sql`update register_head set through = ${through} where id = 1 and through = ${before}`;
  await sql`delete from register_ranges where past <= ${through}`;
}
