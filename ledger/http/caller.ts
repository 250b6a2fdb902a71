// Who asks: a server with a secret key (RFC 6750). The key itself goes no further than this file; what is looked up
// is its hash.

import type { Context } from 'hono';
import { hashApiKey, parseBasic, parseBearer } from '../auth/api-key.ts';
import { type ApiScope, type Principal, requireScope } from '../auth/scope.ts';
import { LedgerError } from '../core/error.ts';
import type { Ledger } from '../operations/ledger.ts';

/** The caller, who must hold one of these scopes. Throws unauthenticated, forbidden. */
export async function callerWith(
  ledger: Ledger,
  c: Context,
  first: ApiScope,
  ...others: ApiScope[]
): Promise<Principal> {
  const principal = await callerOf(ledger, parseBearer(c.req.header('authorization')));
  return withScope(principal, first, others);
}

/** The same where other vendors' clients put the key: they know Basic credentials too. */
export async function callerWithPassword(
  ledger: Ledger,
  c: Context,
  first: ApiScope,
  ...others: ApiScope[]
): Promise<Principal> {
  const header = c.req.header('authorization');
  const principal = await callerOf(ledger, parseBearer(header) ?? parseBasic(header));
  return withScope(principal, first, others);
}

function withScope(principal: Principal, first: ApiScope, others: readonly ApiScope[]): Principal {
  if (!others.some((scope) => principal.scopes.includes(scope))) requireScope(principal, first);
  return principal;
}

export function hasCredentials(c: Context): boolean {
  return c.req.header('authorization') !== undefined;
}

async function callerOf(ledger: Ledger, key: string | undefined): Promise<Principal> {
  const principal = key === undefined ? undefined : await ledger.setup.apiKey(hashApiKey(key));
  // One answer for a key that is missing, misspelt, unknown or revoked.
  if (principal === undefined) {
    throw new LedgerError('unauthenticated', 'This needs a valid secret key in the Authorization header.');
  }
  return principal;
}
