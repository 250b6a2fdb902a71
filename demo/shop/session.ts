// The shop's own session cookie, as any shop has one. The widget and the ledger never see it.

import { createHash, randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Book } from './book/book.ts';
import type { Customer } from './book/customer.ts';

const cookie = 'shop_session';
const thirtyDays = 30 * 86_400;

/** The customer with this cookie. */
export function customerOf(c: Context, book: Book): Customer | undefined {
  const session = getCookie(c, cookie);
  if (session === undefined) return undefined;
  const hashed = hash(session);
  return book.customers().find((customer) => customer.session === hashed);
}

/** Begins a session. @returns what the book keeps of it */
export function beginSession(c: Context): string {
  const session = randomBytes(32).toString('base64url');
  // Without `Secure`, because the demo is plain HTTP on loopback. A real shop sets it.
  setCookie(c, cookie, session, { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: thirtyDays });
  return hash(session);
}

function hash(session: string): string {
  return createHash('sha256').update(session).digest('hex');
}
