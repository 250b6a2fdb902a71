// What each role may do in the console: the scopes of secret keys.

import { type Role, roleSchema } from '../core/setup/staff.ts';
import { type ApiScope, scopeSchema } from './scope.ts';

const auditor: readonly ApiScope[] = [
  ...(['audit:read', 'gate:check', 'notice:read', 'template:read'] as const),
];
const manager: readonly ApiScope[] = [
  ...auditor,
  ...(['opt-out:write', 'opt-in:confirm', 'erase', 'correction:write', 'notice:write'] as const),
];

const scopes: Record<Role, readonly ApiScope[]> = {
  auditor,
  manager,
  // Metrics are of all businesses, and a person is of one; what follows the change feed is a system.
  admin: scopeSchema.options.filter((scope) => scope !== 'metrics:read' && scope !== 'changes:read'),
};

export const scopesOf = (role: Role): readonly ApiScope[] => scopes[role];

/** The widest that is named among these words; undefined: none is. */
export const widestOf = (words: readonly string[]): Role | undefined =>
  roleSchema.options.findLast((role) => words.includes(role));

/** The narrower of two. */
export const narrower = (one: Role, other: Role): Role =>
  roleSchema.options.find((role) => role === one || role === other)!;
