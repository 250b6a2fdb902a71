// The four requests of the element, as the ledger publishes them. Nothing else is ever sent anywhere.

import { parseNotice, type ShownNotice } from '../notice/shown-notice.ts';
import { type Answer, parseAnswer } from './answer.ts';
import { call } from './call.ts';
import { unreachable } from './problem.ts';

export type NonceBinding = { site: string; notice: string; version: number; thumbprint: string };

export class LedgerClient {
  /** Origin of the ledger, without a trailing slash. */
  readonly base: string;

  constructor(base: string) {
    this.base = base.replace(/\/+$/, '');
  }

  /** `fresh`: past every cache, when the ledger said that the wording has changed. */
  async notice(
    query: { site: string; notice: string; locale?: string },
    fresh: boolean,
  ): Promise<ShownNotice> {
    const url = `${this.base}/v1/notices/current?${new URLSearchParams(query)}`;
    return parseNotice(await call(url, fresh ? { cache: 'reload' } : {})) ?? Promise.reject(unreachable());
  }

  async nonce(binding: NonceBinding): Promise<string> {
    const body = await this.#post('/v1/nonces', 'application/json', JSON.stringify(binding));
    const { nonce } = body as { nonce?: unknown };
    if (typeof nonce !== 'string') throw unreachable();
    return nonce;
  }

  async optIn(jws: string): Promise<Answer> {
    return (
      parseAnswer(await this.#post('/v1/opt-ins', 'application/jose', jws)) ?? Promise.reject(unreachable())
    );
  }

  async optOut(jws: string): Promise<void> {
    await this.#post('/v1/opt-outs', 'application/jose', jws);
  }

  #post(path: string, type: string, body: string): Promise<unknown> {
    // keepalive: the post must survive the navigation that a checkout's submit begins.
    return call(this.base + path, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
      keepalive: true,
    });
  }
}
