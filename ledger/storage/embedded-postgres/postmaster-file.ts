// postmaster.pid, the lock file a running Postgres keeps in its data folder, one value a line:
//
//   1 process id    2 data folder     3 start time      4 port
//   5 socket folder 6 listen address  7 shared memory   8 status
//
// Source: src/include/utils/pidfile.h in PostgreSQL 18. This code only reads it. Postgres itself decides
// whether one is stale.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Postmaster = { pid: number; port: number; status: 'ready' | 'changing' };

/** What the lock file says. Undefined when it is missing or half written, or its process has ended. */
export function readPostmasterFile(dataFolder: string): Postmaster | undefined {
  const lines = readLines(join(dataFolder, 'postmaster.pid'));
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return undefined;
  // Starting and stopping servers both count as changing. Postgres pads the status with blanks.
  return { pid, port, status: lines[7]?.trim() === 'ready' && port > 0 ? 'ready' : 'changing' };
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** Whether some process has this id, ours or not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
