import { createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { checkPersonLink, issuePersonLink, type PersonLink } from '../../ledger/auth/person-link.ts';
import type { MacKeys } from '../../ledger/core/mac.ts';

const keys: MacKeys = [{ version: 1, key: createSecretKey(Buffer.alloc(32, 7)) }];
const link: PersonLink = {
  kind: 'record',
  record: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10',
  expiresAt: new Date('2026-12-01T00:00:00Z'),
};
const before = new Date('2026-11-22T12:00:00Z');
const text = issuePersonLink(keys, link);

test.each(['record', 'person'] as const)('a link of kind %s opens what it was made for', (kind) => {
  const issued = issuePersonLink(keys, { ...link, kind });
  expect(checkPersonLink(keys, issued, before)).toEqual({ kind: 'accepted', link: { ...link, kind } });
});

test('the same three things always give the same link, so a retry is answered alike', () => {
  expect(issuePersonLink(keys, link)).toBe(text);
  expect(issuePersonLink(keys, { ...link, kind: 'person' })).not.toBe(text);
});

test('a link is short enough for an SMS and shows neither number nor name', () => {
  expect(text).toMatch(/^[\w-]{54}$/);
});

test('what is not a record id gets no link', () => {
  expect(() => issuePersonLink(keys, { ...link, record: '+919876543210' })).toThrow(RangeError);
});

describe('refused', () => {
  const refused = (value: string, under = keys) => checkPersonLink(under, value, before).kind;

  test('from the second it ends', () => {
    expect(checkPersonLink(keys, text, new Date(link.expiresAt.getTime() - 1)).kind).toBe('accepted');
    expect(checkPersonLink(keys, text, link.expiresAt)).toEqual({ kind: 'expired' });
  });

  test('with any single bit changed: another kind, record, moment or MAC', () => {
    const bytes = Buffer.from(text, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const forged = Buffer.from(bytes);
      forged[bit >> 3]! ^= 1 << (bit & 7);
      expect(refused(forged.toString('base64url'))).toBe('invalid');
    }
  });

  test('under another key', () => {
    expect(refused(text, [{ version: 1, key: createSecretKey(randomBytes(32)) }])).toBe('invalid');
  });

  test('cut short, made longer or spelled in another way', () => {
    for (const other of [
      '',
      text.slice(0, -1),
      `${text}A`,
      `${text}=`,
      `${text.slice(0, -1)}%`,
      'A'.repeat(1e5),
    ]) {
      expect(refused(other)).toBe('invalid');
    }
  });

  test('when it was made for another thing under the same key', () => {
    expect(refused(randomBytes(40).toString('base64url'))).toBe('invalid');
  });
});
