// A file system of its own with a real Asterisk in it: Debian has one in `sid` alone, for a newer libc than
// most machines have. It takes root, a network and half a gigabyte, and minutes. OPTMARK_ASTERISK_ROOT names
// one that is there already, and that stays.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasApt, install, onPath, run } from '../system-packages.ts';

const packages = ['asterisk', 'asterisk-modules', 'asterisk-core-sounds-en-gsm'];
const installMs = 120_000;
const bootstrapMs = 900_000;

export type Root = { folder: string; remove(): void };

/** Undefined, and said, where there can be none. */
export async function asteriskRoot(): Promise<Root | undefined> {
  const kept = process.env.OPTMARK_ASTERISK_ROOT;
  if (kept !== undefined && hasAsterisk(kept)) return { folder: kept, remove() {} };
  if (!hasApt()) return skipped('only root on a Debian can make one');
  if (onPath('debootstrap').length === 0) await install(['debootstrap'], installMs);
  if (onPath('debootstrap').length === 0) return skipped('debootstrap cannot be installed');
  const mirror = mirrorOfThisMachine();
  if (mirror === undefined) return skipped('apt names no mirror of Debian');
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'optmark-asterisk-'));
  const remove = () => removed(folder);
  const flags = ['--variant=minbase', `--include=${packages.join(',')}`, 'sid', folder, mirror];
  if ((await run('debootstrap', flags, bootstrapMs)) && hasAsterisk(folder)) {
    return { folder, remove: kept === undefined ? remove : () => {} };
  }
  remove();
  return skipped('debootstrap failed; what it said stands above');
}

const hasAsterisk = (folder: string) => existsSync(join(folder, 'usr/sbin/asterisk'));

/** Never through a mount that debootstrap left behind: that would be this machine's own /proc. */
function removed(folder: string): void {
  const isMounted = () => readFileSync('/proc/mounts', 'utf8').includes(` ${folder}/`);
  for (const name of ['proc', 'sys', 'dev/pts', 'dev']) {
    if (isMounted()) spawnSync('umount', [join(folder, name)], { stdio: 'ignore' });
  }
  if (isMounted()) console.warn(`Something is still mounted below ${folder}: it is left there`);
  else rmSync(folder, { recursive: true, force: true });
}

/** Where apt itself has Debian from. */
function mirrorOfThisMachine(): string | undefined {
  const flags = ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages', 'Origin: Debian'];
  const { stdout } = spawnSync('apt-get', flags, { encoding: 'utf8' });
  return stdout.split('\n').find((uri) => /^https?:/.test(uri) && !uri.includes('security'));
}

function skipped(why: string): undefined {
  console.warn(`SKIPPED: there is no Asterisk here: ${why}`);
  return undefined;
}
