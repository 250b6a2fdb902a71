// A site: one web property. Its publishable key identifies a page and authorises nothing; the exact origins
// stop another site's browser pages from using it (a program outside a browser can claim any origin, and is
// told so in the documents).

import { LedgerError } from '../core/error.ts';

export type Site = {
  key: string;
  business: string;
  origins: readonly string[];
  /** Whether its pages must bring a customer token (customer-token.ts). */
  customerTokenRequired?: boolean;
};

export function formatSiteKey(random: Buffer): string {
  if (random.length !== 18) throw new RangeError('a site key holds 18 random bytes');
  return `pk_${random.toString('base64url')}`;
}

/**
 * Refuse a page whose Origin is not on the site's list. Compared whole: a prefix would admit
 * `https://shop.example.evil`.
 */
export function requireOrigin(site: Site, origin: string | undefined): string {
  if (origin === undefined || !site.origins.includes(origin)) {
    throw new LedgerError(
      'origin_not_allowed',
      'This site key may not be used from this origin. Add the page’s own with optmark site change --add-origin.',
    );
  }
  return origin;
}

/** What a page of a scheme has for an origin: apps bring their pages along (capacitor://localhost). */
const appOrigin = /^([a-z][a-z0-9+.-]*):\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)*)(:\d{1,5})?\/?$/;
/** Schemes that no page with an origin of its own has. */
const withoutOrigin: ReadonlySet<string> = new Set([
  ...['file', 'data', 'blob', 'javascript', 'about', 'mailto', 'tel'],
  ...['ftp', 'sftp', 'ssh', 'ws', 'wss', 'ldap'],
]);

/**
 * An origin (RFC 6454) as browsers write it in `Origin`: without a last slash and without the usual port, an
 * international name in its ASCII form. Undefined: it is none. A star is a legal character of a host name and
 * no wildcard: it would be accepted and match nothing.
 */
export function normalizeOrigin(text: string): string | undefined {
  const given = text.trim();
  if (/^https?:/i.test(given)) {
    const url = URL.parse(given);
    const isBare = url !== null && !/[*?#@]/.test(given) && url.pathname === '/' && url.host !== '';
    return isBare ? url.origin : undefined;
  }
  const app = appOrigin.exec(given.toLowerCase());
  if (app === null || withoutOrigin.has(app[1]!)) return undefined;
  return `${app[1]}://${app[2]}${app[3] ?? ''}`;
}
