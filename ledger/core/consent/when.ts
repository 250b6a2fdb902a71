// When something was said or done, as far as its source is believed: a submitter's clock, a page's, Meta's.

import { type Fault, LedgerError } from '../error.ts';
import { type Micros, microsOf, momentOf, toMoment } from '../when.ts';

/** Two clocks that are both right may still differ by this much, milliseconds. */
export const clockSkewMs = 2_000;
const skewMax = clockSkewMs * 1000;

export const notInTheFuture: Fault = {
  pointer: '/occurred_at',
  rule: 'not_in_the_future',
  detail: 'The time of the event is in the future; correct the clock that gave it.',
};

/** How long after the person acted a yes may be brought, in days; a stop is heard however old it is. */
export const lateDays = 90;

export const tooOld: Fault = {
  pointer: '/occurred_at',
  rule: 'too_old',
  detail: `The person acted more than ${lateDays} days ago; what was agreed to that long ago is an import.`,
};

/**
 * Of someone who was erased the ledger may know nothing after that time, so what was agreed to before the
 * erasure must not arrive later.
 */
export const isTooOld = (now: Micros, occurred: string): boolean =>
  microsOf(occurred) < now - lateDays * 86_400_000_000;

/**
 * When a command happened; undefined: the submitter does not say, so it is the moment of recording. A time in
 * the future is no time at all: were it read as "now", an old opt-in from a fast clock would come after the
 * withdrawal it came before. A page then gets the issue time of its nonce.
 * @param notBefore the issue time of the nonce that a page signed
 * @throws LedgerError invalid: in the future, by a submitter without a nonce
 */
export function occurredAt(
  now: Micros,
  { occurredAt: claimed, notBefore }: { occurredAt?: string; notBefore?: string },
): string | undefined {
  if (claimed === undefined) return undefined;
  const earliest = notBefore === undefined ? 0 : microsOf(notBefore);
  const moment = microsOf(claimed);
  if (moment > now + skewMax) {
    if (notBefore !== undefined) return momentOf(earliest);
    throw new LedgerError('invalid', notInTheFuture.detail, { faults: [notInTheFuture] });
  }
  return momentOf(Math.min(Math.max(moment, earliest), now));
}

/**
 * How far ahead of ours Meta's clock is believed to be, microseconds: a later stop could not be lifted for
 * too long.
 */
const aheadMax = 86_400_000_000;

/**
 * When a stop was said that Meta tells of. Meta's moment is kept, though our clock is behind it: were it cut
 * to now, a START from before it that is delivered after it would lift it.
 */
export function stoppedAt(now: Micros, at: string): string {
  const [latest, said] = [momentOf(now + aheadMax), toMoment(at)];
  return said < latest ? said : latest;
}
