// What a person may see and do on a page of the shop with nothing but a session token: what holds for their number, and
// stop. The number comes from the token, never from the page. Nothing tells a number that was never seen from one that
// agreed to nothing.

import { claimedSite } from '../../auth/session.ts';
import type { Site } from '../../auth/site-key.ts';
import type { Visitor } from '../../auth/visitor.ts';
import {
  type SessionConsentRequest,
  type SessionOptOutRequest,
  sessionOptOut,
} from '../../channels/session.ts';
import { siteKeySchema } from '../../channels/web/web.ts';
import { standing } from '../../core/consent/standing.ts';
import { type ConsentState, emptyState } from '../../core/consent/state.ts';
import type { Notice } from '../../core/notice/notice.ts';
import type { Purpose } from '../../core/notice/purpose.ts';
import { maskNumber } from '../../core/notice/render.ts';
import { findPerson } from '../ask-gate.ts';
import type { Ledger } from '../ledger.ts';
import { pickLocale } from '../notice/current-notice.ts';
import type { Answer } from '../record/receipt.ts';
import { recordOptOut } from '../record-consent.ts';
import { invalidSession } from '../session.ts';
import { admitVisitor, byNetwork } from '../visitor/admit-visitor.ts';

export type PurposeStanding = {
  purpose: Purpose;
  standing: 'granted' | 'withdrawn' | 'expired' | 'none';
  /** The record that decides. */
  record?: string;
  /** When the person agreed, ISO 8601; only where it holds or held until it expired. */
  agreed_at?: string;
};

export type SessionConsent = {
  number: string;
  notices: { id: string; version: number; locale: string; what: string; purposes: PurposeStanding[] }[];
  tree_size: number;
};

/** Throws session_invalid, not_found, origin_not_allowed, rate_limited. */
export async function consentOfSession(
  ledger: Ledger,
  { session, locale }: SessionConsentRequest,
  visitor: Visitor,
): Promise<SessionConsent> {
  const { site, number } = await admitCustomer(ledger, visitor, session, 'number_look');
  const notices = await currentNotices(ledger, site.business);
  const { treeSize, person } = await findPerson(ledger, site.business, { kind: 'number', value: number });
  const now = ledger.world.now().toISOString();
  return {
    number: maskNumber(number),
    notices: notices.map((notice) => noticeStanding(notice, locale, person?.state ?? emptyState, now)),
    tree_size: treeSize,
  };
}

/** In force when it is answered. Throws as consentOfSession does. */
export async function optOutBySession(
  ledger: Ledger,
  request: SessionOptOutRequest,
  visitor: Visitor,
): Promise<Answer> {
  const { site, number } = await admitCustomer(ledger, visitor, request.session, 'number_stop');
  return recordOptOut(ledger, sessionOptOut(request, { business: site.business, site: site.key, number }));
}

async function admitCustomer(
  ledger: Ledger,
  visitor: Visitor,
  token: string,
  limit: 'number_look' | 'number_stop',
): Promise<{ site: Site; number: string }> {
  const key = siteKeySchema.safeParse(claimedSite(token)).data;
  if (key === undefined) {
    await ledger.limits.take(byNetwork(visitor));
    throw invalidSession('malformed');
  }
  const { site, customer } = await admitVisitor(ledger, visitor, {
    site: key,
    session: token,
    limit,
    stopping: limit === 'number_stop',
  });
  if (customer === undefined) throw invalidSession('signature');
  return { site, number: customer.number };
}

/** The newest version of each notice that was not retired, by id. */
async function currentNotices(ledger: Ledger, business: string): Promise<Notice[]> {
  const versions = await ledger.notices.ofBusiness(business);
  const newest = versions.filter(({ notice }, i) => versions[i - 1]?.notice.id !== notice.id);
  return newest.filter(({ retiredAt }) => retiredAt === undefined).map(({ notice }) => notice);
}

function noticeStanding(notice: Notice, wanted: string | undefined, state: ConsentState, now: string) {
  const locale = pickLocale(notice.locales, wanted) ?? notice.default_locale;
  // A notice that is for calls alone is judged for calls.
  const scope = notice.scope.includes('message') ? 'message' : 'call';
  return {
    id: notice.id,
    version: notice.version,
    locale,
    what: notice.locales[locale]!.what,
    purposes: notice.purposes.map((purpose) => {
      return { purpose, ...shownStanding(standing(state, purpose, scope, now)) };
    }),
  };
}

function shownStanding(found: ReturnType<typeof standing>): Omit<PurposeStanding, 'purpose'> {
  switch (found.kind) {
    case 'granted':
    case 'expired':
      return { standing: found.kind, record: found.grant.record, agreed_at: found.grant.at };
    case 'withdrawn':
    case 'too_weak_after_withdrawal':
      return { standing: 'withdrawn', record: found.stop.record };
    case 'suspended':
      // It holds no more; the person may agree anew.
      return { standing: 'expired', record: found.grant.record, agreed_at: found.grant.at };
    case 'none':
    case 'unjudgeable':
      return { standing: 'none' };
  }
}
