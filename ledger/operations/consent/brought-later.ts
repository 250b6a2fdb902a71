// What a page or an app signed and posts, or has posted, once no fresh nonce stands behind it: the shop's
// server forwards it under its secret key, or an app brings it when the connection is back. Only what was
// signed then says when the person ticked.

import { checkNonce, type NonceCheck } from '../../auth/nonce.ts';
import type { Site } from '../../auth/site-key.ts';
import { type Spend, spend } from '../../auth/spend.ts';
import type { Visitor } from '../../auth/visitor.ts';
import { canonicalNumber } from '../../channels/server/number.ts';
import {
  type AppOptInClaims,
  type OptInClaims,
  type PageSigned,
  pageAheadMaxMs,
  pageOptIn,
} from '../../channels/web/web.ts';
import type { OptIn, Vouched } from '../../core/consent/command.ts';
import { clockSkewMs, notInTheFuture } from '../../core/consent/when.ts';
import { invalid, LedgerError } from '../../core/error.ts';
import { isOriginOfApp, originOfApp } from '../../core/setup/app-id.ts';
import { toMoment } from '../../core/when.ts';
import type { Keys } from '../keys.ts';
import { findPerson } from '../person/find-person.ts';
import type { Answer } from '../record/receipt.ts';
import { recordedAs } from '../record/recorded-as.ts';
import { siteOf } from '../setup/business.ts';
import { admitVisitor, countNumber, type Visitors } from '../visitor/admit-visitor.ts';
import { customerNamed, vouchedBy } from '../visitor/customer.ts';
import type { Links } from '../visitor/opt-in-link.ts';
import type { World } from '../world.ts';
import { linkOfTick, passIn, recordByLink, type TickedLink, useOfLink } from './by-link.ts';
import { customerTokenMissing, requireOwnNumber, usedAt } from './own-number.ts';
import { answerAgain, type Recording, recordOptIn } from './record-consent.ts';
import { asNonceSpent, nonceInvalid } from './spent-nonce.ts';

type Signed = PageSigned<OptInClaims | AppOptInClaims>;

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
  ledger: Recording & Visitors & Links,
  signed: Signed,
  caller: { business: string; key: string },
): Promise<Answer> {
  const site = await siteOf(ledger, signed.claims.site);
  if (site.business !== caller.business) {
    throw new LedgerError('forbidden', 'This record was signed for a site of another business.');
  }
  const { nonce, jti } = signed.claims;
  const checked = nonce === undefined ? undefined : checkedNonce(ledger, site, signed, nonce);
  const signedAfter = checked?.issuedAt;
  const once = spend(ledger.keys.macs, 'nonce', [nonce ?? jti], signed.jws);
  const link = await forwardedLink(ledger, site, signed, signedAfter).catch(async (refusal) => {
    // What was recorded while the link was good keeps its answer.
    const record = await recordedAs(ledger, site.business, once);
    if (record === undefined) throw refusal;
    return { record };
  });
  if (link !== undefined && 'record' in link) {
    const { business, key } = caller;
    const { entry } = signed.claims;
    const submission = { by: 'server', key, proof: { kind: 'key' } } as const;
    return answerAgain(ledger, { submission, business, ...(entry && { entry }) }, link.record);
  }
  const vouched = link ? undefined : await forwardedVouched(ledger, site, signed, signedAfter);
  const arrived = ledger.world.now();
  const proof = { kind: checked?.kind === 'accepted' ? ('nonce' as const) : ('key' as const) };
  const when = signedAfter === undefined ? { arrived } : { signedAfter };
  const command = pageOptIn(signed, site.business, {
    proof,
    server: caller,
    vouched,
    origins: site.origins,
    ...(link && { link }),
    ...when,
  });
  if (signedAfter === undefined && isAhead(signed, arrived))
    await requireKnownOrder(ledger, command, arrived, once);
  const due = sinceIssue(command, checked);
  if (link === undefined) return recordOptIn(ledger, due, once);
  const use = await useOfLink(ledger, site.business, link, signed.jws);
  return recordByLink(ledger, due, use, { thumbprint: signed.thumbprint, nonce: once });
}

/**
 * The link that opened the page, which the tick uses up whoever brings it. Whoever dates a tick back cannot
 * use a link that is long over.
 */
async function forwardedLink(
  ledger: Recording & Links,
  site: Site,
  { claims }: Signed,
  signedAfter: Date | undefined,
): Promise<TickedLink | undefined> {
  const pass = 'app' in claims ? undefined : passIn(claims);
  if ('app' in claims || pass === undefined) return undefined;
  const isBelieved = signedAfter !== undefined || isRecent(ledger, claims);
  const used = isBelieved ? usedAt(claims, signedAfter ?? new Date(claims.iat * 1000)) : undefined;
  return linkOfTick(ledger, site, claims, pass, used);
}

/** What the customer token inside says, if it was good when the page used it: its business brings it. */
async function forwardedVouched(
  ledger: Visitors,
  site: Site,
  signed: Signed,
  signedAfter: Date | undefined,
): Promise<Vouched | undefined> {
  const { iat } = signed.claims;
  const used = usedAt(signed.claims, signedAfter ?? new Date(iat * 1000));
  const vouched = await vouchedAt(ledger, site, signed, used);
  return signedAfter !== undefined || isRecent(ledger, signed.claims) ? vouched : undefined;
}

