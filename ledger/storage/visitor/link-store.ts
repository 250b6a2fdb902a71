// Links to opt in by. A row goes when its link is over.

import type { LinkRow, LinkStore, NewLinkRow } from '../../operations/visitor/link-store.ts';
import type { Database } from '../database/connection.ts';
import { sweepEnded } from '../database/sweep-ended.ts';

type Row = Pick<LinkRow, 'id' | 'business' | 'sealed'> & {
  made_at: string;
  revoked_at: string | null;
};

/**
 * What a node knows of a business without counting: how many more it may make, or until when there is no
 * room. It counts again after a tenth of the room, since other nodes make links too.
 */
type Room = { left: number } | { fullUntil: number };

/** Milliseconds until those of a business without room are counted again. */
const fullMs = 60_000;

export function createLinkStore({ sql }: Pick<Database, 'sql'>): LinkStore {
  const rooms = new Map<string, Room>();

  /** Of each business the last put: the next waits for it, or both would count the same. */
  const turns = new Map<string, Promise<unknown>>();

  async function takeRoom({ business, madeAt }: NewLinkRow, max: number): Promise<boolean> {
    const now = Date.parse(madeAt);
    const known = rooms.get(business);
    if (known !== undefined && 'fullUntil' in known && now < known.fullUntil) return false;
    if (known !== undefined && 'left' in known && known.left > 0) {
      known.left -= 1;
      return true;
    }
    const [live] = await sql<{ count: number }[]>`
      select count(*)::int as count from (select from opt_in_links
        where business = ${business} and revoked_at is null and ends_at > ${madeAt}::timestamptz
        limit ${max}) live`;
    const room = max - live!.count;
    rooms.set(business, room > 0 ? { left: Math.floor(room / 10) } : { fullUntil: now + fullMs });
    return room > 0;
  }

  async function putInTurn(row: NewLinkRow, max: number): Promise<boolean> {
    if (!(await takeRoom(row, max))) return false;
    const { id, business, sealed, tags, madeAt, endsAt } = row;
    await sql`
      insert into opt_in_links (id, business, sealed, tags, made_at, ends_at)
      values (${id}, ${business}, ${sealed}, ${tags as Buffer[]}::bytea[], ${madeAt}::timestamptz,
        ${endsAt}::timestamptz)`;
    return true;
  }

  return {
    put(row, max) {
      const { business } = row;
      const done = (turns.get(business) ?? Promise.resolve()).then(() => putInTurn(row, max));
      turns.set(
        business,
        done.catch(() => {}),
      );
      return done;
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
      rooms.delete(business);
      return count === 1;
    },

    sweep: (now) => sweepEnded(sql, 'opt_in_links', 'id', now),
  };
}

function rowOf({ made_at, revoked_at, ...row }: Row): LinkRow {
  return { ...row, madeAt: made_at, ...(revoked_at !== null && { revokedAt: revoked_at }) };
}
