import { describe, expect, test } from 'vitest';
import { requireScope, scopeSchema } from '../../ledger/auth/scope.ts';

const scopes = scopeSchema.options;

describe('a key', () => {
  test.each(scopes)('with the scope %s may do that and nothing else', (scope) => {
    const principal = { key: 'key-1', business: 'fresh-produce', scopes: [scope] };
    for (const asked of scopes) {
      const attempt = () => requireScope(principal, asked);
      if (asked === scope) expect(attempt).not.toThrow();
      else expect(attempt).toThrow(expect.objectContaining({ code: 'forbidden' }));
    }
  });

  test('without scopes may do nothing', () => {
    const principal = { key: 'key-1', business: 'fresh-produce', scopes: [] };
    for (const asked of scopes) {
      expect(() => requireScope(principal, asked)).toThrow(expect.objectContaining({ code: 'forbidden' }));
    }
  });
});

test.each(['*', 'root', 'OPT-IN:WRITE', 'opt-in', ''])('the scope "%s" is none of ours', (scope) => {
  expect(scopeSchema.safeParse(scope).success).toBe(false);
});
