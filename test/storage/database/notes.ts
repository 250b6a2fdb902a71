// A database with one table of notes, emptied after each test, and ways into it that are closed again.

import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import {
  type Database,
  DatabaseError,
  type DatabaseOptions,
  openDatabase,
} from '../../../ledger/storage/connection.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';

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
    server = await testDatabase();
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

export const turn = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
