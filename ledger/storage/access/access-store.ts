// A person's rows of a table with all their columns, found as an erasure finds them (erase/rows-of.ts): what
// would be destroyed is what is shown.

import type { AccessStore, Held, HeldRows, HeldTable } from '../../operations/access/store.ts';
import type { Database, Sql } from '../database/connection.ts';
import type { Value } from '../database/parameter.ts';
import { anyOf, type Handles, rowsOf } from '../erase/rows-of.ts';
import { sentTo } from '../erase/sent-to.ts';
import { keyedShapeOf, wholeRows } from '../schema/whole-row.ts';

/** Rows at once. A webhook may have megabytes. */
const rowsAtOnce = (table: HeldTable) => (table === 'webhook_outbox' ? 4 : 100);

export const createAccessStore = ({ sql }: Pick<Database, 'sql'>): AccessStore => ({
  rows: (table, of) => rowsIn(sql, table, of),
});

async function* rowsIn<Table extends HeldTable>(
  sql: Sql,
  table: Table,
  { business, subjects, tags }: Held,
): AsyncGenerator<HeldRows[Table][]> {
  const person = { business, subjects, tags };
  const handles: Handles = { ...person, sent: await sentTo(sql, person) };
  const one = rowsOf.find((rows) => rows.table === table)!;
  const values: Value[] = [business];
  const any = anyOf(one, handles, values);
  if (any === undefined) return;
  const shape = keyedShapeOf(one.pgTable);
  yield* wholeRows<HeldRows[Table]>(sql, shape, rowsAtOnce(table), `business = $1 and ${any}`, values);
}
