// What is written of a person after they were erased, by a request that had read before it: it is deleted
// once more. Of those writers only the commit waits for the lock of the head: a send, a webhook or a call
// takes none.
//
// What the person does after their erasure stays: a row is late where what it says is no younger than the
// erasure.

import type { Database } from '../database/connection.ts';
import { deleteLate } from './eraser.ts';

/** Milliseconds: no request and no transaction takes as long. */
export const lateMs = 15 * 60 * 1000;

type Due = { record: string; business: string; subjects: string[]; tags: Buffer[]; at: string };

export const createLateRows = (db: Pick<Database, 'sql' | 'transaction'>) => ({
  /** @param now ISO 8601 */
  async sweep(now: string): Promise<void> {
    const until = new Date(Date.parse(now) - lateMs).toISOString();
    const due = await db.sql<Due[]>`
      select record, business, subjects, tags, erased_at::text as at from late_erasures
      where erased_at <= ${until}::timestamptz order by erased_at, record`;
    for (const { record, at, ...person } of due)
      await db.transaction(async ({ sql }) => {
        await deleteLate(sql, person, at);
        await sql`delete from late_erasures where record = ${record}`;
      });
  },
});
