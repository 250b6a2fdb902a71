// Programs that the system has, and packages that it can add. Only Debian's way, and only for root: whoever
// else runs the tests installs what they want themselves.

import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where programs of this name are, in the order of PATH. */
export function onPath(name: string): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).filter(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export const hasApt = (): boolean => process.getuid?.() === 0 && onPath('apt-get').length > 0;

/** Whether all of these are installed now; takes no longer than `limitMs`. */
export async function install(packages: readonly string[], limitMs: number): Promise<boolean> {
  const until = performance.now() + limitMs;
  await run('apt-get', ['update', '-q'], limitMs);
  const flags = ['-y', '-q', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120'];
  const left = Math.max(1, Math.round(until - performance.now()));
  return run('apt-get', ['install', ...flags, ...packages], left);
}

/** Whether a program ended well within its time; its output goes to ours as it comes. */
export function run(program: string, flags: string[], limit: number): Promise<boolean> {
  return new Promise((done) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const child = spawn(program, flags, { env, stdio: ['ignore', 'inherit', 'inherit'], timeout: limit });
    child.once('error', () => done(false));
    child.once('close', (code) => done(code === 0));
  });
}
