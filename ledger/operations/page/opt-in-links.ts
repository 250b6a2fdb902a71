// Links to opt in by, for the business's server: made, listed, taken back. Making one is no record; the
// consent that is given by it is, and names it.

import { issueLinkToken } from '../../auth/opt-in-link.ts';
import type { Principal } from '../../auth/scope.ts';
import type { Site } from '../../auth/site-key.ts';
import { invalid, LedgerError } from '../../core/error.ts';
import type { CanonicalIdentifier } from '../../core/subject/identifier.ts';
import { sealText } from '../../core/subject/sealed-call.ts';
import { identifierTag } from '../../core/subject/tag.ts';
import { uuidv7 } from '../append/uuid.ts';
import type { Keys } from '../keys.ts';
import { findNotice, type Notices } from '../notice/find-notice.ts';
import type { RecordStore } from '../record/store.ts';
import { isShownBy } from '../setup/business.ts';
import type { SetupStore } from '../setup/store.ts';
import type { Limits } from '../visitor/limits.ts';
import { type Links, linkIn, type OptInLink, placeOfLink, spendOfLink } from '../visitor/opt-in-link.ts';

/** How long it works. A week unless the business says otherwise: it is for this order, not for next year. */
export const linkMinutes = { min: 5, max: 43_200, unsaid: 10_080 };

/** Of one business at a time. */
export const liveLinksMax = 1_000_000;

export type OptInLinkRequest = {
  person: CanonicalIdentifier;
  notice: string;
  via: OptInLink['via'];
  minutes: number;
  site?: string | undefined;
  locale?: string | undefined;
  returnUrl?: string | undefined;
};

export type MadeOptInLink = { id: string; url: string; expires_at: string };

type Making = Links &
  Notices &
  Limits &
  Keys<'peppers'> & { url: string; setup: Pick<SetupStore, 'site' | 'sites'> };

/** Throws invalid, notice_unknown, notice_superseded, rate_limited. */
export async function makeOptInLink(
  ledger: Making,
  { business }: Pick<Principal, 'business'>,
  { person, notice, via, minutes, locale, returnUrl, site: wanted }: OptInLinkRequest,
): Promise<MadeOptInLink> {
  await ledger.limits.take([{ limit: 'links', key: business }]);
  const site = await hostedSite(ledger, business, wanted);
  await findNotice(ledger, business, notice);
  if (returnUrl !== undefined) requireOfSite(site, returnUrl);
  const now = ledger.world.now();
  const id = uuidv7(ledger.world);
  const number = person.kind === 'number' ? person.value : undefined;
  // Only the shop can know the number of such a site's customer, so here the person could not type one.
  if (number === undefined && site.customerTokenRequired === true)
    throw invalid('/number', 'customer_token_required', 'This site takes no number that a person types.');
  const endsAt = new Date(now.getTime() + minutes * 60_000).toISOString();
  const link: OptInLink = {
    ...{ id, business, site: site.key, notice, via, ends_at: endsAt },
    ...(locale !== undefined && { locale }),
    ...(number !== undefined && { number }),
    ...(returnUrl !== undefined && { return_url: returnUrl }),
  };
  const iv = ledger.world.random(12);
  const sealed = sealText(ledger.keys.master, placeOfLink(link), iv, JSON.stringify(link));
  const [pepper] = ledger.keys.peppers;
  const tags = number === undefined ? [] : [identifierTag(pepper!, business, person)];
  const row = { id, business, sealed, tags, madeAt: now.toISOString(), endsAt };
  if (!(await ledger.links.put(row, liveLinksMax))) throw tooManyLive();
  const url = `${ledger.url}/in#${issueLinkToken(ledger.keys.macs, id)}`;
  return { id, url, expires_at: endsAt };
}

function tooManyLive(): LedgerError {
  const detail =
    `This business has ${liveLinksMax} links that are neither over nor taken back. Let new ones end sooner ` +
    '(valid_minutes), and take back what nobody waits for (optmark link revoke, DELETE /v1/links/{id}).';
  const faults = [{ pointer: '', rule: 'live_links', detail }];
  return new LedgerError('rate_limited', detail, { retryAfter: 60, faults });
}

/** A site whose pages the ledger shows: the one that is named, or the business's only one. */
async function hostedSite(ledger: Making, business: string, key: string | undefined): Promise<Site> {
  const isShown = isShownBy(ledger);
  const addOrigin = (site: string) =>
    `optmark site change ${site} --business ${business} --add-origin ${ledger.url}`;
  if (key !== undefined) {
    const site = await ledger.setup.site(key, isShown);
    if (site?.business !== business) throw invalid('/site', 'site', 'This business has no such site key.');
    if (isShown(site)) return site;
    throw invalid(
      '/site',
      'hosted',
      `The site does not have ${ledger.url} among its origins: ${addOrigin(key)}.`,
    );
  }
  const [site, ...others] = (await ledger.setup.sites(business)).filter(isShown);
  if (site !== undefined && others.length === 0) return site;
  const detail =
    site === undefined
      ? `No site of this business has ${ledger.url} among its origins: ${addOrigin('<key>')}.`
      : 'Several sites of this business have this ledger among their origins: name one as site (--site on the ' +
        'command line). GET /v1/sites and optmark site list show them.';
  throw invalid('/site', 'hosted', detail);
}

/** Else a link would send people from the ledger's page to anywhere. */
function requireOfSite(site: Site, url: string): void {
  const parsed = URL.parse(url);
  if (parsed !== null && site.origins.includes(parsed.origin)) return;
  throw invalid('/return_url', 'origin', 'It is on none of the origins of the site.');
}

export type ListedLink = Pick<OptInLink, 'id' | 'site' | 'notice' | 'via'> & {
  status: 'open' | 'used' | 'revoked';
  made_at: string;
  expires_at: string;
};

/** Of one page of a list. */
export const linksAtOnce = 100;

/** Those that are not over yet, newest first. A list names no person. */
export async function listOptInLinks(
  ledger: Links & { records: Pick<RecordStore, 'spentAmong'> },
  { business }: Pick<Principal, 'business'>,
  before?: string,
): Promise<ListedLink[]> {
  const rows = await ledger.links.ofBusiness(business, linksAtOnce, before);
  const keys = rows.map(({ id }) => spendOfLink(ledger, id, '').key);
  const spent = await ledger.records.spentAmong(business, keys);
  return rows.flatMap((row, i) => {
    const link = linkIn(ledger, row);
    if (link === undefined) return [];
    const { id, site, notice, via, ends_at } = link;
    const isUsed = spent.has(keys[i]!.toString('hex'));
    const status = isUsed ? 'used' : row.revokedAt === undefined ? 'open' : 'revoked';
    return [{ id, site, notice, via, status, made_at: row.madeAt, expires_at: ends_at }];
  });
}

/** Throws not_found, with one answer for a missing link and another business's. */
export async function revokeOptInLink(
  ledger: Links,
  { business }: Pick<Principal, 'business'>,
  id: string,
): Promise<void> {
  const now = ledger.world.now().toISOString();
  if (await ledger.links.revoke(business, id, now)) return;
  throw new LedgerError('not_found', 'There is no such link.');
}
