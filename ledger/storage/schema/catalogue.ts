// What Postgres has to say of the ledger's tables, as lines `name: definition`: their kind and owner,
// columns, constraints, unique indexes, triggers and functions, and who may do what. `verify` compares them
// with migrations/catalogue.txt, which is what the migrations make. So a trigger that was dropped, a grant
// that was widened, or a view in place of a table is found.
//
// What others add to the schema is theirs: other tables, indexes that guard nothing, the right to read.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import type { Sql } from '../database/connection.ts';
import { migrationsFolder } from './migrate.ts';
import { appRole, eraserRole, ownerRole } from './roles.ts';
import * as tables from './tables.ts';

/** By name: the definition. */
export type Catalogue = ReadonlyMap<string, string>;

/** Every table of the ledger. */
export const tableNames: readonly string[] = Object.values(tables)
  .filter((table) => is(table, PgTable))
  .map((table) => getTableName(table))
  .sort();

export const parseCatalogue = (text: string): Catalogue =>
  new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const at = line.indexOf(': ');
        return [line.slice(0, at), line.slice(at + 2)];
      }),
  );

/** What the migrations make. */
export const expectedCatalogue = (): Catalogue =>
  parseCatalogue(readFileSync(join(migrationsFolder, 'catalogue.txt'), 'utf8'));

export async function readCatalogue(sql: Sql): Promise<Catalogue> {
  const rows = await sql.unsafe<{ name: string; is: string }[]>(catalogue, [
    tableNames,
    [ownerRole, appRole, eraserRole],
  ]);
  return new Map(rows.map((row) => [row.name, row.is.replaceAll(/\s+/g, ' ')]));
}

// A right to read is nobody's guard but of the roles themselves: an operator may let others look.
const catalogue = `
with ours as (
  select c.oid, c.relname as name, c.relkind, c.relowner, c.relacl, c.relpersistence, c.relrowsecurity
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relname = any($1::text[]) and c.relkind not in ('i', 'I', 't')),
functions as (
  select p.oid, p.proname as name, p.prosrc, p.prosecdef, p.proconfig, p.proacl, p.proowner
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname = 'public' and p.oid in (
    select t.tgfoid from pg_trigger t join ours on ours.oid = t.tgrelid where not t.tgisinternal)),
granted as (
  select 'table ' || name as what, a.grantee, a.privilege_type as may, a.is_grantable, relowner as owner
  from ours cross join lateral aclexplode(relacl) a
  union all
  select 'column ' || ours.name || '.' || c.attname, a.grantee, a.privilege_type, a.is_grantable, relowner
  from ours join pg_attribute c on c.attrelid = ours.oid and not c.attisdropped
  cross join lateral aclexplode(c.attacl) a
  union all
  select 'function ' || name, a.grantee, a.privilege_type, a.is_grantable, proowner
  from functions cross join lateral aclexplode(coalesce(proacl, acldefault('f', proowner))) a),
by_whom as (
  select what, may || case when is_grantable then ' with grant option' else '' end as may,
    case when grantee = 0 then 'public' else pg_get_userbyid(grantee) end as who
  from granted where grantee <> owner)
select 'table ' || name as name, concat_ws(', ',
    case relkind when 'r' then 'table' when 'p' then 'partitioned' when 'v' then 'view'
      when 'm' then 'materialized view' when 'f' then 'foreign table' else 'something else' end,
    'of ' || pg_get_userbyid(relowner),
    case when relpersistence <> 'p' then 'not logged' end,
    case when relrowsecurity then 'with row security' end,
    case when to_regclass(quote_ident(name)) is distinct from oid then 'hidden by another' end) as is
  from ours
union all
select 'column ' || ours.name || '.' || a.attname, concat_ws(' ', format_type(a.atttypid, a.atttypmod),
    case when a.attnotnull then 'not null' end, 'default ' || pg_get_expr(d.adbin, d.adrelid))
  from ours join pg_attribute a on a.attrelid = ours.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
union all
-- Since Postgres 18 NOT NULL is a constraint too; the columns have it.
select 'constraint ' || c.conname || ' on ' || ours.name,
    pg_get_constraintdef(c.oid) || case when c.convalidated then '' else ', not validated' end
  from ours join pg_constraint c on c.conrelid = ours.oid and c.contype <> 'n'
union all
select 'unique index ' || c.relname || ' on ' || ours.name,
    pg_get_indexdef(i.indexrelid) || case when i.indisvalid and i.indisready then '' else ', not valid' end
  from ours join pg_index i on i.indrelid = ours.oid and i.indisunique join pg_class c on c.oid = i.indexrelid
union all
select 'trigger ' || t.tgname || ' on ' || ours.name, pg_get_triggerdef(t.oid) ||
    case t.tgenabled when 'A' then ', always' when 'D' then ', off' else ', not always' end
  from ours join pg_trigger t on t.tgrelid = ours.oid and not t.tgisinternal
union all
select 'foreign keys of ' || ours.name, 'off'
  from ours join pg_trigger t on t.tgrelid = ours.oid and t.tgisinternal and t.tgenabled <> 'O' group by ours.name
union all
select 'function ' || name, concat_ws(', ', encode(sha256(convert_to(prosrc, 'UTF8')), 'hex'),
    case when prosecdef then 'as ' || pg_get_userbyid(proowner) end, array_to_string(proconfig, ' '))
  from functions
union all
select 'rule ' || r.rulename || ' on ' || ours.name, pg_get_ruledef(r.oid)
  from ours join pg_rewrite r on r.ev_class = ours.oid
union all
select 'child of ' || ours.name || ' ' || i.inhrelid::regclass, 'its rows count'
  from ours join pg_inherits i on i.inhparent = ours.oid
union all
select 'rights of ' || who || ' to ' || what, string_agg(may, ', ' order by may)
  from by_whom where who = any($2::text[]) or who = 'public' or may not like 'SELECT%' group by who, what
union all
select 'role ' || rolname, 'more than a role'
  from pg_roles where rolname = any($2::text[]) and (rolsuper or rolbypassrls)
order by 1`;
