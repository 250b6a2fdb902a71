// A ledger of a test file's own, and its database's owner: for a hand in the database, and for what no role
// of the ledger may see.

import { afterAll, beforeAll } from 'vitest';
import { type Database, openDatabase } from '../../ledger/storage/database/connection.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';

export let here: TestLedger;
export let superuser: Database;

export function useOwnedLedger(): void {
  beforeAll(async () => {
    here = await testLedger();
    superuser = openDatabase({ url: here.config.databaseUrl!, clients: 1 });
  });
  afterAll(async () => {
    await superuser?.end();
    await here?.stop();
  });
}
