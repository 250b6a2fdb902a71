// Which journal belongs to a database. It remembers each that was begun, so that one that is missing beside
// the keys is missed; the newest counts.

import type { Database } from '../database/connection.ts';

export function createJournalIds({ sql }: Pick<Database, 'sql'>) {
  const current = async (): Promise<string | undefined> => {
    const [newest] = await sql<{ id: string }[]>`select id from journals order by n desc limit 1`;
    return newest?.id;
  };
  return {
    current,
    /** @returns the one that counts: of two nodes that begin one at once, both get the first */
    async begin(id: string, after: string | undefined): Promise<string> {
      await sql`
        insert into journals (n, id)
        select coalesce(max(n), 0) + 1, ${id}::uuid from journals
        having ${after ?? null}::uuid is not distinct from (select id from journals order by n desc limit 1)
        on conflict do nothing`;
      return (await current())!;
    },
  };
}
