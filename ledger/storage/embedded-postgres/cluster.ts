// The data folder of the embedded Postgres and the password that opens it.
//
//   <folder>/postgres             the cluster, mode 700, owned by the server's user
//   <folder>/postgres.password    its superuser's password, mode 600
//   <folder>/postgres.log         the server's log
//
// A cluster appears under its name only when it is complete: a crash in between leaves nothing that looks
// like one.

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { LedgerError } from '../../core/error.ts';
import { isAlive } from './postmaster-file.ts';
import { cannotRun, lastLines, programEnvironment } from './program.ts';
import { chooseServerUser, firstClosedTo, type ServerUser } from './server-user.ts';

export type Cluster = {
  folder: string;
  data: string;
  passwordFile: string;
  logFile: string;
  user: ServerUser;
};

/** Makes `folder` if it is missing; refuses one that the server's user cannot enter. */
export function placeCluster(path: string): Cluster {
  const user = chooseServerUser(join(path, 'postgres'));
  makeFolder(resolve(path), user);
  // One spelling for all nodes: they recognise a running server by the name of its folder.
  const folder = realpathSync(path);
  const closed = firstClosedTo(user, folder);
  if (closed !== undefined) {
    throw new LedgerError(
      'unavailable',
      `Postgres may not run as root, and the user it runs as instead (uid ${user?.uid}) cannot enter ${closed}: ` +
        `run "chmod o+x ${closed}", or set OPTMARK_DATA to a folder elsewhere.`,
    );
  }
  const at = (name: string) => join(folder, name);
  return {
    folder,
    data: at('postgres'),
    passwordFile: at('postgres.password'),
    logFile: at('postgres.log'),
    user,
  };
}

function makeFolder(folder: string, user: ServerUser): void {
  const first = mkdirSync(folder, { recursive: true });
  if (user === undefined) return;
  letPass(folder, user);
  if (first === undefined) return;
  // Under a strict umask, the server could not enter the parents that we just made either.
  for (let each = folder; each !== first; each = dirname(each)) letPass(dirname(each), user);
}

// Only root may enter such a folder, as mktemp makes it. Now the server's group may pass through, but not
// read. We do this to the data folder, which is ours by name, and to folders that we made. The operator opens
// other parents.
function letPass(folder: string, user: { uid: number; gid: number }): void {
  const { uid, mode } = statSync(folder);
  if (uid !== 0 || (mode & 0o077) !== 0) return;
  chownSync(folder, 0, user.gid);
  chmodSync(folder, mode | 0o010);
}

/** Makes the cluster unless it exists. Two processes may do this at once: one wins, and both go on. */
export async function ensureCluster(
  cluster: Cluster,
  initdb: string,
  log: (message: string) => void,
): Promise<void> {
  if (existsSync(cluster.data)) return handOver(cluster.data, cluster.user);
  removeLeftovers(cluster.folder);
  log(`making a new Postgres data folder in ${cluster.data}`);
  const draft = join(cluster.folder, `postgres.new-${process.pid}-${randomBytes(4).toString('hex')}`);
  createPassword(cluster);
  mkdirSync(draft, { mode: 0o700 });
  giveTo(cluster.user, draft);
  await runInitdb(initdb, draft, cluster);
  publish(draft, cluster);
}

/** The superuser's password. */
export function readPassword(cluster: Cluster): string {
  try {
    return readFileSync(cluster.passwordFile, 'utf8').trim();
  } catch {
    throw new LedgerError(
      'unavailable',
      `${cluster.passwordFile} cannot be read, and nothing else opens ${cluster.data}: put the file back, or move that folder away to start afresh.`,
    );
  }
}

function createPassword(cluster: Cluster): void {
  try {
    writeFileSync(cluster.passwordFile, `${randomBytes(24).toString('base64url')}\n`, {
      flag: 'wx',
      mode: 0o600,
    });
  } catch (error) {
    // Another process is making it right now, or left it when it died before its cluster was complete.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  giveTo(cluster.user, cluster.passwordFile); // initdb reads it as the server's user
}

function runInitdb(initdb: string, draft: string, cluster: Cluster): Promise<void> {
  const flags = [
    `--pgdata=${draft}`,
    '--username=postgres',
    `--pwfile=${cluster.passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Postgres's own collation, not the host's: an operating system upgrade must not reorder an index.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
  ];
  return new Promise((done, failed) => {
    const child = spawn(initdb, flags, {
      ...cluster.user,
      cwd: draft,
      env: programEnvironment,
      windowsHide: true,
    });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.on('error', (error) => failed(cannotRun(initdb, error)));
    child.on('close', (code) => {
      if (code === 0) return done();
      rmSync(draft, { recursive: true, force: true });
      failed(new LedgerError('unavailable', `Postgres could not make its data folder: ${lastLines(output)}`));
    });
  });
}

function publish(draft: string, cluster: Cluster): void {
  try {
    renameSync(draft, cluster.data);
    syncFolder(cluster.folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another node was first and made the cluster with the same password.
    if (!existsSync(join(cluster.data, 'PG_VERSION'))) throw error;
  }
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return; // folders cannot be opened there
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = /^postgres\.new-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid)))
      rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function handOver(data: string, user: ServerUser): void {
  if (user === undefined || statSync(data).uid === user.uid) return;
  giveTo(user, data);
  for (const entry of readdirSync(data, { recursive: true, encoding: 'utf8' }))
    giveTo(user, join(data, entry));
}

function giveTo(user: ServerUser, path: string): void {
  if (user !== undefined) chownSync(path, user.uid, user.gid);
}
