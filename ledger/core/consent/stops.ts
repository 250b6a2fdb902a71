// Withdrawals that only a new consent lifts, per purpose and authority, and all stops in force for a purpose,
// in whatever way they came (lifting.ts has those that WhatsApp reported).
//
//   stops[<purpose>] or stops['*'] -> per authority, the latest withdrawal

import type { Purpose } from '../notice/purpose.ts';
import { type Authority, authorities, isFirm } from './authority.ts';
import { later, type Mark } from './grants.ts';
import { liftableStopsOf } from './lifting.ts';
import { everyPurpose, type StopKey } from './slot.ts';
import type { ConsentState } from './state.ts';

export type Stops = Record<string, Partial<Record<Authority, Mark>>>;

export type Stop = Mark & { authority: Authority };

/** The latest of each authority, without those that a later one of more authority makes needless. */
export function joinStops(a: Stops[string], b: Stops[string]): Stops[string] {
  const joined: Stops[string] = {};
  let above: Mark | undefined;
  for (const authority of authorities.toReversed()) {
    const mark = b[authority] === undefined ? a[authority] : later(a[authority], b[authority]);
    if (mark === undefined || (above !== undefined && later(mark, above) === above)) continue;
    joined[authority] = mark;
    above = mark;
  }
  return joined;
}

const stopsIn = (stops: Stops, ends: StopKey): Stop[] =>
  Object.entries(stops[ends] ?? {}).map(([authority, mark]) => ({
    ...mark,
    authority: authority as Authority,
  }));

/** When a purpose was last stopped for good, by itself or with everything; '' if it was not. */
export function finallyStoppedAt(stops: Stops, purpose: string): string {
  let last = '';
  for (const ends of [everyPurpose, purpose]) {
    const marks = stops[ends];
    if (marks === undefined) continue;
    for (const authority of authorities) {
      const at = marks[authority]?.at;
      if (at !== undefined && at > last) last = at;
    }
  }
  return last;
}

/** All stops in force that end any of these. */
function stopsFor({ stops, liftable }: ConsentState, ends: readonly StopKey[]): Stop[] {
  const final = ends.flatMap((one) => stopsIn(stops, one));
  if (liftable === undefined) return final;
  const told = liftableStopsOf(liftable, ends).map(({ at, record }): Stop => {
    return { at, record, authority: 'holder' };
  });
  return [...final, ...told];
}

const latestOf = (stops: readonly Stop[]): Stop | undefined =>
  stops.reduce<Stop | undefined>(later, undefined);

const noStops = { latest: undefined, firm: undefined };

/** The withdrawals that are in force for a purpose: the latest of all, and the latest that is firm. */
export function stopsOf(
  state: ConsentState,
  purpose: Purpose,
): { latest: Stop | undefined; firm: Stop | undefined } {
  const { stops, liftable } = state;
  // Most people have stopped nothing.
  if (liftable === undefined && stops[everyPurpose] === undefined && stops[purpose] === undefined)
    return noStops;
  const all = stopsFor(state, [everyPurpose, purpose]);
  return { latest: latestOf(all), firm: latestOf(all.filter(({ authority }) => isFirm(authority))) };
}

/** The latest withdrawal of everything that is in force, or objection to everything. */
export const generalStopOf = (state: ConsentState): Stop | undefined =>
  latestOf([...stopsFor(state, [everyPurpose]), ...stopsIn(state.objections ?? {}, everyPurpose)]);
