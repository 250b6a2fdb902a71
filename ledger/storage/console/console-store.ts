// The console's links and sessions, by the hash of their tokens. A row goes when it is over.

import type { ConsoleStore } from '../../operations/console/store.ts';
import type { Database } from '../database/connection.ts';
import { sweepEnded } from '../database/sweep-ended.ts';

type Row = { sealed: Buffer };

export function createConsoleStore({ sql }: Pick<Database, 'sql'>) {
  return {
    async putLink(hash, sealed, endsAt) {
      await sql`insert into console_links (hash, sealed, ends_at)
        values (${hash}, ${sealed}, ${endsAt.toISOString()}::timestamptz)`;
    },

    async useLink(hash, at) {
      // Of two who follow it at once, one finds it unused: the other waits for the row.
      const [row] = await sql<Row[]>`update console_links set used_at = ${at.toISOString()}::timestamptz
        where hash = ${hash} and used_at is null returning sealed`;
      return row?.sealed;
    },

    async putSession(hash, sealed, endsAt, signIn) {
      const { count } = await sql`insert into console_sessions (hash, sealed, sign_in, ends_at)
        values (${hash}, ${sealed}, ${signIn ?? null}, ${endsAt.toISOString()}::timestamptz)
        on conflict (sign_in) do nothing`;
      return count === 1;
    },

    async session(hash) {
      const [row] = await sql<Row[]>`
        select sealed from console_sessions where hash = ${hash} and revoked_at is null`;
      return row?.sealed;
    },

    async endSession(hash, at) {
      await sql`update console_sessions set revoked_at = ${at.toISOString()}::timestamptz
        where hash = ${hash} and revoked_at is null`;
    },

    async sweep(now: string) {
      await sweepEnded(sql, 'console_links', 'hash', now);
      await sweepEnded(sql, 'console_sessions', 'hash', now);
    },
  } satisfies ConsoleStore & { sweep(now: string): Promise<void> };
}
