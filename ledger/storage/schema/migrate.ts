// Brings a database to the tables that this version needs. Every node may call it when it starts: one works,
// and the others wait and find nothing left to do. It is one transaction, so a failed migration leaves the
// database as it was.

import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { MacKeys } from '../../core/mac.ts';
import { DatabaseError, openDatabase, type Sql } from '../database/connection.ts';
import { liveMarks } from '../journal/live-nodes.ts';
import { bindRows } from './bound-tables.ts';
import { ensureRoles, letAppSeeVersion, letOwnerCreate, ownerRole } from './roles.ts';

export const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));

/** The same number on every node: "optmark" in ASCII. Advisory locks are per database. */
const migrationLock = 0x6f70746d61726bn;

/** So many migrations made tables whose rows no MAC binds. */
const unboundMigrations = 17;

/** A row that is left unbound now would count as changed by hand for ever: nothing binds it later. */
const keysAreElsewhere =
  'this version binds the rows of this ledger under its own keys, and OPTMARK_DATA has no keys.json with these ' +
  'keys: set it to the folder that has them. Nothing was changed';

/** Whoever takes the MACs away together with the version would have changed rows bound as they are. */
const steppedBack =
  'keys.json says that the rows of this ledger were bound before, and the database has tables of before that: it was ' +
  'changed by hand, or is an older state. Bring the newest state back, or restore a backup into an empty database. ' +
  'Where you have put an older state there yourself, take "bound" out of keys.json first. Nothing was changed';

const nodesRun = (nodes: number) =>
  `${nodes} ${nodes === 1 ? 'node runs' : 'nodes run'} on this database, and what an older version writes from now on would ` +
  'count as changed by hand: stop all nodes first. Nothing was changed';

/** How many migrations make the tables of this version. */
export const migrationsOfThisVersion = (): number => readMigrationFiles({ migrationsFolder }).length;

/**
 * @param ownerUrl a login as roles.ts needs it
 * @param macs of the ledger in this database: bind the rows of a version that did not bind them. A ledger
 *   with such rows is not migrated without
 * @param bound whether its rows are known to be bound: none is bound once more
 * @param upTo so many migrations, the first ones: the tables of an older version, for its backup
 * @param log gets a line for what was done, and none when there was nothing to do
 * @throws Error with a sentence for the operator if the login may not do this; DatabaseError
 */
export async function migrate({
  ownerUrl,
  macs,
  bound: isBound = false,
  upTo,
  log = () => {},
}: {
  ownerUrl: string;
  macs?: MacKeys | undefined;
  bound?: boolean | undefined;
  upTo?: number;
  log?: (message: string) => void;
}): Promise<void> {
  const db = openDatabase({
    url: ownerUrl,
    clients: 1,
    statementTimeout: 0,
    applicationName: 'optmark migrate',
  });
  try {
    await ensureRoles(db.sql);
    await db.transaction(async ({ sql, orm }) => {
      // Held to the end of the transaction; drizzle itself takes no lock.
      await sql`select pg_advisory_xact_lock(${migrationLock})`;
      await letOwnerCreate(sql);
      await sql.unsafe(`set local role ${ownerRole}`);
      const isBegun = await lockHead(sql);
      const before = await appliedCount(sql);
      const wanted = readMigrationFiles({ migrationsFolder }).slice(0, upTo);
      const binds = before > 0 && before <= unboundMigrations && wanted.length > unboundMigrations;
      if (binds && isBegun) await refuseToBind(sql, macs, isBound);
      await new PgDialect().migrate(wanted, orm._.session as never, { migrationsFolder });
      await sql.unsafe(letAppSeeVersion);
      const bound = binds && macs !== undefined ? await bindRows(sql, macs) : undefined;
      const applied = (await appliedCount(sql)) - before;
      if (applied > 0) log(`database: ${applied} migrations applied`);
      if (bound !== undefined) log(`database: ${bound} rows of before were bound under the ledger's keys`);
    });
  } catch (error) {
    if (error instanceof DatabaseError && error.sqlstate === ofVersion1) throw new Error(versionOne);
    throw error;
  } finally {
    await db.end();
  }
}

/** @throws Error with a sentence for the operator */
async function refuseToBind(sql: Sql, macs: MacKeys | undefined, isBound: boolean): Promise<void> {
  if (macs === undefined) throw new Error(keysAreElsewhere);
  if (isBound) throw new Error(steppedBack);
  const nodes = await liveMarks({ sql });
  if (nodes.size > 0) throw new Error(nodesRun(nodes.size));
}

/**
 * No commit runs beside a migration: one that waits for this lock then sees the tables of after it.
 * @returns whether a ledger was begun
 */
async function lockHead(sql: Sql): Promise<boolean> {
  const [found] = await sql<{ there: boolean }[]>`select to_regclass('public.log_head') is not null as there`;
  return found!.there && (await sql`select from log_head for update`).length > 0;
}

/** SQLSTATE of 0012_records_of_version_2.sql. */
const ofVersion1 = '0A000';
const versionOne =
  'this database holds records of version 1, which this release does not read: go on with the release that ' +
  'wrote them, or begin a new ledger in another database';

async function appliedCount(sql: Sql): Promise<number> {
  const [found] = await sql<{ there: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as there`;
  if (!found!.there) return 0;
  const [row] = await sql<{ count: number }[]>`select count(*) from drizzle.__drizzle_migrations`;
  return row!.count;
}
