// The requests of the element to the ledger. The element never sends anything else anywhere.

import { call, unreachable } from './call.ts';

export type NonceBinding = {
  site: string;
  notice: string;
  version: number;
  thumbprint: string;
  /** The token of a customer whom the shop's server knows. JSON leaves it out where there is none. */
  customer_token: string | undefined;
};

/**
 * The ledger's answer to an accepted post. This checks only the fields that the element uses. The rest passes
 * through.
 */
export type Answer = {
  record: string;
  receipt: string;
  grade: string;
  /** ISO 8601. */
  recorded_at: string;
  /** The person's own page about this record. */
  link: string | undefined;
};

export type LedgerClient = {
  nonce(binding: NonceBinding): Promise<string>;
  optIn(jws: string): Promise<Answer>;
  optOut(jws: string): Promise<unknown>;
};

/** `base`: its origin. */
export function ledgerAt(base: string): LedgerClient {
  const post = (path: string, type: string, body: string): Promise<unknown> => {
    // keepalive: the post must survive the navigation that a checkout's submit starts.
    const headers = { 'content-type': `application/${type}` };
    return call(`${base}/v1/${path}`, { method: 'POST', headers, body, keepalive: true });
  };
  return {
    async nonce(binding) {
      const body = await post('nonces', 'json', JSON.stringify(binding));
      return usable((body as { nonce?: string } | null)?.nonce);
    },
    optIn: async (jws) => usable(parseAnswer(await post('opt-ins', 'jose', jws))),
    optOut: (jws) => post('opt-outs', 'jose', jws),
  };
}

/** An answer that is not the ledger's, perhaps from a proxy, counts as no answer. */
function usable<Part>(part: Part | undefined): Part {
  if (part === undefined) throw unreachable();
  return part;
}

function parseAnswer(body: unknown): Answer | undefined {
  const { record, receipt, grade, recorded_at, link } = (body ?? {}) as Partial<Answer>;
  return typeof record === 'string' && typeof receipt === 'string'
    ? { record, receipt, grade: String(grade), recorded_at: String(recorded_at), link: webLink(link) }
    : undefined;
}

/** `javascript:` would let the ledger run code in the shop's page. */
const webLink = (link: unknown): string | undefined =>
  /^https?:/.test(String(link)) ? String(link) : undefined;
