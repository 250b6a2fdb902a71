// The rows of set-up with all their columns, for the commit that changes one and for `verify`, which compares
// each with what its latest record says (core/setup/columns.ts). No column is left out: one that is added to
// a table is in the records from then on.

import type { Cell, Columns, SetupKey, SetupThing } from '../../core/setup/columns.ts';
import type { BatchWrite, Found, Lookups } from '../../operations/append/log-store.ts';
import type { Sql } from '../database/connection.ts';
import {
  apiKeys,
  businesses,
  entryPoints,
  flowSecrets,
  people,
  providers,
  senders,
  sites,
  smsProviders,
} from '../schema/tables.ts';
import { type Shape, selectOf, shapeOf } from '../schema/whole-row.ts';

/**
 * In the order in which rows refer to each other. `name`: the column whose value names the thing. `fixed`:
 * what the app may not change (migrations/0015_set_up_as_records.sql, 0019_flows.sql, entry_points,
 * 0029_test_data.sql, people).
 */
const tables = {
  business: { table: businesses, name: 'id', fixed: ['wrapped_key', 'test'] },
  site: { table: sites, name: 'key', fixed: ['business', 'test'] },
  api_key: {
    table: apiKeys,
    name: 'id',
    fixed: ['hash', 'business', 'name', 'scopes', 'created_at', 'test'],
  },
  sender: { table: senders, name: 'phone_number_id', fixed: ['business'] },
  flow: { table: flowSecrets, name: 'name', fixed: ['business', 'flow'] },
  provider: { table: providers, name: 'name', fixed: ['business', 'dialect'] },
  entry_point: { table: entryPoints, name: 'name', fixed: ['business', 'id', 'kind', 'code'] },
  sms_provider: { table: smsProviders, name: 'name', fixed: ['business', 'dialect'] },
  staff: {
    table: people,
    name: 'id',
    fixed: ['business', 'role', 'created_at', 'until'],
  },
} as const satisfies Record<SetupThing, { table: unknown; name: string; fixed: readonly string[] }>;

const order = Object.keys(tables) as SetupThing[];

type SetupShape = Shape & { name: string; fixed: readonly string[] };

const shapes = Object.fromEntries(
  Object.entries(tables).map(([thing, { table, name, fixed }]) => [
    thing,
    { ...shapeOf(table), name, fixed },
  ]),
) as unknown as Record<SetupThing, SetupShape>;

type Row = Record<string, Cell>;

/** @param staff people who are looked for by who they are at the provider */
export async function findSetup(
  sql: Sql,
  wanted: readonly SetupKey[],
  staff: Lookups['staff'] = [],
): Promise<Found['setup']> {
  const byThing = Map.groupBy(wanted, ({ thing }) => thing);
  const found = await Promise.all([
    ...[...byThing].map(async ([thing, keys]) => {
      const shape = shapes[thing];
      const rows = await sql.unsafe<Row[]>(
        `${selectOf(shape)} where "${shape.name}"::text = any($1::text[])`,
        [keys.map(({ name }) => name)],
      );
      return rows.map((columns) => rowOf(thing, columns));
    }),
    findStaff(sql, staff),
  ]);
  return found.flat();
}

async function findStaff(sql: Sql, wanted: NonNullable<Lookups['staff']>): Promise<Found['setup']> {
  if (wanted.length === 0) return [];
  const rows = await sql.unsafe<Row[]>(
    `${selectOf(shapes.staff)} where (business, identity) in (select * from unnest($1::text[], $2::bytea[]))`,
    [wanted.map(({ business }) => business), wanted.map(({ identity }) => identity)],
  );
  return rows.map((columns) => rowOf('staff', columns));
}

/** Everything that is set up. */
export async function allSetup(sql: Sql): Promise<Found['setup']> {
  const found = await Promise.all(
    order.map(async (thing) => {
      // A value makes it a statement of its own, whose rows have types.
      const rows = await sql.unsafe<Row[]>(`${selectOf(shapes[thing])} where $1::boolean`, [true]);
      return rows.map((columns) => rowOf(thing, columns));
    }),
  );
  return found.flat();
}

const rowOf = (thing: SetupThing, columns: Columns) => {
  return { thing, name: String(columns[shapes[thing].name]), columns: { ...columns } };
};

export async function putSetup(sql: Sql, rows: BatchWrite['setup']): Promise<void> {
  const inOrder = rows.toSorted((a, b) => order.indexOf(a.thing) - order.indexOf(b.thing));
  await Promise.all(inOrder.flatMap((row) => [put(sql, row), ...(forgets(row) ? [forget(sql, row)] : [])]));
}

function put(sql: Sql, { thing, name, columns }: BatchWrite['setup'][number]) {
  const { table, name: key, fixed, columns: all } = shapes[thing];
  if (columns === null) return sql.unsafe(`delete from "${table}" where "${key}"::text = $1`, [name]);
  const names = all.map(([column]) => `"${column}"`);
  const values = all.map(([, type], i) => `$${i + 1}::${type}`);
  const changed = all
    .filter(([column]) => column !== key && !fixed.includes(column))
    .map(([column]) => `"${column}" = excluded."${column}"`);
  return sql.unsafe(
    `insert into "${table}" (${names.join(', ')}) values (${values.join(', ')})
     on conflict ("${key}") do update set ${changed.join(', ')}`,
    all.map(([column]) => columns[column] ?? null),
  );
}

/** A sender whose webhooks go nowhere any more. */
const forgets = ({ thing, columns }: BatchWrite['setup'][number]): boolean =>
  thing === 'sender' && (columns?.forward_url ?? null) === null;

/** What waits to be forwarded. */
const forget = (sql: Sql, { name }: SetupKey) =>
  sql.unsafe('delete from webhook_outbox where sender = $1', [name]);
