// The clock of a test's ledger, moved on while it runs: whoever answers later has had the time to hear what
// was said, and no test waits for it.

import type { Ledger } from '../../../ledger/operations/ledger.ts';

/** @returns moves it on by so many milliseconds */
export function movedClock({ world }: Pick<Ledger, 'world'>): (milliseconds: number) => void {
  const { now } = world;
  let passed = 0;
  world.now = () => new Date(now.call(world).getTime() + passed);
  return (milliseconds) => {
    passed += milliseconds;
  };
}
