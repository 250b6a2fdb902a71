// The cookie of the console, in place of a secret key (RFC 6265bis): how it is set, read and taken away, and
// what else a request must bring along before its cookie counts.
//
//   `__Host-`, Secure     no other host, no subdomain and no plain connection can set or read it. On this
//                         machine alone plain http will do, and the cookie is called `optmark-console`
//   HttpOnly              no script reads it, not even one of the console
//   SameSite=Lax          pages of other sites cannot have it sent, but for a link that is followed
//   Origin                a request that may change something must come from the console's own address
//   optmark-csrf          and name a token that only the console can have read
//   optmark-business      for which business: no link, form or image of another site can add a header

import type { Context } from 'hono';
import { parse, serialize } from 'hono/utils/cookie';
import { consoleTokenIn, isCsrfToken } from '../../auth/console-token.ts';
import type { Principal } from '../../auth/scope.ts';
import { LedgerError } from '../../core/error.ts';
import { findSession, principalOf, type Session } from '../../operations/console/sessions.ts';
import type { Ledger } from '../../operations/ledger.ts';

const businessHeader = 'optmark-business';
const thisMachine = /^(?:127\.0\.0\.1|localhost|\[::1\])$/;

export type CookieName = 'console' | 'sign-in';

/** @throws LedgerError forbidden, with a sentence: the console is not served here */
export function requireSafe({ url }: Pick<Ledger, 'url'>, c: Context): void {
  if (isSecure(url)) return;
  // Over plain http anybody on the way reads the cookie, and every number that is shown.
  const names = [new URL(url), new URL(c.req.url)];
  if (names.every(({ hostname }) => thisMachine.test(hostname))) return;
  const detail = 'The console is served over https, or to this machine alone: OPTMARK_URL names the address.';
  throw new LedgerError('forbidden', detail);
}

/** The session of this request's cookie; undefined: it has none that is good. */
export async function sessionOf(ledger: Ledger, c: Context): Promise<Session | undefined> {
  const hash = consoleTokenIn(readCookie(ledger, c, 'console'));
  if (hash === undefined) return undefined;
  requireSafe(ledger, c);
  return findSession(ledger, hash);
}

/** Whether it asks as a person. */
export const asksAsPerson = (c: Context): boolean =>
  c.req.header('authorization') === undefined && c.req.header(businessHeader) !== undefined;

/** Who asks; undefined: nobody who is signed in. Throws forbidden, origin_not_allowed */
export async function personOf(ledger: Ledger, c: Context): Promise<Principal | undefined> {
  const session = await sessionOf(ledger, c);
  if (session === undefined) return undefined;
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') requireOwn(ledger, c, session);
  return principalOf(session, c.req.header(businessHeader) ?? '');
}

/** Throws forbidden, origin_not_allowed: another page has sent this request, with the person's cookie */
export function requireOwn(ledger: Ledger, c: Context, { hash }: Pick<Session, 'hash'>): void {
  requireOrigin(ledger, c);
  if (isCsrfToken(ledger.keys.macs, hash, c.req.header('optmark-csrf'))) return;
  throw new LedgerError('forbidden', 'This needs the token of the session in the header optmark-csrf.');
}

/** Throws origin_not_allowed */
export function requireOrigin(ledger: Pick<Ledger, 'url'>, c: Context): void {
  if (c.req.header('origin') === ownOrigin(ledger, c)) return;
  throw new LedgerError('origin_not_allowed', 'This is taken from the console\u2019s own pages alone.');
}

/** As the browser knows it that asks: by another name of this machine it goes by that name. */
export const ownOrigin = ({ url }: Pick<Ledger, 'url'>, c: Context): string =>
  new URL(isSecure(url) ? url : c.req.url).origin;

export function readCookie({ url }: Pick<Ledger, 'url'>, c: Context, name: CookieName): string | undefined {
  const header = c.req.header('cookie');
  const full = fullName(url, name);
  return header === undefined ? undefined : parse(header, full)[full];
}

/** @param seconds how long it is kept; 0: it is taken away */
export const setCookie = (
  { url }: Pick<Ledger, 'url'>,
  name: CookieName,
  value: string,
  seconds: number,
): { 'set-cookie': string } => ({
  'set-cookie': serialize(fullName(url, name), value, {
    ...{ path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(url), maxAge: seconds },
  }),
});

const isSecure = (url: string) => url.startsWith('https:');
const fullName = (url: string, name: CookieName) => `${isSecure(url) ? '__Host-' : ''}optmark-${name}`;
