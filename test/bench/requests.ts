// The requests of the bench: real ones, every number once, every page signature with a nonce of its own.

import { createSecretKey, generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { issueNonce } from '../../ledger/auth/nonce.ts';
import type { MacKeys } from '../../ledger/core/mac.ts';
import type { Notice } from '../../ledger/core/notice/notice.ts';
import { joinLines, renderNotice } from '../../ledger/core/notice/render.ts';
import { seen } from '../core/consent/sample-consent.ts';
import { httpRequest } from './load.ts';

export type Target = {
  port: number;
  key: string;
  site: string;
  nonceKey: string;
  notice: Notice;
  /** The address that the ledger goes by, without a last slash. */
  url: string;
  flowSecret: string;
  twilioSecret: string;
};

/** Fictional numbers in a range that is never dialled: +1 415 2xx xxxx counted up, for n below 8,000,000. */
export const numberAt = (n: number) => `+1415${String(2_000_000 + n).padStart(7, '0')}`;

const json = { 'content-type': 'application/json' };

export function* plainInserts(from: number): Generator<Buffer> {
  for (let n = from; ; n += 1) yield httpRequest('/insert', json, serverBody(numberAt(n)));
}

export function* serverOptIns(from: number, key: string): Generator<Buffer> {
  const headers = { ...json, authorization: `Bearer ${key}` };
  for (let n = from; ; n += 1) {
    yield httpRequest(
      '/v1/opt-ins',
      { ...headers, 'idempotency-key': `bench-${n}` },
      serverBody(numberAt(n)),
    );
  }
}

function serverBody(number: string): string {
  const evidence = { call_id: `c-${number.slice(-7)}`, key: '1', prompt: '1' };
  return JSON.stringify({ notice: 'order-updates', locale: 'en', number, channel: 'ivr', evidence });
}

export function* plainSelects(people: number): Generator<Buffer> {
  const made = Array.from({ length: 2000 }, () => {
    return httpRequest(
      '/select',
      json,
      JSON.stringify({ recipient: someone(people), purpose: 'shipping_update' }),
    );
  });
  for (let n = 0; ; n += 1) yield made[n % made.length]!;
}

export function* gateChecks(people: number, key: string, permit: boolean): Generator<Buffer> {
  const headers = { ...json, authorization: `Bearer ${key}` };
  const made = Array.from({ length: 2000 }, () => {
    const body = { recipient: someone(people), purpose: 'shipping_update', ...(!permit && { permit }) };
    return httpRequest('/v1/gate/check', headers, JSON.stringify(body));
  });
  for (let n = 0; ; n += 1) yield made[n % made.length]!;
}

const someone = (people: number) => numberAt(Math.floor(Math.random() * people));

/** `count` page-signed opt-ins, made before the clock starts. */
export async function widgetOptIns(from: number, count: number, target: Target): Promise<Buffer[]> {
  const page = generateKeyPairSync('ed25519');
  const jwk = page.publicKey.export({ format: 'jwk' }) as JWK;
  const thumbprint = await calculateJwkThumbprint(jwk);
  const header = encode({ alg: 'Ed25519', typ: 'optin+jws', jwk });
  const keys: MacKeys = [{ version: 1, key: createSecretKey(Buffer.from(target.nonceKey, 'base64')) }];
  const headers = { 'content-type': 'application/jose', origin: 'https://fresh.example' };
  return Array.from({ length: count }, (_, i) => {
    const claims = claimsFor(numberAt(from + i), target, keys, thumbprint);
    const signed = `${header}.${encode(claims)}`;
    const signature = sign(null, Buffer.from(signed), page.privateKey).toString('base64url');
    return httpRequest('/v1/opt-ins', headers, `${signed}.${signature}`);
  });
}

function claimsFor(number: string, { notice, site }: Target, keys: MacKeys, thumbprint: string) {
  const binding = {
    site,
    origin: 'https://fresh.example',
    notice: notice.id,
    version: notice.version,
    thumbprint,
  };
  return {
    v: 1,
    kind: 'opt_in',
    site,
    jti: randomUUID(),
    iat: Math.floor(Date.now() / 1000),
    notice: { id: notice.id, version: notice.version },
    locale: 'en',
    number,
    text: joinLines(renderNotice(notice, notice.locales.en!, number)),
    nonce: issueNonce(keys, binding, new Date(), randomBytes(16)),
    evidence: { initially: 'unticked', action: 'ticked', path: '/checkout', seen },
  };
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
