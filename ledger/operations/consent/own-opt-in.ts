// An opt-in, for the page that made it: a page that signs with the same page key speaks of the same tick. A
// page gets the same answer for a record that it may not know as for a missing one, because a site key must
// not reveal what exists.

import type { Site } from '../../auth/site-key.ts';
import { thumbprintOf } from '../../channels/web/web.ts';
import { openRecord } from '../../core/consent/open-record.ts';
import type { OptInRecord } from '../../core/consent/record.ts';
import { LedgerError } from '../../core/error.ts';
import type { Records } from '../record/store.ts';

export type OwnOptIn = { subject: string; optIn: OptInRecord };

/**
 * @param thumbprint of the page key that signed the request
 * @throws LedgerError forbidden, with one answer for "no such record" and "not yours"
 */
export async function optInOfPage(
  ledger: Records<'byId'>,
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
