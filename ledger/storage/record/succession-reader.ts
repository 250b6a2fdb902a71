// Under which names the log went on, and which businesses were confirmed since.

import type { Restorations, Succession, Successions } from '../../operations/record/succession.ts';
import type { Database } from '../database/connection.ts';

export function createSuccessions({ sql }: Pick<Database, 'sql'>): Successions & Restorations {
  return {
    async all() {
      return sql<Succession[]>`
        select n, origin, vkey, last_origin as "lastOrigin", last_vkey as "lastVkey", size, root, why, record, at
        from log_successions order by n`;
    },

    async unconfirmed(business) {
      const [latest] = await sql<{ at: string }[]>`
        select at from log_successions s where why = 'restored'
          and not exists (select from recoveries r where r.begun = s.record and r.business = ${business})
        order by n desc limit 1`;
      return latest?.at;
    },

    async recoveries() {
      return sql<{ business: string; begun: string; record: string }[]>`
        select business, begun, record from recoveries order by business, begun`;
    },
  };
}
