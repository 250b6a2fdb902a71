// What waits for a second member of staff. A decision is written only where there was none, or the same, so
// that of a confirmation and a rejection at once one is done.

import type { Pending, PendingStore } from '../../operations/pending/store.ts';
import type { Database } from '../database/connection.ts';

type Row = {
  pending: string;
  business: string;
  sealed: Buffer;
  spend_key: Buffer | null;
  request: Buffer | null;
  submitted_at: string;
  ends_at: string;
  decision: 'confirm' | 'reject' | null;
  reason: string | null;
};

export function createPendingStore({ sql }: Pick<Database, 'sql'>): PendingStore {
  return {
    async keep(row, now, max) {
      const { pending, business, sealed, tags, spend, submittedAt, endsAt } = row;
      const [written] = await sql<Row[]>`
        insert into pending_opt_ins
          (pending, business, sealed, tags, spend_key, request, submitted_at, ends_at)
        select ${pending}::uuid, ${business}, ${sealed}::bytea, ${tags}::bytea[], ${spend?.key ?? null}::bytea,
          ${spend?.request ?? null}::bytea, ${submittedAt}::timestamptz, ${endsAt}::timestamptz
        where (select count(*) from (select from pending_opt_ins
          where business = ${business} and ends_at > ${now}::timestamptz
            and decision is distinct from 'reject' limit ${max}) waiting) < ${max}
        on conflict (business, spend_key) do update
        set pending = excluded.pending, sealed = excluded.sealed, tags = excluded.tags,
          request = excluded.request, submitted_at = excluded.submitted_at, ends_at = excluded.ends_at,
          decision = null, reason = null
        where pending_opt_ins.ends_at <= ${now}::timestamptz
        returning *`;
      if (written !== undefined) return pendingOf(written);
      const [before] =
        spend === undefined
          ? []
          : await sql<Row[]>`
            select * from pending_opt_ins where business = ${business} and spend_key = ${spend.key}`;
      return before === undefined ? 'full' : pendingOf(before);
    },

    async find(business, pending, now) {
      const [row] = await sql<Row[]>`
        select * from pending_opt_ins
        where pending = ${pending}::uuid and business = ${business} and ends_at > ${now}::timestamptz`;
      return row && pendingOf(row);
    },

    async list(business, now, after, limit) {
      const rows = await sql<Row[]>`
        select * from pending_opt_ins
        where business = ${business} and ends_at > ${now}::timestamptz
          and pending > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid
          and decision is distinct from 'reject'
        order by pending limit ${limit}`;
      return rows.map(pendingOf);
    },

    async decide(business, pending, decision, reason) {
      const { count } =
        decision === 'confirm'
          ? await sql`
            update pending_opt_ins set decision = 'confirm'
            where pending = ${pending}::uuid and business = ${business}
              and decision is distinct from 'reject'`
          : await sql`
            update pending_opt_ins set decision = 'reject', reason = coalesce(reason, ${reason ?? null}),
              sealed = ''::bytea, tags = '{}'::bytea[]
            where pending = ${pending}::uuid and business = ${business}
              and decision is distinct from 'confirm'`;
      return count === 1;
    },

    async release(business, pending) {
      await sql`
        update pending_opt_ins set decision = null
        where pending = ${pending}::uuid and business = ${business} and decision = 'confirm'`;
    },

    async remove(business, pending) {
      await sql`delete from pending_opt_ins where pending = ${pending}::uuid and business = ${business}`;
    },

    async sweep(now) {
      await sql`delete from pending_opt_ins where ends_at <= ${now}::timestamptz`;
    },
  };
}

function pendingOf(row: Row): Pending {
  return {
    pending: row.pending,
    business: row.business,
    sealed: row.sealed,
    ...(row.spend_key !== null &&
      row.request !== null && { spend: { key: row.spend_key, request: row.request } }),
    submittedAt: row.submitted_at,
    endsAt: row.ends_at,
    ...(row.decision !== null && { decision: row.decision }),
    ...(row.reason !== null && { reason: row.reason }),
  };
}
