// What a secret key may do. A key holds only the scopes it was made with.

import { z } from 'zod';
import { LedgerError } from '../core/error.ts';
import type { Role } from '../core/setup/staff.ts';

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

/**
 * Who is asking: a server with a secret key of one business, or a person in the console.
 * `key`: the id of either. `role`: only of a person. `test`: only to try things out.
 */
export type Principal = {
  key: string;
  business: string;
  scopes: readonly ApiScope[];
  role?: Role;
  test?: true;
};

const terminal = 'cli';

/** Whoever works at the ledger's own terminal: no key has this id. */
export const atTerminal = (business: string, scope: ApiScope): Principal => ({
  key: terminal,
  business,
  scopes: [scope],
});

/** As records name who did it. */
export const actorOf = ({ key, role }: Pick<Principal, 'key' | 'role'>) =>
  ({ by: role !== undefined ? 'staff' : key === terminal ? 'operator' : 'key', id: key }) as const;

/** One of them. Throws forbidden. */
export function requireScope({ scopes, role }: Principal, ...anyOf: readonly ApiScope[]): void {
  if (anyOf.some((scope) => scopes.includes(scope))) return;
  const who = role === undefined ? 'This key' : `The role ${role}`;
  throw new LedgerError('forbidden', `${who} does not have the scope ${anyOf.join(' or ')}.`);
}
