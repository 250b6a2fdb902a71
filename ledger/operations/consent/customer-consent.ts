// What a person can do on a page of the shop with only a customer token: see the consent of their number, and
// stop. The number comes from the token, never from the page. A number that the ledger never saw gets the
// same answer as one that agreed to nothing.

import { claimedSite } from '../../auth/customer-token.ts';
import type { Site } from '../../auth/site-key.ts';
import type { Visitor } from '../../auth/visitor.ts';
import { type CustomerConsentRequest, customerOptOut } from '../../channels/web/customer.ts';
import { siteKeySchema } from '../../channels/web/web.ts';
import { standing } from '../../core/consent/standing.ts';
import { type ConsentState, emptyState } from '../../core/consent/state.ts';
import type { Notice } from '../../core/notice/notice.ts';
import type { Purpose } from '../../core/notice/purpose.ts';
import { maskNumber } from '../../core/notice/render.ts';
import { pickLocale } from '../notice/current-notice.ts';
import type { NoticeStore } from '../notice/store.ts';
import { findPerson, type People } from '../person/find-person.ts';
import type { Answer } from '../record/receipt.ts';
import { admitVisitor, byNetwork, type Visitors } from '../visitor/admit-visitor.ts';
import { invalidCustomerToken, type KnownCustomer, vouchedBy } from '../visitor/customer.ts';
import { recordOptOut, type Stopping } from './record-consent.ts';

type NoticeList = { notices: Pick<NoticeStore, 'ofBusiness'> };

export type PurposeStanding = {
  purpose: Purpose;
  standing: 'granted' | 'withdrawn' | 'expired' | 'none';
  /** The record that decides. */
  record?: string;
  /** When the person agreed, ISO 8601. Only where the consent holds, or held until it expired. */
  agreed_at?: string;
};

export type CustomerConsent = {
  number: string;
  notices: { id: string; version: number; locale: string; what: string; purposes: PurposeStanding[] }[];
  tree_size: number;
};

/** Throws customer_token_invalid, not_found, origin_not_allowed, rate_limited. */
export async function consentOfCustomer(
  ledger: Visitors & People & NoticeList,
  { customer_token, locale }: CustomerConsentRequest,
  visitor: Visitor,
): Promise<CustomerConsent> {
  const { site, customer } = await admitCustomer(ledger, visitor, customer_token, 'number_look');
  const { number } = customer;
  const notices = await currentNotices(ledger, site.business);
  const { treeSize, person, logTime } = await findPerson(ledger, site.business, {
    kind: 'number',
    value: number,
  });
  return {
    number: maskNumber(number),
    notices: notices.map((notice) => noticeStanding(notice, locale, person?.state ?? emptyState, logTime)),
    tree_size: treeSize,
  };
}

/** The stop is in force when this resolves. Throws as consentOfCustomer does. */
export async function optOutByCustomer(
  ledger: Visitors & Stopping,
  request: Parameters<typeof customerOptOut>[0],
  visitor: Visitor,
): Promise<Answer> {
  const { site, customer } = await admitCustomer(ledger, visitor, request.customer_token, 'number_stop');
  const { number, isUnsure } = customer;
  const named = { number, ...(isUnsure && { isUnsure }) };
  const by = { business: site.business, site: site.key, ...named, vouched: vouchedBy(customer) };
  return recordOptOut(ledger, customerOptOut(request, by));
}

async function admitCustomer(
  ledger: Visitors,
  visitor: Visitor,
  token: string,
  limit: 'number_look' | 'number_stop',
): Promise<{ site: Site; customer: KnownCustomer }> {
  const key = siteKeySchema.safeParse(claimedSite(token)).data;
  if (key === undefined) {
    await ledger.limits.take(byNetwork(visitor));
    throw invalidCustomerToken('malformed');
  }
  const { site, customer } = await admitVisitor(ledger, visitor, {
    site: key,
    token,
    limit,
    stopping: limit === 'number_stop',
  });
  if (customer === undefined) throw invalidCustomerToken('signature');
  return { site, customer };
}

/** The newest version of each notice that was not retired, by id. */
async function currentNotices(ledger: NoticeList, business: string): Promise<Notice[]> {
  const versions = await ledger.notices.ofBusiness(business);
  const newest = versions.filter(({ notice }, i) => versions[i - 1]?.notice.id !== notice.id);
  return newest.filter(({ retiredAt }) => retiredAt === undefined).map(({ notice }) => notice);
}

function noticeStanding(notice: Notice, wanted: string | undefined, state: ConsentState, now: string) {
  const locale = pickLocale(notice.locales, wanted) ?? notice.default_locale;
  // A notice for calls alone is judged for calls.
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
    case 'objected':
    case 'too_weak_after_withdrawal':
      return { standing: 'withdrawn', record: found.stop.record };
    case 'suspended':
      // It no longer holds. The person may agree again.
      return { standing: 'expired', record: found.grant.record, agreed_at: found.grant.at };
    case 'none':
    case 'unjudgeable':
      return { standing: 'none' };
  }
}
