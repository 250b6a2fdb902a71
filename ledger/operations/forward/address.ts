// Where the webhooks of a sender are forwarded to. What an address may be is judged here as far as its text tells, so that a
// mistake is told to whoever makes it; where its name leads is judged by clients/webhook-forward.ts with every connection.

import { LedgerError } from '../../core/error.ts';
import type { Ledger } from '../ledger.ts';

/** Characters of an address. */
const addressMax = 2048;
/** The port of https, and those that need no privilege: whatever else listens below is no webhook. */
const securePort = '';
const firstFreePort = 1024;
const loopback = new Set(['127.0.0.1', '[::1]']);

/**
 * What waits already goes to the new address.
 * @throws LedgerError invalid, not_found
 */
export async function forwardTo(
  ledger: Ledger,
  business: string,
  phoneNumberId: string,
  address: string,
): Promise<void> {
  const fault = faultOf(ledger, address);
  if (fault !== undefined) throw new LedgerError('invalid', `The address ${fault}.`);
  await ledger.senders.setForwardUrl(business, phoneNumberId, address);
}

/** What waits is forgotten. @throws LedgerError not_found */
export const forwardNowhere = (ledger: Ledger, business: string, phoneNumberId: string): Promise<void> =>
  ledger.senders.setForwardUrl(business, phoneNumberId, undefined);

/** What is wrong with it; the address itself may hold a secret and is not repeated. */
function faultOf({ url: own, forwarding }: Ledger, address: string): string | undefined {
  const url = address.length <= addressMax ? URL.parse(address) : null;
  if (url === null) return `must be a URL of at most ${addressMax} characters`;
  const { protocol, hostname, port, username, password, hash, origin } = url;
  if (username !== '' || password !== '') return 'must hold no user name and no password';
  if (hash !== '') return 'must hold no fragment';
  // It would be delivered to us, forwarded to us, delivered to us.
  if (origin === new URL(own).origin) return 'must not be this ledger’s own';
  if (forwarding.toThisMachine && protocol === 'http:' && loopback.has(hostname)) return undefined;
  if (protocol !== 'https:') return 'must be https';
  if (hostname.startsWith('[') || /^[\d.]+$/.test(hostname)) return 'must name a host, not an IP address';
  if (port !== securePort && Number(port) < firstFreePort)
    return `must use port 443, or one from ${firstFreePort}`;
  return undefined;
}
