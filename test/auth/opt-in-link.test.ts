// The token in a mail and the pass on a page: who can make them, what they give away, what passes as one.

import { createSecretKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  isLinkPass,
  issueLinkPass,
  issueLinkToken,
  linkIdIn,
  linkPassIn,
  standInFor,
} from '../../ledger/auth/opt-in-link.ts';
import type { MacKeys } from '../../ledger/core/mac.ts';
import { maskNumber } from '../../ledger/core/notice/render.ts';
import { normalizeNumber } from '../../ledger/core/subject/identifier.ts';

const keyOf = (byte: number): MacKeys => [{ version: 1, key: createSecretKey(Buffer.alloc(32, byte)) }];
const keys = keyOf(1);
const id = '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10';
const now = new Date('2026-11-22T18:11:46Z');
const site = 'pk_4kJ8mZt0QX2v7bN1cR5sW9yD';

describe('the token of a link', () => {
  test('is read by the ledger that made it, before and after its keys were replaced', () => {
    const token = issueLinkToken(keys, id);
    expect(token).toMatch(/^[\w-]{44}$/);
    expect(linkIdIn(keys, token)).toBe(id);
    expect(linkIdIn([keyOf(2)[0], ...keys], token)).toBe(id);
    expect(linkIdIn(keyOf(2), token)).toBeUndefined();
  });

  test('altered in any bit, cut or spelled in another way it is none', () => {
    const token = issueLinkToken(keys, id);
    const bytes = Buffer.from(token, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const other = Buffer.from(bytes);
      other[bit >> 3]! ^= 1 << (bit & 7);
      expect(linkIdIn(keys, other.toString('base64url'))).toBeUndefined();
    }
    for (const other of ['', token.slice(0, -1), `${token}A`, ` ${token}`, `${token}=`, id, 'x'.repeat(5000)])
      expect(linkIdIn(keys, other)).toBeUndefined();
  });
});

describe('the pass of a page', () => {
  const pass = issueLinkPass(keys, { site, link: id, number: '+919876543210' }, now);

  test('says site, link and a stand-in for the number, and lives an hour', () => {
    const claims = linkPassIn(keys, pass)!;
    expect(claims).toMatchObject({ iss: site, link: id, number: '+912000003210' });
    expect(claims.exp - claims.iat).toBe(3600);
    expect(linkPassIn(keys, issueLinkPass(keys, { site, link: id }, now))).not.toHaveProperty('number');
  });

  test('of other keys, with other claims, or of another kind is none', () => {
    expect(linkPassIn(keyOf(2), pass)).toBeUndefined();
    const [head, , signature] = pass.split('.');
    const claims = Buffer.from(JSON.stringify({ iss: site, link: id, iat: 0, exp: 9e9 })).toString(
      'base64url',
    );
    const customer = `${Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url')}.${claims}.${signature}`;
    for (const other of [
      `${head}.${claims}.${signature}`,
      `${head}.${signature}`,
      customer,
      `${pass}.x`,
      '',
      '..',
    ])
      expect(linkPassIn(keys, other)).toBeUndefined();
    expect(isLinkPass(pass)).toBe(true);
    expect(isLinkPass(customer)).toBe(false);
    expect(isLinkPass(undefined)).toBe(false);
  });
});

describe('the stand-in for a number', () => {
  const numbers = [
    '+919876543210',
    '+14155550142',
    '+4512345678',
    '+201001234567',
    '+79161234567',
    '+85212345678',
  ];

  test.each(numbers)('of %s has its mask and is nobody’s number', (number) => {
    const stand = standInFor(number);
    for (const own of ['91', '1', '', '20']) expect(maskNumber(stand, own)).toBe(maskNumber(number, own));
    const read = normalizeNumber(stand);
    expect(read.kind === 'refused' || read.e164 !== number).toBe(true);
    // As the widget takes a number whole without the plan of its country.
    expect(stand).toMatch(/^\+\d{1,3}[23]0{5}\d{4}$/);
  });
});
