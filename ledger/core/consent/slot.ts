// Slots: the fold keeps statements per purpose, and per scope where the person agreed to one. In a state
// (state.ts) a slot is the name of a field; this file alone writes and reads such names.
//
//   slot       <purpose> for messages, <purpose>:call for calls       grants, ticks, and what undoes and
//                                                                     lifts them
//   stop       <purpose>, or * for all; a stop ends messages and calls
//   liftable   <kind>/<stop>: a stop that is lifted by the way it came (lifting.ts)
//
// The names of today's catalogue are made once: reading one in the fold costs a look-up.

import { type Purpose, purposes } from '../notice/purpose.ts';
import type { Scope } from './record.ts';

export type Slot = { readonly purpose: Purpose; readonly scope: Scope };

/** The name of a slot. */
export const slotKey = ({ purpose, scope }: Slot): string => (scope === 'call' ? `${purpose}:call` : purpose);

export const slotKeys = (purposes: readonly Purpose[], scope: readonly Scope[]): string[] =>
  purposes.flatMap((purpose) => scope.map((one) => slotKey({ purpose, scope: one })));

export const parseSlot = (key: string): Slot => slots.get(key) ?? cutSlot(key);

const slots: ReadonlyMap<string, Slot> = new Map(
  purposes.flatMap((purpose) => {
    const both: Slot[] = [
      { purpose, scope: 'message' },
      { purpose, scope: 'call' },
    ];
    return both.map((slot) => [slotKey(slot), slot] as const);
  }),
);

/** Of a purpose that this release does not know. */
function cutSlot(key: string): Slot {
  const isCall = key.endsWith(':call');
  return {
    purpose: key.slice(0, isCall ? -':call'.length : undefined) as Purpose,
    scope: isCall ? 'call' : 'message',
  };
}

/** What a stop ends: one purpose, or every. */
export type StopKey = Purpose | typeof everyPurpose;
export const everyPurpose = '*';

/**
 *   thread       a word or a button in the conversation
 *   preferences  the person's settings for offers, and a message that failed because of them (131050)
 */
export type LiftingKind = 'thread' | 'preferences';

export type Liftable = { readonly kind: LiftingKind; readonly ends: StopKey };

export const liftableKey = ({ kind, ends }: Liftable): string => `${kind}/${ends}`;

export function parseLiftable(key: string): Liftable {
  const at = key.indexOf('/');
  return { kind: key.slice(0, at) as LiftingKind, ends: key.slice(at + 1) as StopKey };
}
