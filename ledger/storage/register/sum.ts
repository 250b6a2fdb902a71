// The total of a question as a sum of days: what is broad for the register is some hundred rows of them.
//
// Days count each record that was recorded below the same `through` as the register is whole to, and what is
// gone of these, in the same transaction as it goes. They know fewer facets, and nothing of what could not be
// read: then there is no sum, or not of all, and the caller counts.

import { everyPurpose } from '../../core/register/facets.ts';
import { listed, type RegisterFilter } from '../../core/register/filter.ts';
import { toMoment } from '../../core/when.ts';
import type { RegisterAsked } from '../../operations/register/store.ts';
import type { Sql } from '../database/connection.ts';
import type { Value } from '../database/parameter.ts';

/** Facets that days have beside business, day, purpose and test. */
const words = ['kind', 'channel', 'locale', 'notice', 'version', 'entry_point', 'entry', 'grade'] as const;
const counted: ReadonlySet<string> = new Set([...words, 'purpose', 'test', 'from', 'to', 'time']);

/** Undefined: days do not tell. */
export async function sumIn(
  sql: Sql,
  { business, filter, subjects }: RegisterAsked,
): Promise<number | undefined> {
  const asked = Object.entries(filter).filter(([, value]) => value !== undefined);
  const purposes = purposesIn(filter);
  const isOfDays =
    subjects === undefined &&
    asked.every(([facet]) => counted.has(facet)) &&
    filter.time !== 'occurred_at' &&
    [filter.from, filter.to].every((moment) => moment === undefined || isMidnight(moment));
  if (!isOfDays || purposes === undefined) return undefined;
  const values: Value[] = [];
  const value = (one: Value) => `$${values.push(one)}`;
  const where = [
    `business = ${value(business)}`,
    `purpose = any(${value(purposes)}::text[])`,
    ...(filter.test === 'include' ? [] : [`test = ${value(filter.test === 'only')}`]),
    ...(filter.from === undefined ? [] : [`day >= ${value(dayOf(filter.from))}::date`]),
    ...(filter.to === undefined ? [] : [`day < ${value(dayOf(filter.to))}::date`]),
    ...words.flatMap((facet) =>
      filter[facet] === undefined
        ? []
        : [`${facet}::text = any(${value(listed<string | number>(filter[facet]).map(String))}::text[])`],
    ),
  ];
  const [row] = await sql.unsafe<{ total: number }[]>(
    `select coalesce(sum(count - gone), 0)::bigint as total from register_days where ${where.join(' and ')}`,
    values,
  );
  return row!.total;
}

/** A record of two of the purposes would count twice; one that is about all of them names no other. */
function purposesIn({ purpose }: RegisterFilter): string[] | undefined {
  if (purpose === undefined) return [''];
  const named = new Set<string>([...listed<string>(purpose), everyPurpose]);
  return named.size <= 2 ? [...named] : undefined;
}

/** With the whole days of its range; undefined: there is none. */
export function wholeDaysIn(filter: RegisterFilter): RegisterFilter | undefined {
  const { from, to, ...rest } = filter;
  const first = from === undefined || isMidnight(from) ? from : midnightOf(from, 1);
  const past = to === undefined || isMidnight(to) ? to : midnightOf(to, 0);
  // Behind the last day that the database knows there is none.
  if (first?.startsWith('+')) return undefined;
  if (first !== undefined && past !== undefined && toMoment(first) >= toMoment(past)) return undefined;
  return { ...rest, ...(first !== undefined && { from: first }), ...(past !== undefined && { to: past }) };
}

function midnightOf(moment: string, daysLater: number): string {
  const day = new Date(`${dayOf(moment)}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + daysLater);
  return day.toISOString();
}

const isMidnight = (moment: string) => toMoment(moment).endsWith('T00:00:00.000000Z');
const dayOf = (moment: string) => toMoment(moment).slice(0, 'yyyy-mm-dd'.length);
