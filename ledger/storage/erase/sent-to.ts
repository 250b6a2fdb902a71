// The messages that were sent to a person through the ledger: by them the statuses of those messages are
// found, which name no person.

import type { Sql } from '../database/connection.ts';
import type { Handles } from './rows-of.ts';

export const sentTo = (
  sql: Sql,
  subjects: readonly string[],
  tags: readonly Buffer[],
): Promise<Handles['sent'][number][]> => sql<Handles['sent'][number][]>`
  select sender, permit, message from sends where subject = any(${subjects}::uuid[])
  union select sender, permit, message from sends where recipient = any(${tags}::bytea[])`;
