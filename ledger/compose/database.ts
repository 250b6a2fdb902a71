// The database that a Config names: the operator's own, or the embedded one of its data folder, which starts
// when a command needs it. Only a command that begins a ledger (start, serve, migrate) makes one. Every other
// command needs a ledger that exists.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { isNameOf } from '../core/log/succession.ts';
import { overruledBy } from '../storage/database/connection.ts';
import { keyChecksOf, mismatches, refuseOtherKeys } from '../storage/keys/key-checks.ts';
import { type KeyMaterial, keyFileOf, loadKeysIfAny } from '../storage/keys/key-file.ts';
import { type Looked, lookAtTables } from '../storage/schema/look.ts';
import { appRole } from '../storage/schema/roles.ts';

export type Progress = (message: string) => void;

/** What the operator can do where there is no ledger. */
const mend =
  'start one with optmark serve, or set OPTMARK_DATA and DATABASE_URL to those of the ledger you mean';

/**
 * Checks this before the command makes or starts anything.
 * @throws Error with a sentence for the operator, where there are no keys or no database
 */
export function refuseWithoutLedger({ dataFolder, databaseUrl }: Config): void {
  const hasOwnDatabase = databaseUrl === undefined && existsSync(join(dataFolder, 'postgres'));
  if (!existsSync(keyFileOf(dataFolder)))
    throw new Error(hasOwnDatabase ? keysAreLost(dataFolder, 'the database beside it') : noKeys(dataFolder));
  if (databaseUrl === undefined && !hasOwnDatabase)
    throw new Error(`there is no database in ${dataFolder}: ${mend}`);
}

const noKeys = (dataFolder: string) => `there are no keys of a ledger in ${dataFolder}: ${mend}`;

const keysAreLost = (dataFolder: string, database: string) =>
  `${keyFileOf(dataFolder)} is not there, and ${database} goes on with its own keys alone: restore that file ` +
  'from its backup, or set OPTMARK_DATA to the folder that has it';

/** The ledger in a database, as this version finds it before it writes anything. */
export type Found = Looked & { keys: KeyMaterial | undefined };

/**
 * What is there: keys, tables, the name of the log; and that they belong together. Writes nothing.
 * @throws Error with a sentence for the operator
 */
export async function findLedger(server: DatabaseServer, { dataFolder }: Config): Promise<Found> {
  const before = await loadKeysIfAny(dataFolder);
  const found = await lookAtDatabase(server);
  // A node that begins beside this one, on the same folder, makes the keys before it begins the ledger.
  const keys = before ?? (await loadKeysIfAny(dataFolder));
  if (found.origin !== undefined) {
    if (keys === undefined) throw new Error(keysAreLost(dataFolder, `the ledger ${found.origin}`));
    refuseOtherKeys(found.keyChecks, keys, keyFileOf(dataFolder));
  }
  return { ...found, keys };
}

/** @throws Error with a sentence for the operator, where this version or this login can do nothing there */
export async function lookAtDatabase({ appUrl }: Pick<DatabaseServer, 'appUrl'>): Promise<Looked> {
  const found = await lookAtTables(appUrl);
  if (found.tables === 'newer')
    throw new Error('the database has the tables of a newer version of Optmark: run that version');
  if (found.tables === 'unseen')
    throw new Error(
      `the login of DATABASE_URL may not act as ${appRole}: an owner of the database or a superuser lets it, by ` +
        `GRANT ${appRole} TO that login`,
    );
  return found;
}

/** For commands, which begin nothing. @throws Error with a sentence for the operator, where no ledger is */
export function refuseUnbegun(
  { tables, origin, keys }: Found,
  { dataFolder }: Config,
): {
  origin: string;
  keys: KeyMaterial;
} {
  if (keys === undefined) throw new Error(noKeys(dataFolder));
  if (tables === 'none') throw new Error(`this database holds no ledger: ${mend}`);
  if (tables === 'older')
    throw new Error('the database has the tables of an older version: run optmark migrate');
  if (origin === undefined) throw new Error(`no ledger was begun in this database: ${mend}`);
  return { origin, keys };
}

/** The keys in the folder, if they are known to be those of what was found. */
export async function keysOf(
  { tables, keyChecks }: Looked,
  { dataFolder }: Config,
): Promise<KeyMaterial | undefined> {
  const keys = await loadKeysIfAny(dataFolder);
  if (keys === undefined || tables === 'unseen') return undefined;
  return mismatches(keyChecks, keyChecksOf(keys)).length === 0 ? keys : undefined;
}

/** A wrong DATABASE_URL, most likely: what is written would stand in another ledger. */
export function refuseOtherOrigin({ origin: wanted, originIsGiven }: Config, origin: string): void {
  if (originIsGiven && !isNameOf(origin, wanted))
    throw new Error(
      `OPTMARK_ORIGIN: this database holds the log ${origin}, which goes on under its own name: leave OPTMARK_ORIGIN out, or set DATABASE_URL and OPTMARK_DATA to those of ${wanted}`,
    );
}

/** A warning. */
export const namedForThisMachine = (origin: string) =>
  `the log is named ${origin}, an address of this machine alone, and keeps that name: to serve others, begin a ` +
  'ledger in an empty database with OPTMARK_ORIGIN set to a name that they can reach, such as ledger.example/log';

export type DatabaseServer = Awaited<ReturnType<typeof databaseServer>>;

export async function databaseServer(config: Config, progress: Progress) {
  if (config.databaseUrl !== undefined) {
    const ownerUrl = config.ownerUrl ?? config.databaseUrl;
    for (const [name, url] of [
      ['DATABASE_URL', config.databaseUrl],
      ['DATABASE_OWNER_URL', config.ownerUrl],
    ] as const) {
      const overruled = url === undefined ? [] : overruledBy(url, name);
      if (overruled.length > 0)
        progress(`${name}: the ledger decides ${overruled.join(', ')} itself and ignores it here`);
    }
    return { ownerUrl, appUrl: config.databaseUrl, restarting: () => false, stop: async () => {} };
  }
  // Loaded only when needed: an installation with its own Postgres need not have the binaries.
  const { startEmbeddedPostgres } = await import('../storage/embedded-postgres/embedded-postgres.ts');
  const embedded = await startEmbeddedPostgres({ folder: config.dataFolder, log: progress });
  return {
    ownerUrl: embedded.ownerUrl,
    // After a restart it may have another port.
    appUrl: () => embedded.ownerUrl,
    restarting: () => embedded.restarting,
    stop: embedded.stop,
  };
}
