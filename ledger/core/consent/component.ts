// Everybody that links make one person of, and what they make together. Nobody is ever merged: each question walks the
// links afresh, from the subjects that it is about.
//
//   withdrawals   cross every link, of whatever kind and age
//   suspensions   cross aliases, also such as carry no consent any more
//   all else      crosses aliases that carry consent (links.ts): grants, ticks and their undoing, what lifts a stop
//
// So a stop by any name stops all, also one that came before the link; and whoever gets somebody's old number never gets
// their consent. A stop from beyond a link that carries no consent cannot be lifted from here.

import { carriesConsent, type Link } from './links.ts';
import { type ConsentState, emptyState, joinStates, type Mark } from './state.ts';

/** Subjects of one person; more than that is no person, and nothing is allowed. */
export const componentMax = 64;

export type Component = {
  /** Those whose consent counts, beginning with those asked about. */
  own: readonly string[];
  /** Those that only withdrawals and suspensions come from: perhaps somebody else by now. */
  others: readonly string[];
  /** What to judge by. */
  state: ConsentState;
};

/**
 * What the subjects `from`, which are one person, make together with everybody they are linked to.
 * @param stateOf undefined where it is not known; then nothing is allowed
 */
export function componentOf(
  from: readonly string[],
  stateOf: (subject: string) => ConsentState | undefined,
): Component {
  const all = reach(from, stateOf, () => true);
  if (all === undefined) return { own: from, others: [], state: { ...emptyState, unjudgeable: true } };
  // Every walk below stays inside this one.
  const known = (subject: string) => all.get(subject)!;
  const walk = (start: readonly string[], follows: Follows) => [...reach(start, known, follows)!.keys()];
  const isLive: Follows = (link, a, b) => carriesConsent(link, known(a), known(b));

  const own = walk(from, isLive);
  const others = [...all.keys()].filter((subject) => !own.includes(subject));
  const joined = (subjects: readonly string[]) => subjects.map(known).reduce(joinStates, emptyState);
  const foreign = others.map((subject) => stopsOf(joined(walk([subject], isLive))));
  const suspensions = walk(from, ({ alias }) => alias).map((subject) => suspensionOf(known(subject)));
  const { links: _, ...state } = [joined(own), ...foreign, ...suspensions].reduce(joinStates);
  return { own, others, state };
}

type Follows = (link: Link, a: string, b: string) => boolean;

/** Breadth first; undefined if there are too many, or one of them is not known. */
function reach(
  from: readonly string[],
  stateOf: (subject: string) => ConsentState | undefined,
  follows: Follows,
): Map<string, ConsentState> | undefined {
  const found = new Map<string, ConsentState>();
  const queue = [...from];
  for (let subject = queue.shift(); subject !== undefined; subject = queue.shift()) {
    if (found.has(subject)) continue;
    const state = stateOf(subject);
    if (state === undefined || found.size === componentMax) return undefined;
    found.set(subject, state);
    for (const [other, link] of Object.entries(state.links ?? {})) {
      if (follows(link, subject, other)) queue.push(other);
    }
  }
  return found;
}

/** What has been stopped, for good: whatever may lift it there is not said here. */
function stopsOf({ stops, liftable = {} }: ConsentState): ConsentState {
  const marks = Object.entries(liftable).flatMap(([slot, stopped]) =>
    Object.values(stopped).map(
      ({ at, record }) => [slot.slice(slot.indexOf('/') + 1), { at, record }] as const,
    ),
  );
  return marks.reduce(
    (state, [slot, mark]: readonly [string, Mark]) =>
      joinStates(state, { ...emptyState, stops: { [slot]: mark } }),
    { ...emptyState, stops },
  );
}

const suspensionOf = ({ suspended }: ConsentState): ConsentState => ({
  ...emptyState,
  ...(suspended && { suspended }),
});
