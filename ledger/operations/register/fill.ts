// Fills the register from the sealed rows: what no node has handed over, and all of it when it is made again.
//
// Two nodes may fill the same run, and a node that woke up late may write what another has written: both open
// the same rows and come to the same facets, so no write needs the number of a lease.

import { readRow } from '../../core/audit/opened-row.ts';
import { facetsOf } from '../../core/register/facets.ts';
import type { StoredRecord } from '../append/log-store.ts';
import { inTurns, readAhead } from '../in-turn.ts';
import type { Records } from '../record/store.ts';
import { repeat, type Work } from '../worker/worker.ts';
import { notedMax } from './registrar.ts';
import type { Entries, RegisterRow, RegisterStore } from './store.ts';

const lookEveryMs = 1_000;
const recordsAtOnce = 512;

type Filling = Records<'scan'> & { register: RegisterStore };

/** @param over also over the rows that are there */
export async function fillRegister(
  { register, records, keys }: Filling,
  { first, past }: Entries,
  { over, signal, passed }: { over?: 'again'; signal?: AbortSignal; passed?: (done: number) => void } = {},
): Promise<void> {
  let from = first;
  const fill = async (to: number, rows: RegisterRow[]) => {
    await register.put({ first: from, past: to, rows }, over);
    await register.advance();
    from = to;
    passed?.(from - first);
  };
  for await (const page of readAhead(records.scan('index', recordsAtOnce, first))) {
    const own = page.filter(({ index }) => index < past);
    if (own.length > 0) await fill(own.at(-1)!.index + 1, await opened(keys.master, own));
    if (signal?.aborted === true || own.length < page.length) break;
  }
  // The records of the last entries are gone.
  if (from < past && signal?.aborted !== true) await fill(past, []);
}

/** What does not open is in the register as what it is, and keeps nothing else from being found. */
async function opened(master: Buffer, page: readonly StoredRecord[]): Promise<RegisterRow[]> {
  const rows: RegisterRow[] = [];
  for await (const stored of inTurns(page))
    rows.push({ ...facetsOf(stored, readRow(stored, master)), business: stored.business });
  return rows;
}

export const fillingRegister = (parts: Filling): Work => ({
  name: 'register',
  where: 'one node at a time',
  run: (signal) => fillGaps(parts, signal, Number.POSITIVE_INFINITY, lookEveryMs),
});

/**
 * What a killed node had in memory holds up the change feed, and the lease that it held would for half a
 * minute: so every node fills as much.
 */
export const fillingGaps = (parts: Filling, entriesMax = notedMax, lookMs = lookEveryMs): Work => ({
  name: 'register_gaps',
  where: 'on every node',
  run: (signal) => fillGaps(parts, signal, entriesMax, lookMs),
});

/** A gap that is the same at two looks is no run that a node is about to write. */
async function fillGaps(
  parts: Filling,
  signal: AbortSignal,
  entriesMax: number,
  lookMs: number,
): Promise<void> {
  let seen: number | undefined;
  await repeat(lookMs, signal, async () => {
    const gap = await parts.register.gap();
    const isOurs = gap !== undefined && gap.first === seen && gap.past - gap.first <= entriesMax;
    if (isOurs) await fillRegister(parts, gap, { signal });
    seen = gap?.first;
  });
}

/** What lacks now, at once: for a command, beside which no server may run. */
export async function catchUp(parts: Filling, passed?: (done: number, of: number) => void): Promise<void> {
  for (let gap = await parts.register.gap(); gap !== undefined; gap = await parts.register.gap()) {
    const { first, past } = gap;
    await fillRegister(parts, gap, { passed: (done) => passed?.(done, past - first) });
  }
}

/**
 * All of it again, in place: rows that are lacking or not as their records are put right, and it can be asked
 * meanwhile.
 */
export async function rebuildRegister(
  parts: Filling,
  passed: (done: number, of: number) => void,
): Promise<number> {
  const { size } = await parts.register.state();
  const entries = { first: 0, past: size };
  await fillRegister(parts, entries, { over: 'again', passed: (done) => passed(done, size) });
  await parts.register.recount();
  return size;
}
