// What a page or an app does with its own key: ask for a nonce, opt in, take the opt-in back. A publishable
// site key only identifies the page. It authorises nothing else.

import { checkNonce, claimedIssue, issueNonce, nonceExpiry, nonceLifetimeMs } from '../../auth/nonce.ts';
import { isLinkPass } from '../../auth/opt-in-link.ts';
import { spend } from '../../auth/spend.ts';
import type { Visitor } from '../../auth/visitor.ts';
import { canonicalNumber } from '../../channels/server/number.ts';
import {
  type AppOptInClaims,
  type OptInClaims,
  type OptOutClaims,
  type PageSigned,
  pageOptIn,
} from '../../channels/web/web.ts';
import { undoneBy } from '../../core/consent/undo.ts';
import { LedgerError } from '../../core/error.ts';
import { originOfApp } from '../../core/setup/app-id.ts';
import { findNotice, type Notices } from '../notice/find-notice.ts';
import { type Answer, answerOf } from '../record/receipt.ts';
import { recordedAs } from '../record/recorded-as.ts';
import { admitVisitor, countNumber, type Visitors } from '../visitor/admit-visitor.ts';
import { vouchedBy } from '../visitor/customer.ts';
import { type Links, linkOfPass } from '../visitor/opt-in-link.ts';
import { recordQueuedOptIn } from './brought-later.ts';
import { linkOfTick, passIn, recordByLink, useOfLink } from './by-link.ts';
import { requireOwnNumber, usedAt } from './own-number.ts';
import { optInOfPage } from './own-opt-in.ts';
import { isProven, type Proofs } from './proven.ts';
import { optOutDraft, type Recording, recordOptIn, type Stopping } from './record-consent.ts';
import { asNonceSpent, nonceInvalid } from './spent-nonce.ts';
import { takingBack } from './taking-back.ts';

export type NonceRequest = {
  site: string;
  app?: string | undefined;
  notice: string;
  version: number;
  thumbprint: string;
  customer_token?: string | undefined;
};

export async function requestNonce(
  ledger: Visitors & Notices & Links,
  { customer_token: token, app, ...request }: NonceRequest,
  visitor: Visitor,
) {
  const isPass = app === undefined && isLinkPass(token);
  const { site, origin } = await admitVisitor(ledger, visitor, {
    site: request.site,
    app,
    token: isPass ? undefined : token,
    limit: 'number_nonce',
  });
  if (isPass) await linkOfPass(ledger, site, token);
  const binding = { ...request, origin };
  await findNotice(ledger, site.business, request.notice, request.version);
  const nonce = issueNonce(ledger.keys.macs, binding, ledger.world.now(), ledger.world.random(16));
  return { nonce, expires_at: nonceExpiry(nonce).toISOString() };
}

/**
 * What an app signed and the ledger has recorded gets its answer whatever the site asks for by now, and
 * though it lists the app no more: whoever takes the tick back must hear under which id it stands.
 */
export async function recordPageOptIn(
  ledger: Visitors & Recording & Links,
  signed: PageSigned<OptInClaims | AppOptInClaims>,
  visitor: Visitor,
): Promise<Answer> {
  try {
    return await recordAdmitted(ledger, signed, visitor);
  } catch (refusal) {
    const isFinal = refusal instanceof LedgerError && refusal.retryAfter === undefined;
    if (!isFinal || !isOfApp(signed) || visitor.origin !== undefined) throw refusal;
    const record = await recordedOfApp(ledger, signed);
    if (record === undefined) throw refusal;
    return answerOf(ledger, { kind: 'replayed', record });
  }
}

async function recordedOfApp(ledger: Visitors & Recording, { claims, jws }: PageSigned<AppOptInClaims>) {
  const site = await ledger.setup.site(claims.site);
  const once = spend(ledger.keys.macs, 'nonce', [claims.nonce ?? claims.jti], jws);
  return site && recordedAs(ledger, site.business, once);
}

/**
 * The page's own post. The commit spends the nonce. The same nonce and payload get the first answer again.
 * What an app kept while it had no connection comes without a fresh one.
 */
