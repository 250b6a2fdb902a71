import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import fc from 'fast-check';
import { CompactSign, calculateJwkThumbprint, compactVerify, EmbeddedJWK, type JWK } from 'jose';
import { describe, expect, test } from 'vitest';
import { pageThumbprintOf, verifyPageSignature } from '../../../ledger/channels/web/page-signature.ts';

const typ = 'optin+jws';
const payload = JSON.stringify({ kind: 'opt_in', locale: 'en' });

type Alg = 'Ed25519' | 'EdDSA' | 'ES256';
type Page = { alg: Alg; key: KeyObject; jwk: JWK };

// Of fixed keys, so that a failure can be repeated. Ed25519: RFC 8037 appendix A; P-256: RFC 7515 appendix
// A.3.
const ed25519Jwk = {
  kty: 'OKP',
  crv: 'Ed25519',
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
};
const p256Jwk = {
  kty: 'EC',
  crv: 'P-256',
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
  d: 'jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI',
};
const pageOf = (alg: Alg, jwk: typeof ed25519Jwk | typeof p256Jwk): Page => {
  const { d: _, ...publicPart } = jwk;
  return { alg, key: createPrivateKey({ key: jwk, format: 'jwk' }), jwk: publicPart };
};
const pages: Page[] = [pageOf('Ed25519', ed25519Jwk), pageOf('EdDSA', ed25519Jwk), pageOf('ES256', p256Jwk)];
const [ed25519, , es256] = pages as [Page, Page, Page];

