// How far the followers of the change feed are, and when each was told of a stop. A follower is written down
// with each of its requests; how late it is, is found out when somebody looks.

import { ledgerBusiness } from '../../core/consent/record/header.ts';
import { ledgerKinds, stoppingKinds } from '../../core/feed/change.ts';
import type { Cut } from '../../core/feed/cut.ts';
import type { FollowerState, FollowerStore, Told } from '../../operations/feed/store.ts';
import type { Database } from '../database/connection.ts';
import type { Value } from '../database/parameter.ts';
import { allowsNothing, isTold } from './feed-store.ts';

/** Stops of one follower that are counted. */
const countedMax = 1_000;

type StateRow = { [Column in keyof FollowerState]-?: FollowerState[Column] | null } & { through: number };

export function createFollowerStore({ sql }: Pick<Database, 'sql'>): FollowerStore {
  return {
    async asked({ business, key, follower, next, name, at }, cuts, namesMax) {
      const own = sql.part`f.business = ${business} and f.key = ${key} and f.follower = ${follower}`;
      const kept = sql.part`
        coalesce((select c.kept from unnest(${numbers(cuts)}::int[], ${ends(cuts)}::bigint[]) as c (number, kept)
          where c.number <= f.name order by c.number desc limit 1), 0)`;
      const [row] = await sql<{ has_room: boolean }[]>`
        with before as (
          select least(f.told, ${kept}) as told from feed_followers f where ${own}),
        room as (
          select ${follower} = '' or exists (select from before) or ${namesMax} > (
            select count(*) from feed_followers f
            where f.business = ${business} and f.key = ${key} and f.follower <> '') as has_room),
        noted as (
          insert into feed_followers as f (business, key, follower, first_asked_at, asked_at, next, told, name)
          select ${business}, ${key}::uuid, ${follower}, ${at}::timestamptz, ${at}::timestamptz, ${next}::bigint,
            ${next}::bigint, ${name}::int
          from room where has_room
          on conflict on constraint feed_followers_pk do update set
            asked_at = greatest(f.asked_at, excluded.asked_at), next = excluded.next, name = excluded.name,
            told = greatest(least(f.told, ${kept}), excluded.told)
          -- A node that does not know the log's newest name yet takes nothing back.
          where excluded.name >= f.name),
        told as (
          insert into feed_told (business, key, follower, name, past, at)
          select ${business}, ${key}::uuid, ${follower}, ${name}::int, ${next}::bigint, ${at}::timestamptz
          from room
          where has_room and ${next}::bigint > coalesce((select told from before), 0)
            -- Of one that was not known what it had before is not looked for: it says that it has all of it.
            and (not exists (select from before) or exists (
              select from register r
              where r.business in (${business}, ${ledgerBusiness})
                and (r.kind = any(${[...stoppingKinds]}::text[]) or r.unread is not null)
                and r.idx >= (select told from before) and r.idx < ${next}::bigint))
          on conflict do nothing)
        select has_room from room`;
      return row!.has_room;
    },

    async states(business, cuts, overdueBefore) {
      const rows = await sql.unsafe<StateRow[]>(
        `select f.key, coalesce(k.name, '') as key_name, k.revoked_at is not null or k.id is null as revoked,
           nullif(f.follower, '') as follower, f.first_asked_at, f.asked_at as last_asked_at, f.taken, h.through,
           s.untold, s.overdue, s.oldest
         from ${whereTheyAre} left join api_keys k on k.id = f.key and k.business = f.business ${lateStops}
         where f.business = $4 order by k.name, f.key, f.follower`,
        [...cutsAnd(cuts, overdueBefore), business],
      );
      return {
        followers: rows.map(({ through: _, ...row }) => present(row) as FollowerState),
        through: rows[0]?.through ?? (await reachedIn(sql)),
      };
    },

    async overdue(cuts, before) {
      const [row] = await sql.unsafe<{ stops: number; oldest: string | null }[]>(
        `select coalesce(sum(s.overdue), 0)::bigint as stops, min(s.oldest) as oldest
         from ${whereTheyAre} join api_keys k on k.id = f.key and k.business = f.business ${lateStops}
         where k.revoked_at is null`,
        cutsAnd(cuts, before),
      );
      return { stops: row!.stops, ...(row!.oldest !== null && { oldest: row!.oldest }) };
    },

    async told(business, index, cuts) {
      // The rows of a name lie in the order in which they were written, so the first that reaches as far is
      // the earliest.
      const rows = await sql.unsafe<{ key: string; follower: string | null; told_at: string | null }[]>(
        `select f.key, nullif(f.follower, '') as follower, (
           select t.at from feed_told t
           where t.business = f.business and t.key = f.key and t.follower = f.follower
             and least(t.past, ${keptOf('t')}) > r.idx
           order by t.name, t.past limit 1) as told_at
         from feed_followers f join register r on r.idx = $3 and r.business = f.business and ${isTold}
         where f.business = $4 and (not r.test or ${allowsNothing})
         order by f.key, f.follower`,
        [numbers(cuts), ends(cuts), index, business],
      );
      return rows.map((row) => present(row) as Told);
    },
  };
}

const numbers = (cuts: readonly Cut[]) => cuts.map(({ from }) => from);
const ends = (cuts: readonly Cut[]) => cuts.map(({ kept }) => kept);
const cutsAnd = (cuts: readonly Cut[], before: string): Value[] => [numbers(cuts), ends(cuts), before];

/** SQL: below which entry what a row tells of still stands (core/feed/cut.ts). */
const keptOf = (row: string) => `
  coalesce((select c.kept from unnest($1::int[], $2::bigint[]) as c (number, kept)
    where c.number <= ${row}.name order by c.number desc limit 1), 0)`;

/** SQL: `f`, the followers, each with all that it has taken; and `h`, how far the register is whole. */
const whereTheyAre = `
  (select f.*, least(f.next, ${keptOf('f')}) as taken from feed_followers f) f
  cross join (select coalesce((select through from register_head where id = 1), 0) as through) h`;

/** Stops of one sort in log order: each sort has an index in which they lie side by side. */
const firstOf = (where: string) => `
  (select r.idx, r.recorded_at from register r where ${where} and r.idx >= f.taken and r.idx < h.through
   order by r.idx limit ${countedMax})`;

const isLedgers = (kind: string) => (ledgerKinds as readonly string[]).includes(kind);
const stops = [
  ...stoppingKinds.flatMap((kind) => {
    const of = isLedgers(kind) ? `r.business = '${ledgerBusiness}'` : 'r.business = f.business';
    return [false, true].map(
      (test) => `${of} and r.kind = '${kind}' and r.unread is null and r.test = ${test}`,
    );
  }),
  `r.business = f.business and r.unread is not null`,
];

/** SQL: `s`, the stops that a follower has not taken. Of one that cannot be read no date is known. */
const lateStops = `
  cross join lateral (
    select count(*) as untold, min(l.recorded_at) as oldest,
      count(*) filter (where coalesce(l.recorded_at, '-infinity') <= $3::timestamptz) as overdue
    from (select * from (${stops.map(firstOf).join(' union all ')}) each order by idx limit ${countedMax}) l) s`;

const present = (row: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));

async function reachedIn(sql: Database['sql']): Promise<number> {
  const [row] = await sql<{ through: number }[]>`
    select coalesce((select through from register_head where id = 1), 0) as through`;
  return row!.through;
}
