// What records have in common that were heard from WhatsApp: from whom, through which sender, when.

import type { Submitter } from '../core/consent/record.ts';
import {
  type CanonicalIdentifier,
  type Identifier,
  normalizeIdentifier,
} from '../core/subject/identifier.ts';
import { tagsUnderEveryPepper } from '../core/subject/tag.ts';
import type { Owner } from './append/draft.ts';
import type { Ledger } from './ledger.ts';

/** @param at Meta's moment, where it names one: nobody can have said it later than now */
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

/** Whoever has this name; created by the commit if there is nobody. */
export function ownerNamed(
  ledger: Ledger,
  business: string,
  identifier: Identifier,
): Extract<Owner, { kind: 'identified' }> {
  const canonical = canonicalOf(identifier);
  const tags = tagsUnderEveryPepper(ledger.keys.peppers, business, canonical);
  return { kind: 'identified', identifier: canonical.kind, tags };
}

/** channels/whatsapp names people only by what can be an identifier. */
export function canonicalOf(identifier: Identifier): CanonicalIdentifier {
  const canonical = normalizeIdentifier(identifier);
  if (canonical.kind === 'refused') throw new TypeError('people are named by what can be an identifier');
  return canonical;
}
