// Releases of the widget as they were built. No row is ever changed or deleted.

import type { KeptRelease, ReleaseFile, ReleaseStore } from '../../operations/release/store.ts';
import type { Database } from '../database/connection.ts';

export function createReleaseStore({
  sql,
  transaction,
}: Pick<Database, 'sql' | 'transaction'>): ReleaseStore {
  return {
    keep: ({ version, manifest, files }, at) =>
      transaction(async ({ sql }) => {
        // Two nodes that start at once: the second waits here for the first, and finds the row.
        const { count } = await sql`
          insert into releases (version, manifest, kept_at) values (${version}, ${manifest}, ${at}::timestamptz)
          on conflict do nothing`;
        if (count === 0) return false;
        await sql`
          insert into release_files (version, path, digest, bytes)
          select ${version}::text, path, digest, bytes
          from unnest(${files.map(({ path }) => path)}::text[], ${files.map(({ digest }) => digest)}::text[],
            ${files.map(({ bytes }) => Buffer.from(bytes))}::bytea[]) as t (path, digest, bytes)`;
        return true;
      }),

    list: () => sql<KeptRelease[]>`
      select version, manifest, kept_at as "keptAt" from releases order by kept_at desc, version desc`,

    async files(version) {
      const rows = await sql<{ path: string; digest: string; bytes: Buffer }[]>`
        select path, digest, bytes from release_files where version = ${version}`;
      return rows.map(({ bytes, ...row }): ReleaseFile => ({ ...row, bytes: new Uint8Array(bytes) }));
    },
  };
}
