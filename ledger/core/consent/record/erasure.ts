// What an erasure takes of a person, and what it leaves.
//
// It takes every record and every key of each subject of the person's own circle (component.ts), and nothing
// of those beyond it: the one who holds a recycled number by now is another person. The entries stay in the
// log; the `erased` record names their indexes, so that a verifier tells them from records that were removed.
//
// It leaves a stone of each subject (stone.ts): the state that the subject had, ended by the erasure. No
// grant outlives it (state.ts). Every stop, objection, no, suspension and link stays as it stood, since
// people beyond the circle are judged by them too: a deletion never turns a deny into an allow.

import type { ConsentRecord } from '../record.ts';
import { type ConsentState, emptyState, joinStates } from '../state.ts';
import type { Stone } from './stone.ts';

/**
 * Nothing that was tried out stays.
 * @param erased when, and the id of the record that holds the stone
 */
export function stoneOf(
  { subject, tags, state: { tried: _, ...state } }: Stone,
  erased: NonNullable<ConsentState['erased']>,
): Stone {
  return { subject, tags, state: joinStates(state, { ...emptyState, erased }) };
}

/** The stone of a subject in a record; undefined: it holds none. */
export const stoneIn = (record: ConsentRecord, subject: string): Stone | undefined =>
  record.kind === 'erased' || record.kind === 'pruned'
    ? record.stones.find((stone) => stone.subject === subject)
    : undefined;

/** From the first of a run to its last. @param indexes in order */
export function runsOf(indexes: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const index of indexes) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] === index - 1) run[1] = index;
    else runs.push([index, index]);
  }
  return runs;
}
