// The requests of the element, as the ledger publishes them. Nothing else is ever sent anywhere.

import { type Answer, parseAnswer } from './answer.ts';
import { call } from './call.ts';
import { unreachable } from './problem.ts';

export type NonceBinding = {
  site: string;
  notice: string;
  version: number;
  thumbprint: string;
  /** Of a customer the shop's server knows; JSON leaves it out where there is none. */
  session: string | undefined;
};

export class LedgerClient {
  /** Origin of the ledger, without a trailing slash. */
  readonly base: string;

  constructor(base: string) {
    this.base = base.replace(/\/+$/, '');
  }

  async nonce(binding: NonceBinding): Promise<string> {
    const body = await this.#post('nonces', 'json', JSON.stringify(binding));
    return usable((body as { nonce?: string }).nonce);
  }

  async optIn(jws: string): Promise<Answer> {
    return usable(parseAnswer(await this.#post('opt-ins', 'jose', jws)));
  }

  async optOut(jws: string): Promise<void> {
    await this.#post('opt-outs', 'jose', jws);
  }

  #post(path: string, type: string, body: string): Promise<unknown> {
    // keepalive: the post must survive the navigation that a checkout's submit begins.
    const headers = { 'content-type': `application/${type}` };
    return call(`${this.base}/v1/${path}`, { method: 'POST', headers, body, keepalive: true });
  }
}

/** An answer that is none of the ledger's, from a proxy perhaps, is no answer. */
function usable<Part>(part: Part | undefined): Part {
  if (part === undefined) throw unreachable();
  return part;
}
