// What a page does with its own key: ask for a nonce, opt in, take the opt-in back. A publishable site key
// only identifies the page. It authorises nothing else.

import { checkNonce, claimedIssue, issueNonce, nonceExpiry } from '../../auth/nonce.ts';
import type { Site } from '../../auth/site-key.ts';
import { type Spend, spend } from '../../auth/spend.ts';
import type { Visitor } from '../../auth/visitor.ts';
import { canonicalNumber } from '../../channels/server/number.ts';
import {
  type OptInClaims,
  type OptOutClaims,
  type PageSigned,
  pageAheadMaxMs,
  pageOptIn,
} from '../../channels/web/web.ts';
import type { OptIn } from '../../core/consent/command.ts';
import { undoneBy } from '../../core/consent/undo.ts';
import { clockSkewMs, notInTheFuture } from '../../core/consent/when.ts';
import { invalid, LedgerError } from '../../core/error.ts';
import { toMoment } from '../../core/when.ts';
import type { Keys } from '../keys.ts';
import { findNotice, type Notices } from '../notice/find-notice.ts';
import { findPerson } from '../person/find-person.ts';
import { type Answer, answerOf } from '../record/receipt.ts';
import { siteOf } from '../setup/business.ts';
import { admitVisitor, countNumber, type Visitors } from '../visitor/admit-visitor.ts';
import { customerNamed, type KnownCustomer, vouchedBy } from '../visitor/customer.ts';
import type { World } from '../world.ts';
import { optInOfPage } from './own-opt-in.ts';
import { isProven, type Proofs } from './proven.ts';
import { optOutDraft, type Recording, recordOptIn, type Stopping } from './record-consent.ts';
import { takingBack } from './taking-back.ts';

export type NonceRequest = {
  site: string;
  notice: string;
  version: number;
  thumbprint: string;
  customer_token?: string | undefined;
};

export async function requestNonce(
  ledger: Visitors & Notices & Keys<'macs'>,
  { customer_token: token, ...request }: NonceRequest,
  visitor: Visitor,
) {
  const { site, origin } = await admitVisitor(ledger, visitor, {
    site: request.site,
    token,
    limit: 'number_nonce',
  });
  const binding = { ...request, origin };
  await findNotice(ledger, site.business, request.notice, request.version);
  const nonce = issueNonce(ledger.keys.macs, binding, ledger.world.now(), ledger.world.random(16));
  return { nonce, expires_at: nonceExpiry(nonce).toISOString() };
}

/**
 * The page's own post. The commit spends the nonce. The same nonce and payload get the first answer again.
 */
export async function recordPageOptIn(
  ledger: Visitors & Recording,
  signed: PageSigned<OptInClaims>,
  visitor: Visitor,
): Promise<Answer> {
  const { claims, jws, thumbprint } = signed;
  const { site, origin, customer } = await admitVisitor(ledger, visitor, {
    site: claims.site,
    token: claims.customer_token,
    usedAt: usedAt(claims, claims.nonce === undefined ? undefined : claimedIssue(claims.nonce)),
    limit: 'number_customer',
  });
  requireOwnNumber(site, claims, customer);
  const binding = {
    site: site.key,
    origin,
    notice: claims.notice.id,
    version: claims.notice.version,
    thumbprint,
  };
  if (claims.nonce === undefined) {
    throw new LedgerError('nonce_missing', 'A page must sign a fresh nonce from POST /v1/nonces.');
  }
  const spent = spend(ledger.keys.macs, 'nonce', [claims.nonce], jws);
  const check = checkNonce(ledger.keys.macs, binding, claims.nonce, ledger.world.now());
  if (check.kind === 'invalid') {
    throw new LedgerError(
      'nonce_invalid',
      'This nonce was not issued for this site, origin, notice and page key.',
    );
  }
  // A retry after ten minutes still gets its first answer. Only a request that was never recorded is too
  // late.
  if (check.kind === 'expired' && (await ledger.records.bySpent(site.business, spent.key)) === undefined) {
    throw new LedgerError('nonce_expired', 'This nonce is older than ten minutes; ask for another.');
  }
  const vouched = customer && vouchedBy(customer);
  if (vouched === undefined) await countNumber(ledger, site, canonicalNumber(claims.number));
  const proof = { kind: 'nonce' as const };
  const command = pageOptIn(signed, site.business, {
    proof,
    signedAfter: check.issuedAt,
    vouched,
    origins: site.origins,
  });
  try {
    return await recordOptIn(ledger, command, spent);
  } catch (error) {
    if (!(error instanceof LedgerError) || error.code !== 'idempotency_key_reused') throw error;
    throw new LedgerError('nonce_spent', 'This nonce was spent on another record.');
  }
}

/**
 * When the page used its customer token: the moment it signed, so that a retry gets the same judgement as the
 * first try. But not before its nonce was issued, or a page could use for ever a token that expired long ago.
 */
function usedAt({ iat }: OptInClaims, nonceIssued: Date | undefined): Date | undefined {
  return nonceIssued && new Date(Math.max(iat * 1000, nonceIssued.getTime()));
}

/** Where the shop's server has named the number, the page may name no other. */
function requireOwnNumber(site: Site, claims: OptInClaims, customer: KnownCustomer | undefined): void {
  if (customer === undefined) {
    if (!site.customerTokenRequired) return;
    const detail = 'This site takes opt-ins only with a customer token signed by the shop’s server.';
    throw new LedgerError('customer_token_missing', detail, {
      faults: [{ pointer: '/customer_token', rule: 'required', detail }],
    });
  }
  if (canonicalNumber(claims.number) === customer.number) return;
  const detail = 'The number is not the one that the shop’s server named in the customer token.';
  throw invalid('/number', 'not_of_customer_token', detail);
}

