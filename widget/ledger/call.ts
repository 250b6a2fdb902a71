// One request to the ledger, tried again where trying again can help: no answer, 5xx. Bounded in tries and in time,
// because a checkout may be waiting. No cookies, no referrer beyond the origin.

import { problemOf, unreachable } from './problem.ts';

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
    // The server's own wish, else doubling; with jitter, so that a thousand open pages do not come back at once.
    const asked = Number(response?.headers.get('retry-after')) * 1000;
    const ms = (asked || firstPauseMs * 2 ** tries) * (1 + Math.random() / 4);
    if (tries + 1 < triesMax) await new Promise((resolve) => setTimeout(resolve, Math.min(ms, wholeCallMs)));
  }
  throw unreachable();
}
