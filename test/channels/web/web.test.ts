import {
  base64url,
  CompactSign,
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { pageOptIn, thumbprintOf, verifyOptIn, verifyOptOut } from '../../../ledger/channels/web/web.ts';
import type { LedgerError } from '../../../ledger/core/error.ts';
import {
  goodEvidence,
  number,
  publishedNotice,
  recordId,
  seen,
  textOf,
} from '../../core/consent/sample-consent.ts';

// RFC 8037 appendix A: the key, and its thumbprint.
const published = {
  private: {
    kty: 'OKP',
    crv: 'Ed25519',
    d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
    x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  },
  public: { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' },
  thumbprint: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
};

const claims = {
  v: 1,
  kind: 'opt_in',
  site: 'pk_fresh-produce-shop',
  jti: recordId(7),
  iat: 1_780_315_200.25,
  notice: { id: 'order-updates', version: 3 },
  locale: 'en',
  number: '+91 98765 43210',
  text: textOf(publishedNotice(), 'web'),
  nonce: 'nonce',
  collected_via: 'checkout',
  evidence: goodEvidence.web,
};
const undo = {
  v: 1,
  kind: 'opt_out',
  site: claims.site,
  jti: recordId(8),
  iat: claims.iat,
  record: recordId(7),
};

let key: CryptoKey;
let jws: string;

beforeAll(async () => {
  key = (await importJWK(published.private, 'Ed25519')) as CryptoKey;
  jws = await signed({});
});

/** The page's JWS with some of header and payload replaced; signed properly, whatever it says. */
const signed = (changes: object, header: object = {}, by: CryptoKey = key, payload: object = claims) =>
  new CompactSign(Buffer.from(JSON.stringify({ ...payload, ...changes })))
    .setProtectedHeader({ alg: 'Ed25519', typ: 'optin+jws', jwk: published.public, ...header })
    .sign(by);

/** Any header and payload text at all, with a signature over exactly these bytes. */
async function assembled(header: object, payload: string): Promise<string> {
  const input = `${base64url.encode(JSON.stringify(header))}.${payload}`;
  const signature = await crypto.subtle.sign('Ed25519', key, Buffer.from(input));
  return `${input}.${base64url.encode(new Uint8Array(signature))}`;
}

async function codeOf(
  text: string,
  verify: (jws: string) => Promise<unknown> = verifyOptIn,
): Promise<string> {
  try {
    await verify(text);
    return 'verified';
  } catch (error) {
    const { name, code, message, faults } = error as LedgerError;
    expect(name).toBe('LedgerError');
    expect(`${message} ${JSON.stringify(faults)}`).not.toMatch(/98765|43210/);
    return code;
  }
}

async function refusals(changes: object): Promise<string[]> {
  try {
    await verifyOptIn(await signed(changes));
    return [];
  } catch (error) {
    return (error as LedgerError).faults.map(({ pointer, rule }) => `${pointer} ${rule}`);
  }
}

const partsOf = (text: string) => text.split('.') as [string, string, string];
const header = { alg: 'Ed25519', typ: 'optin+jws', jwk: published.public };

describe('an opt-in signed by the page', () => {
  test('is verified, and says what was signed and by which key', async () => {
    expect(await verifyOptIn(jws)).toEqual({ claims, jws, thumbprint: published.thumbprint });
  });

  test('may be signed with ES256, where the browser has no Ed25519', async () => {
    const pair = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(pair.publicKey);
    const { thumbprint } = await verifyOptIn(await signed({}, { alg: 'ES256', jwk }, pair.privateKey));
    expect(thumbprint).toBe(await calculateJwkThumbprint(jwk));
  });

  test('has the thumbprint of its key whatever else the key says', async () => {
    const jwk = { ...published.public, kid: 'k', ext: true, key_ops: ['verify'] };
    const text = await signed({}, { jwk });
    expect((await verifyOptIn(text)).thumbprint).toBe(published.thumbprint);
    expect(await thumbprintOf(text)).toBe(published.thumbprint);
  });

  test('needs neither a nonce nor a place to be one', async () => {
    const text = await signed({ nonce: undefined, collected_via: undefined });
    expect((await verifyOptIn(text)).claims).not.toHaveProperty('nonce');
  });
});

describe('an invalid signature is', () => {
  test.each(['none', 'None', 'NONE', ''])('the algorithm "%s"', async (alg) => {
    const [, payload, signature] = partsOf(jws);
    const forged = base64url.encode(JSON.stringify({ ...header, alg }));
    expect(await codeOf(`${forged}.${payload}.${signature}`)).toBe('signature_invalid');
    expect(await codeOf(`${forged}.${payload}.`)).toBe('malformed');
  });

  test('a MAC, with the public key or a key of its own for the secret', async () => {
    const secret = Buffer.alloc(32, 1);
    const jwks: JWK[] = [published.public, { kty: 'oct', k: base64url.encode(secret) }];
    for (const jwk of jwks) {
      const text = await new CompactSign(Buffer.from(JSON.stringify(claims)))
        .setProtectedHeader({ alg: 'HS256', typ: 'optin+jws', jwk: jwk as never })
        .sign(jwk.kty === 'oct' ? secret : Buffer.from(published.public.x, 'base64url'));
      expect(await codeOf(text)).toBe('signature_invalid');
    }
  });

  test.each(['RS256', 'PS256', 'ES384'])('the algorithm %s, though it is a good one', async (alg) => {
    const pair = await generateKeyPair(alg, { extractable: true });
    const text = await signed({}, { alg, jwk: await exportJWK(pair.publicKey) }, pair.privateKey);
    expect(await codeOf(text)).toBe('signature_invalid');
  });

  test.each([undefined, 'optout+jws', 'OPTIN+JWS', 'application/optin+jws', 'JWT', 'optmark-receipt+jws'])(
    'the type %s',
    async (typ) => {
      expect(await codeOf(await signed({}, { typ }))).toBe('signature_invalid');
    },
  );

  test('a payload that was altered', async () => {
    const [head, , signature] = partsOf(jws);
    const altered = base64url.encode(JSON.stringify({ ...claims, number: '+919876543211' }));
    expect(await codeOf(`${head}.${altered}.${signature}`)).toBe('signature_invalid');
  });

  test('a header that was altered, even in the order of its fields', async () => {
    const [, payload, signature] = partsOf(jws);
    for (const other of [{ ...header, kid: 'k' }, Object.fromEntries(Object.entries(header).reverse())]) {
      const altered = base64url.encode(JSON.stringify(other));
      expect(await codeOf(`${altered}.${payload}.${signature}`)).toBe('signature_invalid');
    }
  });

  test('one of another key than the header shows', async () => {
    const other = await generateKeyPair('Ed25519');
    expect(await codeOf(await signed({}, {}, other.privateKey))).toBe('signature_invalid');
  });

  test('one cut short, or of zeros', async () => {
    const [head, payload] = partsOf(jws);
    for (const bytes of [63, 64, 65]) {
      const signature = base64url.encode(new Uint8Array(bytes));
      expect(await codeOf(`${head}.${payload}.${signature}`)).toBe('signature_invalid');
    }
  });

  test.each([
    ['no key', undefined],
    ['a key that is text', 'kPrK'],
    ['a private key', published.private],
    ['a key of another curve', { kty: 'OKP', crv: 'X25519', x: published.public.x }],
    ['a key with a letter too few', { ...published.public, x: published.public.x.slice(1) }],
    ['a key for encryption', { ...published.public, use: 'enc' }],
    ['a key for another algorithm', { ...published.public, alg: 'ES256' }],
  ])('a header with %s', async (_, jwk) => {
    const text = await assembled({ ...header, jwk }, partsOf(jws)[1]);
    expect(await codeOf(text)).toBe('signature_invalid');
  });

  test.each([
    ['a field that must be understood', { crit: ['exp'], exp: 1 }],
    ['a payload that is not encoded', { crit: ['b64'], b64: false }],
    ['a certificate', { x5c: ['AA=='] }],
    ['a place to fetch keys from', { jku: 'https://evil.example/jwks.json' }],
    ['a key id', { kid: '+919876543210' }],
  ])('a header with %s', async (_, more) => {
    expect(await codeOf(await assembled({ ...header, ...more }, partsOf(jws)[1]))).toBe('signature_invalid');
  });

  test('one over a payload that is not encoded', async () => {
    const bare = JSON.stringify(claims).replaceAll('.', '\\u002e');
    const text = await assembled({ ...header, crit: ['b64'], b64: false }, bare);
    expect(['signature_invalid', 'malformed']).toContain(await codeOf(text));
  });
});

describe('malformed is', () => {
  test('anything but three parts', async () => {
    const [head, payload, signature] = partsOf(jws);
    const texts = [
      '',
      '.',
      '..',
      'opt-in',
      '{}',
      `${head}.${payload}`,
      `${head}.${payload}.`,
      `.${payload}.${signature}`,
    ];
    for (const text of [...texts, `${jws}.`, `${jws}.${signature}`, `${head}..${signature}`]) {
      expect(await codeOf(text), text).toBe('malformed');
    }
  });

  test('another spelling of the same bytes', async () => {
    const [head, payload, signature] = partsOf(jws);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    // 64 bytes leave four spare bits in the last of 86 letters.
    const spare = signature.slice(0, -1) + alphabet[alphabet.indexOf(signature.at(-1)!) + 1];
    expect(Buffer.from(spare, 'base64url').equals(Buffer.from(signature, 'base64url'))).toBe(true);
    const plain = `${signature.replaceAll('-', '+').replaceAll('_', '/')}==`;
    for (const other of [spare, plain, `${signature}==`, `${signature}\n`, ` ${signature}`]) {
      expect(await codeOf(`${head}.${payload}.${other}`), other).toBe('malformed');
    }
  });

  test('a payload that is not UTF-8, though signed: it would be stored as another text', async () => {
    const inLatin = Buffer.from('{"a":"é"}', 'latin1').toString('base64url');
    expect(await codeOf(await assembled(header, inLatin))).toBe('malformed');
  });

  test('a payload that is not JSON, though signed', async () => {
    expect(await codeOf(await assembled(header, base64url.encode('yes')))).toBe('malformed');
  });

  test.each([
    ['white space', (text: string) => text.replace('{', '{ ')],
    ['a line feed after it', (text: string) => `${text}\n`],
    ['a field named twice', (text: string) => text.replace('{', '{"locale":"es",')],
    ['a letter spelled by an escape', (text: string) => text.replace('checkout', '\\u0063heckout')],
    ['a number spelled otherwise', (text: string) => text.replace('"v":1', '"v":1.0')],
  ])('a payload with %s: what is kept must say one thing to every reader', async (_, spelled) => {
    const text = spelled(JSON.stringify(claims));
    expect(text).not.toBe(JSON.stringify(claims));
    expect(await codeOf(await assembled(header, base64url.encode(text)))).toBe('malformed');
  });

  test('a payload with half a surrogate pair, though signed', async () => {
    const payload = JSON.stringify({
      ...claims,
      evidence: { ...goodEvidence.web, seen: { ...seen, script: '?' } },
    });
    const text = await assembled(header, base64url.encode(payload.replace('"?"', '"\\ud83d"')));
    expect(await codeOf(text)).toBe('malformed');
  });
});

describe('signed claims are refused', () => {
  test.each([
    ['of version 2', { v: 2 }, '/v invalid_value'],
    ['of another kind', { kind: 'opt_out' }, '/kind invalid_value'],
    ['with a secret key for a site', { site: 'om_fresh-produce-shop' }, '/site invalid_format'],
    ['with an id that is no UUID', { jti: '1' }, '/jti invalid_format'],
    ['from before all this', { iat: 1 }, '/iat too_small'],
    ['from a time no calendar has', { iat: 8.7e15 }, '/iat too_big'],
    ['in milliseconds', { iat: 1_780_315_200_000 }, '/iat too_big'],
    ['without a version of the notice', { notice: { id: 'order-updates' } }, '/notice/version invalid_type'],
    ['with a number that is not text', { number: 919876543210 }, '/number invalid_type'],
    ['without text', { text: undefined }, '/text invalid_type'],
    ['with text without end', { text: 'x'.repeat(4001) }, '/text too_big'],
    ['collected by an ad', { collected_via: 'click_to_whatsapp_ad' }, '/collected_via invalid_value'],
    ['collected from a list', { collected_via: 'email_list' }, '/collected_via invalid_value'],
    [
      'without what the widget saw',
      {
        evidence: { initially: 'unticked', action: 'ticked' },
      },
      '/evidence/seen invalid_type',
    ],
    ['with a business of their own', { business: 'other' }, '/business unrecognized_keys'],
    ['with a channel of their own', { channel: 'ivr' }, '/channel unrecognized_keys'],
    ['with a grade of their own', { grade: 'E4' }, '/grade unrecognized_keys'],
  ] as [string, object, string][])('%s', async (_, changes, refusal) => {
    expect(await refusals(changes)).toEqual([refusal]);
    expect(await codeOf(await signed(changes))).toBe('invalid');
  });
});

describe('an opt-out signed by the page', () => {
  const signedUndo = (changes: object = {}) => signed(changes, { typ: 'optout+jws' }, key, undo);

  test('is verified, and says which record it takes back', async () => {
    const text = await signedUndo();
    expect(await verifyOptOut(text)).toEqual({ claims: undo, jws: text, thumbprint: published.thumbprint });
  });

  test('never passes as an opt-in, nor an opt-in as an opt-out', async () => {
    expect(await codeOf(await signedUndo())).toBe('signature_invalid');
    expect(await codeOf(jws, verifyOptOut)).toBe('signature_invalid');
  });

  test('names a record and no number', async () => {
    expect(await codeOf(await signedUndo({ record: undefined }), verifyOptOut)).toBe('invalid');
    expect(await codeOf(await signedUndo({ number }), verifyOptOut)).toBe('invalid');
  });
});

describe('the command of a signed opt-in', () => {
  test('is for the business of the site, by the page, with its key and how it was proven', async () => {
    const proof = { kind: 'nonce' as const };
    expect(pageOptIn(await verifyOptIn(jws), 'fresh-produce', { proof })).toEqual({
      kind: 'opt_in',
      business: 'fresh-produce',
      identifiers: [{ kind: 'number', value: '+91 98765 43210' }],
      number,
      notice: claims.notice,
      locale: 'en',
      text: claims.text,
      channel: 'web',
      evidence: claims.evidence,
      submission: { by: 'page', site: claims.site, jws, thumbprint: published.thumbprint, proof },
      source: { system: 'widget', actor: claims.site, entry_point: 'checkout' },
      occurredAt: '2026-06-01T12:00:00.250Z',
    });
  });

  test('forwarded by the shop is by the shop’s server', async () => {
    const proof = { kind: 'key' as const };
    const command = pageOptIn(await verifyOptIn(jws), 'fresh-produce', { proof, server: { key: 'key-1' } });
    const { thumbprint } = published;
    expect(command.submission).toEqual({ by: 'server', key: 'key-1', jws, thumbprint, proof });
  });

  test('is dated no earlier than the nonce it signed', async () => {
    const verified = await verifyOptIn(jws);
    const at = (signedAfter: string) =>
      pageOptIn(verified, 'fresh-produce', { proof: { kind: 'nonce' }, signedAfter: new Date(signedAfter) })
        .occurredAt;
    expect(at('2026-06-01T12:00:05.000Z')).toBe('2026-06-01T12:00:05.000Z');
    expect(at('2026-06-01T11:59:00.000Z')).toBe('2026-06-01T12:00:00.250Z');
  });

  test('whose number is none is refused without repeating it', async () => {
    const verified = await verifyOptIn(await signed({ number: '+91 98765 4321x' }));
    await expect(async () => pageOptIn(verified, 'fresh-produce')).rejects.toMatchObject({
      code: 'invalid',
      faults: [{ pointer: '/number', rule: 'character' }],
    });
    expect(await codeOf('', async () => pageOptIn(verified, 'fresh-produce'))).toBe('invalid');
  });
});
