// What waits for a second member of staff. The commit that records a confirmation locks and deletes its row
// (storage/append), so of that and a rejection at once one is done.

import type { Pending, PendingStore } from '../../operations/pending/store.ts';
import type { Database } from '../database/connection.ts';
import { sweepEnded } from '../database/sweep-ended.ts';

type Row = {
  pending: string;
  business: string;
  sealed: Buffer;
  spend_key: Buffer | null;
  request: Buffer | null;
  submitted_at: string;
  ends_at: string;
  decision: 'reject' | null;
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

    async underKey(business, key, now) {
      const [row] = await sql<Row[]>`
        select * from pending_opt_ins
        where business = ${business} and spend_key = ${key}::bytea and ends_at > ${now}::timestamptz`;
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

    async reject(business, pending, reason, now) {
      const [row] = await sql<Row[]>`
        update pending_opt_ins
        set decision = 'reject', reason = coalesce(reason, ${reason}), sealed = ''::bytea, tags = '{}'::bytea[]
        where pending = ${pending}::uuid and business = ${business} and ends_at > ${now}::timestamptz
        returning *`;
      return row && pendingOf(row);
    },

    async remove(business, pending) {
      await sql`delete from pending_opt_ins where pending = ${pending}::uuid and business = ${business}`;
    },

    sweep: (now) => sweepEnded(sql, 'pending_opt_ins', 'pending', now),
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
    ...(row.decision === 'reject' && { rejected: true }),
    ...(row.reason !== null && { reason: row.reason }),
  };
}
