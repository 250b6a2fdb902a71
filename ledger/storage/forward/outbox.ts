// Webhooks that wait to be forwarded. A node leases a webhook for a while before it tries. The lease of a
// dead node runs out. Each lease counts up `attempts`, and that count identifies it, so a node that comes
// back too late changes nothing.

import type { LeasedWebhook, Outbox } from '../../operations/forward/store.ts';
import { LeaseLost } from '../../operations/worker/store.ts';
import type { Database } from '../database/connection.ts';

export function createOutbox({ sql }: Pick<Database, 'sql'>): Outbox {
  return {
    async add({ business, contentType, signature, bytes, tags, receivedAt, copies }, limits) {
      // This does not lock the counts that it compares with the limits, so webhooks that arrive at the same
      // moment may together exceed a limit.
      const [row] = await sql<{ kept: boolean }[]>`
        with asked as (
          select t.* from unnest(${copies.map(({ id }) => id)}::uuid[], ${copies.map(({ sender }) => sender)}::text[],
            ${copies.map(({ sealed }) => sealed)}::bytea[], ${copies.map(({ bodyMac }) => bodyMac)}::bytea[])
            as t (id, sender, sealed, body_mac)
          join senders s on s.phone_number_id = t.sender and s.forward_url is not null),
        room as (
          select count(*) < ${limits.rows} and coalesce(sum(bytes), 0) < ${limits.bytes} as is_left
          from webhook_outbox where business = ${business}),
        added as (
          insert into webhook_outbox (id, business, sender, body_mac, sealed, bytes, content_type, signature, tags,
            received_at, due_at)
          select id, ${business}::text, sender, body_mac, sealed, ${bytes}::integer, ${contentType}::text,
            ${signature}::text, ${tags}::bytea[], ${receivedAt}::timestamptz, ${receivedAt}::timestamptz
          from asked, room where is_left
          on conflict (sender, body_mac) do nothing)
        select is_left or not exists (
          select from asked a where not exists (
            select from webhook_outbox o where o.sender = a.sender and o.body_mac = a.body_mac)) as kept
        from room`;
      return row!.kept ? 'kept' : 'full';
    },

    async lease(now, until, { most, bytes, others, senders, otherBusinesses, businesses }) {
      const ofBusinesses = [...businesses.values()];
      // This leaves out the webhooks that a business may not have now before it counts the bytes, so that
      // they use up none of the bytes that all businesses share.
      const leased = await sql<LeasedWebhook[]>`
        with wanted as (
          select s.phone_number_id as sender, s.business, s.forward_url as url, coalesce(r.room, ${others}) as room
          from senders s
          left join unnest(${[...senders.keys()]}::text[], ${[...senders.values()]}::integer[]) as r (sender, room)
            on r.sender = s.phone_number_id
          where s.forward_url is not null),
        found as (
          select o.id, o.due_at, o.bytes, w.business, w.url,
            row_number() over of_business as nth, sum(o.bytes) over of_business - o.bytes as bytes_before
          from wanted w cross join lateral (
            select id, due_at, bytes from webhook_outbox
            where sender = w.sender and due_at <= ${now}::timestamptz
              and (leased_until is null or leased_until <= ${now}::timestamptz)
            order by due_at, id limit w.room for update skip locked) as o
          window of_business as (partition by w.business order by o.due_at, o.id)),
        fitting as (
          select f.id, f.due_at, f.url, sum(f.bytes) over (order by f.due_at, f.id) - f.bytes as bytes_before
          from found f
          left join unnest(${[...businesses.keys()]}::text[], ${ofBusinesses.map(({ webhooks }) => webhooks)}::integer[],
            ${ofBusinesses.map((load) => load.bytes)}::integer[]) as r (business, room, bytes)
            on r.business = f.business
          where f.nth <= coalesce(r.room, ${otherBusinesses.webhooks})
            and f.bytes_before < coalesce(r.bytes, ${otherBusinesses.bytes})),
        picked as (select id, url from fitting where bytes_before < ${bytes} order by due_at, id limit ${most})
        update webhook_outbox o set leased_until = ${until}::timestamptz, attempts = o.attempts + 1
        from picked where o.id = picked.id
        returning o.id, o.business, o.sender, o.sealed, o.bytes, o.content_type as "contentType", o.signature, o.attempts, picked.url`;
      // In the order of arrival. An update returns rows in no order, but ids sort by time.
      return [...leased].sort((a, b) => (a.id < b.id ? -1 : 1));
    },

    async delivered({ id, attempts }) {
      await sql`delete from webhook_outbox where id = ${id} and attempts = ${attempts}`;
    },

    async postpone({ id, attempts }, dueAt) {
      await sql`
        update webhook_outbox set due_at = ${dueAt}::timestamptz, leased_until = null
        where id = ${id} and attempts = ${attempts}`;
    },

    async giveUp({ worker, fence }, before, now) {
      const [held, ...rows] = await sql<{ business: string; webhooks: number }[]>`
        with held as (
          select from worker_leases where worker = ${worker} and fence = ${fence} for share),
        gone as (
          delete from webhook_outbox
          where exists (select from held) and received_at < ${before}::timestamptz
            and (leased_until is null or leased_until <= ${now}::timestamptz)
          returning business)
        select '' as business, count(*) as webhooks from held
        union all (select business, count(*) from gone group by business order by business)`;
      if (held!.webhooks === 0) throw new LeaseLost(worker);
      return new Map(rows.map(({ business, webhooks }) => [business, webhooks]));
    },

    async backlog() {
      const [row] = await sql<{ rows: number; oldest: string | null }[]>`
        select count(*) as rows, min(received_at) as oldest from webhook_outbox`;
      const { rows, oldest } = row!;
      return { rows, ...(oldest !== null && { oldest }) };
    },

    async waitingOf(business) {
      const rows = await sql<{ sender: string; webhooks: number; oldest: string }[]>`
        select sender, count(*) as webhooks, min(received_at) as oldest from webhook_outbox
        where business = ${business} group by sender`;
      return new Map(
        rows.map(({ sender, webhooks, oldest }) => [
          sender,
          { webhooks, oldest: new Date(oldest).toISOString() },
        ]),
      );
    },
  };
}
