import { generateKeyPairSync, sign } from 'node:crypto';
import { exportJWK } from 'jose';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type Permit, recipientHash } from '../../ledger/core/gate/permit.ts';
import { signToken, type TokenSigner } from '../../ledger/core/jws.ts';
import { normalizeNumber } from '../../ledger/core/subject/number.ts';
import { createGate, type GateQuestion } from '../../ledger/sdk/gate.ts';
import { spellingsOf } from '../../ledger/sdk/spelling.ts';
import { misbehaving, says } from './misbehaving-server.ts';

const recipient = '+919876543231';
const question = { recipient, purpose: 'shipping_update' } as const;

async function keyPair(kid: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    signer: { key: privateKey, kid } satisfies TokenSigner,
    jwk: { ...(await exportJWK(publicKey)), kid, alg: 'EdDSA', use: 'sig' },
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

test.each([
  ['a claim', '{"alg":"Ed25519","typ":"optmark-permit+jws","kid":"k1"}', '{"decision":"deny",'],
  ['a member of its header', '{"alg":"none","alg":"Ed25519","typ":"optmark-permit+jws","kid":"k1"}', '{'],
])('one that names %s twice is not good, though the key signed it', async (_, header, opening) => {
  const encode = (text: string) => Buffer.from(text).toString('base64url');
  const input = `${encode(header)}.${encode(JSON.stringify(claims).replace('{', opening))}`;
  const permit = `${input}.${sign(null, Buffer.from(input), signer.key).toString('base64url')}`;
  expect(await gate.verifyPermit(permit, question)).toMatchObject({ kind: 'not_good' });
});

test.each([
  ['bsuid', 'IN.13491208655302741918'],
  ['parent_bsuid', 'IN.ENT.11815799212886844830'],
] as const)('a permit for a %s is good for that, and for nobody else', async (name, value) => {
  const permit = permitWith({ recipient_hash: recipientHash('c2FsdA', value) });
  const verdict = async (who: object) => {
    const asked = { ...who, purpose: 'shipping_update' } as GateQuestion;
    return (await gate.verifyPermit(permit, asked)).kind;
  };
  expect(await verdict({ [name]: value })).toBe('good');
  for (const other of [{ [name]: `${value}1` }, { recipient }, {}])
    expect(await verdict(other)).toBe('not_good');
});

test('a permit of another business on the same ledger is not good, where the business is named', async () => {
  const options = { url: 'http://127.0.0.1:9', key: 'om_x', jwks: { keys: [jwk] } };
  const verdictFor = (business: string) =>
    createGate({ ...options, business }).verifyPermit(permitWith(), question);
  expect(await verdictFor('fresh-produce')).toMatchObject({ kind: 'good' });
  expect(await verdictFor('stale-produce')).toMatchObject({ kind: 'not_good' });
});

const template = { name: 'order_shipped', language: 'en_US' };
const sender = '106540352242922';
const freely = { purpose: undefined, record: undefined, kind: 'free_form', sender };

test.each<[string, object, object]>([
  ['a template', { template }, { template }],
  ['a template of a sender', { template, sender }, { template, sender }],
  ['a free-form answer', freely, { kind: 'free_form', sender }],
])('a permit for %s is good for that, and for nothing else', async (_what, over, about) => {
  const permit = permitWith(over);
  expect(await gate.verifyPermit(permit, { recipient, ...about } as GateQuestion)).toMatchObject({
    kind: 'good',
  });
  const others = [
    { purpose: 'shipping_update' },
    { template: { name: 'order_shipped', language: 'hi' } },
    { template: { name: 'offers', language: 'en_US' } },
    { ...about, sender: '999999999999' },
    { kind: 'free_form', sender: '999999999999' },
    { ...about, scope: 'call' },
    {},
    { template: {} },
    { kind: 'free_form' },
  ];
  for (const other of others) {
    const asked = { recipient, ...other } as GateQuestion;
    expect(await gate.verifyPermit(permit, asked)).toMatchObject({ kind: 'not_good' });
  }
});

test('a permit for a purpose is good for no template and no free-form answer', async () => {
  for (const about of [{ template }, { purpose: 'shipping_update', sender }, { kind: 'free_form', sender }]) {
    const asked = { recipient, ...about } as GateQuestion;
    expect(await gate.verifyPermit(permitWith(), asked)).toMatchObject({ kind: 'not_good' });
  }
});

test('the ledger’s keys are read once, again for a new one, and not for every name that somebody makes up', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const second = await keyPair('k2');
  let keys = [jwk];
  await using server = await misbehaving((...args) => says(200, { keys })(...args));
  const remote = createGate({ url: server.url, key: 'om_x' });
  const verdict = async (by: TokenSigner) => (await remote.verifyPermit(permitWith({}, by), question)).kind;
  for (const _ of [1, 2, 3]) expect(await verdict(signer)).toBe('good');
  expect(server.asked.map(({ path }) => path)).toEqual(['/.well-known/jwks.json']);

  for (const n of [1, 2, 3])
    expect(await verdict({ ...second.signer, kid: `made-up-${n}` })).toBe('not_good');
  expect(server.asked).toHaveLength(1);

  keys = [second.jwk];
  vi.setSystemTime(Date.now() + 1_001);
  expect(await verdict(second.signer)).toBe('good');
  // A key that was taken out of the list is believed no longer.
  expect(await verdict(signer)).toBe('not_good');
});

