// The security headers of every page of the shop, and the origins whose posts it takes.

import { randomBytes } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';

/**
 * The strictest policy under which the widget works: its script and its posts use this origin, it needs no
 * style-src, and the only Trusted Types policy is Lit's. The shop adds only its own style sheet and icon.
 */
const contentSecurityPolicy = (styles: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    `style-src ${styles}`,
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');

const nonces = new WeakMap<Context, string>();

/** For the inline style of the card that the server draws. A page that does not call this allows none. */
export function styleNonce(c: Context): string {
  const nonce = nonces.get(c) ?? randomBytes(16).toString('base64url');
  nonces.set(c, nonce);
  return nonce;
}

/** `origins`: the shop's own, exactly as browsers write them. */
export function pageSecurity(origins: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    if (!isRead(c) && !fromOwnPage(c, origins))
      return c.text('Another site sent this form, not a page of this shop.', 403);
    await next();
    const nonce = nonces.get(c);
    const styles = nonce === undefined ? "'self'" : `'self' 'nonce-${nonce}'`;
    c.header('content-security-policy', contentSecurityPolicy(styles));
    // With `no-referrer`, browsers would send `Origin: null` with our own forms.
    c.header('referrer-policy', 'same-origin');
    c.header('x-content-type-options', 'nosniff');
    if (c.res.headers.get('cache-control') === null) c.header('cache-control', 'no-store');
    return undefined;
  };
}

function isRead(c: Context): boolean {
  return c.req.method === 'GET' || c.req.method === 'HEAD';
}

/** Against cross-site request forgery: another site's page may post a form, but cannot claim our origin. */
function fromOwnPage(c: Context, origins: readonly string[]): boolean {
  return origins.includes(c.req.header('origin') ?? '');
}
