// Processor time, which other people's load does not change: what a server process and Postgres spent between
// two moments. Linux only; elsewhere the columns stay empty.

import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

type Process = { pid: number; parent: number; ticks: number };

function processes(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        // The name in parentheses may hold spaces; fields count from behind it.
        const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)!.split(' ');
        // User and system time of the process, and of children it has already buried.
        const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
        return [{ pid: Number(pid), parent: Number(fields[1]), ticks }];
      } catch {
        return [];
      }
    });
}

/** Seconds of processor time of a process and everything below it. */
export function cpuSeconds(root: number): number {
  if (process.platform !== 'linux') return Number.NaN;
  const all = processes();
  const family = new Set([root]);
  for (let before = 0; before !== family.size; ) {
    before = family.size;
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
  }
  const ticks = all.filter(({ pid }) => family.has(pid)).reduce((sum, process_) => sum + process_.ticks, 0);
  return ticks / ticksPerSecond;
}
