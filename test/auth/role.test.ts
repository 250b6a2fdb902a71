// What each role may do, against what the console's guide tells whoever lets people in.

import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { scopesOf } from '../../ledger/auth/role.ts';
import { scopeSchema } from '../../ledger/auth/scope.ts';
import { roleSchema } from '../../ledger/core/setup/staff.ts';

const guide = await readFile(new URL('../../ledger/guides/console.md', import.meta.url), 'utf8');

/** The scopes in the last cell of the role's row. */
function told(role: string): string[] {
  const row = guide.split('\n').find((line) => line.startsWith(`| \`${role}\` |`));
  const [, , , scopes = ''] = row?.split('|') ?? [];
  return Array.from(scopes.matchAll(/`([^`]+)`/g), ([, scope]) => scope!);
}

test.for(roleSchema.options)('the guide tells what the role %s may do', (role) => {
  const of = {
    auditor: told('auditor'),
    manager: [...told('auditor'), ...told('manager')],
    admin: scopeSchema.options.filter((scope) => !told('admin').includes(scope)),
  };
  expect([...scopesOf(role)].toSorted()).toEqual(of[role].toSorted());
});