async function recordAdmitted(
  ledger: Visitors & Recording & Links,
  signed: PageSigned<OptInClaims | AppOptInClaims>,
  visitor: Visitor,
): Promise<Answer> {
  const { claims, jws, thumbprint } = signed;
  // Read once: a nonce that ends while its request waits here is as fresh as it was when it came.
  const arrived = ledger.world.now();
  if (isOfApp(signed) && !hasFreshNonce(claims, arrived)) return recordQueuedOptIn(ledger, signed, visitor);
  const used = usedAt(claims, claims.nonce === undefined ? undefined : claimedIssue(claims.nonce));
  // No link opens an app: there, a pass is a customer token that is none.
  const page = 'app' in claims ? undefined : claims;
  const pass = page && passIn(page);
  const { site, origin, customer } = await admitVisitor(ledger, visitor, {
    site: claims.site,
    app: 'app' in claims ? claims.app : undefined,
    token: pass !== undefined && pass === claims.customer_token ? undefined : claims.customer_token,
    usedAt: used,
    limit: 'number_customer',
  });
  const link = page && pass !== undefined ? await linkOfTick(ledger, site, page, pass, used) : undefined;
  if (link === undefined) requireOwnNumber(site, claims, customer);
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
  const check = checkNonce(ledger.keys.macs, binding, claims.nonce, arrived);
  if (check.kind === 'invalid') throw nonceInvalid();
  const use = link && (await useOfLink(ledger, site.business, link, jws));
  // A retry after ten minutes still gets its first answer. Only a request that was never recorded is too
  // late, also where another one has used up its nonce or its link.
  const isLate = check.kind === 'expired';
  const isAgain = async () =>
    use?.isAgain === true || (await recordedAs(ledger, site.business, spent)) !== undefined;
  if (isLate && !(await isAgain())) {
    throw new LedgerError('nonce_expired', 'This nonce is older than ten minutes; ask for another.');
  }
  const vouched = customer && vouchedBy(customer);
  if (vouched === undefined) await countNumber(ledger, site, canonicalNumber(link?.number ?? claims.number));
  const proof = { kind: 'nonce' as const };
  const command = pageOptIn(signed, site.business, {
    proof,
    signedAfter: check.issuedAt,
    vouched,
    origins: site.origins,
    link,
  });
  if (use !== undefined) return recordByLink(ledger, command, use, { thumbprint, nonce: spent });
  return recordOptIn(ledger, command, spent).catch(asNonceSpent);
}

const isOfApp = (signed: PageSigned<OptInClaims | AppOptInClaims>): signed is PageSigned<AppOptInClaims> =>
  'app' in signed.claims;

/** By its own account: whether it is ours is checked wherever it is used. */
function hasFreshNonce({ nonce }: { nonce?: string | undefined }, arrived: Date): boolean {
  const issued = nonce === undefined ? undefined : claimedIssue(nonce);
  // What is no nonce is refused as one, and never taken for a record without.
  if (nonce !== undefined && issued === undefined) return true;
  return issued !== undefined && arrived.getTime() <= issued.getTime() + nonceLifetimeMs;
}

/**
 * Undo. Only the page key that signed an opt-in may take it back this way. Where only the page vouched for
 * the number, this takes back that tick alone. Where the shop's server had named the number, or the person
 * has since proven that it is theirs, it is a withdrawal. It works once for each opt-in: a repeated request
 * gets the first answer. An app need not be listed still: its key is what it is known by.
 */
export async function takeBackOptIn(
  ledger: Visitors & Stopping & Proofs,
  { claims, jws, thumbprint }: PageSigned<OptOutClaims>,
  visitor: Visitor,
): Promise<Answer> {
  const { app } = claims;
  const { site } = await admitVisitor(ledger, visitor, { site: claims.site, app, stopping: true });
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
      channel: app === undefined ? 'web' : 'app',
      purposes: optIn.purposes,
      ...(optIn.undoable === true && !proven && { undoes: undoneBy(optIn) }),
      submission: { by: 'page', site: site.key, jws, thumbprint, proof: { kind: 'none' } },
      authority,
      source: { system: app === undefined ? 'widget' : originOfApp(app), actor: site.key },
    }),
    spend: takingBack(ledger, claims.record),
  });
  return answerOf(ledger, outcome);
}
