// After a restore the ledger may lack stops that it had acknowledged. What was agreed to before it does not
// count until an officer of the business confirms; what is agreed to since does.

import type { ConsentState } from './state.ts';

/** The state without what was given up to that moment; everything that stops is kept. */
export function givenSince(state: ConsentState, moment: string): ConsentState {
  const grants: ConsentState['grants'] = {};
  for (const [slot, strengths] of Object.entries(state.grants)) {
    const later = Object.entries(strengths)
      .map(([strength, given]) => [strength, given.filter(({ at }) => at > moment)] as const)
      .filter(([, given]) => given.length > 0);
    if (later.length > 0) grants[slot] = Object.fromEntries(later);
  }
  const { ticks, ...rest } = state;
  const left = Object.entries(ticks ?? {}).filter(([, { at }]) => at > moment);
  return { ...rest, grants, ...(left.length > 0 && { ticks: Object.fromEntries(left) }) };
}
