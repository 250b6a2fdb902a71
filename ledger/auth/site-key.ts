// A site: one web property, and the apps that belong to it. Its publishable key identifies a page and
// authorises nothing; the exact origins stop another site's browser pages from using it (a program outside a
// browser can claim any origin, and to be any app, and is told so in the documents).

import { LedgerError } from '../core/error.ts';
import { isOriginOfApp, normalizeOriginOfApp, originOfApp } from '../core/setup/app-id.ts';

export type Site = {
  key: string;
  business: string;
  origins: readonly string[];
  /** Whether its pages must bring a customer token (customer-token.ts). */
  customerTokenRequired?: boolean;
  /** Made to try things out, for ever: what it records allows no message. */
  test?: true;
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
  // A program that sends an app's name as `Origin` would be a page of an origin that no page has.
  if (origin === undefined || isOriginOfApp(origin) || !site.origins.includes(origin)) {
    throw new LedgerError(
      'origin_not_allowed',
      'This site key may not be used from this origin. Add the page’s own with optmark site change --add-origin.',
    );
  }
  return origin;
}

/**
 * Refuse an app that is not on the site's list. An app has no origin, and every browser names its own with a
 * post: a page that says it is an app would have measured nothing, and is no app.
 * @param isStopping a list that has changed meanwhile keeps no person from stopping
 * @returns what stands for the app's origin
 */
export function requireApp(site: Site, app: string, origin: string | undefined, isStopping = false): string {
  const listed = originOfApp(app);
  if (origin !== undefined) {
    throw new LedgerError('origin_not_allowed', 'An app sends no Origin; what sends one is a page.');
  }
  // `//localhost` is no id: the list may hold it as the origin of an app's pages.
  if (!isOriginOfApp(listed) || !(isStopping || site.origins.includes(listed))) {
    throw new LedgerError(
      'origin_not_allowed',
      'This site key may not be used by this app. Add it as app:<id> with optmark site change --add-origin.',
    );
  }
  return listed;
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
 * international name in its ASCII form; or what stands for the origin of an app. Undefined: it is none. A
 * star is a legal character of a host name and no wildcard: it would be accepted and match nothing.
 */
export function normalizeOrigin(text: string): string | undefined {
  const given = text.trim();
  if (isOriginOfApp(given)) return normalizeOriginOfApp(given);
  if (/^https?:/i.test(given)) {
    const url = URL.parse(given);
    const isBare = url !== null && !/[*?#@]/.test(given) && url.pathname === '/' && url.host !== '';
    return isBare ? url.origin : undefined;
  }
  const app = appOrigin.exec(given.toLowerCase());
  if (app === null || withoutOrigin.has(app[1]!)) return undefined;
  return `${app[1]}://${app[2]}${app[3] ?? ''}`;
}
