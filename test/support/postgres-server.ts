// One Postgres for a whole test run: yours if DATABASE_URL names one, else an embedded one under the system's temporary
// folder, gone afterwards. It is started when the first test file asks for a database, so tests of pure code do not pay.
// A vitest globalSetup: this runs in vitest's own process; test files ask over HTTP (database.ts).

import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../ledger/storage/embedded-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers GET with the `postgres://` address of a superuser. */
    postgresServer: string;
  }
}

type Server = { ownerUrl: string; stop(): Promise<void> };

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let server: Promise<Server> | undefined;
  const desk = createServer((_request, response) => {
    server ??= startServer();
    server.then(
      ({ ownerUrl }) => response.end(ownerUrl),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  await new Promise<void>((done) => desk.listen(0, '127.0.0.1', done));
  project.provide('postgresServer', `http://127.0.0.1:${(desk.address() as AddressInfo).port}/`);
  return async () => {
    desk.closeAllConnections();
    desk.close();
    await (await server?.catch(() => undefined))?.stop();
  };
}

async function startServer(): Promise<Server> {
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