const isRecent = ({ world }: { world: World }, { iat }: { iat: number }): boolean =>
  iat * 1000 >= world.now().getTime() - forwardedWithinMs;

/** What the customer token inside says, if it was good at that moment. */
async function vouchedAt(
  ledger: Visitors,
  site: Site,
  { claims }: Signed,
  used: Date | undefined,
): Promise<Vouched | undefined> {
  const { customer_token: token } = claims;
  if (token === undefined) return undefined;
  const named = await customerNamed(ledger, site, token, used);
  // No token is required here, and one that is over adds nothing; but one that is given must be the shop's
  // own, and name this number.
  requireOwnNumber(site, claims, named.customer);
  return named.isOver ? undefined : vouchedBy(named.customer);
}

const isAhead = ({ claims }: Signed, arrived: Date): boolean =>
  claims.iat * 1000 > arrived.getTime() + clockSkewMs;

/**
 * How long after the tick an app may bring it without its business's secret key, milliseconds: a week away
 * from any network. What is older only the business's server may bring.
 */
const queuedWithinMs = 7 * 24 * 60 * 60 * 1000;

/**
 * An app had no connection at the tick, so it signed no nonce, or brings one that is over by now. Nothing
 * shows that the signature is fresh: grade E2. The tick counts from when it was made, so a stop that came
 * meanwhile stands, also where the device's clock was ahead. The app brings the same bytes until it has an
 * answer: they are one record.
 */
export async function recordQueuedOptIn(
  ledger: Recording & Visitors,
  signed: PageSigned<AppOptInClaims>,
  visitor: Visitor,
): Promise<Answer> {
  const { claims, thumbprint, jws } = signed;
  const { nonce, jti, app, notice, number } = claims;
  const { site, origin } = await admitVisitor(ledger, visitor, { site: claims.site, app });
  const arrived = ledger.world.now();
  const bound = { site: site.key, origin, notice: notice.id, version: notice.version, thumbprint };
  const check = nonce === undefined ? undefined : checkNonce(ledger.keys.macs, bound, nonce, arrived);
  if (check?.kind === 'invalid') throw nonceInvalid();
  const signedAfter = check?.issuedAt;
  // By the time of arrival: whoever holds a token that is over could date a tick into its life, and could
  // have got nonces in advance, which name no number.
  const vouched = await vouchedAt(ledger, site, signed, arrived);
  const once = spend(ledger.keys.macs, 'nonce', [nonce ?? jti], jws);
  // What was recorded in time keeps its answer, however late the app asks for it again.
  if ((await ledger.records.bySpent(site.business, once.key)) === undefined) {
    if (site.customerTokenRequired === true && vouched === undefined) throw customerTokenMissing();
    requireTimely(signed, signedAfter, arrived);
  }
  if (vouched === undefined) await countNumber(ledger, site, canonicalNumber(number));
  const command = pageOptIn(signed, site.business, {
    proof: { kind: 'none' },
    vouched,
    origins: site.origins,
    ...(signedAfter === undefined ? { arrived } : { signedAfter }),
  });
  return recordOptIn(ledger, sinceIssue(command, check), once).catch(asNonceSpent);
}

/**
 * A page or an app signs a nonce while it lasts, by a clock that may be ahead and might put the tick behind a
 * stop that came after it. All that is known of the tick is that it came after the nonce.
 */
const sinceIssue = (command: OptIn, check: NonceCheck | undefined): OptIn =>
  check?.kind === 'expired' ? { ...command, occurredAt: check.issuedAt.toISOString() } : command;

/**
 * A clock that is ahead could put the tick behind a stop that came after it. The answer is the same whether
 * or not there is one: it would tell a stranger who has stopped. With a nonce the tick counts from its issue.
 */
function requireTimely(signed: Signed, signedAfter: Date | undefined, arrived: Date): void {
  if (signedAfter === undefined && isAhead(signed, arrived))
    throw invalid('/iat', notInTheFuture.rule, notInTheFuture.detail);
  const ticked = signedAfter?.getTime() ?? signed.claims.iat * 1000;
  if (ticked >= arrived.getTime() - queuedWithinMs) return;
  const detail = 'An app may bring a tick for seven days; after that, its business’s server may.';
  throw invalid('/iat', 'queued_within_a_week', detail);
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
  { claims, thumbprint }: Signed,
  nonce: string,
) {
  const bound = { site: site.key, notice: claims.notice.id, version: claims.notice.version, thumbprint };
  for (const origin of originsOf(site, claims)) {
    const check = checkNonce(ledger.keys.macs, { ...bound, origin }, nonce, ledger.world.now());
    if (check.kind !== 'invalid') return check;
  }
  return undefined;
}

/** Those that can have asked for its nonce: a page signs none of an app's, nor an app a page's. */
const originsOf = ({ origins }: Site, claims: OptInClaims | AppOptInClaims): string[] =>
  'app' in claims
    ? origins.filter((origin) => origin === originOfApp(claims.app))
    : origins.filter((origin) => !isOriginOfApp(origin));
