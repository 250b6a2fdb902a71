// Which person an identifier belongs to.

import type { CanonicalIdentifier } from '../../core/subject/identifier.ts';
import { tagsUnderEveryPepper } from '../../core/subject/tag.ts';
import type { Owner } from '../append/draft.ts';
import type { Keys } from '../keys.ts';

/** The person with this name; the commit creates them if there is none. */
export function ownerOf(
  ledger: Keys<'peppers'>,
  business: string,
  identifier: CanonicalIdentifier,
): Extract<Owner, { kind: 'identified' }> {
  const tags = tagsUnderEveryPepper(ledger.keys.peppers, business, identifier);
  return { kind: 'identified', identifier: identifier.kind, tags };
}
