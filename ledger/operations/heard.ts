// What records have in common that were heard from WhatsApp: from whom, through which sender, when.

import type { Submitter } from '../core/consent/record.ts';
import {
  type CanonicalIdentifier,
  type Identifier,
  normalizeIdentifier,
} from '../core/subject/identifier.ts';
import type { Owner } from './append/draft.ts';
import type { Ledger } from './ledger.ts';
import { ownerOf } from './record-consent.ts';

/** @param at Meta's moment, where it names one; what lifts or links cannot have been said later than now */
export function heardFrom(ledger: Ledger, business: string, { sender, at }: { sender: string; at?: string }) {
  const isPast = at !== undefined && at <= ledger.world.now().toISOString();
  return {
    v: 1 as const,
    business,
    source: { system: 'whatsapp', actor: sender },
    channel: 'whatsapp' as const,
    submitted_by: { by: 'sender', id: sender } satisfies Submitter,
    ...(isPast && { occurred_at: at }),
  };
}

/** How far ahead of ours Meta's clock is believed to be, milliseconds: past it nobody could come back for too long. */
const aheadMax = 86_400_000;

/**
 * When a stop was said. Meta's moment is kept, though our clock be behind it: were it cut to now, a START from before it
 * that is delivered after it would lift it.
 * @param at Meta's moment, where it names one
 */
export function stoppedAt(ledger: Ledger, at: string | undefined): { occurred_at?: string } {
  if (at === undefined) return {};
  const latest = new Date(ledger.world.now().getTime() + aheadMax).toISOString();
  return { occurred_at: at < latest ? at : latest };
}

/** Whoever has the name that was heard. */
export function ownerNamed(
  ledger: Ledger,
  business: string,
  identifier: Identifier,
): Extract<Owner, { kind: 'identified' }> {
  return ownerOf(ledger, business, canonicalOf(identifier));
}

/** channels/whatsapp names people only by what can be an identifier. */
export function canonicalOf(identifier: Identifier): CanonicalIdentifier {
  const canonical = normalizeIdentifier(identifier);
  if (canonical.kind === 'refused') throw new TypeError('people are named by what can be an identifier');
  return canonical;
}
