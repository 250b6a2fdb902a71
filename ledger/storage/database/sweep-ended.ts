// Deletes what is over.

import type { Sql } from './connection.ts';
import { inBatches } from './in-batches.ts';

/** @param key the table's primary key */
export async function sweepEnded(sql: Sql, table: string, key: string, now: string): Promise<void> {
  // Over, said twice: what went on between the two looks stays.
  const one = `delete from ${table} where ends_at <= $1::timestamptz and ${key} in (
    select ${key} from ${table} where ends_at <= $1::timestamptz limit $2)`;
  await inBatches((most) => sql.unsafe(one, [now, most]));
}
