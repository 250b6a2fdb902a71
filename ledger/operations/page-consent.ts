// What a page does with its own key: ask for a nonce, opt in, take the opt-in back. A publishable site key identifies
// the page and authorises nothing else.

import { checkNonce, claimedIssue, issueNonce, nonceExpiry } from '../auth/nonce.ts';
import type { Site } from '../auth/site-key.ts';
import { spend } from '../auth/spend.ts';
import type { Visitor } from '../auth/visitor.ts';
import { canonicalNumber } from '../channels/server/number.ts';
import { type OptInClaims, type OptOutClaims, type PageSigned, pageOptIn } from '../channels/web/web.ts';
import { undoneBy } from '../core/consent/undo.ts';
import { LedgerError } from '../core/error.ts';
import { optInOfPage } from './consent/own-opt-in.ts';
import type { Ledger } from './ledger.ts';
import { findNotice } from './notice/find-notice.ts';
import { type Answer, answerOf } from './record/receipt.ts';
import { optOutDraft, recordOptIn } from './record-consent.ts';
import { customerOf, type KnownCustomer } from './session.ts';
import { takingBack } from './taking-back.ts';
import { admitVisitor, countNumber } from './visitor/admit-visitor.ts';

export async function siteOf(ledger: Ledger, key: string): Promise<Site> {
  const site = await ledger.setup.site(key);
  if (site === undefined) throw new LedgerError('not_found', 'No such site key.');
  return site;
}

export type NonceRequest = {
  site: string;
  notice: string;
  version: number;
  thumbprint: string;
  session?: string | undefined;
};

export async function requestNonce(ledger: Ledger, { session, ...request }: NonceRequest, visitor: Visitor) {
  const { site, origin } = await admitVisitor(ledger, visitor, {
    site: request.site,
    session,
    limit: 'number_nonce',
  });
  const binding = { ...request, origin };
  await findNotice(ledger, site.business, request.notice, request.version);
  const nonce = issueNonce(ledger.keys.nonces, binding, ledger.world.now(), ledger.world.random(16));
  return { nonce, expires_at: nonceExpiry(nonce).toISOString() };
}