/**
 * Without a nonce, only the page says when it used its token. The ledger believes it for this long,
 * milliseconds.
 */
const forwardedWithinMs = 24 * 60 * 60 * 1000;

/**
 * The shop's server posts what the page signed. The page may post it as well, before, after or at the same
 * moment. Under the same nonce both are one record with one grade. The grade depends on what the page signed
 * and when it arrived, not on who posted it. Once the nonce has expired, the page can post no more, and
 * nothing shows that the signature is fresh: grade E2.
 */
export async function recordForwardedOptIn(
  ledger: Recording & Visitors,
  signed: PageSigned<OptInClaims>,
  caller: { business: string; key: string },
): Promise<Answer> {
  const site = await siteOf(ledger, signed.claims.site);
  if (site.business !== caller.business) {
    throw new LedgerError('forbidden', 'This record was signed for a site of another business.');
  }
  const { nonce, jti, customer_token: token, iat } = signed.claims;
  const checked = nonce === undefined ? undefined : checkedNonce(ledger, site, signed, nonce);
  const signedAfter = checked?.issuedAt;
  const used = usedAt(signed.claims, signedAfter ?? new Date(iat * 1000));
  const named = token === undefined ? undefined : await customerNamed(ledger, site, token, used);
  // The secret key may name any number, so no token is required here, and one that is over adds nothing; but
  // one that is given must be the shop's own, and name this number.
  if (named !== undefined) requireOwnNumber(site, signed.claims, named.customer);
  const arrived = ledger.world.now();
  const isRecent = iat * 1000 >= arrived.getTime() - forwardedWithinMs;
  const isVouched = named && !named.isOver && (signedAfter !== undefined || isRecent);
  const vouched = isVouched ? vouchedBy(named.customer) : undefined;
  const proof = { kind: checked?.kind === 'accepted' ? ('nonce' as const) : ('key' as const) };
  const when = signedAfter === undefined ? { arrived } : { signedAfter };
  const command = pageOptIn(signed, site.business, {
    proof,
    server: caller,
    vouched,
    origins: site.origins,
    ...when,
  });
  const once = spend(ledger.keys.macs, 'nonce', [nonce ?? jti], signed.jws);
  const isAhead = signedAfter === undefined && iat * 1000 > arrived.getTime() + clockSkewMs;
  if (isAhead) await requireKnownOrder(ledger, command, arrived, once);
  return recordOptIn(ledger, command, once);
}

/**
 * A page whose clock is ahead says nothing of when the person ticked but that it was before the record
 * arrived. Where the person has stopped meanwhile, perhaps before it and perhaps after, the stop stands.
 */
async function requireKnownOrder(
  ledger: Recording,
  { business, number }: OptIn,
  arrived: Date,
  once: Spend,
): Promise<void> {
  const { person } = await findPerson(ledger, business, { kind: 'number', value: number });
  const { stops = {}, liftable = {}, objections = {}, suspended } = person?.state ?? {};
  const since = toMoment(new Date(arrived.getTime() - pageAheadMaxMs).toISOString());
  const marks = [stops, liftable, objections].flatMap((kind) =>
    Object.values<Record<string, { at: string }>>(kind).flatMap((of) => Object.values(of)),
  );
  if ([...marks, ...(suspended ? [suspended] : [])].every(({ at }) => at < since)) return;
  // What was recorded before the stop keeps its answer.
  if ((await ledger.records.bySpent(business, once.key)) !== undefined) return;
  throw new LedgerError('invalid', notInTheFuture.detail, { faults: [notInTheFuture] });
}

/** The nonce inside, even if spent or expired. Undefined if this ledger did not issue it for this page. */
function checkedNonce(
  ledger: Keys<'macs'> & { world: World },
  site: Site,
  { claims, thumbprint }: PageSigned<OptInClaims>,
  nonce: string,
) {
  const bound = { site: site.key, notice: claims.notice.id, version: claims.notice.version, thumbprint };
  for (const origin of site.origins) {
    const check = checkNonce(ledger.keys.macs, { ...bound, origin }, nonce, ledger.world.now());
    if (check.kind !== 'invalid') return check;
  }
  return undefined;
}

/**
 * Undo. Only the page key that signed an opt-in may take it back this way. Where only the page vouched for
 * the number, this takes back that tick alone. Where the shop's server had named the number, or the person
 * has since proven that it is theirs, it is a withdrawal. It works once for each opt-in: a repeated request
 * gets the first answer.
 */
export async function takeBackOptIn(
  ledger: Visitors & Stopping & Proofs,
  { claims, jws, thumbprint }: PageSigned<OptOutClaims>,
  visitor: Visitor,
): Promise<Answer> {
  const { site } = await admitVisitor(ledger, visitor, { site: claims.site, stopping: true });
  const { subject, optIn } = await optInOfPage(ledger, site, claims.record, thumbprint);
  const proven = await isProven(ledger, optIn);
  const authority = proven ? 'holder' : optIn.authority;
  const outcome = await ledger.sequencer.submit({
    business: site.business,
    owner: { kind: 'subject', subject },
    record: optOutDraft(ledger, {
      kind: 'opt_out',
      business: site.business,
      identifiers: optIn.identifiers,
      channel: 'web',
      purposes: optIn.purposes,
      ...(optIn.undoable === true && !proven && { undoes: undoneBy(optIn) }),
      submission: { by: 'page', site: site.key, jws, thumbprint, proof: { kind: 'none' } },
      authority,
      source: { system: 'widget', actor: site.key },
    }),
    spend: takingBack(ledger, claims.record),
  });
  return answerOf(ledger, outcome);
}
