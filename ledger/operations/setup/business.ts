// Finds a business and its site, or refuses; and opens the business's own key.

import type { Site } from '../../auth/site-key.ts';
import { LedgerError } from '../../core/error.ts';
import { unwrapKey } from '../../core/subject/sealed.ts';
import type { Keys } from '../keys.ts';
import type { Business, SetupStore } from './store.ts';

/** The parts that find a business and open its key. */
export type Businesses = Keys<'master'> & { setup: Pick<SetupStore, 'business'> };

/** @param suits see SetupStore.site */
export async function siteOf(
  ledger: { setup: Pick<SetupStore, 'site'> },
  key: string,
  suits?: (site: Site) => boolean,
): Promise<Site> {
  const site = await ledger.setup.site(key, suits);
  if (site === undefined) throw new LedgerError('not_found', 'No such site key.');
  return site;
}

/** Whether the ledger shows pages of a site: those alone that have it among their origins. */
export const isShownBy =
  ({ url }: { url: string }) =>
  ({ origins }: Site): boolean =>
    origins.includes(url);

/** And whether people may type a number there: without a customer token nobody vouches for it. */
export const isHostedBy =
  (ledger: { url: string }) =>
  (site: Site): boolean =>
    isShownBy(ledger)(site) && site.customerTokenRequired !== true;

export async function businessOf(ledger: Pick<Businesses, 'setup'>, id: string): Promise<Business> {
  const business = await ledger.setup.business(id);
  if (business === undefined) throw new LedgerError('not_found', 'No such business.');
  return business;
}

/** The key that seals records without a subject. */
export function businessKey(ledger: Keys<'master'>, business: Business): Buffer {
  const key = unwrapKey(ledger.keys.master, business.id, business.wrappedKey);
  if (key === undefined)
    throw new LedgerError('internal', 'The key of the business cannot be unwrapped with the master key.');
  return key;
}
