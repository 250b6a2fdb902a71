// What each role may do in the console: the scopes of secret keys.

import { type Role, roleSchema } from '../core/setup/staff.ts';
import { type ApiScope, scopeSchema } from './scope.ts';

const auditor: readonly ApiScope[] = ['audit:read', 'notice:read', 'template:read'];
const manager: readonly ApiScope[] = [
  ...auditor,
  ...(['opt-out:write', 'opt-in:confirm', 'erase', 'correction:write', 'notice:write'] as const),
];

/**
 * No person's. Metrics are of all businesses; the change feed is followed by a system. The gate records no
 * look, so with a list of numbers it would tell whose masked number it is; `standing` answers a person. Who
 * could opt somebody in as well as confirm it would be two readers at once.
 */
const ofServers: readonly ApiScope[] = ['metrics:read', 'changes:read', 'gate:check', 'opt-in:write'];

const scopes: Record<Role, readonly ApiScope[]> = {
  auditor,
  manager,
  admin: scopeSchema.options.filter((scope) => !ofServers.includes(scope)),
};

export const scopesOf = (role: Role): readonly ApiScope[] => scopes[role];

/** The widest that is named among these words; undefined: none is. */
export const widestOf = (words: readonly string[]): Role | undefined =>
  roleSchema.options.findLast((role) => words.includes(role));

/** The narrower of two. */
export const narrower = (one: Role, other: Role): Role =>
  roleSchema.options.find((role) => role === one || role === other)!;
