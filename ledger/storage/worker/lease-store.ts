// Leases by the database's clock, which all nodes share. A holder's writes also read its lease `for share`,
// so that no other node can take it between the read and the commit (storage/forward/outbox.ts).

import type { LeaseStore } from '../../operations/worker/store.ts';
import type { Database } from '../database/connection.ts';

export function createLeaseStore({ sql }: Pick<Database, 'sql'>): LeaseStore {
  return {
    async take(worker, node, milliseconds) {
      const [row] = await sql<{ fence: number }[]>`
        insert into worker_leases as l (worker, node, fence, held_until)
        values (${worker}, ${node}, 1, clock_timestamp() + ${milliseconds} * interval '1 millisecond')
        on conflict (worker) do update
          set node = excluded.node, fence = l.fence + 1, held_until = excluded.held_until
          where l.held_until <= clock_timestamp()
        returning fence`;
      return row && { worker, fence: row.fence };
    },

    async renew({ worker, fence }, milliseconds) {
      const { count } = await sql`
        update worker_leases set held_until = clock_timestamp() + ${milliseconds} * interval '1 millisecond'
        where worker = ${worker} and fence = ${fence}`;
      return count === 1;
    },

    async release({ worker, fence }) {
      await sql`
        update worker_leases set held_until = clock_timestamp() where worker = ${worker} and fence = ${fence}`;
    },
  };
}
