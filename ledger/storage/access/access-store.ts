// A person's rows of a table with all their columns, found as an erasure finds them (erase/rows-of.ts): what
// would be destroyed is what is shown.

import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import type { AccessStore, Held, HeldRows, HeldTable } from '../../operations/access/store.ts';
import type { Database, Sql } from '../database/connection.ts';
import { pages } from '../database/keyset-pages.ts';
import type { Value } from '../database/parameter.ts';
import { findings, type Handles, rowsOf } from '../erase/rows-of.ts';
import { sentTo } from '../erase/sent-to.ts';
import * as tables from '../schema/tables.ts';
import { selectOf, shapeOf } from '../schema/whole-row.ts';

/** Rows at once. A webhook may have megabytes. */
const rowsAtOnce = (table: HeldTable) => (table === 'webhook_outbox' ? 4 : 100);

const tableOf: Record<HeldTable, PgTable> = {
  sends: tables.sends,
  message_statuses: tables.messageStatuses,
  service_windows: tables.serviceWindows,
  ownership_challenges: tables.ownershipChallenges,
  ivr_calls: tables.ivrCalls,
  sms_threads: tables.smsThreads,
  opt_in_links: tables.optInLinks,
  pending_opt_ins: tables.pendingOptIns,
  reconfirmations: tables.reconfirmations,
  erasure_requests: tables.erasureRequests,
  webhook_outbox: tables.webhookOutbox,
};

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
  const found = findings(rowsOf.find((one) => one.table === table)!, handles);
  if (found.length === 0) return;
  const shape = shapeOf(tableOf[table]);
  const key = keyOf(tableOf[table]).map((name) => shape.columns.find(([column]) => column === name)!);
  const order = key.map(([column]) => `"${column}"`).join(', ');
  const limit = rowsAtOnce(table);
  type Row = HeldRows[Table];
  const read = (last: Row | undefined) => {
    const values: Value[] = [business];
    const any = found.map(({ where, values: own }) => {
      const condition = where(values.length + 1);
      for (const value of own) values.push(value);
      return `(${condition})`;
    });
    const from = values.length;
    const place = key.map(([, type], i) => `$${from + i + 1}::${type}`).join(', ');
    if (last !== undefined)
      for (const [column] of key) values.push((last as unknown as Record<string, Value>)[column]!);
    return sql.unsafe<Row[]>(
      `${selectOf(shape)} where business = $1 and (${any.join(' or ')})
       ${last === undefined ? '' : `and (${order}) > (${place})`} order by ${order} limit ${limit}`,
      values,
    );
  };
  yield* pages<Row, Row | undefined>(limit, undefined, read, (last) => last);
}

function keyOf(table: PgTable): string[] {
  const { primaryKeys, columns } = getTableConfig(table);
  const composed = primaryKeys[0]?.columns ?? columns.filter(({ primary }) => primary);
  return composed.map(({ name }) => name);
}
