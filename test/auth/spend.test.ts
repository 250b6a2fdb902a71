import { createSecretKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type SpentBy, spend } from '../../ledger/auth/spend.ts';
import type { MacKeys } from '../../ledger/core/mac.ts';

const keys: MacKeys = [{ version: 1, key: createSecretKey(Buffer.alloc(32, 1)) }];
const ways: SpentBy[] = ['idempotency_key', 'nonce', 'undo', 'ownership'];
const body = '{"number":"+919876543210","channel":"web"}';
const spent = spend(keys, 'nonce', ['n-1'], body);

describe('what is used up', () => {
  test('is the same for the same name and request, as text or as bytes', () => {
    const again = spend(keys, 'nonce', ['n-1'], Buffer.from(body));
    expect(again.key.equals(spent.key)).toBe(true);
    expect(again.request.equals(spent.request)).toBe(true);
  });

  test('is told apart by its name', () => {
    expect(spend(keys, 'nonce', ['n-2'], body).key.equals(spent.key)).toBe(false);
  });

  test('is told apart by where one part of its name ends and the next begins', () => {
    const named = (...name: string[]) => spend(keys, 'nonce', name, body).key.toString('hex');
    expect(new Set([named('ab', 'c'), named('a', 'bc'), named('abc'), named('abc', '')]).size).toBe(4);
  });

  test('is told apart by the way it was used up: no way can use up another’s', () => {
    const names = ways.map((by) => spend(keys, by, ['n-1'], body).key.toString('hex'));
    expect(new Set(names).size).toBe(ways.length);
  });

  test('tells one request from another, whatever it was called', () => {
    expect(spend(keys, 'nonce', ['n-1'], `${body} `).request.equals(spent.request)).toBe(false);
    expect(spend(keys, 'undo', ['n-9'], body).request.equals(spent.request)).toBe(true);
  });

  test('is never the digest of a name where it should be that of a request', () => {
    expect(spend(keys, 'nonce', [body], body).key.equals(spend(keys, 'nonce', [body], body).request)).toBe(
      false,
    );
  });

  test('cannot be guessed without the secret, however few numbers there are to try', () => {
    const other = spend([{ version: 1, key: createSecretKey(Buffer.alloc(32, 2)) }], 'nonce', ['n-1'], body);
    expect(other.key.equals(spent.key)).toBe(false);
    expect(other.request.equals(spent.request)).toBe(false);
  });
});
