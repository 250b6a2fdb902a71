// A database of its own for a test file, on the run's one Postgres (postgres-server.ts).

import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { openDatabase } from '../../ledger/storage/connection.ts';

export type TestDatabase = {
  /** `postgres://` address of a superuser in the new, empty database. */
  ownerUrl: string;
  /** Removes the database, ending whatever is still connected to it. */
  drop(): Promise<void>;
};

export async function testDatabase(): Promise<TestDatabase> {
  const server = await serverUrl();
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { ownerUrl: url.href, drop: () => onServer(server, `drop database if exists ${name} with (force)`) };
}

async function serverUrl(): Promise<string> {
  const answer = await fetch(inject('postgresServer'));
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}

async function onServer(url: string, statement: string): Promise<void> {
  const database = openDatabase({ url, clients: 1 });
  try {
    await database.sql.unsafe(statement);
  } finally {
    await database.end();
  }
}
