// Links to opt in by. A row goes when its link is over.

import type { LinkRow, LinkStore } from '../../operations/visitor/link-store.ts';
import type { Database } from '../database/connection.ts';

type Row = Pick<LinkRow, 'id' | 'business' | 'sealed'> & {
  made_at: string;
  revoked_at: string | null;
};

export function createLinkStore({ sql }: Pick<Database, 'sql'>): LinkStore {
  return {
    async put({ id, business, sealed, tags, madeAt, endsAt }) {
      await sql`
        insert into opt_in_links (id, business, sealed, tags, made_at, ends_at)
        values (${id}, ${business}, ${sealed}, ${tags as Buffer[]}::bytea[], ${madeAt}::timestamptz,
          ${endsAt}::timestamptz)`;
    },

    async find(id) {
      const [row] = await sql<Row[]>`
        select id, business, sealed, made_at, revoked_at from opt_in_links where id = ${id}`;
      return row && rowOf(row);
    },

    async ofBusiness(business, limit, before) {
      const rows = await sql<Row[]>`
        select id, business, sealed, made_at, revoked_at from opt_in_links
        where business = ${business} and (${before ?? null}::uuid is null or id < ${before ?? null}::uuid)
        order by id desc limit ${limit}`;
      return rows.map(rowOf);
    },

    async revoke(business, id, at) {
      const { count } = await sql`
        update opt_in_links set revoked_at = coalesce(revoked_at, ${at}::timestamptz)
        where id = ${id} and business = ${business}`;
      return count === 1;
    },

    async sweep(now) {
      await sql`delete from opt_in_links where ends_at <= ${now}::timestamptz`;
    },
  };
}

function rowOf({ made_at, revoked_at, ...row }: Row): LinkRow {
  return { ...row, madeAt: made_at, ...(revoked_at !== null && { revokedAt: revoked_at }) };
}