const encode = (value: object | string) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** A JWS of this header, truly signed by this key, whatever the header says. */
function signedBy({ alg, key }: Page, header: object | string, text: string = payload): string {
  const input = `${encode(header)}.${encode(text)}`;
  const digest = alg === 'ES256' ? 'sha256' : null;
  return `${input}.${sign(digest, Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}
const good = (page: Page) => signedBy(page, { alg: page.alg, typ, jwk: page.jwk });
const kindOf = (jws: string) => verifyPageSignature(jws, typ).kind;

/** The kind of a JWS that is right in all but these members of its key, or fields of its header. */
const withKey = (page: Page, jwk: unknown) => kindOf(signedBy(page, { alg: page.alg, typ, jwk }));
const withHeader = (page: Page, changes: object) =>
  kindOf(signedBy(page, { alg: page.alg, typ, jwk: page.jwk, ...changes }));

describe.each(pages.map((page) => [page.alg, page] as const))('a page that signs with %s', (alg, page) => {
  test('is verified, with the payload it signed and the thumbprint jose computes', async () => {
    const found = verifyPageSignature(good(page), typ);
    expect(found).toMatchObject({ kind: 'verified', thumbprint: await calculateJwkThumbprint(page.jwk) });
    if (found.kind === 'verified') expect(found.payload.toString()).toBe(payload);
  });

  test('may use jose to sign', async () => {
    const jws = await new CompactSign(Buffer.from(payload))
      .setProtectedHeader({ alg, typ, jwk: page.jwk })
      .sign(page.key);
    expect(kindOf(jws)).toBe('verified');
  });

  test('has the same thumbprint in what is stored', async () => {
    expect(pageThumbprintOf(good(page), typ)).toBe(await calculateJwkThumbprint(page.jwk));
  });

  test('whose header or key names a member twice is invalid, whichever of the two is right', () => {
    const right = JSON.stringify({ alg, typ, jwk: page.jwk });
    for (const header of [
      right.replace('{', '{"alg":"none",'),
      right.replace('{', `{"typ":"optout+jws",`),
      right.replace('{', `{"alg":"${alg}",`),
      right.replace('"jwk":{', '"jwk":{"x":"AAAA",'),
      right.replace('"jwk":{', '"jwk":{"key_ops":[{"a":1,"a":2}],'),
    ])
      expect(kindOf(signedBy(page, header)), header).toBe('invalid');
  });

  test('whose payload, header or signature was altered is invalid', () => {
    const [header, body, signature] = good(page).split('.') as [string, string, string];
    const other = encode({ kind: 'opt_in', locale: 'es' });
    const turned = encode({ jwk: page.jwk, typ, alg });
    const zeros = Buffer.alloc(64).toString('base64url');
    for (const jws of [
      `${header}.${other}.${signature}`,
      `${turned}.${body}.${signature}`,
      `${header}.${body}.${zeros}`,
      `${header}.${body}.${signature.slice(4)}`,
      `${header}.${body}.${signature}AAAA`,
      `${header}.${body}.${encode(Buffer.from(signature, 'base64url').reverse().toString('latin1'))}`,
    ]) {
      expect(kindOf(jws)).toBe('invalid');
    }
  });

  test('with any bit of its signature turned over is invalid', () => {
    const [header, body, signature] = good(page).split('.') as [string, string, string];
    for (let bit = 0; bit < 512; bit += 1) {
      const bytes = Buffer.from(signature, 'base64url');
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      expect(kindOf(`${header}.${body}.${bytes.toString('base64url')}`), `bit ${bit}`).toBe('invalid');
    }
  });

  test('under another key than it shows is invalid', () => {
    const fresh =
      alg === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519');
    expect(kindOf(signedBy({ ...page, key: fresh.privateKey }, { alg, typ, jwk: page.jwk }))).toBe('invalid');
  });

  test.each([
    'none',
    'HS256',
    'RS256',
    'ES384',
    'ES512',
    'ed25519',
    'es256',
    '',
    '__proto__',
    'constructor',
    'toString',
    null,
    7,
    ['Ed25519'],
  ])('that claims the algorithm %j is invalid', (claimed) => {
    expect(withHeader(page, { alg: claimed })).toBe('invalid');
  });

  test.each([undefined, 'optout+jws', 'OPTIN+JWS', ' optin+jws', null, ['optin+jws']])(
    'that claims the type %j is invalid',
    (claimed) => {
      expect(withHeader(page, { typ: claimed })).toBe('invalid');
    },
  );

  test.each([
    ['no key', undefined],
    ['null for a key', null],
    ['text for a key', 'x'],
    ['a list for a key', [1]],
    ['an empty key', {}],
    ['its private key', { ...page.jwk, d: 'AA' }],
    ['a key of another type', { ...page.jwk, kty: 'RSA' }],
    ['a symmetric key', { kty: 'oct', k: 'AAAA' }],
    ['a key of another curve', { ...page.jwk, crv: 'P-384' }],
    ['a key without a curve', { ...page.jwk, crv: undefined }],
    ['a key for encryption', { ...page.jwk, use: 'enc' }],
    ['a key for another algorithm', { ...page.jwk, alg: 'RS256' }],
    ['a coordinate that is a number', { ...page.jwk, x: 1 }],
    ['an empty coordinate', { ...page.jwk, x: '' }],
    ['a coordinate of zeros', { ...page.jwk, x: 'A'.repeat(43) }],
  ])('that shows %s is invalid', (_, jwk) => {
    expect(withKey(page, jwk)).toBe('invalid');
  });

  test('may say of its key what browsers say of it', () => {
    expect(withKey(page, { ...page.jwk, ext: true, key_ops: ['verify'], use: 'sig' })).toBe('verified');
  });

  test('has one spelling of its key, or one key could have many thumbprints', () => {
    const x = page.jwk.x as string;
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const spare = x.slice(0, -1) + alphabet[alphabet.indexOf(x.at(-1)!) + 1];
    const plain = Buffer.from(x, 'base64url').toString('base64');
    const longer = Buffer.concat([Buffer.alloc(1), Buffer.from(x, 'base64url')]).toString('base64url');
    for (const spelling of [
      spare,
      plain,
      `${x}=`,
      `${x}\n`,
      ` ${x}`,
      `${x.slice(0, 9)}*${x.slice(9)}`,
      longer,
    ]) {
      expect(withKey(page, { ...page.jwk, x: spelling }), spelling).toBe('invalid');
    }
  });

  test.each([
    { crit: ['b64'], b64: false },
    { kid: 'k' },
    { jku: 'https://evil.example' },
    { x5c: [] },
    { zip: 'DEF' },
  ])('whose header says more (%j) is invalid', (more) => {
    expect(withHeader(page, more)).toBe('invalid');
  });

  test('is believed in nothing that jose would not verify', async () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=';
    const jws = good(page);
    const anyChange = fc.record({ at: fc.nat(jws.length - 1), to: fc.constantFrom('', ...letters) });
    await fc.assert(
      fc.asyncProperty(fc.array(anyChange, { maxLength: 2 }), async (changes) => {
        const changed = changes.reduce(
          (text, { at, to }) => text.slice(0, at) + to + text.slice(at + 1),
          jws,
        );
        if (kindOf(changed) !== 'verified') return;
        await expect(compactVerify(changed, EmbeddedJWK)).resolves.toBeDefined();
      }),
      { numRuns: 300 },
    );
  });
});

describe('invalid is', () => {
  test('a key of one kind under the algorithm of the other', () => {
    expect(kindOf(signedBy(ed25519, { alg: 'ES256', typ, jwk: ed25519.jwk }))).toBe('invalid');
    expect(kindOf(signedBy(es256, { alg: 'Ed25519', typ, jwk: es256.jwk }))).toBe('invalid');
  });

  test('an ECDSA signature in DER, which is how other protocols write it', () => {
    const input = `${encode({ alg: 'ES256', typ, jwk: es256.jwk })}.${encode(payload)}`;
    const der = sign('sha256', Buffer.from(input), { key: es256.key, dsaEncoding: 'der' });
    expect(kindOf(`${input}.${der.toString('base64url')}`)).toBe('invalid');
  });

  test('a point that is not on the curve', () => {
    expect(withKey(es256, { ...es256.jwk, y: es256.jwk.x })).toBe('invalid');
    expect(withKey(es256, { ...es256.jwk, y: undefined })).toBe('invalid');
  });

  test.each([
    ['one point', '01'],
    ['none', '00'],
    ['order two', 'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'],
  ])('a key of small order (%s), under which anybody can sign', (_, hex) => {
    const x = Buffer.from(hex.padEnd(64, '0'), 'hex').toString('base64url');
    const header = encode({ alg: 'Ed25519', typ, jwk: { kty: 'OKP', crv: 'Ed25519', x } });
    // The signature of the neutral point and zero: valid for every message where such keys are let through.
    const signature = Buffer.concat([Buffer.from('01', 'hex'), Buffer.alloc(63)]).toString('base64url');
    for (let n = 0; n < 16; n += 1)
      expect(kindOf(`${header}.${encode(`message ${n}`)}.${signature}`)).toBe('invalid');
  });

  test.each(['[]', '"jws"', 'null', '7', '{', ''])('a header that is %s', (header) => {
    expect(kindOf(`${encode(header || ' ')}.${encode(payload)}.AAAA`)).toBe('invalid');
  });
});

test('any text is answered, none throws', () => {
  const part = fc.oneof(
    fc.string(),
    fc.base64String(),
    fc.jsonValue().map((value) => encode(JSON.stringify(value))),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
      expect(['malformed', 'invalid']).toContain(kindOf(parts.join('.')));
      expect(pageThumbprintOf(parts.join('.'), typ)).toBeUndefined();
    }),
  );
});

test('the sample keys are what they say', () => {
  for (const { key, jwk } of pages) {
    const { x, y } = createPublicKey(key).export({ format: 'jwk' });
    expect({ x, y }).toEqual({ x: jwk.x, y: jwk.y });
  }
});
