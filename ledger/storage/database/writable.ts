// Does the database take writes of this node? This asks it, and then tries a write.

import type { Database } from './connection.ts';
import { DatabaseError, databaseError } from './database-error.ts';
import { fault } from './dial.ts';
import { runCheck, type SessionCheck } from './session.ts';

class TakenBack extends Error {}

/** Fills some pages, so that a full disk refuses them. Hex of random bytes does not compress away. */
const filler = `insert into optmark_room select string_agg(md5(random()::text), '') from generate_series(1, 200), generate_series(1, 16) n group by n`;

/** @param check as each session is checked when it begins: what it looks at may have changed since */
export function createWritable(db: Database, check: SessionCheck) {
  return {
    async refuseUnfit(): Promise<void> {
      const [row] = await db.sql<{ standby: boolean }[]>`select pg_is_in_recovery() as standby`;
      try {
        if (row?.standby === true) throw fault('25006');
        await runCheck((statement) => db.sql.unsafe(statement), check);
      } catch (error) {
        throw error instanceof DatabaseError ? error : databaseError(error, 'none');
      }
    },

    /** Fills a temporary table and rolls back. Nothing stays, and it touches no row of the ledger. */
    async tryWrite(): Promise<void> {
      try {
        await db.transaction(async ({ sql }) => {
          await sql.unsafe('create temporary table optmark_room (filler text)');
          await sql.unsafe(filler);
          throw new TakenBack();
        });
      } catch (error) {
        if (!(error instanceof TakenBack)) throw error;
      }
    },
  };
}
