// One request to the ledger, repeated where that can help: no answer, or 5xx. Bounded in tries and in time,
// because a checkout may be waiting. It sends no cookies and no referrer beyond the origin. A failure is a
// LedgerProblem: the ledger's own RFC 9457 answer, or `unreachable` where there was no usable answer.

const triesMax = 4;
const wholeCallMs = 8_000;
const firstPauseMs = 300;

/** The body of the first usable answer. Throws LedgerProblem. */
export async function call(url: string, init?: RequestInit): Promise<unknown> {
  const signal = AbortSignal.timeout(wholeCallMs);
  for (let tries = 0; tries < triesMax && !signal.aborted; tries++) {
    const request = { credentials: 'omit', referrerPolicy: 'origin', ...init, signal } as const;
    const response = await fetch(url, request).catch(() => undefined);
    const status = response?.status ?? 500;
    if (response?.ok) return response.json().catch(() => Promise.reject(unreachable()));
    if (response && status < 500) throw await problemOf(response);
    // The pause that the server asks for, or else a doubling one. With jitter, so that a thousand open pages
    // do not come back at once.
    const asked = Number(response?.headers.get('retry-after')) * 1000;
    const ms = (asked || firstPauseMs * 2 ** tries) * (1 + Math.random() / 4);
    if (tries + 1 < triesMax) await new Promise((resolve) => setTimeout(resolve, Math.min(ms, wholeCallMs)));
  }
  throw unreachable();
}

export class LedgerProblem extends Error {
  readonly code: string;
  /** RFC 6901 pointers to what was wrong with the request. */
  readonly pointers: readonly string[];
  /** What each of them breaks. */
  readonly rules: readonly string[];

  constructor(code: string, detail: string, pointers: readonly string[] = [], rules: readonly string[] = []) {
    super(detail);
    this.code = code;
    this.pointers = pointers;
    this.rules = rules;
  }
}

export const unreachable = (): LedgerProblem => new LedgerProblem('unreachable', 'No answer.');

/** An error answer of any form. A proxy's HTML page counts as `refused`. */
async function problemOf(response: Response): Promise<LedgerProblem> {
  const body = (await response.json().catch(() => undefined)) ?? {};
  const { code = 'refused', detail = response.status, errors } = body;
  const faults = [errors].flat();
  const said = (name: 'pointer' | 'rule') => faults.map((error) => String(error?.[name]));
  return new LedgerProblem(String(code), String(detail), said('pointer'), said('rule'));
}
