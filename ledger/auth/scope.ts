// What a secret key may do. A key holds only the scopes it was made with.

import { z } from 'zod';
import { LedgerError } from '../core/error.ts';

export const scopeSchema = z
  .enum([
    'opt-in:write',
    'opt-in:confirm',
    'opt-out:write',
    'import:write',
    'gate:check',
    'audit:read',
    'changes:read',
    'erase',
    'correction:write',
    'notice:write',
    'notice:read',
    'link:write',
    'template:write',
    'template:read',
    'metrics:read',
    'admin',
  ])
  .meta({ id: 'ApiScope' });
export type ApiScope = z.infer<typeof scopeSchema>;

/**
 * What a test key of a business that is not one may not do: each changes what real messages rest on, what
 * people are shown, or what is known of them. `metrics:read` is of all businesses.
 */
const notToTry: readonly ApiScope[] = [
  ...(['admin', 'notice:write', 'template:write', 'link:write', 'erase'] as const),
  ...(['correction:write', 'metrics:read'] as const),
];

export const scopesNotToTry = (scopes: readonly ApiScope[]): ApiScope[] =>
  scopes.filter((scope) => notToTry.includes(scope));

/** Who is asking: a server with a secret key of one business. `test`: only to try things out. */
export type Principal = { key: string; business: string; scopes: readonly ApiScope[]; test?: true };

/** Whoever works at the ledger's own terminal: no key has this id. */
export const atTerminal = (business: string, scope: ApiScope): Principal => ({
  key: 'cli',
  business,
  scopes: [scope],
});

/** One of them. Throws forbidden. */
export function requireScope({ scopes }: Principal, ...anyOf: readonly ApiScope[]): void {
  if (anyOf.some((scope) => scopes.includes(scope))) return;
  throw new LedgerError('forbidden', `This key does not have the scope ${anyOf.join(' or ')}.`);
}
