// What no record tells, in Postgres: one statement adds what a node has counted in some seconds.

import { countRowsMax } from '../../core/register/counts.ts';
import { listed } from '../../core/register/filter.ts';
import type { TallyRows } from '../../core/register/tally.ts';
import type { TallyStore } from '../../operations/tally/store.ts';
import type { Database } from '../database/connection.ts';
import type { Value } from '../database/parameter.ts';

export const createTallyStore = ({ sql }: Pick<Database, 'sql'>): TallyStore => ({
  async add(lines) {
    // In one order, so that two nodes that add at once do not wait for each other in a ring.
    await sql`
      insert into tallies (business, day, what, test, channel, rule, notice, version, locale, count)
      select business, day, what, coalesce(test, false), channel, coalesce(rule, ''), coalesce(notice, ''),
        coalesce(version, 0), coalesce(locale, ''), count
      from json_to_recordset(${JSON.stringify(lines)}::json) as l (
        business text, day date, what text, test boolean, channel text, rule text, notice text, version integer,
        locale text, count bigint)
      order by 1, 2, 3, 4, 5, 6, 7, 8, 9
      on conflict on constraint tallies_pk do update set count = tallies.count + excluded.count`;
  },

  async read(business, filter, by) {
    const { channel, notice, locale, version, from, to, test } = filter;
    const days = by.includes('day') ? [`to_char(day, 'YYYY-MM-DD') as day`] : [];

    async function told<Row>(what: string, columns: readonly string[], narrowed: 'by notice' | 'never') {
      const values: Value[] = [];
      const value = (one: Value) => `$${values.push(one)}`;
      const isOneOf = (column: string, words: string | readonly string[] | undefined) =>
        words === undefined ? [] : [`${column} = any(${value(listed<string>(words))}::text[])`];
      const where = [
        `business = ${value(business)} and what = ${value(what)}`,
        ...(test === 'include' ? [] : [test === 'only' ? 'test' : 'not test']),
        ...isOneOf('channel', channel),
        ...(from === undefined ? [] : [`day >= ${value(from)}::date`]),
        ...(to === undefined ? [] : [`day < ${value(to)}::date`]),
        ...(narrowed === 'never' ? [] : [...isOneOf('notice', notice), ...isOneOf('locale', locale)]),
        ...(narrowed === 'never' || version === undefined ? [] : [`version = ${value(version)}`]),
      ].join(' and ');
      const keys = [...days, ...columns].map((_, i) => i + 1).join(', ');
      const rows = await sql.unsafe<Record<string, unknown>[]>(
        `select ${[...days, ...columns].join(', ')}, sum(count)::bigint as count from tallies where ${where}
         group by ${keys} order by ${keys} limit ${countRowsMax + 1}`,
        values,
      );
      return rows.map((row) =>
        Object.fromEntries(Object.entries(row).filter(([, one]) => one !== '')),
      ) as Row[];
    }

    const [refused, shown] = await Promise.all([
      told<TallyRows['refused'][number]>('refused', ['channel', 'rule'], 'never'),
      told<TallyRows['shown'][number]>('shown', ['channel', 'notice', 'version', 'locale'], 'by notice'),
    ]);
    return { refused, shown };
  },
});
