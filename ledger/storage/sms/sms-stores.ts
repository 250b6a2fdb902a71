// What the text messages of a provider are known by, and what people were asked by text message. A thread is
// written only over the step that was read, so that of two messages at once one is answered by what the other
// has made of it.

import { and, asc, eq } from 'drizzle-orm';
import type { SmsProvider, SmsProviderStore, SmsThreadStore } from '../../operations/sms/store.ts';
import type { Database } from '../database/connection.ts';
import { sweepEnded } from '../database/sweep-ended.ts';
import { smsProviders } from '../schema/tables.ts';

export function createSmsProviderStore({ orm }: Pick<Database, 'orm'>): SmsProviderStore {
  return {
    async provider(business, dialect) {
      const its = and(eq(smsProviders.business, business), eq(smsProviders.dialect, dialect));
      const [row] = await orm.select().from(smsProviders).where(its);
      return row && providerOf(row);
    },

    async providers(business) {
      const rows = await orm
        .select()
        .from(smsProviders)
        .where(eq(smsProviders.business, business))
        .orderBy(asc(smsProviders.dialect));
      return rows.map(providerOf);
    },
  };
}

function providerOf(row: typeof smsProviders.$inferSelect): SmsProvider {
  const { business, dialect, settings, secret } = row;
  const { previous_settings: before, previous_settings_until: until } = row;
  const { previous_secret: secretBefore, previous_secret_until: secretUntil } = row;
  return {
    business,
    dialect: dialect as SmsProvider['dialect'],
    ...(settings !== null && { settings }),
    ...(secret !== null && { secret }),
    ...(before !== null && until !== null && { previousSettings: { settings: before, until } }),
    ...(secretBefore !== null &&
      secretUntil !== null && { previousSecret: { secret: secretBefore, until: secretUntil } }),
  };
}

export function createSmsThreadStore({ sql }: Pick<Database, 'sql'>): SmsThreadStore {
  return {
    async find(thread, now) {
      const [row] = await sql<{ sealed: Buffer; step: number }[]>`
        select sealed, step from sms_threads where thread = ${thread} and ends_at > ${now}::timestamptz`;
      return row;
    },

    async put({ thread, business, sealed, step, tags, endsAt }, over, now) {
      const { count } =
        over === undefined
          ? await sql`
            insert into sms_threads (thread, business, sealed, step, tags, ends_at)
            values (${thread}, ${business}, ${sealed}, ${step}, ${tags}::bytea[], ${endsAt}::timestamptz)
            on conflict (thread) do update
            set sealed = excluded.sealed, step = excluded.step, tags = excluded.tags, ends_at = excluded.ends_at
            where sms_threads.ends_at <= ${now}::timestamptz`
          : await sql`
            update sms_threads set sealed = ${sealed}, step = ${step}, tags = ${tags}::bytea[],
              ends_at = ${endsAt}::timestamptz
            where thread = ${thread} and step = ${over}`;
      return count === 1;
    },

    sweep: (now) => sweepEnded(sql, 'sms_threads', 'thread', now),
  };
}
