import { randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { describe, expect, test } from 'vitest';
import {
  type OptInClaims,
  type OptOutClaims,
  pageOptIn,
  verifyOptIn,
  verifyOptOut,
} from '../../../../ledger/channels/web/web.ts';
import { LedgerError } from '../../../../ledger/core/error.ts';
import { base64url } from '../../../../widget/act/sign/base64url.ts';
import { signClaims } from '../../../../widget/act/sign/jws.ts';
import { generatePageKey, type PageKey, pageKey } from '../../../../widget/act/sign/page-key.ts';

const site = 'pk_test4kJ8mZt0QX2v7bN1';
const optIn: OptInClaims = {
  v: 1,
  site,
  jti: randomUUID(),
  iat: 1_795_000_000,
  kind: 'opt_in',
  notice: { id: 'order-updates', version: 1 },
  locale: 'en',
  number: '+919876543210',
  text: 'I consent to receive order updates from Früchte & Co „Ω“ 🍎 on my WhatsApp number XXXXXX3210',
  nonce: 'bm9uY2U',
  collected_via: 'checkout',
  evidence: {
    initially: 'unticked',
    action: 'ticked',
    seen: {
      initially: 'unticked',
      gesture: { type: 'pointerdown', trusted: true },
      logo: true,
      visible_ms: 1200,
      visible_ratio: 1,
      check_visibility: null,
      hit_test: null,
      font_px: 16,
      contrast: 16.3,
      box: { width: 320, height: 46 },
      viewport: { width: 390, height: 844 },
      direction: 'ltr',
      scheme: 'light',
      framed: false,
      script: '0.1.0',
      path: '/checkout',
    },
  },
};
const optOut: OptOutClaims = {
  v: 1,
  site,
  jti: randomUUID(),
  iat: 1_795_000_000,
  kind: 'opt_out',
  record: randomUUID(),
};

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: unknown) => (error instanceof LedgerError ? error.code : error),
  );

describe.for(['Ed25519', 'ES256'] as const)('what the widget signs with %s', (alg) => {
  test('is accepted by the ledger as the very claims', async () => {
    const key = await generatePageKey(alg);
    const jws = await signClaims(key, optIn);
    const verified = await verifyOptIn(jws);
    expect(verified).toEqual({ claims: optIn, jws, thumbprint: key.thumbprint });
    expect(pageOptIn(verified, 'fresh-produce').text).toBe(optIn.text);
  });

  test('takes an opt-in back under the same thumbprint', async () => {
    const key = await generatePageKey(alg);
    const verified = await verifyOptOut(await signClaims(key, optOut));
    expect(verified).toMatchObject({ claims: optOut, thumbprint: key.thumbprint });
  });

  test('is refused when one byte of it is changed', async () => {
    const [header, payload, signature] = (await signClaims(await generatePageKey(alg), optIn)).split('.');
    const other = { ...optIn, number: '+919876543211' };
    const forged = base64url(new TextEncoder().encode(JSON.stringify(other)));
    expect(await refusal(verifyOptIn(`${header}.${forged}.${signature}`))).toBe('signature_invalid');
    expect(await refusal(verifyOptIn(`${header}.${payload}.${signature?.slice(0, -4)}AAAA`))).toBe(
      'signature_invalid',
    );
  });

  test('is refused as the other kind, and under another page’s key', async () => {
    const key = await generatePageKey(alg);
    expect(await refusal(verifyOptIn(await signClaims(key, optOut)))).toBe('signature_invalid');
    expect(await refusal(verifyOptOut(await signClaims(key, optIn)))).toBe('signature_invalid');
    const { jwk } = await generatePageKey(alg);
    const impostor: PageKey = { ...key, jwk };
    expect(await refusal(verifyOptIn(await signClaims(impostor, optIn)))).toBe('signature_invalid');
  });

  test('carries a public key that cannot sign, and a private one that cannot leave', async () => {
    const { privateKey, jwk, thumbprint } = await generatePageKey(alg);
    expect(Object.keys(jwk).sort()).toEqual(
      alg === 'Ed25519' ? ['crv', 'kty', 'x'] : ['crv', 'kty', 'x', 'y'],
    );
    expect(privateKey.extractable).toBe(false);
    expect(thumbprint).toBe(await calculateJwkThumbprint(jwk as JWK));
  });
});

describe('the page key', () => {
  test('is one for the whole page view', async () => {
    expect(await pageKey()).toBe(await pageKey());
  });

  test('prefers Ed25519', async () => {
    expect((await pageKey()).alg).toBe('Ed25519');
  });
});
