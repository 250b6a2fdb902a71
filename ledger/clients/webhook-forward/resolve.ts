// The addresses of a name for one connection, each of them checked. The connection itself asks, once, and
// connects to a checked address. So a name that points elsewhere a moment later (DNS rebinding) gains
// nothing. One refused address refuses the whole name.

import { Resolver } from 'node:dns/promises';
import { isIPv6, type LookupFunction } from 'node:net';

/** The addresses of a name. Throws where it has none. */
export type Resolve = (hostname: string) => Promise<string[]>;

/** A name leads to where nothing of ours may be sent. */
export class AddressRefused extends Error {}

/** Each question to a name server, milliseconds, and how often it is put. */
const dnsTimeoutMs = 2_000;
const dnsTries = 2;

/**
 * By DNS alone: a name of this machine's own list, or one that needs a search domain, is no name of the
 * internet. And outside of the threads that files and keys are worked on by, which slow name servers would
 * hold up.
 */
export const resolveByDns: Resolve = async (hostname) => {
  const resolver = new Resolver({ timeout: dnsTimeoutMs, tries: dnsTries });
  const [four, six] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
  const found = [four, six].flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  if (found.length === 0) throw new Error('the name has no address');
  return found;
};

/** As `lookup` of a connection. */
export const resolveFor =
  (resolve: Resolve, mayReach: (address: string) => boolean): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        if (addresses.length === 0 || !addresses.every(mayReach)) {
          callback(new AddressRefused('the name leads to an address that may not be asked'), '');
          return;
        }
        const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
        if (options.all) callback(null, found);
        else callback(null, found[0]!.address, found[0]!.family);
      },
      (error) => callback(error, ''),
    );
  };
