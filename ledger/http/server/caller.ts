// The caller: a server with a secret key (RFC 6750). The key itself goes no further than this file; its hash
// is looked up.

import type { Context } from 'hono';
import { hashApiKey, parseBasic, parseBearer } from '../../auth/api-key.ts';
import { type ApiScope, type Principal, requireScope } from '../../auth/scope.ts';
import { LedgerError } from '../../core/error.ts';
import type { Ledger } from '../../operations/ledger.ts';

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
  const header = c.req.header('authorization');
  const key = parseBearer(header) ?? (asked.password ? parseBasic(header) : undefined);
  const principal = key === undefined ? undefined : await lookUp(ledger, key, asked);
  // One answer for a key that is missing, misspelt, unknown or revoked.
  if (principal === undefined) {
    throw new LedgerError('unauthenticated', 'This needs a valid secret key in the Authorization header.');
  }
  requireScope(principal, ...[asked.scope].flat());
  return principal;
}

const lookUp = ({ setup }: Ledger, key: string, { lastKnown }: KeyAsked) =>
  lastKnown ? setup.apiKeyAsLastKnown(hashApiKey(key)) : setup.apiKey(hashApiKey(key));

export function hasCredentials(c: Context): boolean {
  return c.req.header('authorization') !== undefined;
}
