// A database of its own for a test file, on the run's one Postgres (postgres-server.ts).

import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { askDesk } from '../desk.ts';
import { inDatabase, onServer } from './on-server.ts';
import type { PostgresServer } from './postgres-server.ts';

export type TestDatabase = {
  /** `postgres://` address of a superuser in the new database. */
  ownerUrl: string;
  /** Removes the database, ending whatever is still connected to it. */
  drop(): Promise<void>;
};

/** With all tables, and nothing in them. */
export const testDatabase = (): Promise<TestDatabase> => create(({ template }) => ` template ${template}`);

/** Without any table, as a database is that no ledger has seen. */
export const emptyDatabase = (): Promise<TestDatabase> => create(() => '');

async function create(copied: (server: PostgresServer) => string): Promise<TestDatabase> {
  const server = await askDesk<PostgresServer>(inject('postgresServer'));
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(server.ownerUrl, `create database ${name}${copied(server)}`);
  return {
    ownerUrl: inDatabase(server.ownerUrl, name),
    drop: () => onServer(server.ownerUrl, `drop database if exists ${name} with (force)`),
  };
}
