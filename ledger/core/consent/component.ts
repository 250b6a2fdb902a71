// All subjects that links make one person, and their consent together. Subjects are never merged: each
// question walks the links afresh, from the subjects that it is about.
//
//   withdrawals   cross every link, of any kind and age, with the authority they have; objections and a no
//                 as well
//   erasures      cross no link: each subject's own consent was ended before it is joined (state.ts). But no
//                 import fills the gap that an erasure left
//   suspensions   cross aliases, even those that no longer carry consent
//   all else      crosses aliases that carry consent (links.ts): grants, ticks and their undoing, what lifts
//                 a stop
//
// So a stop by any name stops all, even one from before the link; and a person who gets another's old number
// never gets their consent. A stop from beyond a link that carries no consent cannot be lifted from here.

import { isTooWeak, later, type Mark } from './grants.ts';
import { carriesConsent, type Link } from './links.ts';
import { parseLiftable } from './slot.ts';
import { type ConsentState, emptyState, joinStates, leftGrants } from './state.ts';
import { strongTicks } from './ticks.ts';

/** Subjects of one person that the gate follows; of one with more, nothing is allowed. */
export const componentMax = 64;

export type Component = {
  /** Those whose consent counts, beginning with those asked about. */
  own: readonly string[];
  /** Subjects that count only with their withdrawals and suspensions: they may be another person by now. */
  others: readonly string[];
  /** What to judge by. */
  state: ConsentState;
};

/**
 * What the subjects `from`, which are one person, make together with all subjects they are linked to.
 * @param stateOf undefined where it is not known; then nothing is allowed
 * @param max more subjects than that are not followed
 */
export function componentOf(
  from: readonly string[],
  stateOf: (subject: string) => ConsentState | undefined,
  max = componentMax,
): Component {
  const all = reach(from, stateOf, () => true, max);
  if (typeof all === 'string') return { own: from, others: [], state: { ...emptyState, unjudgeable: all } };
  // Every walk below stays inside this one.
  const known = (subject: string) => all.get(subject)!;
  const walk = (start: readonly string[], follows: Follows) => {
    const reached = reach(start, known, follows, max);
    return typeof reached === 'string' ? [] : [...reached.keys()];
  };
  const isLive: Follows = (link, a, b) => carriesConsent(link, known(a), known(b));

  const own = walk(holdersAmong(from, known), isLive);
  const others = [...all.keys()].filter((subject) => !own.includes(subject));
  // Nothing that was agreed under a name before it went to another person counts any more: it only says why.
  const former = from.filter((subject) => !own.includes(subject));
  const joined = (subjects: readonly string[]) => together(subjects.map(known));
  const foreign = others
    .filter((subject) => !former.includes(subject))
    .map((subject) => foreignStopsOf(joined(walk([subject], isLive))));
  const suspensions = walk(from, ({ alias }) => alias).map((subject) => suspensionOf(known(subject)));
  const { links: _, ...state } = [joined([...own, ...former]), ...foreign, ...suspensions].reduce(joinStates);
  return { own, others, state };
}

/**
 * Of the subjects that one name leads to: whose it is. A name that went to another person leads to the one
 * who left it, too; if no other person has it yet, it is still theirs.
 */
export function holdersAmong<Subject>(
  named: readonly Subject[],
  stateOf: (subject: Subject) => ConsentState,
): readonly Subject[] {
  const holders = named.filter((one) => stateOf(one).left === undefined);
  return holders.length === 0 ? named : holders;
}

type Follows = (link: Link, a: string, b: string) => boolean;

/** Breadth first; a word for it if there are too many, or one of them is not known. */
function reach(
  from: readonly string[],
  stateOf: (subject: string) => ConsentState | undefined,
  follows: Follows,
  max: number,
): Map<string, ConsentState> | 'too_many_links' | 'linked_rows_missing' {
  let isWhole = true;
  const found = new Map<string, ConsentState>();
  const queue = [...from];
  for (let subject = queue.shift(); subject !== undefined; subject = queue.shift()) {
    if (found.has(subject)) continue;
    const state = stateOf(subject);
    // Of too many, only some are read: that is the reason then.
    if (state === undefined) {
      isWhole = false;
      continue;
    }
    if (found.size === max) return 'too_many_links';
    found.set(subject, state);
    for (const [other, link] of Object.entries(state.links ?? {})) {
      if (follows(link, subject, other)) queue.push(other);
    }
  }
  return isWhole ? found : 'linked_rows_missing';
}

/** The other subject's stops, for good: what may lift them there is unknown here. */
function foreignStopsOf({
  stops,
  liftable = {},
  objections,
  declined,
  unjudgeable,
}: ConsentState): ConsentState {
  const told = Object.entries(liftable).flatMap(([key, stopped]) =>
    Object.values(stopped).map(({ at, record }): ConsentState => {
      const holder = { at, record };
      return { ...emptyState, stops: { [parseLiftable(key).ends]: { holder } } };
    }),
  );
  return told.reduce(joinStates, {
    ...emptyState,
    stops,
    ...(objections && { objections }),
    ...(declined && { declined }),
    ...(unjudgeable && { unjudgeable }),
  });
}

/**
 * Where all of them were erased, they are judged as one subject that was erased at the earliest of these
 * moments: what each had before its own erasure is gone. Where only some were, what the others agreed to
 * still counts, and it is only known that there was something that is gone.
 */
function together(states: readonly ConsentState[]): ConsentState {
  if (states.length === 1) return states[0]!;
  const erasures = states.flatMap(({ erased }) => (erased === undefined ? [] : [erased]));
  const areAll = erasures.length === states.length;
  const left = states.map((state) => (areAll ? withoutErasure(state) : unerased(state)));
  const state = left.reduce(joinStates, emptyState);
  if (erasures.length === 0) return state;
  if (areAll) return joinStates(state, { ...emptyState, erased: erasures.reduce(earlier) });
  return { ...state, someErased: erasures.reduce(later<Mark>) };
}

const withoutErasure = ({ erased: _, ...state }: ConsentState): ConsentState => state;

const earlier = (a: Mark, b: Mark): Mark => (later(a, b) === a ? b : a);

/** Of what was given since an erasure, only what is as strong as after a withdrawal. */
function unerased(state: ConsentState): ConsentState {
  if (state.erased === undefined) return state;
  const { ticks, ...rest } = withoutErasure(state);
  const grants = leftGrants(state.grants, (_, strength) => isTooWeak(strength));
  return { ...rest, grants, ...(ticks && { ticks: strongTicks(ticks) }) };
}

const suspensionOf = ({ suspended }: ConsentState): ConsentState => ({
  ...emptyState,
  ...(suspended && { suspended }),
});
