// How much memory another process holds while something is done. Linux only; elsewhere nothing is seen.

import { readFileSync } from 'node:fs';

const everyMs = 50;

/** Resident bytes of a process before `work`, and the most that was seen while it ran. */
export async function memoryOf(
  pid: number,
  work: () => Promise<unknown>,
): Promise<{ before: number; peak: number }> {
  const before = residentBytes(pid);
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, residentBytes(pid));
  }, everyMs);
  try {
    await work();
  } finally {
    clearInterval(watch);
  }
  return { before, peak };
}

function residentBytes(pid: number): number {
  if (process.platform !== 'linux') return Number.NaN;
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
  // A process that has just ended holds nothing.
  return Number(kilobytes ?? 0) * 1024;
}
