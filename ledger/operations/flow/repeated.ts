// Whether a request is one that was answered before, at platforms whose requests say no step: KooKoo,
// MyOperator, Exotel's applets, and programs that speak our own dialect without it. A platform that did not
// get its answer in time asks again, word for word, and the caller has pressed nothing since. Taken for a
// second key press, a language would answer the question, and one wrong key would use up two tries.
//
// A caller may press the same key twice, and quickly: then the second one is not heard, until the time is up.

import { type CallFacts, secondsAfterWords } from '../../channels/ivr/dialect.ts';
import type { World } from '../world.ts';
import type { CallAsked } from './call.ts';
import { spokenMs } from './early.ts';
import type { KeptState, Said } from './kept-call.ts';
import { isAsking } from './said.ts';

/** What a request says of the caller: of two that are the same one may be the other, again. */
export const heardOf = ({ event, digits = '', early }: CallFacts): string =>
  [event, digits, ...(early === undefined ? [] : [early])].join(' ');

/** Milliseconds in which a platform asks again for an answer that came too late. */
const asksAgainMs = 5_000;

/**
 * The time runs from the first answer, so that a caller who goes on pressing is heard. Two silences are one
 * until there can have been another.
 */
export function isAskedAgain({ world }: { world: World }, { facts }: CallAsked, is: KeptState): boolean {
  if (facts.step !== undefined || is.heard !== heardOf(facts)) return false;
  const untilMs = facts.event === 'silence' ? leastSilentMs(is.said) : asksAgainMs;
  return world.now().getTime() - (is.at ?? 0) < untilMs;
}

const leastSilentMs = (said: Said): number => {
  const waits = isAsking(said) ? secondsAfterWords : (said.gather?.timeoutSeconds ?? 0);
  return spokenMs(said.lines) + waits * 1000;
};
