// A database with one table of notes, emptied after each test, and ways into it that are closed again.

import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import {
  type Database,
  DatabaseError,
  type DatabaseOptions,
  openDatabase,
} from '../../../ledger/storage/database/connection.ts';
import { emptyDatabase, type TestDatabase } from '../../support/postgres/database.ts';
import { until } from '../../support/until.ts';

const opened: Database[] = [];

/** The test file's own database; there from the first test on. */
export let server: TestDatabase;

export function open(options: Partial<DatabaseOptions> = {}): Database {
  const database = openDatabase({ url: server.ownerUrl, ...options });
  opened.push(database);
  return database;
}

export function useNotes(): void {
  beforeAll(async () => {
    server = await emptyDatabase();
    await open().sql.unsafe('create table notes (id bigint primary key, body text not null, at timestamptz)');
  });

  afterEach(async () => {
    await open().sql`truncate notes`;
    await Promise.all(opened.splice(0).map((database) => database.end()));
  });

  afterAll(() => server.drop());
}

export async function failure(promise: Promise<unknown>): Promise<DatabaseError> {
  const error = await promise.then(
    () => new Error('it succeeded'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(DatabaseError);
  return error as DatabaseError;
}

export const backend = async ({ sql }: Pick<Database, 'sql'>) =>
  (await sql<{ pid: number }[]>`select pg_backend_pid() as pid`)[0]?.pid as number;

/** Until this backend, or any of this database, is in the middle of `pg_sleep`. */
export async function sleeping(pid?: number): Promise<void> {
  const { sql } = open({ clients: 1 });
  await until(async () => {
    const found = await sql<{ pid: number }[]>`
      select pid from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`;
    return found.some((each) => pid === undefined || each.pid === pid);
  }, 'it sleeps');
}

/** Until this backend has ended, and whoever was connected to it has been told. */
export async function gone(pid: number): Promise<void> {
  const { sql } = open({ clients: 1 });
  const isGone = async () => (await sql`select pid from pg_stat_activity where pid = ${pid}`).length === 0;
  await until(isGone, 'the backend is gone');
  await new Promise((done) => setImmediate(done));
}