/** The page's own post. The nonce is spent by the commit; the same nonce and payload gets the first answer again. */
export async function recordPageOptIn(
  ledger: Ledger,
  signed: PageSigned<OptInClaims>,
  visitor: Visitor,
): Promise<Answer> {
  const { claims, jws, thumbprint } = signed;
  const { site, origin, customer } = await admitVisitor(ledger, visitor, {
    site: claims.site,
    session: claims.session,
    usedAt: usedAt(claims, claims.nonce === undefined ? undefined : claimedIssue(claims.nonce)),
    limit: 'number_session',
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
  const spent = spend(ledger.keys.nonces, 'nonce', claims.nonce, jws);
  const check = checkNonce(ledger.keys.nonces, binding, claims.nonce, ledger.world.now());
  if (check.kind === 'invalid') {
    throw new LedgerError(
      'nonce_invalid',
      'This nonce was not issued for this site, origin, notice and page key.',
    );
  }
  // A retry after ten minutes still gets its first answer; only what was never recorded has come too late.
  if (check.kind === 'expired' && (await ledger.records.bySpent(site.business, spent.key)) === undefined) {
    throw new LedgerError('nonce_expired', 'This nonce is older than ten minutes; ask for another.');
  }
  const session = customer !== undefined;
  if (!session) await countNumber(ledger, site, canonicalNumber(claims.number));
  const command = pageOptIn(signed, site.business, { signedAfter: check.issuedAt, session });
  try {
    return await recordOptIn(ledger, command, { nonceAccepted: true, spend: spent });
  } catch (error) {
    if (!(error instanceof LedgerError) || error.code !== 'idempotency_key_reused') throw error;
    throw new LedgerError('nonce_spent', 'This nonce was spent on another record.');
  }
}

/**
 * When the page used its session token: when it signed, so that a retry is judged as the first try was; but not before
 * its nonce was issued, or a page could use for ever what expired long ago.
 */
function usedAt({ iat }: OptInClaims, nonceIssued: Date | undefined): Date | undefined {
  return nonceIssued && new Date(Math.max(iat * 1000, nonceIssued.getTime()));
}

/** Where the shop's server has named the number, the page may name no other. */
function requireOwnNumber(site: Site, claims: OptInClaims, customer: KnownCustomer | undefined): void {
  if (customer === undefined) {
    if (!site.sessionRequired) return;
    const detail = 'This site takes opt-ins only with a session token signed by the shop’s server.';
    throw new LedgerError('session_missing', detail, {
      faults: [{ pointer: '/session', rule: 'required', detail }],
    });
  }
  if (canonicalNumber(claims.number) === customer.number) return;
  const detail = 'The number is not the one that the shop’s server named in the session token.';
  throw new LedgerError('invalid', detail, {
    faults: [{ pointer: '/number', rule: 'not_of_session', detail }],
  });
}

/** Without a nonce only the page says when it used its token: that is believed for this long, milliseconds. */
const forwardedWithinMs = 24 * 60 * 60 * 1000;

/** The shop's server posts what the page signed, later and without the page: at most E2, whatever the nonce. */
export async function recordForwardedOptIn(
  ledger: Ledger,
  signed: PageSigned<OptInClaims>,
  caller: { business: string; key: string },
): Promise<Answer> {
  const site = await siteOf(ledger, signed.claims.site);
  if (site.business !== caller.business) {
    throw new LedgerError('forbidden', 'This record was signed for a site of another business.');
  }
  const { nonce, jti, session: token, iat } = signed.claims;
  const signedAfter = nonce === undefined ? undefined : issueOf(ledger, site, signed, nonce);
  const used = usedAt(signed.claims, signedAfter ?? new Date(iat * 1000));
  const customer = token === undefined ? undefined : await customerOf(ledger, site, token, used);
  // The secret key may name any number, so a token is not asked for here; one that is there must be true.
  if (customer !== undefined) requireOwnNumber(site, signed.claims, customer);
  const isRecent = iat * 1000 >= ledger.world.now().getTime() - forwardedWithinMs;
  const session = customer !== undefined && (signedAfter !== undefined || isRecent);
  return recordOptIn(ledger, pageOptIn(signed, site.business, { server: caller, signedAfter, session }), {
    nonceAccepted: false,
    // The page may have posted it as well: under the same nonce, both are one record.
    spend: spend(ledger.keys.nonces, 'nonce', nonce ?? jti, signed.jws),
  });
}

/** When the nonce inside was issued, spent or expired as it may be; undefined if it is none of ours for this page. */
function issueOf(ledger: Ledger, site: Site, { claims, thumbprint }: PageSigned<OptInClaims>, nonce: string) {
  const bound = { site: site.key, notice: claims.notice.id, version: claims.notice.version, thumbprint };
  for (const origin of site.origins) {
    const check = checkNonce(ledger.keys.nonces, { ...bound, origin }, nonce, ledger.world.now());
    if (check.kind !== 'invalid') return check.issuedAt;
  }
  return undefined;
}

/**
 * Undo: only the very page key that signed an opt-in may take it back this way. Where only the page vouched for the
 * number, it takes back that tick alone; where the shop's server had named the number, it is a withdrawal. Once for each
 * opt-in: asked again, it gets the first answer.
 */
export async function takeBackOptIn(
  ledger: Ledger,
  { claims, jws, thumbprint }: PageSigned<OptOutClaims>,
  visitor: Visitor,
): Promise<Answer> {
  const { site } = await admitVisitor(ledger, visitor, { site: claims.site, stopping: true });
  const { subject, optIn } = await optInOfPage(ledger, site, claims.record, thumbprint);
  const outcome = await ledger.sequencer.submit({
    business: site.business,
    owner: { kind: 'subject', subject },
    record: optOutDraft(ledger, {
      kind: 'opt_out',
      business: site.business,
      identifiers: optIn.identifiers,
      channel: 'web',
      purposes: optIn.purposes,
      ...(optIn.undoable === true && { undoes: undoneBy(optIn) }),
      submission: { by: 'page', site: site.key, jws, thumbprint, nonce: undefined },
      source: { system: 'widget', actor: site.key },
    }),
    spend: takingBack(ledger, claims.record),
  });
  return answerOf(ledger, outcome);
}
