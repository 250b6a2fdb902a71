import { createSecretKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type SpentBy, spend } from '../../ledger/auth/spend.ts';

const secret = createSecretKey(Buffer.alloc(32, 1));
const ways: SpentBy[] = ['idempotency_key', 'nonce', 'undo', 'ownership'];
const body = '{"number":"+919876543210","channel":"web"}';
const spent = spend(secret, 'nonce', 'n-1', body);

describe('what is used up', () => {
  test('is the same for the same name and request, as text or as bytes', () => {
    const again = spend(secret, 'nonce', 'n-1', Buffer.from(body));
    expect(again.key.equals(spent.key)).toBe(true);
    expect(again.request.equals(spent.request)).toBe(true);
  });

  test('is told apart by its name', () => {
    expect(spend(secret, 'nonce', 'n-2', body).key.equals(spent.key)).toBe(false);
  });

  test('is told apart by the way it was used up: no way can use up another’s', () => {
    const keys = ways.map((by) => spend(secret, by, 'n-1', body).key.toString('hex'));
    expect(new Set(keys).size).toBe(ways.length);
  });

  test('tells one request from another, whatever it was called', () => {
    expect(spend(secret, 'nonce', 'n-1', `${body} `).request.equals(spent.request)).toBe(false);
    expect(spend(secret, 'undo', 'n-9', body).request.equals(spent.request)).toBe(true);
  });

  test('is never the digest of a name where it should be that of a request', () => {
    expect(spend(secret, 'nonce', body, body).key.equals(spend(secret, 'nonce', body, body).request)).toBe(
      false,
    );
  });

  test('cannot be guessed without the secret, however few numbers there are to try', () => {
    const other = spend(createSecretKey(Buffer.alloc(32, 2)), 'nonce', 'n-1', body);
    expect(other.key.equals(spent.key)).toBe(false);
    expect(other.request.equals(spent.request)).toBe(false);
  });
});
