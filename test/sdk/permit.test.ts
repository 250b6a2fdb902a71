import { generateKeyPairSync } from 'node:crypto';
import { exportJWK } from 'jose';
import { expect, test } from 'vitest';
import { type Permit, recipientHash } from '../../ledger/core/gate/permit.ts';
import { signToken, type TokenSigner } from '../../ledger/core/jws.ts';
import { normalizeNumber } from '../../ledger/core/subject/number.ts';
import { createGate } from '../../ledger/sdk/gate.ts';
import { spellingsOf } from '../../ledger/sdk/spelling.ts';

const recipient = '+919876543231';
const question = { recipient, purpose: 'shipping_update' } as const;

async function keyPair(kid: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    signer: { key: privateKey, kid } satisfies TokenSigner,
    jwk: { ...(await exportJWK(publicKey)), kid, alg: 'Ed25519', use: 'sig' },
  };
}
const { signer, jwk } = await keyPair('k1');
const gate = createGate({ url: 'http://127.0.0.1:9', key: 'om_x', jwks: { keys: [jwk] }, issuer: 'shop' });

const now = Math.floor(Date.now() / 1000);
const claims: Permit = {
  iss: 'shop',
  jti: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10',
  iat: now,
  exp: now + 60,
  decision: 'allow',
  reasons: ['granted'],
  business: 'fresh-produce',
  purpose: 'shipping_update',
  scope: 'message',
  record: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a11',
  tree_size: 8,
  salt: 'c2FsdA',
  recipient_hash: recipientHash('c2FsdA', recipient),
};
const permitWith = (over: object = {}, by = signer, typ = 'optmark-permit+jws' as const) =>
  signToken(by, typ, { ...claims, ...over });

test('a permit for this message to this person is good', async () => {
  expect(await gate.verifyPermit(permitWith(), question)).toMatchObject({ kind: 'good', permit: claims });
});

test.each([
  ['a denial', { decision: 'deny' }],
  ['one that is over', { exp: now - 6 }],
  ['one without an end', { exp: undefined }],
  ['one for another purpose', { purpose: 'marketing' }],
  ['one for a call', { scope: 'call' }],
  ['one for another person', { recipient_hash: recipientHash('c2FsdA', '+919876543232') }],
  ['one with another salt', { salt: 'b3RoZXI' }],
  ['one of another issuer', { iss: 'else' }],
])('%s is not good', async (_what, over) => {
  expect(await gate.verifyPermit(permitWith(over), question)).toMatchObject({ kind: 'not_good' });
});

test('a permit of another key is not good, whatever it calls itself', async () => {
  const other = await keyPair('k1');
  expect(await gate.verifyPermit(permitWith({}, other.signer), question)).toMatchObject({ kind: 'not_good' });
});

test('a receipt is no permit', async () => {
  const receipt = signToken(signer, 'optmark-receipt+jws', claims);
  expect(await gate.verifyPermit(receipt, question)).toMatchObject({ kind: 'not_good' });
});

test.each([
  ['nothing', ''],
  ['no JWS', 'a.b.c'],
  ['no signature', permitWith().replace(/[^.]+$/, '')],
  [
    'an unsigned one',
    `${Buffer.from('{"alg":"none","typ":"optmark-permit+jws"}').toString('base64url')}.${permitWith().split('.')[1]}.`,
  ],
])('%s is not good', async (_what, permit) => {
  expect(await gate.verifyPermit(permit, question)).toMatchObject({ kind: 'not_good' });
});

test.each([
  '+919876543231',
  '+91 98765-43231',
  '0014155550131',
  '919876543231',
  '+551187654321',
  '+5511987654321',
  '+5215512345678',
  '+525512345678',
  '+541123456789',
  '+5491123456789',
  '+12025550131',
])('a permit for %s is matched however the number is spelt', (number) => {
  const canonical = normalizeNumber(number);
  if (canonical.kind === 'refused') throw new Error(canonical.rule);
  expect(spellingsOf(number)).toContain(canonical.e164);
});
