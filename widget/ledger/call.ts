// One request to the ledger, tried again where trying again can help: no answer, 429, 5xx. Bounded in tries and in
// time, because a checkout may be waiting. No cookies, no referrer beyond the origin.

import { problemOf, unreachable } from './problem.ts';

const triesMax = 4;
const wholeCallMs = 8_000;
const firstPauseMs = 300;

/** The body of the first usable answer. Throws LedgerProblem. */
export async function call(url: string, init: RequestInit = {}): Promise<unknown> {
  const signal = AbortSignal.timeout(wholeCallMs);
  for (let tries = 1; ; tries++) {
    const response = await fetch(url, {
      credentials: 'omit',
      referrerPolicy: 'origin',
      ...init,
      signal,
    }).catch(() => undefined);
    if (response !== undefined && !mayPass(response.status)) {
      if (!response.ok) throw await problemOf(response);
      return response.json().catch(() => {
        throw unreachable();
      });
    }
    if (tries === triesMax || signal.aborted) throw unreachable();
    await pause(tries, response);
  }
}

function mayPass(status: number): boolean {
  return status === 429 || status >= 500;
}

/** The server's own wish, else doubling; with jitter, so that a thousand open pages do not come back at once. */
function pause(tries: number, response: Response | undefined): Promise<void> {
  const asked = Number(response?.headers.get('retry-after')) * 1000;
  const ms = (asked || firstPauseMs * 2 ** (tries - 1)) * (1 + Math.random() / 4);
  return new Promise((resolve) => setTimeout(resolve, Math.min(ms, wholeCallMs)));
}
