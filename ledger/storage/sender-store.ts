// The WhatsApp numbers of businesses. Few rows, changed by hand.

import { and, asc, eq } from 'drizzle-orm';
import { LedgerError } from '../core/error.ts';
import type { Sender, SenderStore } from '../operations/ports.ts';
import type { Database } from './connection.ts';
import { senders } from './tables.ts';
import { unlessTaken } from './unless-taken.ts';

export function createSenderStore({ orm, sql }: Pick<Database, 'orm' | 'sql'>): SenderStore {
  return {
    async ofBusiness(business) {
      const rows = await orm
        .select()
        .from(senders)
        .where(eq(senders.business, business))
        .orderBy(asc(senders.phone_number_id));
      return rows.map(senderOf);
    },

    async byAccessToken(mac) {
      const rows = await orm
        .select()
        .from(senders)
        .where(eq(senders.access_token, mac))
        .orderBy(asc(senders.phone_number_id));
      return rows.map(senderOf);
    },

    async setAccessToken(business, phoneNumberId, mac) {
      const changed = await orm
        .update(senders)
        .set({ access_token: mac })
        .where(and(eq(senders.business, business), eq(senders.phone_number_id, phoneNumberId)))
        .returning({ id: senders.phone_number_id });
      if (changed.length === 0) throw new LedgerError('not_found', 'The business has no such sender.');
    },

    async setForwardUrl(business, phoneNumberId, url) {
      const changed = await sql<object[]>`
        with changed as (
          update senders set forward_url = ${url ?? null} where business = ${business} and phone_number_id = ${phoneNumberId}
          returning phone_number_id),
        dropped as (
          delete from webhook_outbox o using changed c where ${url === undefined} and o.sender = c.phone_number_id)
        select from changed`;
      if (changed.length === 0) throw new LedgerError('not_found', 'The business has no such sender.');
    },

    async add({ phoneNumberId, business, wabaId, number, wrappedAppSecret, verifyToken }) {
      const row = { phone_number_id: phoneNumberId, business, waba_id: wabaId ?? null, number };
      await unlessTaken(
        orm.insert(senders).values({ ...row, app_secret: wrappedAppSecret, verify_token: verifyToken }),
      );
    },
  };
}

function senderOf(row: typeof senders.$inferSelect): Sender {
  const { phone_number_id: phoneNumberId, business, waba_id: wabaId, number } = row;
  return {
    phoneNumberId,
    business,
    ...(wabaId !== null && { wabaId }),
    number,
    wrappedAppSecret: row.app_secret,
    verifyToken: row.verify_token,
    ...(row.forward_url !== null && { forwardUrl: row.forward_url }),
  };
}
