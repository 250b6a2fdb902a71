// Where the demo's one-time codes go: to the shop itself, which shows them on the customer's pretend phone.
// Only in a demo, and only if the operator has named no gateway of their own.

import { randomBytes } from 'node:crypto';
import { type Config, reachable } from '../ledger/config.ts';

/** The shop's own address for codes; see shop/routes/pretend-phone.ts. */
export const gatewayPath = '/shop/code-gateway';

/** `codeSecret` shows the shop that a code comes from the ledger. Undefined: codes go elsewhere. */
export function pretendGateway(config: Config): { config: Config; codeSecret: string | undefined } {
  if (!config.demo || config.codeGateway !== undefined) return { config, codeSecret: undefined };
  const secret = randomBytes(32).toString('base64url');
  const url = new URL(gatewayPath, `http://${reachable(config.host)}:${config.port}`);
  return { config: { ...config, codeGateway: { url, secret } }, codeSecret: secret };
}
