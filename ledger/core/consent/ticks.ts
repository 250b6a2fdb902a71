// Ticks that a page alone vouches for, each of which its page can take back (undo.ts). A caller with a
// publishable key can tick for any number and undo it. An undo ends that one tick. If it were a withdrawal,
// or if only the latest tick were kept, it would silence a person who had agreed before. So each tick is
// kept.
//
//   ticks[<opt-in>]     -> what it granted, in which slots, and what confirmed it since
//   unmatched[<opt-in>] -> that it was undone, where the tick has not been folded yet; the two then go
//   together
//   undone[<slot>]      -> the last undoing, which may be the last word
//   takenBack[<slot>]   -> the moment of the latest settled tick that was undone
//
// Their number is bounded: where `ticksMax` stand that can be taken back, one more is recorded as settled,
// and of settled ticks only those that could still matter are kept (grants.ts). An undone tick must never
// allow again; so undoing a settled one ends it, its confirmation, and the settled ones before it, which are
// not kept one by one. A tick that is not settled is ended by its own undoing alone: strangers cannot push it
// out by adding ticks before or after it.
//
// A yes in a call is kept beside them where the ledger may have to take it back (record `retractable`); it
// counts with the voice of its caller, and not as a page's. They have a count of their own, which no page can
// fill. Where as many stand already it is a grant like any other: no stranger's undoing of a settled tick
// ends it, and nothing takes it back by itself.
//
// A withdrawal ends ticks that came before it. A tick and its undoing both carry the moment of the tick, so
// they go together then, whichever comes last.

import type { Purpose } from '../notice/purpose.ts';
import { grantedAt, isSettled, isTooWeak, type Mark, type Strength } from './grants.ts';
import type { OptInRecord, OptOutRecord, Undone } from './record.ts';
import { slotKey, slotKeys } from './slot.ts';
import type { ConsentState } from './state.ts';

/** How many can be taken back one by one, of one slot of one person: of pages, and as many of calls. */
export const ticksMax = 16;

type Covering = { at: string; slots: readonly string[] };

/**
 * `strength`, and with it `why` (grants.ts): absent as long as the opt-in itself is not folded, or undone.
 * `confirmed`: the record that confirms it.
 */
export type Tick = Covering & { until?: string; strength?: Strength; why?: string; confirmed?: string };

export type Ticks = Record<string, Tick>;
export type Unmatched = Record<string, Covering>;

/** Both speak of one opt-in, and repeat its terms; of two confirmations one is enough. */
export function joinTick(a: Tick, b: Tick): Tick {
  const confirmed = [a.confirmed, b.confirmed].filter((one) => one !== undefined).toSorted();
  return { ...a, ...b, ...(confirmed.length > 0 && { confirmed: confirmed.at(-1)! }) };
}

export function undoing({ undoes, purposes = [], id, recorded_at }: OptOutRecord & { undoes: Undone }) {
  const slots = slotKeys(purposes, undoes.scope);
  const mark: Mark = { at: recorded_at, record: id };
  const undone = Object.fromEntries(slots.map((slot) => [slot, mark]));
  if (undoes.settled === true)
    return { undone, takenBack: Object.fromEntries(slots.map((slot) => [slot, undoes.granted_at])) };
  return { undone, unmatched: { [undoes.record]: { at: undoes.granted_at, slots } } };
}

type Kept = { ticks: Ticks | undefined; unmatched: Unmatched | undefined };

/** The ticks that remain after undos and withdrawals have ended theirs. */
export function leftOf(
  { ticks = {}, unmatched = {} }: Kept,
  isEnded: (slot: string, at: string) => boolean,
): { ticks: Ticks; unmatched: Unmatched } {
  const left = { ticks: live(ticks, isEnded), unmatched: live(unmatched, isEnded) };
  for (const id in left.unmatched) {
    const tick = left.ticks[id];
    if (tick?.strength === undefined) continue;
    const { strength: _, why: __, ...rest } = tick;
    delete left.unmatched[id];
    delete left.ticks[id];
    // A confirmation of an undone opt-in counts for nothing: the opt-in is not here.
    if (rest.confirmed !== undefined) left.ticks[id] = rest;
  }
  return left;
}

function live<One extends Covering>(
  all: Readonly<Record<string, One>>,
  isEnded: (slot: string, at: string) => boolean,
): Record<string, One> {
  const left: Record<string, One> = {};
  for (const [id, one] of Object.entries(all)) {
    const slots = one.slots.filter((slot) => !isEnded(slot, one.at));
    if (slots.length > 0) left[id] = slots.length === one.slots.length ? one : { ...one, slots };
  }
  return left;
}

/** As strong as after a withdrawal, or confirmed: that is as strong as can be. */
export const strongTicks = (ticks: Ticks): Ticks =>
  Object.fromEntries(
    Object.entries(ticks).filter(
      ([, { strength, confirmed }]) =>
        confirmed !== undefined || strength === undefined || !isTooWeak(strength),
    ),
  );

const stands = ({ strength, slots }: Tick, slot: string): boolean =>
  strength !== undefined && slots.includes(slot);

export const ticksOf = ({ ticks = {} }: ConsentState, slot: string) =>
  Object.entries(ticks).filter(([, tick]) => stands(tick, slot));

/** Whether there are, or were, more ticks than are kept one by one. */
export const hasSettled = ({ grants, takenBack }: ConsentState): boolean =>
  takenBack !== undefined || Object.values(grants).some((slot) => Object.keys(slot).some(isSettled));

/** Whether the page has taken that opt-in back for this purpose, or a withdrawal has ended it. */
export function isUndone(
  { ticks = {}, takenBack = {} }: ConsentState,
  optIn: OptInRecord,
  purpose: Purpose,
): boolean {
  const { id, scope, undoable, retractable, settled } = optIn;
  if (undoable !== true && retractable !== true) return false;
  if (settled === true)
    return scope.every((one) => grantedAt(optIn) <= (takenBack[slotKey({ purpose, scope: one })] ?? ''));
  const tick = ticks[id];
  return tick === undefined || scope.every((one) => !stands(tick, slotKey({ purpose, scope: one })));
}

/**
 * Whether as many stand at this moment as can be taken back, in every slot that one more is for. Those that
 * have ended make no room scarce before there are twice as many. A page's ticks make it scarce for pages
 * alone: else strangers could see to it that what a caller said is never taken back.
 */
export function isCrowded(
  state: ConsentState,
  { purposes, scope, retractable }: Pick<OptInRecord, 'purposes' | 'scope' | 'retractable'>,
  now: string,
): boolean {
  if (state.ticks === undefined) return false;
  const isByPage = retractable !== true;
  // Those of before a suspension count for nothing any more.
  const since = state.suspended?.at ?? '';
  return slotKeys(purposes, scope).every((slot) => {
    const kept = ticksOf(state, slot).filter(
      ([, { at, strength }]) => at > since && strength!.endsWith('/page') === isByPage,
    );
    const inForce = kept.filter(([, { until }]) => until === undefined || until > now);
    return inForce.length >= ticksMax || kept.length >= 2 * ticksMax;
  });
}
