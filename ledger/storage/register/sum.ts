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

/** The question over whole days of UTC alone. Undefined: days do not tell, or there is no such day. */
export function askedOfDays({ filter, subjects }: RegisterAsked): RegisterFilter | undefined {
  const { from, to, ...rest } = filter;
  const isOfDays =
    subjects === undefined &&
    filter.time !== 'occurred_at' &&
    // A record of two of the purposes would count twice; one that is about all of them names no other.
    purposesIn(filter).length <= 2 &&
    Object.entries(filter).every(([facet, value]) => value === undefined || counted.has(facet));
  const first = from === undefined || isMidnight(from) ? from : midnightOf(from, 1);
  const past = to === undefined || isMidnight(to) ? to : midnightOf(to, 0);
  // Behind the last day that the database knows there is none.
  if (!isOfDays || first?.startsWith('+')) return undefined;
  if (first !== undefined && past !== undefined && toMoment(first) >= toMoment(past)) return undefined;
  return { ...rest, ...(first !== undefined && { from: first }), ...(past !== undefined && { to: past }) };
}

/** @param filter of whole days (askedOfDays) */
export async function sumIn(sql: Sql, business: string, filter: RegisterFilter): Promise<number> {
  const values: Value[] = [];
  const value = (one: Value) => `$${values.push(one)}`;
  const where = [
    `business = ${value(business)}`,
    `purpose = any(${value(purposesIn(filter))}::text[])`,
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

const purposesIn = ({ purpose }: RegisterFilter): string[] =>
  purpose === undefined ? [''] : [...new Set<string>([...listed<string>(purpose), everyPurpose])];

function midnightOf(moment: string, daysLater: number): string {
  const day = new Date(`${dayOf(moment)}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + daysLater);
  return day.toISOString();
}

const isMidnight = (moment: string) => toMoment(moment).endsWith('T00:00:00.000000Z');
const dayOf = (moment: string) => toMoment(moment).slice(0, 'yyyy-mm-dd'.length);
