// How the person's page is sent: kept by nobody, found by no search engine, passed on to no other site, framed by nobody,
// running no script but its own.

import type { Reply } from '../server/reply.ts';
import { neverStored } from '../server/reply.ts';
import { styleHash } from './style.ts';

/** On every answer under a link. */
export const unlisted = { ...neverStored, 'x-robots-tag': 'noindex, nofollow' };

/** @param nonce of the one script (CSP Level 3); absent: there is none */
export function htmlReply(
  status: number,
  body: string,
  nonce?: string,
  more: Record<string, string> = {},
): Reply {
  const policy = [
    "default-src 'none'",
    `style-src '${styleHash}'`,
    ...(nonce === undefined ? [] : [`script-src 'nonce-${nonce}'`, "connect-src 'self'"]),
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ];
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    ...unlisted,
    ...more,
  };
  return { status, headers, body };
}
