// How the server sends the person's page: no cache keeps it, no search engine lists it, no other site learns
// its address, no page frames it, and it runs only its own script.

import { pageReply } from '../pages/policy.ts';
import { type Reply, unlisted } from '../server/reply.ts';
import { style } from './style.ts';

/** @param nonce of the one script (CSP Level 3); absent where the page has no script */
export function htmlReply<S extends number>(
  status: S,
  body: string,
  nonce?: string,
  more: Record<string, string> = {},
): Reply<S> {
  const scripts = nonce === undefined ? [] : [`'nonce-${nonce}'`];
  const policy = { style, scripts, asks: nonce !== undefined, forms: true };
  return pageReply(status, body, policy, { ...unlisted, ...more });
}
