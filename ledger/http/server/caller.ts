// The caller: a server with a secret key (RFC 6750), or a person in the console with a session (session.ts).
// The key itself goes no further than this file; its hash is looked up.

import type { Context } from 'hono';
import { hashApiKey, parseBasic, parseBearer } from '../../auth/api-key.ts';
import { type ApiScope, type Principal, requireScope } from '../../auth/scope.ts';
import { LedgerError } from '../../core/error.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { asksAsPerson, personOf } from './session.ts';

/** What is asked of a key: one of these scopes. */
export type KeyAsked = {
  scope: ApiScope | readonly [ApiScope, ...ApiScope[]];
  /** It may come as a Basic password: other vendors' clients put it there. */
  password?: true;
  /** While the database is gone, a key is good that was good when this node looked it up last. */
  lastKnown?: true;
};

/** The caller, who must hold one of these scopes. Throws unauthenticated, forbidden. */
export async function callerWith(ledger: Ledger, c: Context, asked: KeyAsked): Promise<Principal> {
  const principal = asksAsPerson(c) ? await personOf(ledger, c) : await keyOf(ledger, c, asked);
  // One answer for a key that is missing, misspelt, unknown or revoked.
  if (principal === undefined) {
    throw new LedgerError('unauthenticated', 'This needs a valid secret key in the Authorization header.');
  }
  requireScope(principal, ...[asked.scope].flat());
  return principal;
}

function keyOf(ledger: Ledger, c: Context, asked: KeyAsked): Promise<Principal | undefined> {
  const header = c.req.header('authorization');
  const key = parseBearer(header) ?? (asked.password ? parseBasic(header) : undefined);
  return key === undefined ? Promise.resolve(undefined) : lookUp(ledger, key, asked);
}

const lookUp = ({ setup }: Ledger, key: string, { lastKnown }: KeyAsked) =>
  lastKnown ? setup.apiKeyAsLastKnown(hashApiKey(key)) : setup.apiKey(hashApiKey(key));

export function hasCredentials(c: Context): boolean {
  return c.req.header('authorization') !== undefined || asksAsPerson(c);
}
