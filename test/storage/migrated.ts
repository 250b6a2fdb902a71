// A migrated database for one test file, seen by each of the roles.

import { createSecretKey } from 'node:crypto';
import type { MacKeys } from '../../ledger/core/mac.ts';
import { createLogStore } from '../../ledger/storage/append/log-store.ts';
import {
  type Database,
  type DatabaseOptions,
  openDatabase,
} from '../../ledger/storage/database/connection.ts';
import { appRole, eraserRole, ownerRole } from '../../ledger/storage/schema/roles.ts';
import { testDatabase } from '../support/postgres/database.ts';

export const origin = 'ledger.example/log';

/** The keys under which its rows are bound. */
export const macs: MacKeys = [{ version: 1, key: createSecretKey(Buffer.alloc(32, 7)) }];

export type MigratedDatabase = {
  ownerUrl: string;
  superuser: Database;
  owner: Database;
  app: Database;
  eraser: Database;
  /** Another connection, closed by `drop`. */
  open(options?: Partial<DatabaseOptions>): Database;
  drop(): Promise<void>;
};

/** With the log's head in place, as after a first start, unless it is to be left unclaimed. */
export async function migratedDatabase({ claimed = true } = {}): Promise<MigratedDatabase> {
  const { ownerUrl, drop } = await testDatabase();
  const opened: Database[] = [];
  const open = (options: Partial<DatabaseOptions> = {}) => {
    const database = openDatabase({ url: ownerUrl, clients: 2, ...options });
    opened.push(database);
    return database;
  };
  const app = open({ role: appRole });
  if (claimed) await createLogStore(app).claimOrigin(origin);
  return {
    ownerUrl,
    superuser: open(),
    owner: open({ role: ownerRole }),
    app,
    eraser: open({ role: eraserRole }),
    open,
    async drop() {
      await Promise.all(opened.map((database) => database.end()));
      await drop();
    },
  };
}
