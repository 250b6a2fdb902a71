import { describe, expect, test } from 'vitest';
import { takeApart } from '../../demo/shop/jws.ts';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a token taken apart', () => {
  test('shows its header and its claims', () => {
    const token = `${part({ alg: 'Ed25519' })}.${part({ decision: 'allow' })}.c2ln`;
    expect(takeApart(token)).toEqual({ header: { alg: 'Ed25519' }, claims: { decision: 'allow' } });
  });

  test.for(['', 'a', 'a.b', 'a.b.c', `${part({})}.${part({})}.`, `${part({})}.${part({})}.c2ln.more`])(
    'is none at all when it is %j',
    (token) => {
      expect(takeApart(token)).toBeUndefined();
    },
  );
});
