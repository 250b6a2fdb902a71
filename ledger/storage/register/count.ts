// Counts of acts out of the register's days, in the snapshot that has the end of what they count.

import { actNames, acts, type CountedBy, type CountRow, countRowsMax } from '../../core/register/counts.ts';
import { everyPurpose } from '../../core/register/facets.ts';
import { listed } from '../../core/register/filter.ts';
import type { CountsAsked, CountsFound } from '../../operations/register/store.ts';
import type { Sql } from '../database/connection.ts';
import type { Value } from '../database/parameter.ts';
import { throughIn, withinTime } from './find.ts';

const columnsOf: Readonly<Record<CountedBy, readonly string[]>> = {
  day: ['day'],
  channel: ['channel'],
  purpose: ['purpose'],
  locale: ['locale'],
  notice: ['notice', 'version'],
  entry_point: ['entry_point'],
  entry: ['entry'],
  grade: ['grade'],
};

/** As text, in one order under every collation of a database. */
const orderOf = (column: string) => (['day', 'version'].includes(column) ? column : `${column} collate "C"`);

/** @throws LedgerError unavailable, as findIn */
export const countIn = (sql: Sql, asked: CountsAsked): Promise<CountsFound> =>
  withinTime(sql, async () => {
    const { business, by } = asked;
    const treeSize = await throughIn(sql);
    const columns = by.flatMap((one) => columnsOf[one]);
    const { where, values } = whereOf(asked);
    const counted = actNames.map(
      (act) => `coalesce(sum(count) filter (where kind = '${acts[act]}'), 0)::bigint as ${act}`,
    );
    const rows = await sql.unsafe<Record<string, string | number>[]>(
      `select ${[...columns.map(selectOf), ...counted].join(', ')} from register_days where ${where}
       ${columns.length === 0 ? '' : `group by ${columns.join(', ')} order by ${columns.map(orderOf).join(', ')}`}
       limit ${countRowsMax + 1}`,
      values,
    );
    const [unread] = await sql<{ count: number }[]>`
      select count(*) as count from register where business = ${business} and unread is not null and idx < ${treeSize}`;
    return { treeSize, rows: rows.map(rowIn), unread: unread!.count };
  });

const selectOf = (column: string) => (column === 'day' ? `to_char(day, 'YYYY-MM-DD') as day` : column);

/** What a record has not is no label. */
const rowIn = (row: Record<string, string | number>): CountRow =>
  Object.fromEntries(
    Object.entries(row).filter(([column, value]) => value !== '' && (column !== 'version' || value !== 0)),
  ) as CountRow;

/** What is asked for is in `values`, never in the text. */
function whereOf({ business, by, filter }: CountsAsked): { where: string; values: Value[] } {
  const values: Value[] = [];
  const value = (one: Value) => `$${values.push(one)}`;
  const { from, to, test, purpose, version } = filter;
  const words = (['channel', 'locale', 'notice', 'entry_point', 'entry', 'grade'] as const).flatMap(
    (column) => {
      const asked = filter[column];
      return asked === undefined ? [] : [`${column} = any(${value(listed<string>(asked))}::text[])`];
    },
  );
  const isOfPurpose =
    purpose === undefined
      ? `purpose ${by.includes('purpose') ? '<>' : '='} ''`
      : `purpose = any(${value([...listed<string>(purpose), everyPurpose])}::text[])`;
  const where = [
    `business = ${value(business)}`,
    `kind = any(${value(Object.values(acts))}::text[])`,
    isOfPurpose,
    ...words,
    ...(version === undefined ? [] : [`version = ${value(version)}`]),
    ...(test === 'include' ? [] : [`test = ${value(test === 'only')}`]),
    ...(from === undefined ? [] : [`day >= ${value(from)}::date`]),
    ...(to === undefined ? [] : [`day < ${value(to)}::date`]),
  ].join(' and ');
  return { where, values };
}
