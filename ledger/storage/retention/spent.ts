// What the requests of an erased person used up ends as well: once a request of before the erasure is refused
// for its age, and for as long again, since the same request may have been the last that was young enough.

import { blanked, blankedBytes } from '../../core/blanked-request.ts';
import { lateDays } from '../../core/consent/when.ts';
import type { Database } from '../database/connection.ts';
import { inBatches } from '../database/in-batches.ts';
import { asEraser } from '../erase/eraser.ts';

const blankedDays = 2 * lateDays;

const dayMs = 86_400_000;

export async function sweepSpent({ transaction }: Pick<Database, 'transaction'>, now: Date): Promise<void> {
  const until = blanked(new Date(now.getTime() - blankedDays * dayMs).toISOString());
  // The length stands in the text: by a parameter, Postgres could not tell that the index has all such rows.
  const one = `delete from spent_keys where (key, business) in (
    select key, business from spent_keys
    where octet_length(request) = ${blankedBytes} and request <= $1 limit $2)`;
  await inBatches((most) => transaction(({ sql }) => asEraser(sql, () => sql.unsafe(one, [until, most]))));
}
