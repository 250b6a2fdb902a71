// One request of an app to the ledger. Anything that the ledger itself did not answer, a captive portal's
// page included, is no answer: what was to be brought is kept, and brought again.

export type Fault = { pointer: string; rule: string; detail: string };

export type Reply =
  | { kind: 'answered'; body: Record<string, unknown> }
  /** By the ledger (RFC 9457); the same request would be refused again. */
  | { kind: 'refused'; code: string; detail: string; errors: Fault[] }
  | { kind: 'unreachable' };

export type Asked = {
  url: string;
  /** Of what is posted; absent: it is read. */
  type?: 'json' | 'jose';
  body?: string;
  fetch: typeof fetch;
  timeoutMs: number;
};

/** The status says later, or the answer does: a nonce that ran out on the way is no longer looked for. */
const later = new Set(['rate_limited', 'nonce_expired', 'too_slow', 'stalled']);

/** Never throws. */
export async function exchange({ url, type, body, fetch, timeoutMs }: Asked): Promise<Reply> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeoutMs);
  try {
    const post = type && { method: 'POST', headers: { 'content-type': `application/${type}` }, body: body! };
    const response = await fetch(url, { ...post, credentials: 'omit', signal: abort.signal });
    const answer = (await response.json()) as Record<string, unknown> | null;
    if (typeof answer !== 'object' || answer === null || response.status >= 500) return unreachable;
    if (response.ok) return { kind: 'answered', body: answer };
    const {
      code,
      detail = '',
      errors = [],
    } = answer as { code?: unknown; detail?: string; errors?: Fault[] };
    if (typeof code !== 'string' || later.has(code)) return unreachable;
    return { kind: 'refused', code, detail, errors };
  } catch {
    // No network, no answer in time, or an answer that is not JSON.
    return unreachable;
  } finally {
    clearTimeout(timer);
  }
}

const unreachable: Reply = { kind: 'unreachable' };
