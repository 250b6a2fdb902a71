// What a request of a call is to the flow: a stop before anything else, then what happened where the call is.

import type { CallFacts } from '../../channels/ivr/dialect.ts';
import type { Flow } from '../../core/flow/flow.ts';
import { type FlowEvent, isStop, keyOf } from '../../core/flow/step.ts';
import type { KeptState } from './kept-call.ts';
import { callerReadings, keyedNumber } from './numbers.ts';

/**
 * A key that stops is heard whatever its program makes of it: that the caller has hung up, that nothing was
 * pressed, that the call begins. Beside it nothing else counts.
 *
 * @throws LedgerError invalid, malformed: it cannot be read, and holds no stop
 */
export function stopFirst(facts: CallFacts, flow: Flow): CallFacts {
  const { digits, also, refused } = facts;
  const pressed = [...(digits === undefined ? [] : [digits]), ...(also?.digits ?? [])];
  if (pressed.some((one) => isStop(flow, one)))
    return { ...facts, event: 'keys', digits: flow.keys.withdraw };
  if (refused !== undefined) throw refused;
  return facts;
}

/** Of each number that the request may be of. */
export const readingsOf = (facts: CallFacts, flow: Flow): string[] => [
  ...callerReadings(facts.caller, flow.calling_code),
  ...othersOf(facts, flow),
];

/** Whom it may be of besides the one that the call is known by. */
export const othersOf = ({ also }: CallFacts, flow: Flow): string[] =>
  (also?.callers ?? []).flatMap((one) => callerReadings(one, flow.calling_code));

type Numbers = { caller: string | undefined; readings: readonly string[]; callingCode: string | undefined };

export function flowEventOf(
  facts: CallFacts,
  is: KeptState | undefined,
  numbers: Numbers,
): { event: FlowEvent; keyed?: string } {
  if (facts.event === 'hangup') return { event: { kind: 'hangup' } };
  const { digits = '', early = false } = facts;
  const several = numbers.readings.length > 0 && { several: true };
  if (is === undefined) {
    const locale = facts.locale !== undefined && { locale: facts.locale };
    const pressed = facts.event === 'keys' && { digits };
    const number = numbers.caller !== undefined;
    return { event: { kind: 'begin', number, ...several, ...locale, ...pressed } };
  }
  if (facts.event !== 'keys') return { event: { kind: 'silence', early } };
  if (is.state.at !== 'number') return { event: { kind: 'keys', digits, early, ...several } };
  const keyed = keyedNumber(keyOf(digits), numbers);
  const event: FlowEvent = { kind: 'number', digits, possible: keyed !== undefined, ...several };
  return { event, ...(keyed !== undefined && { keyed }) };
}
