// The WhatsApp numbers of businesses. Few rows, changed by hand.

import { and, asc, eq, gt, or } from 'drizzle-orm';
import { LedgerError } from '../core/error.ts';
import type { Sender, SenderStore } from '../operations/ports.ts';
import type { Database } from './connection.ts';
import { senders } from './schema/tables.ts';
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

    async byAccessToken(mac, now) {
      const isPrevious = and(
        eq(senders.previous_access_token, mac),
        gt(senders.previous_access_token_until, now),
      );
      const rows = await orm
        .select()
        .from(senders)
        .where(or(eq(senders.access_token, mac), isPrevious))
        .orderBy(asc(senders.phone_number_id));
      return rows.map(senderOf);
    },

    async setAccessToken(business, phoneNumberId, mac, previousUntil) {
      // The same token once more is no new one: what was there before it stays as it was, unless it is to end.
      const changed = await sql<object[]>`
        update senders set access_token = ${mac},
          previous_access_token = case when ${previousUntil === undefined} then null
            when access_token = ${mac} then previous_access_token else access_token end,
          previous_access_token_until = case when ${previousUntil === undefined} then null
            when access_token = ${mac} then previous_access_token_until else ${previousUntil ?? null}::timestamptz end
        where business = ${business} and phone_number_id = ${phoneNumberId} returning phone_number_id`;
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
