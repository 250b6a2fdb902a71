// How a page is sent: which scripts run in it, which servers they reach, where its forms go (CSP Level 3). No
// page here may be framed, have a `<base>`, or load anything that its policy does not name.

import type { Reply } from '../server/reply.ts';
import type { Style } from './tokens.ts';

export type Policy = {
  style: Style;
  /** Sources of its scripts; none without. */
  scripts?: readonly string[];
  /** Whether its scripts may ask this server. */
  asks?: boolean;
  /** Whether its forms go to this server; else they go nowhere. */
  forms?: boolean;
  /** Names of its Trusted Types policies. */
  trusted?: readonly string[];
};

export function pageReply<S extends number>(
  status: S,
  body: string,
  policy: Policy,
  headers: Record<string, string>,
): Reply<S> {
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policyText(policy),
      ...headers,
    },
    body,
  };
}

function policyText({ style, scripts = [], asks = false, forms = false, trusted = [] }: Policy): string {
  return [
    "default-src 'none'",
    ...(scripts.length > 0 ? [`script-src ${scripts.join(' ')}`] : []),
    `style-src ${style.source}`,
    ...(asks ? ["connect-src 'self'"] : []),
    `form-action ${forms ? "'self'" : "'none'"}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    ...(trusted.length > 0 ? [`trusted-types ${trusted.join(' ')}`] : []),
  ].join('; ');
}
