// The WhatsApp numbers of businesses. Few rows; an operator changes them.

import { and, asc, eq, gt, inArray, or } from 'drizzle-orm';
import type { Sender, SenderStore } from '../../operations/setup/store.ts';
import type { Database } from '../database/connection.ts';
import { senders } from '../schema/tables.ts';

export function createSenderStore({ orm }: Pick<Database, 'orm'>): SenderStore {
  return {
    async ofBusiness(business) {
      const rows = await orm
        .select()
        .from(senders)
        .where(eq(senders.business, business))
        .orderBy(asc(senders.phone_number_id));
      return rows.map(senderOf);
    },

    async registered(phoneNumberIds) {
      const rows = await orm
        .select({ id: senders.phone_number_id })
        .from(senders)
        .where(inArray(senders.phone_number_id, [...phoneNumberIds]));
      return new Set(rows.map(({ id }) => id));
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
    ...(row.previous_app_secret !== null &&
      row.previous_app_secret_until !== null && {
        previousAppSecret: { wrapped: row.previous_app_secret, until: row.previous_app_secret_until },
      }),
    verifyToken: row.verify_token,
    ...(row.previous_verify_token !== null &&
      row.previous_verify_token_until !== null && {
        previousVerifyToken: { hash: row.previous_verify_token, until: row.previous_verify_token_until },
      }),
    ...(row.forward_url !== null && { forwardUrl: row.forward_url }),
  };
}
