// A site: one web property. Its publishable key identifies a page and authorises nothing; the exact origins stop
// another site's browser pages from using it (a program outside a browser can claim any origin, and is told so in
// the documents).

import { LedgerError } from '../core/error.ts';

export type Site = {
  key: string;
  business: string;
  origins: readonly string[];
  /** Whether its pages must bring a session token (session.ts). */
  sessionRequired?: boolean;
};

export function formatSiteKey(random: Buffer): string {
  if (random.length !== 18) throw new RangeError('a site key holds 18 random bytes');
  return `pk_${random.toString('base64url')}`;
}

/** Refuse a page whose Origin is not on the site's list. Compared whole: a prefix would admit `https://shop.example.evil`. */
export function requireOrigin(site: Site, origin: string | undefined): string {
  if (origin === undefined || !site.origins.includes(origin)) {
    throw new LedgerError('origin_not_allowed', 'This site key may not be used from this origin.');
  }
  return origin;
}
