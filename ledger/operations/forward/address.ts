// The address to which the ledger forwards a sender's webhooks. This file judges the text of an address, so
// that a caller learns of a mistake at once. clients/webhook-forward.ts checks with every connection where
// the name leads.

import { LedgerError } from '../../core/error.ts';
import { type Changer, type Changing, operator } from '../setup/change.ts';
import { changeSenderRow } from '../setup/senders.ts';
import type { Forwarding } from './store.ts';

/** Characters of an address. */
const addressMax = 2048;
/** The port of https, and the ports that need no privilege. A service on any other port is not a webhook. */
const securePort = '';
const firstFreePort = 1024;
const loopback = new Set(['127.0.0.1', '[::1]']);

type Reach = { url: string; forwarding: Pick<Forwarding, 'toThisMachine'> };

/**
 * Webhooks that already wait go to the new address, too.
 * @throws LedgerError invalid, not_found
 */
export async function forwardTo(
  ledger: Changing & Reach,
  business: string,
  phoneNumberId: string,
  address: string,
  changer: Changer = operator,
): Promise<void> {
  const fault = faultOf(ledger, address);
  if (fault !== undefined)
    throw new LedgerError('invalid', `The address ${fault}.`, {
      faults: [{ pointer: '/forward_url', rule: 'forward_address', detail: fault }],
    });
  await forward(ledger, business, phoneNumberId, address, changer);
}

/** Stops forwarding, and forgets the webhooks that wait. @throws LedgerError not_found */
export const forwardNowhere = (
  ledger: Changing,
  business: string,
  phoneNumberId: string,
  changer: Changer = operator,
): Promise<void> => forward(ledger, business, phoneNumberId, null, changer);

const forward = (
  ledger: Changing,
  business: string,
  phoneNumberId: string,
  address: string | null,
  changer: Changer,
): Promise<void> =>
  changeSenderRow(ledger, business, phoneNumberId, (is) => ({ ...is, forward_url: address }), changer);

/** What is wrong with the address. The fault does not repeat it, because it may hold a secret. */
function faultOf({ url: own, forwarding }: Reach, address: string): string | undefined {
  const url = address.length <= addressMax ? URL.parse(address) : null;
  if (url === null) return `must be a URL of at most ${addressMax} characters`;
  const { protocol, hostname, port, username, password, hash, origin } = url;
  if (username !== '' || password !== '') return 'must hold no user name and no password';
  if (hash !== '') return 'must hold no fragment';
  // The webhook would come back to this ledger, be forwarded to it, and come back again.
  if (origin === new URL(own).origin) return 'must not be this ledger’s own';
  if (forwarding.toThisMachine && protocol === 'http:' && loopback.has(hostname)) return undefined;
  if (protocol !== 'https:') return 'must be https';
  if (hostname.startsWith('[') || /^[\d.]+$/.test(hostname)) return 'must name a host, not an IP address';
  if (port !== securePort && Number(port) < firstFreePort)
    return `must use port 443, or one from ${firstFreePort}`;
  return undefined;
}
