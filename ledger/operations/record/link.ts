// The link to the page of one opt-in, a part of the answer to the caller who posted it. Any caller who can
// post may get it, so its page shows nothing about the person that was not in that post (person-page.ts).

import { issuePersonLink } from '../../auth/person-link.ts';
import type { OptInRecord } from '../../core/consent/record.ts';
import type { Keys } from '../keys.ts';

/**
 * How long a link works after its record, days. Longer than a year, so that a yearly mail still finds it.
 */
const recordLinkDays = 400;

const dayMs = 86_400_000;

/** It depends only on the record, so that a repeated post gets the same link. */
export function recordLink(ledger: Keys<'macs'> & { url: string }, { id, recorded_at }: OptInRecord): string {
  const expiresAt = new Date(Date.parse(recorded_at) + recordLinkDays * dayMs);
  return urlOf(ledger, issuePersonLink(ledger.keys.macs, { kind: 'record', record: id, expiresAt }));
}

export const urlOf = ({ url }: { url: string }, link: string): string => `${url}/p/${link}`;
