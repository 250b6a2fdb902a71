// How a page is sent: which scripts run in it, which servers they reach, where its forms go (CSP Level 3). No
// page here may have a `<base>`, load anything that its policy does not name, or be framed by another site.

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
  /**
   * For a frame in a page of this server: it has an origin of its own, so its scripts reach nothing of that
   * page, no cookie and nothing that is stored. Without: no page frames it.
   */
  caged?: boolean;
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

function policyText(policy: Policy): string {
  const { style, scripts = [], asks = false, forms = false, trusted = [], caged = false } = policy;
  return [
    "default-src 'none'",
    ...(scripts.length > 0 ? [`script-src ${scripts.join(' ')}`] : []),
    `style-src ${style.source}`,
    ...(asks ? ["connect-src 'self'"] : []),
    `form-action ${forms ? "'self'" : "'none'"}`,
    "base-uri 'none'",
    `frame-ancestors ${caged ? "'self'" : "'none'"}`,
    ...(caged ? ['sandbox allow-scripts'] : []),
    "require-trusted-types-for 'script'",
    ...(trusted.length > 0 ? [`trusted-types ${trusted.join(' ')}`] : []),
  ].join('; ');
}
