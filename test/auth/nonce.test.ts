import { createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkNonce,
  issueNonce,
  type NonceBinding,
  nonceExpiry,
  nonceLifetimeMs,
} from '../../ledger/auth/nonce.ts';
import type { MacKeys } from '../../ledger/core/mac.ts';

const keys: MacKeys = [{ version: 1, key: createSecretKey(Buffer.alloc(32, 1)) }];
const binding: NonceBinding = {
  site: 'pk_fresh-produce-shop',
  origin: 'https://fresh.example',
  notice: 'order-updates',
  version: 3,
  thumbprint: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
};
const now = new Date('2026-06-01T12:00:00.000Z');
// Bytes whose base64url has the two letters that plain base64 writes otherwise.
const random = Buffer.from('fbfffbfffbfffbfffbfffbfffbfffbff', 'hex');
const nonce = issueNonce(keys, binding, now, random);
const inMs = (ms: number) => new Date(now.getTime() + ms);
const check = (text: string, changes: Partial<NonceBinding> = {}, at = now) =>
  checkNonce(keys, { ...binding, ...changes }, text, at).kind;

describe('a nonce', () => {
  test('is accepted for the page it was issued to, and says when it was issued', () => {
    expect(checkNonce(keys, binding, nonce, inMs(1234))).toEqual({ kind: 'accepted', issuedAt: now });
  });

  test('is 54 bytes in base64url, which leaves no spare bits, and no two are alike', () => {
    expect(nonce).toMatch(/^[A-Za-z0-9_-]{72}$/);
    expect(issueNonce(keys, binding, now, Buffer.alloc(16, 9))).not.toBe(nonce);
  });

  test('tells nothing of what it is bound to', () => {
    const text = Buffer.from(nonce, 'base64url').toString('latin1');
    const { site, origin, notice, thumbprint } = binding;
    for (const value of [site, origin, notice, thumbprint]) expect(text).not.toContain(value);
  });

  test('is accepted under the key before the current one, as long as that is kept', () => {
    const current = { version: 2, key: createSecretKey(Buffer.alloc(32, 2)) };
    expect(checkNonce([current, ...keys], binding, nonce, now).kind).toBe('accepted');
    expect(issueNonce([current, ...keys], binding, now, random)).not.toBe(nonce);
  });

  test('is held to its ten minutes', () => {
    expect(nonceLifetimeMs).toBe(600_000);
    expect(nonceExpiry(nonce)).toEqual(inMs(600_000));
    expect(check(nonce, {}, inMs(600_000))).toBe('accepted');
    expect(checkNonce(keys, binding, nonce, inMs(600_001))).toEqual({ kind: 'expired', issuedAt: now });
  });

  test('cannot be issued from fewer than 16 random bytes', () => {
    expect(() => issueNonce(keys, binding, now, Buffer.alloc(15))).toThrow(RangeError);
  });
});

describe('a nonce is invalid', () => {
  test.each([
    ['another site', { site: 'pk_other-shop-entirely' }],
    ['another origin', { origin: 'https://fresh.example.evil' }],
    ['the same host without encryption', { origin: 'http://fresh.example' }],
    ['another notice', { notice: 'order-update' }],
    ['another version', { version: 4 }],
    ['another page key', { thumbprint: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4j' }],
  ])('for %s', (_, changes) => {
    expect(check(nonce, changes)).toBe('invalid');
  });

  test('for a binding whose fields divide the same text elsewhere', () => {
    // Few letters, JSON's own among them, so that many bindings run together to the same text.
    const field = fc.string({ unit: fc.constantFrom('a', '"', ','), maxLength: 3 });
    const anyBinding = fc.record({
      site: field,
      origin: field,
      notice: field,
      thumbprint: field,
      version: fc.nat(9),
    });
    fc.assert(
      fc.property(anyBinding, anyBinding, (one, other) => {
        const issued = issueNonce(keys, one, now, random);
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(checkNonce(keys, other, issued, now).kind).toBe(same ? 'accepted' : 'invalid');
      }),
    );
    const joined = issueNonce(keys, { ...binding, site: 'ab', origin: 'c' }, now, random);
    expect(checkNonce(keys, { ...binding, site: 'a', origin: 'bc' }, joined, now).kind).toBe('invalid');
    const split = issueNonce(keys, { ...binding, site: 'a","b', origin: 'c' }, now, random);
    expect(checkNonce(keys, { ...binding, site: 'a', origin: 'b","c' }, split, now).kind).toBe('invalid');
  });

  test('under another key', () => {
    const other: MacKeys = [{ version: 1, key: createSecretKey(Buffer.alloc(32, 2)) }];
    expect(checkNonce(other, binding, nonce, now).kind).toBe('invalid');
  });

  test('with any bit turned over, the time it expires included', () => {
    const bytes = Buffer.from(nonce, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const forged = Buffer.from(bytes);
      forged[bit >> 3]! ^= 1 << (bit & 7);
      expect(check(forged.toString('base64url')), `bit ${bit}`).toBe('invalid');
    }
  });

  test.each([
    ['a padded spelling', `${nonce}==`],
    ['the letters of plain base64', Buffer.from(nonce, 'base64url').toString('base64')],
    ['a space before it', ` ${nonce}`],
    ['a line feed after it', `${nonce}\n`],
    ['a letter that base64 does not know', `${nonce.slice(0, 10)}*${nonce.slice(10)}`],
    ['one letter more', `${nonce}A`],
    ['one letter less', nonce.slice(0, -1)],
    ['no letters', ''],
    ['other text', 'nonce'],
  ])('in %s', (_, text) => {
    expect(check(text)).toBe('invalid');
  });

  test('rather than expired when it was never ours', () => {
    expect(check(nonce, { version: 4 }, inMs(3_600_000))).toBe('invalid');
  });

  test('whatever text it is, without throwing', () => {
    fc.assert(fc.property(fc.string(), (text) => check(text) === 'invalid'));
  });
});
