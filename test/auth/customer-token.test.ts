import { createHmac, randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import {
  checkCustomerToken,
  claimedSite,
  customerTokenLifeMax,
  formatCustomerSecret,
} from '../../ledger/auth/customer-token.ts';

const site = 'pk_shop';
const secret = formatCustomerSecret(Buffer.alloc(32, 7));
const other = formatCustomerSecret(Buffer.alloc(32, 8));
const now = new Date('2026-11-22T18:00:00.000Z');
const at = now.getTime() / 1000;
const good = { iss: site, aud: 'optmark', number: '+14155550142', iat: at, exp: at + 600 };

const encode = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** By hand, so that what no library would write can be tried. */
function token(claims: unknown = good, header: unknown = { alg: 'HS256', typ: 'JWT' }, key = secret): string {
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
}
const check = (text: string, over: Partial<Parameters<typeof checkCustomerToken>[1]> = {}) =>
  checkCustomerToken(text, { site, secrets: [secret], now, ...over });
const refused = async (text: string, over: Partial<Parameters<typeof checkCustomerToken>[1]> = {}) => {
  const found = await check(text, over);
  if (found.kind === 'invalid') return found.rule;
  return found.kind === 'expired' ? 'expired' : 'admitted';
};

test('a secret is 32 random bytes behind a name that tells what leaked', () => {
  expect(secret).toMatch(/^oct_[A-Za-z0-9_-]{43}$/);
  expect(() => formatCustomerSecret(randomBytes(31))).toThrow(RangeError);
});

test.each([
  ['a claim', JSON.stringify(good).replace('{', '{"number":"+14155550143",'), '{"alg":"HS256","typ":"JWT"}'],
  ['the site', JSON.stringify(good).replace('{', '{"iss":"pk_else",'), '{"alg":"HS256","typ":"JWT"}'],
  ['the algorithm', JSON.stringify(good), '{"alg":"none","alg":"HS256","typ":"JWT"}'],
  ['a member within a member', JSON.stringify(good), '{"alg":"HS256","typ":"JWT","x":{"a":1,"a":2}}'],
])('a token that names %s twice is no token, and names no site', async (_, claims, header) => {
  const twice = token(claims, header);
  expect(await refused(twice)).toBe('malformed');
  expect(claimedSite(twice)).toBeUndefined();
});

describe('a token is believed', () => {
  test('with a number, and with the shop’s own name for the customer', async () => {
    expect(await check(token())).toEqual({ kind: 'valid', customer: { number: '+14155550142' } });
    const named = token({ ...good, sub: 'customer 1042' });
    expect(await check(named)).toEqual({
      kind: 'valid',
      customer: { number: '+14155550142', externalId: 'customer 1042' },
    });
  });

  test('when jose made it, with its header in either order', async () => {
    const made = new SignJWT({ number: good.number })
      .setProtectedHeader({ typ: 'JWT', alg: 'HS256' })
      .setIssuer(site)
      .setAudience('optmark')
      .setIssuedAt(now)
      .setExpirationTime(new Date(now.getTime() + 3_600_000));
    expect(await refused(await made.sign(Buffer.from(secret)))).toBe('admitted');
  });

  test('under any secret that is good', async () => {
    expect(await refused(token(), { secrets: [other, secret] })).toBe('admitted');
  });

  test('until a minute after its end, and from a minute before its beginning', async () => {
    const moment = (seconds: number) => ({ now: new Date((at + seconds) * 1000) });
    expect(await refused(token(), moment(659.999))).toBe('admitted');
    expect(await refused(token(), moment(660))).toBe('expired');
    expect(await refused(token(), moment(-60))).toBe('admitted');
    expect(await refused(token(), moment(-60.001))).toBe('issued_in_the_future');
  });

  test('later, for what was signed while it was good; but not before it was issued', async () => {
    const later = new Date(now.getTime() + 86_400_000);
    expect(await refused(token(), { now: later })).toBe('expired');
    expect(await refused(token(), { now: later, usedAt: now })).toBe('admitted');
    const future = token({ ...good, iat: at + 3_600, exp: at + 4_000 });
    expect(await refused(future, { usedAt: now })).toBe('issued_in_the_future');
  });

  test('for an hour at most', async () => {
    expect(await refused(token({ ...good, exp: at + customerTokenLifeMax }))).toBe('admitted');
    expect(await refused(token({ ...good, exp: at + customerTokenLifeMax + 1 }))).toBe('lifetime');
    expect(await refused(token({ ...good, exp: at }))).toBe('lifetime');
    expect(await refused(token({ ...good, exp: at - 5 }))).toBe('lifetime');
  });
});

describe('a token is refused', () => {
  test('under another secret, or none', async () => {
    expect(await refused(token(), { secrets: [other] })).toBe('signature');
    expect(await refused(token(), { secrets: [] })).toBe('signature');
    expect(await refused(token(good, undefined, 'oct_'))).toBe('signature');
  });

  test('with one bit of it changed', async () => {
    const [header, claims, signature] = token().split('.') as [string, string, string];
    const forged = encode({ ...good, number: '+14155550199' });
    expect(await refused(`${header}.${forged}.${signature}`)).toBe('signature');
    expect(await refused(`${header}.${claims}.${signature.slice(0, -4)}AAAA`)).toBe('signature');
  });

  test('for another site', async () => {
    expect(await refused(token({ ...good, iss: 'pk_other' }))).toBe('site');
    expect(await refused(token(), { site: 'pk_other' })).toBe('site');
  });

  test.for([
    ['no algorithm', { alg: 'none', typ: 'JWT' }],
    ['another algorithm', { alg: 'HS512', typ: 'JWT' }],
    ['a public-key algorithm', { alg: 'RS256', typ: 'JWT' }],
    ['another type', { alg: 'HS256', typ: 'optin+jws' }],
    ['no type', { alg: 'HS256' }],
    ['a key id', { alg: 'HS256', typ: 'JWT', kid: 'k' }],
    ['a key of its own', { alg: 'HS256', typ: 'JWT', jwk: { kty: 'oct', k: 'AA' } }],
    ['an extension that must be understood', { alg: 'HS256', typ: 'JWT', crit: ['b64'], b64: false }],
  ] as const)('with %s in its header', async ([, header]) => {
    expect(['claims', 'malformed', 'signature']).toContain(await refused(token(good, header)));
  });

  test.for([
    ['no number', { ...good, number: undefined }],
    ['a number that is none', { ...good, number: 14155550142 }],
    ['no end', { ...good, exp: undefined }],
    ['no beginning', { ...good, iat: undefined }],
    ['an end that is text', { ...good, exp: String(good.exp) }],
    ['a fraction of a second', { ...good, iat: at + 0.5 }],
    ['another audience', { ...good, aud: 'somebody' }],
    ['a list of audiences', { ...good, aud: ['optmark'] }],
    ['no audience', { ...good, aud: undefined }],
    ['a name that is too long', { ...good, sub: 'x'.repeat(129) }],
    ['a claim that nobody asked for', { ...good, admin: true }],
  ] as const)('with %s', async ([, claims]) => {
    expect(await refused(token(claims))).toBe('claims');
  });

  test.for(['', '.', '..', 'a.b', 'a.b.c', 'a.b.c.d', 'null', 'é.é.é', `${'A'.repeat(2000)}.A.A`])(
    'when it is no token: %j',
    async (text) => expect(await refused(text)).toBe('malformed'),
  );

  test('with claims that are no object', async () => {
    for (const claims of [null, 7, 'text', [good]]) {
      expect(['malformed', 'claims']).toContain(await refused(token(claims)));
    }
  });
});
