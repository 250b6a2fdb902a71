// Calls under way. A change is written only over the step that was read, so that of two requests at once one
// is answered by what the other has made of the call.

import type { CallStore } from '../../operations/flow/store.ts';
import type { Database } from '../database/connection.ts';
import { sweepEnded } from '../database/sweep-ended.ts';

export function createCallStore({ sql }: Pick<Database, 'sql'>): CallStore {
  return {
    async find(call, now) {
      const [row] = await sql<{ sealed: Buffer; step: number }[]>`
        select sealed, step from ivr_calls where call = ${call} and ends_at > ${now}::timestamptz`;
      return row;
    },

    async put({ call, business, sealed, step, tags, endsAt }, over, now) {
      const { count } =
        over === undefined
          ? await sql`
            insert into ivr_calls (call, business, sealed, step, tags, ends_at)
            values (${call}, ${business}, ${sealed}, ${step}, ${tags}::bytea[], ${endsAt}::timestamptz)
            on conflict (call) do update
            set sealed = excluded.sealed, step = excluded.step, tags = excluded.tags, ends_at = excluded.ends_at
            where ivr_calls.ends_at <= ${now}::timestamptz`
          : await sql`
            update ivr_calls set sealed = ${sealed}, step = ${step}, tags = ${tags}::bytea[],
              ends_at = ${endsAt}::timestamptz
            where call = ${call} and step = ${over}`;
      return count === 1;
    },

    sweep: (now) => sweepEnded(sql, 'ivr_calls', 'call', now),
  };
}
