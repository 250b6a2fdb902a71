// An opt-in, for the page that made it: whoever signs with the same page key speaks of the same tick. What a page may
// not know is answered like what is not there: a site key must not reveal what exists.

import type { Site } from '../../auth/site-key.ts';
import { thumbprintOf } from '../../channels/web/web.ts';
import type { OptInRecord } from '../../core/consent/record.ts';
import { LedgerError } from '../../core/error.ts';
import type { Ledger } from '../ledger.ts';
import { openRecord } from '../open-record.ts';

export type OwnOptIn = { subject: string; optIn: OptInRecord };

/**
 * @param thumbprint of the page key that signed the request
 * @throws LedgerError forbidden, with one answer for "no such record" and "not yours"
 */
export async function optInOfPage(
  ledger: Ledger,
  site: Site,
  record: string,
  thumbprint: string,
): Promise<OwnOptIn> {
  const stored = await ledger.records.byId(record);
  const opened = stored?.business === site.business ? openRecord(ledger, stored).record : undefined;
  const author = opened?.kind === 'opt_in' && opened.jws !== undefined ? thumbprintOf(opened.jws) : undefined;
  if (stored?.subject == null || opened?.kind !== 'opt_in' || author !== thumbprint) {
    throw new LedgerError('forbidden', 'Only the page that made this record can do this with its key.');
  }
  return { subject: stored.subject, optIn: opened };
}
