// A real Postgres of our own, for an operator without a server: started on a folder, durable, and only on
// this machine's loopback. It runs in its own process and survives ours. The next node on the same folder
// finds and uses it. If it ends while a node uses it, a node starts it again. The last node to leave stops
// it, even when another node started it. Must never stop a server that others use, and never give up
// durability unless told to.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LedgerError } from '../../core/error.ts';
import { openDatabase } from '../database/connection.ts';
import { prepareBinaries } from './binaries.ts';
import { type Cluster, ensureCluster, placeCluster, readPassword } from './cluster.ts';
import { Keeper, type Served } from './keeper.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { launchServer } from './server.ts';

export type EmbeddedPostgres = {
  /** The superuser's current `postgres://` address, password included: never log it. */
  readonly ownerUrl: string;
  readonly port: number;
  /** False when a server was already running on the folder. */
  started: boolean;
  /** Whether the server has ended and a node is starting it again. */
  readonly restarting: boolean;
  /** Ends the server, after a checkpoint, if no other node uses it. May be called twice. */
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
 * Finds or starts the Postgres of `folder` (made if missing), and keeps it running until `stop`.
 * @throws LedgerError `unavailable`, with a sentence for a person and the end of Postgres's own log.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log = () => {}, settings = {} } = options;
  const cluster = placeCluster(options.folder);
  const find = (port?: number) => findOrStart(cluster, settings, log, port);
  // Read once: if the file goes missing later, a running node must keep its connections.
  let password: string | undefined;
  const url = (port: number) => {
    password ??= readPassword(cluster);
    return urlWith(password, port);
  };
  for (let attempt = 1; ; attempt++) {
    const served = await find();
    const keeper = new Keeper(cluster, served, { find, url, log });
    try {
      await keeper.begin();
    } catch (error) {
      // The last node to leave stopped it after we found it and before we reached it.
      if (attempt === ATTEMPTS || served.own !== undefined) {
        await served.own?.stop();
        throw error;
      }
      continue;
    }
    return {
      get ownerUrl() {
        return url(keeper.port);
      },
      get port() {
        return keeper.port;
      },
      get restarting() {
        return keeper.restarting;
      },
      started: served.own !== undefined,
      stop: () => keeper.leave(),
    };
  }
}

/** @param wanted the port for a restart. A restart never makes a new data folder. */
async function findOrStart(
  cluster: Cluster,
  settings: Record<string, string>,
  log: (message: string) => void,
  wanted?: number,
): Promise<Served> {
  for (let attempt = 1; ; attempt++) {
    const found = await findRunning(cluster);
    if (found !== undefined) return found;
    if (wanted !== undefined && !existsSync(join(cluster.data, 'PG_VERSION')))
      throw new LedgerError('unavailable', `${cluster.data} is gone`);
    const launch = await start(cluster, settings, log, wanted);
    if (launch.kind === 'ready') {
      log(`Postgres is ready on ${cluster.data}, port ${launch.port}`);
      return { port: launch.port, pid: launch.pid, own: launch };
    }
    if (!launch.passing || attempt === ATTEMPTS) throw new LedgerError('unavailable', launch.detail);
    await pause(PAUSE_MS);
  }
}

async function start(
  cluster: Cluster,
  settings: Record<string, string>,
  log: (message: string) => void,
  wanted?: number,
) {
  const binaries = prepareBinaries(cluster.user, log);
  try {
    await ensureCluster(cluster, binaries.initdb, log);
    readPassword(cluster); // first, so that no server runs without a known password
    const launch = await launchServer(cluster, binaries, settings, log, wanted);
    if (launch.kind === 'failed') binaries.remove();
    return launch;
  } catch (error) {
    binaries.remove();
    throw error;
  }
}

function urlWith(password: string, port: number): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
}

/** A server that holds this very folder. Waits while one starts or stops. */
async function findRunning(cluster: Cluster): Promise<Served | undefined> {
  for (let waited = 0; waited < WAIT_FOR_OTHER_MS; waited += PAUSE_MS) {
    const found = readPostmasterFile(cluster.data);
    if (found === undefined) return undefined;
    if (found.status === 'ready') return (await holds(cluster, found.port)) ? found : undefined;
    await pause(PAUSE_MS);
  }
  return undefined;
}

// A lock file left by a crash may name a process and a port that now belong to another program. Only our
// server can finish a SCRAM exchange about our password and name our folder. The other side never gets the
// password itself.
async function holds(cluster: Cluster, port: number): Promise<boolean> {
  const url = `${urlWith(readPassword(cluster), port)}?require_auth=scram-sha-256`;
  const database = openDatabase({ url, clients: 1 });
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
