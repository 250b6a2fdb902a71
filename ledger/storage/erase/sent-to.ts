// The messages that were sent to a person through the ledger: by them the statuses of those messages are
// found, which name no person.

import type { Sql } from '../database/connection.ts';
import type { Handles } from './rows-of.ts';

/** @param until only what was judged by then; absent: all */
export const sentTo = (
  sql: Sql,
  { business, subjects, tags }: Omit<Handles, 'sent'>,
  until = 'infinity',
): Promise<Handles['sent'][number][]> => sql<Handles['sent'][number][]>`
  select sender, permit, message from sends
  where subject = any(${subjects}::uuid[]) and judged_at <= ${until}::timestamptz
  union select sender, permit, message from sends
  where recipient = any(${tags}::bytea[]) and business = ${business} and judged_at <= ${until}::timestamptz`;
