// Whether a key came before its question was heard, at platforms whose requests do not say it.

import type { Dialect, Line } from '../../channels/ivr/dialect.ts';
import { dialects } from '../../channels/ivr/dialects.ts';
import { keyOf } from '../../core/flow/step.ts';
import type { World } from '../world.ts';
import type { CallAsked } from './call.ts';
import type { KeptState } from './kept-call.ts';
import { type Heard, isAsking } from './said.ts';

/** Milliseconds in which nobody hears a question whole, and in which nobody says one of its characters. */
const leastHeardMs = 5_000;
const leastSpokenMs = 40;

/** In fewer milliseconds nobody says these words. */
export const spokenMs = (lines: readonly Line[]): number =>
  lines.reduce((ms, { text }) => ms + text.length * leastSpokenMs, 0);

/**
 * A yes at a provider whose requests say no step, before the words can have been said that no key interrupts.
 * It is the request that these words answered, again: their answer was lost.
 */
export function isUnheardWhole(
  { world }: { world: World },
  asked: CallAsked,
  { stored }: Heard,
  { at = 0, said: { gather, lines } }: KeptState,
): boolean {
  const { event, digits = '' } = asked.facts;
  const isYes = event === 'keys' && keyOf(digits) === stored.flow.keys.yes;
  if (!gathersOnce(asked) || gather?.whole !== true || !isYes) return false;
  return world.now().getTime() - at < Math.max(leastHeardMs, spokenMs(lines));
}

/** Of a request that does not say it. */
export function mayBeEarly(asked: CallAsked, { said }: KeptState): boolean {
  const { saysEarly }: Dialect = dialects[asked.dialect];
  const isUntold = saysEarly === true && said.gather?.whole === true && asked.facts.event === 'keys';
  return isUntold || (gathersOnce(asked) && isAsking(said));
}

export const gathersOnce = ({ dialect }: CallAsked): boolean =>
  (dialects[dialect] as Dialect).gathersOnce === true;

/**
 * Keys that were pressed before the first question, in a menu of the business's own: where every answer leads
 * on by a URL with the step, they come without one. They begin the call, and never answer it.
 */
export const isBeforeQuestion = ({ dialect, facts, request }: CallAsked): boolean => {
  const { leadsOn }: Dialect = dialects[dialect];
  return facts.event === 'keys' && facts.step === undefined && leadsOn?.(request) === true;
};
