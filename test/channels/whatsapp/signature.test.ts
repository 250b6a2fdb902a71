import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isSignature, isSignedWith } from '../../../ledger/channels/whatsapp/signature.ts';

const secret = Buffer.from('5ebe2294ecd0e0f08eab7690d2a6ee69');
const body = Buffer.from(String.raw`{"name":"Zo\u00eb"}`);
const sign = (bytes: Uint8Array, under = secret) =>
  `sha256=${createHmac('sha256', under).update(bytes).digest('hex')}`;

test('bytes signed with the app secret are believed', () => {
  expect(isSignedWith(secret, sign(body), body)).toBe(true);
});

test('the example of RFC 4231, case 2, is HMAC-SHA256', () => {
  const known = 'sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
  expect(isSignedWith(Buffer.from('Jefe'), known, Buffer.from('what do ya want for nothing?'))).toBe(true);
});

describe('not believed', () => {
  test('another secret', () => {
    expect(isSignedWith(Buffer.from('0'.repeat(32)), sign(body), body)).toBe(false);
  });

  test('the same JSON in other bytes', () => {
    const rewritten = Buffer.from(JSON.stringify(JSON.parse(body.toString())));
    expect(isSignedWith(secret, sign(body), rewritten)).toBe(false);
  });

  test.for([
    ['nothing', ''],
    ['no algorithm', sign(body).slice(7)],
    ['another algorithm', sign(body).replace('sha256', 'sha1')],
    ['capitals', sign(body).toUpperCase()],
    ['half of it', sign(body).slice(0, 39)],
    ['more than it', `${sign(body)}00`],
    ['two of them', `${sign(body)}, ${sign(body)}`],
    ['one digit changed', sign(body).replace(/.$/, (last) => (last === '0' ? '1' : '0'))],
  ] as const)('%s', ([, header]) => {
    expect(isSignedWith(secret, header, body)).toBe(false);
  });
});

test('only what can be a signature is one', () => {
  expect(isSignature(sign(body))).toBe(true);
  for (const header of [undefined, '', 'sha256=', `sha256=${'g'.repeat(64)}`]) {
    expect(isSignature(header)).toBe(false);
  }
});
