// The days of the register: how many records of each sort were recorded on a day (`count`), and how many of
// these are gone since (`gone`). The first is for counts over time, which outlive people; without the second
// it is a total of what is there.
//
// Whoever writes days holds the register's head. So an erasure and a node that goes on over the same rows
// come one after the other, and a record is either counted and then gone, or gone and never counted.

import type { Database, Sql } from '../database/connection.ts';

/** The first look makes the row: a restore fills these tables, and finds them empty. */
export async function lockHead(sql: Sql): Promise<number> {
  const [head] = await sql<{ through: number }[]>`select through from register_head where id = 1 for update`;
  if (head !== undefined) return head.through;
  await sql`insert into register_head (id, through) values (1, 0) on conflict do nothing`;
  return lockHead(sql);
}

/** Under the lock of the head: entries that it goes on over. */
export async function countDays(sql: Sql, before: number, through: number): Promise<void> {
  await sql`
    insert into register_days (${sorts(sql)}, count)
    ${counted(sql, sql.part`r.idx >= ${before} and r.idx < ${through}`)}
    on conflict on constraint register_days_pk do update set count = register_days.count + excluded.count`;
}

/** Of people who are erased. Before their rows go, in the same transaction. */
export const countErased = (sql: Sql, subjects: readonly string[]): Promise<void> =>
  countGone(sql, sql.part`r.subject = any(${subjects}::uuid[])`);

/** Of records that are pruned, as countErased. */
export const countPruned = (sql: Sql, indexes: readonly number[]): Promise<void> =>
  countGone(sql, sql.part`r.idx = any(${indexes}::bigint[])`);

/** What the head has not come to is not in the days either. */
async function countGone(sql: Sql, which: Part): Promise<void> {
  const through = await lockHead(sql);
  await sql`
    update register_days d set gone = d.gone + n.count
    from (${counted(sql, sql.part`${which} and r.idx < ${through}`)}) n (${sorts(sql)}, count)
    where ${isOfSort(sql)}`;
}

/**
 * A day at a time, none of which takes as long as a statement may; between two, erasures go on. What is gone
 * stays as it was counted when it went; all else is what the rows say.
 */
export async function recount(db: Database): Promise<void> {
  const days = await db.sql<{ day: string }[]>`
    select distinct day from register_days
    union
    select generate_series(min((recorded_at at time zone 'UTC')::date), max((recorded_at at time zone 'UTC')::date),
      '1 day')::date from register
    order by 1`;
  for (const { day } of days) await db.transaction(({ sql }) => recountDay(sql, day));
}

async function recountDay(sql: Sql, day: string): Promise<void> {
  const through = await lockHead(sql);
  const ofDay = sql.part`
    r.recorded_at >= ${day}::date at time zone 'UTC' and r.recorded_at < (${day}::date + 1) at time zone 'UTC'
    and r.idx < ${through}`;
  await sql`update register_days set count = gone where day = ${day}::date`;
  await sql`
    insert into register_days (${sorts(sql)}, count) ${counted(sql, ofDay)}
    on conflict on constraint register_days_pk do update set count = register_days.count + excluded.count`;
  await sql`delete from register_days where day = ${day}::date and count = 0`;
}

type Part = ReturnType<Sql['part']>;

const sorts = (sql: Sql) => sql.part`
  business, day, kind, channel, purpose, locale, notice, version, entry_point, entry, grade, test`;

const isOfSort = (sql: Sql) => sql.part`
  d.business = n.business and d.day = n.day and d.kind = n.kind and d.channel = n.channel
  and d.purpose = n.purpose and d.locale = n.locale and d.notice = n.notice and d.version = n.version
  and d.entry_point = n.entry_point and d.entry = n.entry and d.grade = n.grade and d.test = n.test`;

/** A record once under no purpose, and once under each that it names; none whose day could not be read. */
const counted = (sql: Sql, which: Part) => sql.part`
  select r.business, (r.recorded_at at time zone 'UTC')::date, coalesce(r.kind, ''), coalesce(r.channel, ''),
    p.purpose, coalesce(r.locale, ''), coalesce(r.notice, ''), coalesce(r.version, 0), coalesce(r.entry_point, ''),
    coalesce(r.entry, ''), coalesce(r.grade, ''), r.test, count(*)
  from register r cross join lateral (select '' as purpose union select unnest(r.purposes)) p
  where r.recorded_at is not null and ${which}
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12`;
