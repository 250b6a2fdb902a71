// A real Postgres of our own, for whoever has no server: started on a folder, durable, on this machine's loopback only.
// It lives in its own process and survives ours; whoever starts next on the same folder finds and uses it.
// Must never stop a server that it did not start, and never give up durability unasked.

import { LedgerError } from '../core/error.ts';
import { openDatabase } from './connection.ts';
import { prepareBinaries } from './embedded-postgres/binaries.ts';
import { type Cluster, ensureCluster, placeCluster, readPassword } from './embedded-postgres/cluster.ts';
import { readPostmasterFile } from './embedded-postgres/postmaster-file.ts';
import { launchServer, type RunningServer } from './embedded-postgres/server.ts';

export type EmbeddedPostgres = {
  /** `postgres://` address of the superuser, password included: never log it. */
  ownerUrl: string;
  port: number;
  /** False when a server that was already running on the folder is used. */
  started: boolean;
  /** Ends the server if we started it, after a checkpoint; does nothing otherwise. May be called twice. */
  stop(): Promise<void>;
};

export type EmbeddedPostgresOptions = {
  folder: string;
  log?: (message: string) => void;
  /** Server settings by name, over ours: `{ fsync: 'off' }` for tests. */
  settings?: Record<string, string>;
};

const ATTEMPTS = 20;
const PAUSE_MS = 250;
const WAIT_FOR_OTHER_MS = 30_000;

/**
 * Finds or starts the Postgres of `folder` (made if missing).
 * @throws LedgerError `unavailable`, with a sentence for a person and the end of Postgres's own log.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log = () => {}, settings = {} } = options;
  const cluster = placeCluster(options.folder);
  for (let attempt = 1; ; attempt++) {
    const port = await findRunning(cluster);
    if (port !== undefined) return reuse(cluster, port, log);

    const launch = await start(cluster, settings, log);
    if (launch.kind === 'ready') return own(cluster, launch, log);
    if (!launch.passing || attempt === ATTEMPTS) throw new LedgerError('unavailable', launch.detail);
    await pause(PAUSE_MS);
  }
}

async function start(cluster: Cluster, settings: Record<string, string>, log: (message: string) => void) {
  const binaries = prepareBinaries(cluster.user, log);
  try {
    await ensureCluster(cluster, binaries.initdb, log);
    readPassword(cluster); // before there is a server that nobody could use
    const launch = await launchServer(cluster, binaries, settings, log);
    if (launch.kind === 'failed') binaries.remove();
    return launch;
  } catch (error) {
    binaries.remove();
    throw error;
  }
}

function reuse(cluster: Cluster, port: number, log: (message: string) => void): EmbeddedPostgres {
  log(`Postgres is already running on ${cluster.data}, port ${port}`);
  return { ownerUrl: ownerUrl(cluster, port), port, started: false, stop: async () => {} };
}

function own(cluster: Cluster, server: RunningServer, log: (message: string) => void): EmbeddedPostgres {
  log(`Postgres is ready on ${cluster.data}, port ${server.port}`);
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= server.stop();
    return stopping;
  };
  return { ownerUrl: ownerUrl(cluster, server.port), port: server.port, started: true, stop };
}

function ownerUrl(cluster: Cluster, port: number): string {
  return `postgres://postgres:${readPassword(cluster)}@127.0.0.1:${port}/postgres`;
}

/** The port of a server that holds this very folder; waits while one is starting or stopping. */
async function findRunning(cluster: Cluster): Promise<number | undefined> {
  for (let waited = 0; waited < WAIT_FOR_OTHER_MS; waited += PAUSE_MS) {
    const found = readPostmasterFile(cluster.data);
    if (found === undefined) return undefined;
    if (found.status === 'ready') return (await holds(cluster, found.port)) ? found.port : undefined;
    await pause(PAUSE_MS);
  }
  return undefined;
}

// A lock file left by a crash may name a process and a port that belong to others by now. Only our server
// can finish a SCRAM exchange about our password and name our folder.
async function holds(cluster: Cluster, port: number): Promise<boolean> {
  const database = openDatabase({ url: ownerUrl(cluster, port), clients: 1, connectTimeout: 5_000 });
  try {
    const [row] = await database.sql<{ data_directory: string }[]>`show data_directory`;
    return row?.data_directory === cluster.data;
  } catch {
    return false;
  } finally {
    await database.end();
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
