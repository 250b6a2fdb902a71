// What is no record ends when schema/personal-data.ts says, whether or not anything else happens: deleted as
// the role that alone may, so many rows a transaction.

import { getTableName } from 'drizzle-orm';
import { getTableConfig } from 'drizzle-orm/pg-core';
import type { Disputed } from '../../operations/retention/store.ts';
import type { Database } from '../database/connection.ts';
import { inBatches } from '../database/in-batches.ts';
import { asEraser } from '../erase/eraser.ts';
import { personalData } from '../schema/personal-data.ts';
import * as tables from '../schema/tables.ts';

const dayMs = 86_400_000;

/** Of every table that nothing else sweeps. */
const passing = Object.entries(tables).flatMap(([name, table]) => {
  const { ends } = personalData[name as keyof typeof personalData];
  if (ends === undefined || 'never' in ends || ends.sweptBy !== undefined) return [];
  const { column, days, unless } = ends;
  const { indexes } = getTableConfig(table);
  const isByBusiness = indexes.some(({ config: { columns } }) =>
    ['business', column].every((name, i) => (columns[i] as { name?: unknown } | undefined)?.name === name),
  );
  return [{ table: getTableName(table), column, days, unless, isByBusiness }];
});

/**
 * Each business of the table, by one step along its index: where an index begins with the business, a moment
 * alone is looked for in the whole table.
 */
const ofEachBusiness = (table: string): string => `business = any(array(
  with recursive each as (
    (select business from "${table}" order by business limit 1)
    union all
    select (select t.business from "${table}" t where t.business > each.business order by t.business limit 1)
    from each where each.business is not null)
  select business from each where business is not null)) and `;

export async function sweepPassing(
  { transaction }: Pick<Database, 'transaction'>,
  now: Date,
  { subjects, tags }: Disputed,
): Promise<void> {
  for (const { table, column, days, unless, isByBusiness } of passing) {
    const before = new Date(now.getTime() - days * dayMs).toISOString();
    const isOver = `"${column}" <= $1::timestamptz and not coalesce(${unless ?? 'false'}, false)`;
    // Over, said twice: what went on between the two looks stays.
    const one = (most: number) => `delete from "${table}" where ${isOver} and ctid = any(array(
      select ctid from "${table}" where ${isByBusiness ? ofEachBusiness(table) : ''}${isOver} limit ${most}))`;
    const values = unless === undefined ? [before] : [before, subjects, tags];
    await inBatches((most) => transaction(({ sql }) => asEraser(sql, () => sql.unsafe(one(most), values))));
  }
}
