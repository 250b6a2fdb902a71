// Two Postgres servers of a test's own: a primary, and a standby that streams from it without being waited
// for.

import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { type Binaries, prepareBinaries } from '../../../ledger/storage/embedded-postgres/binaries.ts';
import {
  type Cluster,
  ensureCluster,
  placeCluster,
  readPassword,
} from '../../../ledger/storage/embedded-postgres/cluster.ts';
import { until } from '../until.ts';

export type StandbyPair = {
  /** Both servers; statements go to the one that takes writes. */
  url: string;
  /** Nothing reaches the standby any more. */
  cut(): Promise<void>;
  /** kill -9 of the primary; the standby takes its place. */
  failOver(): Promise<void>;
  stop(): Promise<void>;
};

type Server = { port: number; child: ChildProcess; superuser: Database };

export async function standbyPair(): Promise<StandbyPair> {
  const folder = mkdtempSync(join(tmpdir(), 'optmark-standby-'));
  // The server's own user has to get in.
  chmodSync(folder, 0o755);
  const cluster = placeCluster(join(folder, 'primary'));
  const binaries = prepareBinaries(cluster.user, () => {});
  await ensureCluster(cluster, binaries.initdb, () => {});
  const primary = await launch(cluster, binaries);
  const copy = placeCluster(join(folder, 'standby'));
  await copyOnline(primary, cluster, copy);
  const standby = await launch(copy, binaries);
  const hosts = `127.0.0.1:${primary.port},127.0.0.1:${standby.port}`;
  return {
    url: `postgres://postgres:${readPassword(cluster)}@${hosts}/postgres?target_session_attrs=read-write`,
    async cut() {
      await standby.superuser.sql.unsafe(`alter system set primary_conninfo = ''`);
      await standby.superuser.sql.unsafe('select pg_reload_conf()');
      const receiving = () => standby.superuser.sql`select pid from pg_stat_wal_receiver`;
      await until(async () => (await receiving()).length === 0, 'the standby is cut off');
    },
    async failOver() {
      await end(primary, 'SIGKILL');
      await standby.superuser.sql`select pg_promote()`;
    },
    async stop() {
      for (const server of [primary, standby]) await end(server, 'SIGINT');
      binaries.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function launch(cluster: Cluster, { postgres }: Binaries): Promise<Server> {
  const port = await freePort();
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    shared_buffers: '16MB',
    fsync: 'off',
    wal_level: 'replica',
    max_wal_senders: 4,
    timezone: 'UTC',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(postgres, ['-D', cluster.data, ...flags], {
    ...cluster.user,
    cwd: cluster.data,
    env: { LC_ALL: 'C' },
    stdio: 'ignore',
  });
  const url = `postgres://postgres:${readPassword(cluster)}@127.0.0.1:${port}/postgres`;
  const superuser = openDatabase({ url, clients: 1, applicationName: 'test' });
  const answers = () =>
    superuser.sql`select 1`.then(
      () => true,
      () => false,
    );
  await until(answers, 'the server takes connections', 60_000);
  return { port, child, superuser };
}

/** https://www.postgresql.org/docs/18/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP */
async function copyOnline({ port, superuser }: Server, from: Cluster, to: Cluster): Promise<void> {
  const [label] = await superuser.transaction(async ({ sql }) => {
    await sql`select pg_backup_start('standby', true)`;
    cpSync(from.data, to.data, { recursive: true, preserveTimestamps: true });
    cpSync(from.passwordFile, to.passwordFile);
    return sql<{ labelfile: string }[]>`select labelfile from pg_backup_stop(false)`;
  });
  const at = (name: string) => join(to.data, name);
  rmSync(at('postmaster.pid'), { force: true });
  writeFileSync(at('backup_label'), label!.labelfile);
  writeFileSync(at('standby.signal'), '');
  const source = `host=127.0.0.1 port=${port} user=postgres password=${readPassword(from)}`;
  const auto = at('postgresql.auto.conf');
  const before = existsSync(auto) ? readFileSync(auto, 'utf8') : '';
  writeFileSync(auto, `${before}primary_conninfo = '${source}'\n`);
  // The server's user must own all of it: ensureCluster hands it over where it is another.
  await ensureCluster(to, '', () => {});
}

async function end({ child, superuser }: Server, signal: 'SIGKILL' | 'SIGINT'): Promise<void> {
  await superuser.end();
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await gone;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' ? address!.port : 0;
}
