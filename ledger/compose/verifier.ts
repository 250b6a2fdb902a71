// The parts that `verify` needs: a database and keys, or a log on the web. It makes, changes and signs
// nothing. It starts even where a ledger would refuse to start.

import { createLogClient } from '../clients/log-client.ts';
import type { Config } from '../config.ts';
import type { LedgerToVerify, StoredLedger } from '../operations/verify/database.ts';
import type { LogServer } from '../operations/verify/sources.ts';
import { openDatabase } from '../storage/database/connection.ts';
import { keyFindings } from '../storage/keys/key-checks.ts';
import { keyFileOf, loadKeys } from '../storage/keys/key-file.ts';
import { createLogReader } from '../storage/record/log-reader.ts';
import { createRecordStore } from '../storage/record/record-store.ts';
import { createSuccessions } from '../storage/record/succession-reader.ts';
import { appRole } from '../storage/schema/roles.ts';
import { createSetupStore } from '../storage/setup/setup-store.ts';
import { createSnapshot } from '../storage/verify/snapshot.ts';
import { databaseServer, lookAtDatabase, type Progress, refuseWithoutLedger } from './database.ts';
import { journalOf, lackingSince } from './journal.ts';
import { KeyLacking, namedLog } from './log-name.ts';

export type Verifier = {
  keys: LedgerToVerify['keys'];
  /** Sentences: why these keys do not fit this database. Call it before anything is read with them. */
  keyFindings(): Promise<string[]>;
  /** A sentence: why this is not the state that the journal has seen last. */
  journalFinding(): Promise<string | undefined>;
  /** Gives all rows as of one moment. Appends in the meantime do not show. */
  atOneMoment<Result>(work: (stored: StoredLedger) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
};

export async function composeVerifier(config: Config, progress: Progress = () => {}): Promise<Verifier> {
  // First, because `verify` can do nothing without keys, and would start a database for nothing.
  refuseWithoutLedger(config);
  const { log, successors, unused, master, peppers, macs } = await loadKeys(config.dataFolder);
  const server = await databaseServer(config, progress);
  await lookAtDatabase(server).catch(async (error) => {
    await server.stop();
    throw error;
  });
  const db = openDatabase({ url: server.appUrl, role: appRole, clients: 1, statementTimeout: 0 });
  return {
    keys: { log, successors, master, peppers, macs },
    keyFindings: () => keyFindings(db, { log, successors, master, peppers }, keyFileOf(config.dataFolder)),
    async journalFinding() {
      const { origin } = await createSnapshot(db).head();
      const named = namedLog(
        origin,
        await createSuccessions(db).all(),
        { log, successors, unused },
        config.dataFolder,
      );
      try {
        const { seen } = await journalOf(db, config, named);
        const { size } = await createSnapshot(db).head();
        return await lackingSince(seen, size, createLogReader(db));
      } catch (error) {
        // The journal has a name that neither the database nor the keys know: all three were not put back.
        if (error instanceof KeyLacking) return error.message;
        throw error;
      }
    },
    atOneMoment: (work) =>
      db.transaction(
        (rows) =>
          work({
            snapshot: createSnapshot(rows),
            log: createLogReader(rows),
            records: createRecordStore(rows),
            setup: createSetupStore(rows),
            successions: createSuccessions(rows),
          }),
        { isolation: 'repeatable read', readOnly: true },
      ),
    async close() {
      await db.end();
      await server.stop();
    },
  };
}

/** A log read over HTTP, this ledger's or another's. */
export const logServerAt = (url: URL): LogServer => createLogClient(url);
