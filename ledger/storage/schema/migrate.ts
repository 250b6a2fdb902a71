// Brings a database to the tables this version needs. Every node may call it at its start: one works, the others wait
// and find nothing left to do. All of it is one transaction, so a failed migration leaves the database as it was.

import { fileURLToPath } from 'node:url';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import { openDatabase, type Sql } from '../connection.ts';
import { ensureRoles, letOwnerCreate, ownerRole } from './roles.ts';

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));

/** The same number on every node: "optmark" in ASCII. Advisory locks are per database. */
const migrationLock = 0x6f70746d61726bn;

/**
 * @param ownerUrl a login as roles.ts needs it
 * @param log told what was done; says nothing when there was nothing to do
 * @throws Error with a sentence for the operator if the login may not; DatabaseError
 */
export async function migrate({
  ownerUrl,
  log = () => {},
}: {
  ownerUrl: string;
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
      const before = await appliedCount(sql);
      await applyMigrations(orm, { migrationsFolder });
      const applied = (await appliedCount(sql)) - before;
      if (applied > 0) log(`database: ${applied} migrations applied`);
    });
  } finally {
    await db.end();
  }
}

async function appliedCount(sql: Sql): Promise<number> {
  const [found] = await sql<{ there: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as there`;
  if (!found!.there) return 0;
  const [row] = await sql<{ count: number }[]>`select count(*) from drizzle.__drizzle_migrations`;
  return row!.count;
}
