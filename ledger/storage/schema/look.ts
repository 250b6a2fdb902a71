// What is in a database, found out before anything is written to it, by the ledger's own login: tables of
// which version, the name of the log, and the keys it was begun with. Only catalogues that every login may
// read are asked until it is known that this one may act as optmark_app.

import { readMigrationFiles } from 'drizzle-orm/migrator';
import { openDatabase, type Sql, type Transaction } from '../database/connection.ts';
import { databaseError } from '../database/database-error.ts';
import { fault } from '../database/dial.ts';
import type { SessionCheck } from '../database/session.ts';
import type { KeyCheck } from '../keys/key-checks.ts';
import { migrationsFolder } from './migrate.ts';
import { appRole, mayTakeOn } from './roles.ts';
import { keyChecks } from './tables.ts';

export type Looked = {
  /**
   * `none`: no ledger's. `unseen`: there, but the login may not act as optmark_app. Else against the version
   * of this program.
   */
  tables: 'none' | 'unseen' | 'older' | 'same' | 'newer';
  /** The name of the log; undefined where no ledger was begun. */
  origin: string | undefined;
  keyChecks: KeyCheck[];
};

/** Changes nothing, and waits for no migration. @throws DatabaseError */
export async function lookAtTables(url: Parameters<typeof openDatabase>[0]['url']): Promise<Looked> {
  const db = openDatabase({ url, clients: 1 });
  try {
    return await db.transaction(look, { readOnly: true });
  } finally {
    await db.end();
  }
}

async function look({ sql, orm }: Transaction): Promise<Looked> {
  const [seen] = await sql.unsafe<{ head: boolean; checks: boolean; member: boolean }[]>(catalogues);
  if (!seen!.head) return { ...nothing, tables: 'none' };
  if (!seen!.member) return { ...nothing, tables: 'unseen' };
  await sql.unsafe(`set local role ${appRole}`);
  const [head] = await sql<{ origin: string }[]>`select origin from log_head where id = 1`;
  return {
    tables: await versionOf(sql),
    origin: head?.origin,
    keyChecks: seen!.checks ? await orm.select().from(keyChecks) : [],
  };
}

const catalogues = `
  select to_regclass('public.log_head') is not null as head,
    to_regclass('public.key_checks') is not null as checks,
    case when to_regrole('${appRole}') is null then false else ${mayTakeOn(appRole)} end as member`;

const nothing = { origin: undefined, keyChecks: [] };

async function versionOf(sql: Sql): Promise<'older' | 'same' | 'newer'> {
  // Before a version that let the ledger's login see it, there is nothing to compare.
  const [seen] = await sql<{ version: boolean }[]>`
    select coalesce(bool_and(has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')), false)
      as version
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'drizzle' and c.relname = '__drizzle_migrations'`;
  if (!seen!.version) return 'older';
  const [row] = await sql.unsafe<{ version: number }[]>(ofThisVersion.statement);
  return compared(row!);
}

/** The version of tables: the moment that their last migration is named after, milliseconds. */
const ownVersion = Math.max(
  ...readMigrationFiles({ migrationsFolder }).map(({ folderMillis }) => folderMillis),
);

const compared = ({ version }: { version: number }) =>
  version === ownVersion ? 'same' : version > ownVersion ? 'newer' : 'older';

const codes = { same: undefined, newer: 'NEWER_TABLES', older: 'OLDER_TABLES' } as const;

/**
 * For each new session, and whenever else it is asked: a node works in the tables of its own version alone.
 */
export const ofThisVersion: SessionCheck = {
  statement: 'select coalesce(max(created_at), 0) as version from drizzle.__drizzle_migrations',
  fault: (row) => codes[compared(row as { version: number })],
};

/** @throws DatabaseError `newer_tables`, `older_tables` */
export function refuseOtherTables(row: { version: number }): void {
  const code = codes[compared(row)];
  if (code !== undefined) throw databaseError(fault(code), 'none');
}