test('keys that cannot be read believe nothing', async () => {
  for (const answer of [says(500, {}), says(200, '<h1>'), says(200, { keys: 'x' })]) {
    await using server = await misbehaving(answer);
    const remote = createGate({ url: server.url, key: 'om_x', timeoutMs: 10_000 });
    expect(await remote.verifyPermit(permitWith(), question)).toMatchObject({ kind: 'not_good' });
  }
});

test('a permit of another key is not good, whatever it calls itself', async () => {
  const other = await keyPair('k1');
  expect(await gate.verifyPermit(permitWith({}, other.signer), question)).toMatchObject({ kind: 'not_good' });
});

test('a receipt is no permit', async () => {
  const receipt = signToken(signer, 'optmark-receipt+jws', claims);
  expect(await gate.verifyPermit(receipt, question)).toMatchObject({ kind: 'not_good' });
});

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A permit whose signature holds, under another header. */
function permitUnder(over: object): string {
  const header = { alg: 'EdDSA', typ: 'optmark-permit+jws', kid: 'k1', ...over };
  const signed = `${encoded(header)}.${encoded(claims)}`;
  return `${signed}.${sign(null, Buffer.from(signed), signer.key).toString('base64url')}`;
}

test('a permit is good under either name of its algorithm', async () => {
  expect(await gate.verifyPermit(permitUnder({ alg: 'Ed25519' }), question)).toMatchObject({ kind: 'good' });
});

test.each([
  ['another algorithm', { alg: 'HS256' }],
  ['another type', { typ: 'JWT' }],
  ['no key', { kid: undefined }],
  ['a key that is not published', { kid: 'k9' }],
  ['an extension that must be understood', { crit: ['b64'], b64: false }],
])('a permit whose header names %s is not good', async (_what, over) => {
  expect(await gate.verifyPermit(permitUnder({}), question)).toMatchObject({ kind: 'good' });
  expect(await gate.verifyPermit(permitUnder(over), question)).toMatchObject({ kind: 'not_good' });
});

test.each([
  ['encrypts', { use: 'enc' }],
  ['signs otherwise', { alg: 'ES256' }],
  ['has no id', { kid: undefined }],
])('a permit of a published key that %s is not good', async (_what, over) => {
  const jwks = { keys: [{ ...jwk, ...over }] };
  const other = createGate({ url: 'http://127.0.0.1:9', key: 'om_x', jwks });
  expect(await other.verifyPermit(permitWith(), question)).toMatchObject({ kind: 'not_good' });
});

test('a permit of which one character was changed is not good', async () => {
  const permit = permitWith();
  for (const at of [5, permit.indexOf('.') + 5, permit.lastIndexOf('.') + 5]) {
    const changed = permit.slice(0, at) + (permit[at] === 'A' ? 'B' : 'A') + permit.slice(at + 1);
    expect(await gate.verifyPermit(changed, question)).toMatchObject({ kind: 'not_good' });
  }
});

test.each([
  ['nothing', ''],
  ['more than a JWS', `${permitWith()}.`],
  ['no JWS', 'a.b.c'],
  ['no signature', permitWith().replace(/[^.]+$/, '')],
  [
    'an unsigned one',
    `${Buffer.from('{"alg":"none","typ":"optmark-permit+jws"}').toString('base64url')}.${permitWith().split('.')[1]}.`,
  ],
])('%s is not good', async (_what, permit) => {
  expect(await gate.verifyPermit(permit, question)).toMatchObject({ kind: 'not_good' });
});

test.each(['+44 (0)20 7946 0958', 'tel:+919876543231', '+91\u201098765\u201043231'])(
  'a permit for %s is not believed, though the number is found',
  (number) => {
    const canonical = normalizeNumber(number);
    if (canonical.kind === 'refused') throw new Error(canonical.rule);
    expect(spellingsOf(number)).not.toContain(canonical.e164);
  },
);

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
