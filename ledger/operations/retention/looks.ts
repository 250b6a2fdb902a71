// Records of who looked end by themselves, each in its own time: no state is made of them, so no person need
// go with them.

import { readRow } from '../../core/audit/opened-row.ts';
import { anyOne, keepOf } from '../../core/policy/retention.ts';
import { inTurns } from '../in-turn.ts';
import { type Asking, daysBefore, type Ending, submitPruned } from './pruned.ts';

/** Records that one `pruned` record names, and how many of those one call submits. */
const looksAtOnce = 1_000;
const roundsAtOnce = 10;
/** Of who looked, that one call looks at. */
export const looksPerCall = looksAtOnce * roundsAtOnce;
/** How many a preview counts. */
const looksCounted = 1_000_000;

const ruleOf = ({ settings }: Pick<Asking, 'settings'>) =>
  keepOf({ what: 'look', jurisdiction: anyOne, purpose: anyOne }, settings.keep);

/** How many are over now, and how many more will be by `soon`. */
export async function countLooks(
  ledger: Pick<Ending, 'retention'>,
  asking: Asking,
): Promise<{ over: number; soon: number; rule: string }> {
  const { days, rule } = ruleOf(asking);
  const countUntil = (moment: Date) =>
    ledger.retention.countLooksBefore(asking.business, daysBefore(moment, days), looksCounted);
  const over = await countUntil(asking.now);
  return { over, soon: (await countUntil(asking.soon)) - over, rule };
}

/** @returns where the next call goes on; undefined: that was all */
export async function endLooks(
  ledger: Ending,
  asking: Asking,
  from: number,
): Promise<{ looks: number; next?: number }> {
  const { days, rule } = ruleOf(asking);
  const before = daysBefore(asking.now, days);
  let [looks, after] = [0, from];
  for (let round = 0; round < roundsAtOnce; round += 1) {
    const hinted = await ledger.retention.looksBefore(asking.business, before, after, looksAtOnce);
    const indexes = await looksAmong(ledger, asking, hinted, before);
    if (indexes.length > 0 && (await submitPruned(ledger, asking, rule, { kind: 'prune', indexes })))
      looks += indexes.length;
    if (hinted.length < looksAtOnce) return { looks };
    after = hinted.at(-1)!;
  }
  return { looks, next: after };
}

/** Opened, each: a stop that a row of the register calls a look must not go without a stone. */
async function looksAmong(
  ledger: Ending,
  { business, settings }: Asking,
  hinted: readonly number[],
  before: string,
): Promise<number[]> {
  const indexes: number[] = [];
  const disputed = new Set(settings.disputes.map(({ subject }) => subject));
  const stored = hinted.length === 0 ? [] : await ledger.records.at(hinted);
  for await (const row of inTurns(stored)) {
    // What does not open is a finding of `verify`, and stays; it keeps no other look from its end.
    const read = readRow(row, ledger.keys.master);
    if (read?.kind !== 'known') continue;
    const { record } = read;
    const isOver = record.kind === 'accessed' && Date.parse(record.recorded_at) < Date.parse(before);
    const isOurs = row.business === business && record.business === business;
    const isDisputed = row.subject !== null && disputed.has(row.subject);
    if (isOver && isOurs && !isDisputed) indexes.push(row.index);
  }
  return indexes;
}
