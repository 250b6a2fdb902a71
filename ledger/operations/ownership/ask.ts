// Who may ask that somebody shows a number to be theirs: the page that recorded the opt-in, with the same page key, and
// a server of the business with its secret key.

import type { Principal } from '../../auth/scope.ts';
import type { Visitor } from '../../auth/visitor.ts';
import type { OwnershipClaims, PageSigned } from '../../channels/web/web.ts';
import { LedgerError } from '../../core/error.ts';
import { optInOfPage } from '../consent/own-opt-in.ts';
import type { Ledger } from '../ledger.ts';
import { openRecord } from '../open-record.ts';
import type { OwnershipMethod } from '../ports.ts';
import { ownRecord } from '../read-history.ts';
import { admitVisitor } from '../visitor/admit-visitor.ts';
import { type Asked, askOwnership } from './request.ts';

/** Throws as askOwnership does, and forbidden, rate_limited, origin_not_allowed. */
export async function askAsPage(
  ledger: Ledger,
  { claims, thumbprint }: PageSigned<OwnershipClaims>,
  visitor: Visitor,
): Promise<Asked> {
  const { site } = await admitVisitor(ledger, visitor, { site: claims.site });
  const own = await optInOfPage(ledger, site, claims.record, thumbprint);
  return askOwnership(ledger, own, claims.method, { by: 'site', id: site.key });
}

/** Throws as askOwnership does, and not_found for what is no opt-in of this business. */
export async function askAsServer(
  ledger: Ledger,
  { record, method }: { record: string; method: OwnershipMethod },
  principal: Principal,
): Promise<Asked> {
  const stored = await ownRecord(ledger, principal, record);
  const optIn = openRecord(ledger, stored).record;
  if (stored.subject === null || optIn.kind !== 'opt_in') {
    throw new LedgerError('not_found', 'No such opt-in.');
  }
  return askOwnership(ledger, { subject: stored.subject, optIn }, method, { by: 'key', id: principal.key });
}
