// Secrets and tokens that replace one another: the one before goes on being good for a while, so that its
// users get the new one at their own pace, unless it ends at once because it has leaked.

import type { Cell, Columns } from '../../core/setup/columns.ts';
import { toMoment } from '../../core/when.ts';
import type { World } from '../world.ts';

/** Milliseconds. */
const overlapMs = 24 * 60 * 60 * 1000;

/** The columns of what was good before. */
export function overlap(ledger: { world: World }, endsPrevious: boolean) {
  const until = toMoment(new Date(ledger.world.now().getTime() + overlapMs).toISOString());
  return (column: string, cell: Cell): Columns =>
    endsPrevious || cell === null
      ? { [column]: null, [`${column}_until`]: null }
      : { [column]: cell, [`${column}_until`]: until };
}

export const isGood = <Before extends { until: string }>(
  { world }: { world: Pick<World, 'now'> },
  before: Before | undefined,
): before is Before => before !== undefined && Date.parse(before.until) > world.now().getTime();
