// The vectors by which a developer checks an app in Swift or Kotlin: the ledger and the reference client say
// what they say.

import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import { describe, expect, test } from 'vitest';
import { verifyOptIn, verifyOptOut, verifyOwnership } from '../../../ledger/channels/web/web.ts';
import { sha256Hex } from '../../../ledger/core/canonical.ts';
import type { LedgerError } from '../../../ledger/core/error.ts';
import { joinLines, renderNotice } from '../../../ledger/core/notice/render.ts';
import { thumbprintOf } from '../../../ledger/sdk/app/client.ts';
import { signClaims, type Typ } from '../../../ledger/sdk/app/signed.ts';
import keys from '../../vectors/app/keys.json' with { type: 'json' };
import lines from '../../vectors/app/lines.json' with { type: 'json' };
import signed from '../../vectors/app/signed.json' with { type: 'json' };
import spelling from '../../vectors/app/spelling.json' with { type: 'json' };

describe('the lines', () => {
  test.each(lines.cases)('$what', ({ notice, wording, number, lines: expected, text, sha256 }) => {
    const { calling_code = '' } = notice as { calling_code?: string };
    const rendered = renderNotice(notice, wording, number, calling_code);
    expect(rendered).toEqual(expected);
    expect(joinLines(rendered)).toBe(text);
    expect(sha256Hex(text)).toBe(sha256);
  });

  test('hold no digit of the number but the last four, and no mark of direction', () => {
    for (const { number, text } of lines.cases) {
      expect(text).not.toContain(number.slice(1, -4).slice(-6));
      expect(text).not.toMatch(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
    }
  });
});

test.each(keys.cases)('the thumbprint of a key for $alg', async ({ jwk, hashed, thumbprint }) => {
  expect(JSON.parse(hashed)).toEqual(jwk);
  expect(await thumbprintOf(jwk)).toBe(thumbprint);
  expect(await calculateJwkThumbprint(jwk)).toBe(thumbprint);
});

const readers = { 'optin+jws': verifyOptIn, 'optout+jws': verifyOptOut, 'ownership+jws': verifyOwnership };

describe('what is signed', () => {
  const { private_key } = signed.ed25519;
  const key = createPrivateKey({ key: private_key, format: 'jwk' });
  const { d: _, ...jwk } = private_key;
  const appKey = { alg: 'Ed25519' as const, jwk, sign: async (input: Uint8Array) => sign(null, input, key) };

  test.each(signed.ed25519.cases)('with Ed25519, $what: to the byte', async ({ typ, claims, ...given }) => {
    expect(JSON.stringify(claims)).toBe(given.payload);
    expect(await signClaims(appKey, typ as Typ, claims)).toBe(given.jws);
    expect(given.jws.startsWith(`${given.signing_input}.`)).toBe(true);
    expect(await readers[typ as Typ](given.jws)).toMatchObject({ claims });
  });

  test.each(signed.es256.cases)('with ES256, $what: it verifies', async ({ typ, claims, ...given }) => {
    const { d: _private, ...public_ } = signed.es256.private_key;
    const input = {
      key: createPublicKey({ key: public_, format: 'jwk' }),
      dsaEncoding: 'ieee-p1363' as const,
    };
    const signature = Buffer.from(given.jws.slice(given.jws.lastIndexOf('.') + 1), 'base64url');
    expect(verify('sha256', Buffer.from(given.signing_input), input, signature)).toBe(true);
    const read = await readers[typ as Typ](given.jws);
    expect(read).toMatchObject({ claims, thumbprint: await thumbprintOf(public_) });
    // A DER signature, as the platforms' own libraries give it.
    const der = sign('sha256', Buffer.from(given.signing_input), {
      key: createPrivateKey({ key: signed.es256.private_key, format: 'jwk' }),
      dsaEncoding: 'der',
    });
    const wrong = `${given.signing_input}.${der.toString('base64url')}`;
    await expect(readers[typ as Typ](wrong)).rejects.toMatchObject({ code: 'signature_invalid' });
  });

  test.each(spelling.cases)('in one spelling: $what', async ({ payload, code }) => {
    const header = JSON.stringify({ alg: 'Ed25519', typ: 'optin+jws', jwk });
    const input = [header, payload].map((part) => Buffer.from(part).toString('base64url')).join('.');
    const jws = `${input}.${sign(null, Buffer.from(input), key).toString('base64url')}`;
    const answer = await verifyOptIn(jws).then(
      () => 'accepted',
      (error: LedgerError) => error.code,
    );
    expect(answer).toBe(code);
  });
});
