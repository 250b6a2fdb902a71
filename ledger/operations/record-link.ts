// The link to the page of one opt-in, which whoever posted it is answered with. It may go to anybody who can post, so the
// page behind it shows nothing of the person that was not in that post (person-page.ts).

import { issuePersonLink } from '../auth/person-link.ts';
import type { OptInRecord } from '../core/consent/record.ts';
import type { Ledger } from './ledger.ts';

/** How long a link to a record works, from when it was recorded; days. Longer than a year: the yearly mail still finds it. */
const recordLinkDays = 400;

const dayMs = 86_400_000;

/** Follows from the record alone, so that a repeated post gets the same link. */
export function recordLink(ledger: Pick<Ledger, 'keys' | 'url'>, { id, recorded_at }: OptInRecord): string {
  const expiresAt = new Date(Date.parse(recorded_at) + recordLinkDays * dayMs);
  return urlOf(ledger, issuePersonLink(ledger.keys.nonces, { kind: 'record', record: id, expiresAt }));
}

export const urlOf = ({ url }: Pick<Ledger, 'url'>, link: string): string => `${url}/p/${link}`;
