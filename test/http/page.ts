// A page with the widget on it, as a program: it makes a key, loads the notice, asks for a nonce, draws the
// lines with the one renderer, signs, and posts; over HTTP, with an Origin header, as a browser would.

import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { joinLines, renderNotice } from '../../ledger/core/notice/render.ts';
import { seen } from '../core/consent/sample-consent.ts';
import { shopOrigin } from '../support/ledger.ts';

export type Claims = Record<string, unknown>;

export class Page {
  readonly url: string;
  readonly site: string;
  readonly origin: string;
  readonly keys = generateKeyPairSync('ed25519');

  constructor(ledger: { url: string; site: string }, origin = shopOrigin) {
    this.url = ledger.url;
    this.site = ledger.site;
    this.origin = origin;
  }

  get jwk(): JWK {
    return this.keys.publicKey.export({ format: 'jwk' }) as JWK;
  }

  async post(path: string, mediaType: string, body: string, more: Record<string, string> = {}) {
    const headers = { 'content-type': mediaType, origin: this.origin, ...more };
    return fetch(this.url + path, { method: 'POST', headers, body });
  }

  async askNonce(over: object = {}): Promise<Response> {
    const thumbprint = await calculateJwkThumbprint(this.jwk);
    const request = { site: this.site, notice: 'order-updates', version: 1, thumbprint, ...over };
    return this.post('/v1/nonces', 'application/json', JSON.stringify(request));
  }

  async nonce(): Promise<string> {
    const answer = await this.askNonce();
    if (answer.status !== 200) throw new Error(`no nonce: ${answer.status}`);
    return ((await answer.json()) as { nonce: string }).nonce;
  }

  /** The claims of an opt-in that is in order; `over` changes some. */
  async optInClaims(number: string, over: Claims = {}, id = 'order-updates'): Promise<Claims> {
    const query = new URLSearchParams({ site: this.site, notice: id, locale: 'en' });
    // biome-ignore lint/suspicious/noExplicitAny: what the server sent, as a page takes it
    const notice = (await (await fetch(`${this.url}/v1/notices/current?${query}`)).json()) as any;
    return {
      v: 1,
      kind: 'opt_in',
      site: this.site,
      jti: randomUUID(),
      iat: Date.now() / 1000,
      notice: { id: notice.id, version: notice.version },
      locale: notice.locale,
      number,
      text: joinLines(renderNotice(notice, notice.wording, number)),
      nonce: 'nonce' in over ? undefined : await this.nonce(),
      collected_via: 'checkout',
      evidence: { initially: 'unticked', action: 'ticked', seen },
      ...over,
    };
  }

  optOutClaims(record: string): Claims {
    return { v: 1, kind: 'opt_out', site: this.site, jti: randomUUID(), iat: Date.now() / 1000, record };
  }

  ownershipClaims(record: string, method: string): Claims {
    return { ...this.optOutClaims(record), kind: 'prove_ownership', method };
  }

  /** A JWS in compact form (RFC 7515) by this page's key. */
  sign(claims: Claims, header: object = {}, key: KeyObject = this.keys.privateKey): string {
    const typ = types[claims.kind as keyof typeof types] ?? 'optin+jws';
    const signed = `${encode({ alg: 'Ed25519', typ, jwk: this.jwk, ...header })}.${encode(claims)}`;
    return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
  }

  async optIn(number: string, over: Claims = {}): Promise<Response> {
    return this.postOptIn(this.sign(await this.optInClaims(number, over)));
  }

  postOptIn(jws: string, more: Record<string, string> = {}): Promise<Response> {
    return this.post('/v1/opt-ins', 'application/jose', jws, more);
  }

  postOptOut(jws: string): Promise<Response> {
    return this.post('/v1/opt-outs', 'application/jose', jws);
  }

  askOwnership(record: string, method: 'whatsapp' | 'code'): Promise<Response> {
    return this.post('/v1/ownership', 'application/jose', this.sign(this.ownershipClaims(record, method)));
  }
}

const types = { opt_in: 'optin+jws', opt_out: 'optout+jws', prove_ownership: 'ownership+jws' };

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
