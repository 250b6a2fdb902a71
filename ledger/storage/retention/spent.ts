// What the requests of an erased person used up ends as well: once a request of before the erasure is refused
// for its age, and for as long again, since the same request may have been the last that was young enough.

import { blanked, blankedBytes } from '../../core/blanked-request.ts';
import { lateDays } from '../../core/consent/when.ts';
import type { Database } from '../database/connection.ts';
import { takeOn } from '../erase/eraser.ts';
import { eraserRole } from '../schema/roles.ts';

export const blankedDays = 2 * lateDays;

const batchMax = 5_000;
const dayMs = 86_400_000;

export async function sweepSpent({ transaction }: Pick<Database, 'transaction'>, now: Date): Promise<void> {
  const until = blanked(new Date(now.getTime() - blankedDays * dayMs).toISOString());
  let gone: number;
  do {
    gone = await transaction(async ({ sql }) => {
      await takeOn(sql, eraserRole);
      const deleted = await sql`
        delete from spent_keys where (key, business) in (
          select key, business from spent_keys
          where octet_length(request) = ${blankedBytes} and request <= ${until} limit ${batchMax})`;
      return deleted.count;
    });
  } while (gone === batchMax);
}
