// Which system user the embedded Postgres runs as, and which folders that user may enter. Postgres refuses to
// run as root, so a root process hands the server to another user. This code creates no users.

import { execFileSync } from 'node:child_process';
import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The user to change to. Undefined: the current one (not root, or Windows). */
export type ServerUser = { uid: number; gid: number } | undefined;

const NOBODY = 65_534;

/** As root: the owner of an existing data folder, else the system user `postgres`, else the user `nobody`. */
export function chooseServerUser(dataFolder: string): ServerUser {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(dataFolder)) {
    const { uid, gid } = statSync(dataFolder);
    // A folder that root copied or restored belongs to root. It is handed over like a new one.
    if (uid !== 0) return { uid, gid };
  }
  return systemUser('postgres') ?? { uid: NOBODY, gid: NOBODY };
}

/** The first folder on the way to `path`, or `path` itself, that `user` may not enter (or execute). */
export function firstClosedTo(user: ServerUser, path: string): string | undefined {
  if (user === undefined) return undefined;
  return pathsFromRoot(realpathSync(path)).find((each) => !mayEnter(user, each));
}

function pathsFromRoot(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [...pathsFromRoot(parent), path];
}

function mayEnter(user: { uid: number; gid: number }, path: string): boolean {
  const { uid, gid, mode } = statSync(path);
  // POSIX takes the first class that matches, even when a later one would allow more.
  const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
  return ((mode >> shift) & 0o1) === 1;
}

function systemUser(name: string): ServerUser {
  try {
    return { uid: idOf('-u', name), gid: idOf('-g', name) };
  } catch {
    return undefined;
  }
}

function idOf(flag: '-u' | '-g', name: string): number {
  // `id` and not /etc/passwd: it also knows users that come from a directory service.
  return Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
}
