// How the server sends the person's page: no cache keeps it, no search engine lists it, no other site learns
// its address, no page frames it, and it runs only its own script.

import { pageReply } from '../pages/policy.ts';
import { neverStored, type Reply } from '../server/reply.ts';
import { style } from './style.ts';

/** On every answer under a link. */
export const unlisted = { ...neverStored, 'x-robots-tag': 'noindex, nofollow' };

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
