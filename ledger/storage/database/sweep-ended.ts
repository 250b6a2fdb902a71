// Deletes what is over, so many rows a statement: one over all of them would hold their locks for as long as
// it takes, and leave as much behind for replicas and vacuum at once.

import type { Sql } from './connection.ts';

const batchMax = 5_000;

/** @param key the table's primary key */
export async function sweepEnded(sql: Sql, table: string, key: string, now: string): Promise<void> {
  // Over, said twice: what went on between the two looks stays.
  const one = `delete from ${table} where ends_at <= $1::timestamptz and ${key} in (
    select ${key} from ${table} where ends_at <= $1::timestamptz limit $2)`;
  let gone: number;
  do gone = (await sql.unsafe(one, [now, batchMax])).count;
  while (gone === batchMax);
}
