// What a restore cut off: up to where a place in the log still stands that was told under an earlier name.

import { type LogName, numberOf } from '../log/succession.ts';

/** From which number of a name on, and below which entry a place under it still stands. */
export type Cut = { from: number; kept: number };

/**
 * One for each name that the log has had, the first one first. A place under a number that is left out was
 * told by a log that parted from this one where the name before it ended.
 */
export function cutsOf(names: readonly LogName[]): Cut[] {
  const cuts: Cut[] = [];
  let kept = Number.MAX_SAFE_INTEGER;
  for (const { origin, upTo = kept } of names.toReversed()) {
    kept = Math.min(kept, upTo);
    cuts.unshift({ from: numberOf(origin, names[0]!.origin)!, kept });
  }
  return cuts;
}

/** All entries below were told, and are in this log. */
export const keptOf = (cuts: readonly Cut[], { next, name }: { next: number; name: number }): number =>
  Math.min(next, cuts.findLast(({ from }) => from <= name)?.kept ?? 0);
