// How many requests are begun in one turn of the event loop. All sockets that are ready are read in one turn:
// with two thousand callers its requests would keep the thread for most of a second, and what is under way
// (a commit has several answers of the database to wait for) would move on by one step in that time. So a
// turn begins a few, first those that stop messages or ask for the node's health, and the others wait for the
// next one.

/** Requests begun in one turn: some ten milliseconds of work. */
export const begunMax = 64;
/** Of these, what waits besides stops keeps a place: no flood of stops holds up all others. */
const keptForOthers = begunMax / 4;

export type Turns = {
  /** @returns undefined: begin now; else when it is this request's turn */
  enter(isStop: boolean): Promise<void> | undefined;
};

/** @param soon calls back in the next turn, after the sockets were read */
export function createTurns(soon: (work: () => void) => void = setImmediate): Turns {
  const stops: (() => void)[] = [];
  const others: (() => void)[] = [];
  let begun = 0;
  let isAwaited = false;

  function next(): void {
    isAwaited = false;
    const places = begunMax - Math.min(others.length, keptForOthers);
    const first = stops.splice(0, places);
    const rest = others.splice(0, begunMax - first.length);
    begun = first.length + rest.length;
    if (begun > 0) awaitNext();
    for (const begin of first) begin();
    for (const begin of rest) begin();
  }

  function awaitNext(): void {
    if (isAwaited) return;
    isAwaited = true;
    soon(next);
  }

  return {
    enter(isStop) {
      awaitNext();
      if (begun < begunMax && stops.length + others.length === 0) {
        begun += 1;
        return undefined;
      }
      return new Promise((resolve) => (isStop ? stops : others).push(resolve));
    },
  };
}
