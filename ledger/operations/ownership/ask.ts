// Which callers may ask a person to prove that a number is theirs: the page that recorded the opt-in, with
// the same page key, and a server of the business with its secret key.

import { actorOf, type Principal } from '../../auth/scope.ts';
import type { Visitor } from '../../auth/visitor.ts';
import type { OwnershipClaims, PageSigned } from '../../channels/web/web.ts';
import { openRecord } from '../../core/consent/open-record.ts';
import { LedgerError } from '../../core/error.ts';
import { optInOfPage } from '../consent/own-opt-in.ts';
import { ownRecord } from '../record/own-record.ts';
import type { Records } from '../record/store.ts';
import { admitVisitor, type Visitors } from '../visitor/admit-visitor.ts';
import { type Asked, type Asking, askOwnership } from './request.ts';
import type { OwnershipMethod } from './store.ts';

/** Throws as askOwnership does, and forbidden, rate_limited, origin_not_allowed. */
export async function askAsPage(
  ledger: Visitors & Asking & Records<'byId'>,
  { claims, thumbprint }: PageSigned<OwnershipClaims>,
  visitor: Visitor,
): Promise<Asked> {
  const { site } = await admitVisitor(ledger, visitor, { site: claims.site, app: claims.app });
  const own = await optInOfPage(ledger, site, claims.record, thumbprint);
  return askOwnership(ledger, own, claims.method, { by: 'site', id: site.key });
}

/** Throws as askOwnership does, and not_found if the id names no opt-in of this business. */
export async function askAsServer(
  ledger: Asking & Records<'byId'>,
  { record, method }: { record: string; method: OwnershipMethod },
  principal: Principal,
): Promise<Asked> {
  const stored = await ownRecord(ledger, principal, record);
  const optIn = openRecord(ledger, stored).record;
  if (stored.subject === null || optIn.kind !== 'opt_in') {
    throw new LedgerError('not_found', 'No such opt-in.');
  }
  return askOwnership(ledger, { subject: stored.subject, optIn }, method, actorOf(principal));
}
