// Which person turned to which sender in the last day, by tag. One row a person, name and sender; each
// message moves its time on. A row that is not as the ledger wrote it opens nothing.

import { serviceWindowMs } from '../../core/gate/judge.ts';
import { isKept, rowMac } from '../../core/kept-row.ts';
import type { MacKeys } from '../../core/mac.ts';
import { toMoment } from '../../core/when.ts';
import type { InboundMessage, ServiceWindowStore } from '../../operations/gate/service-windows.ts';
import type { Database } from '../database/connection.ts';

/** Rows deleted at once. The next message deletes the rest. */
const sweptMax = 1000;

const table = 'service_windows';

export function createServiceWindowStore({ sql }: Pick<Database, 'sql'>, macs: MacKeys): ServiceWindowStore {
  const rowOf = (business: string, { tag, sender, at }: InboundMessage) => {
    return { tag, sender, business, last_inbound_at: toMoment(at) };
  };
  return {
    async open(business, messages, now) {
      const rows = latestOfEach(messages);
      await sql`
        insert into service_windows (tag, sender, business, last_inbound_at, mac)
        select tag, sender, ${business}::text, at, mac
        from unnest(${rows.map(({ tag }) => tag)}::bytea[], ${rows.map(({ sender }) => sender)}::text[],
          ${rows.map(({ at }) => at)}::timestamptz[],
          ${rows.map((row) => rowMac(macs, table, rowOf(business, row)))}::bytea[]) as t (tag, sender, at, mac)
        on conflict (tag, sender, business) do update
        set last_inbound_at = excluded.last_inbound_at, mac = excluded.mac
        -- A moment to come was never written here: a true message replaces it.
        where service_windows.last_inbound_at < excluded.last_inbound_at
          or service_windows.last_inbound_at > ${now}::timestamptz`;
      const over = new Date(Date.parse(now) - serviceWindowMs).toISOString();
      // It skips a row that another transaction is updating, and does not wait for it.
      await sql`
        delete from service_windows w using (
          select tag, sender, business from service_windows where last_inbound_at < ${over}::timestamptz
          limit ${sweptMax} for update skip locked) as old
        where w.tag = old.tag and w.sender = old.sender and w.business = old.business`;
    },

    async lastInbound(business, sender, tags) {
      const rows = await sql<(InboundMessage & { mac: Buffer })[]>`
        select tag, sender, last_inbound_at as at, mac from service_windows
        where tag = any(${tags}::bytea[]) and sender = ${sender} and business = ${business}
        order by last_inbound_at desc`;
      return rows.find((row) => isKept(macs, table, { ...rowOf(business, row), mac: row.mac }))?.at;
    },
  };
}

/**
 * One row each, always in the same order. Transactions that lock rows in one order never deadlock.
 */
function latestOfEach(messages: readonly InboundMessage[]): InboundMessage[] {
  const latest = new Map<string, InboundMessage>();
  for (const message of messages) {
    const key = `${message.tag.toString('hex')}\0${message.sender}`;
    const other = latest.get(key);
    if (other === undefined || other.at < message.at) latest.set(key, message);
  }
  return [...latest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, message]) => message);
}
