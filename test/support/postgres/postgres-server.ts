// One Postgres for a whole test run: yours if DATABASE_URL names one, else an embedded one under the system's
// temporary folder, gone afterwards. In it one database that has been migrated, which test files copy
// (database.ts): a copy takes a fifth of the time. A vitest globalSetup.

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../../ledger/storage/embedded-postgres/embedded-postgres.ts';
import { migrate } from '../../../ledger/storage/schema/migrate.ts';
import { openDesk } from '../desk.ts';
import { inDatabase, onServer } from './on-server.ts';

export type PostgresServer = {
  /** `postgres://` address of a superuser. */
  ownerUrl: string;
  /** Name of the migrated database. Whoever connects to it keeps the others from copying it. */
  template: string;
};

declare module 'vitest' {
  interface ProvidedContext {
    /** A desk (desk.ts) that gives out a PostgresServer. */
    postgresServer: string;
  }
}

type Started = { ownerUrl: string; stop(): Promise<void> };

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const template = `test_template_${randomBytes(8).toString('hex')}`;
  let started: Started | undefined;
  const desk = await openDesk(async (): Promise<PostgresServer> => {
    started = await startServer();
    const { ownerUrl } = started;
    await onServer(ownerUrl, `create database ${template}`);
    await migrate({ ownerUrl: inDatabase(ownerUrl, template) });
    return { ownerUrl, template };
  });
  project.provide('postgresServer', desk.url);
  return async () => {
    desk.close();
    if (started === undefined) return;
    await onServer(started.ownerUrl, `drop database if exists ${template} with (force)`);
    await started.stop();
  };
}

async function startServer(): Promise<Started> {
  const given = process.env.DATABASE_URL;
  if (given) return { ownerUrl: given, stop: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'optmark-test-postgres-'));
  // Nothing here has to outlive the machine.
  const settings = { fsync: 'off', full_page_writes: 'off', max_connections: '200' };
  const postgres = await startEmbeddedPostgres({ folder, settings });
  const stop = async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { ownerUrl: postgres.ownerUrl, stop };
}
