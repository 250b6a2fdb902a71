// What all records of WhatsApp events have in common: the person, the sender, the moment.

import type { Submitter } from '../../core/consent/record.ts';
import {
  type CanonicalIdentifier,
  type Identifier,
  normalizeIdentifier,
} from '../../core/subject/identifier.ts';
import { microsAt, momentOf, toMoment } from '../../core/when.ts';
import type { Owner } from '../append/draft.ts';
import type { Keys } from '../keys.ts';
import { ownerOf } from '../person/owner.ts';
import type { World } from '../world.ts';

/** The parts that hearing needs: the moment, and the keys that find a name. */
export type Hearing = Keys<'peppers'> & { world: Pick<World, 'now'> };

/** @param at Meta's moment, if it names one. A statement that lifts or links counts as not later than now */
export function heardFrom(
  ledger: Hearing,
  business: string,
  { sender, at }: { sender: string; at?: string },
) {
  const said = at === undefined ? undefined : toMoment(at);
  const isPast = said !== undefined && said <= momentOf(microsAt(ledger.world.now()));
  return {
    v: 2 as const,
    business,
    source: { system: 'whatsapp', actor: sender },
    channel: 'whatsapp' as const,
    submitted_by: { by: 'sender', id: sender } satisfies Submitter,
    ...(isPast && { occurred_at: said }),
  };
}

/** The person with the name in the event. */
export function ownerNamed(
  ledger: Keys<'peppers'>,
  business: string,
  identifier: Identifier,
): Extract<Owner, { kind: 'identified' }> {
  return ownerOf(ledger, business, canonicalOf(identifier));
}

/** channels/whatsapp names people only by valid identifiers. */
export function canonicalOf(identifier: Identifier): CanonicalIdentifier {
  const canonical = normalizeIdentifier(identifier);
  if (canonical.kind === 'refused') throw new TypeError('a WhatsApp event names a person by no identifier');
  return canonical;
}
