// Where a request comes from, as coarsely as abuse needs it: the /24 of an IPv4 address, the /56 of an IPv6 address,
// which is what one customer of a provider is given (RIPE-690). Never a whole address.

import { isIPv4, isIPv6 } from 'node:net';

/** All who come from an address that cannot be read are counted together. */
const unreadable = 'unreadable';

/** The network of an address; undefined for the machine itself, which is not limited. */
export function networkOf(address: string): string | undefined {
  const plain = withoutPort(address.trim()).replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(plain)) return plain.startsWith('127.') ? undefined : `${plain.split('.', 3).join('.')}.0/24`;
  if (!isIPv6(plain)) return unreadable;
  const groups = groupsOf(plain);
  if (groups.every((group, i) => group === (i === 7 ? 1 : 0))) return undefined;
  const prefix = groups.slice(0, 4).map((group, i) => (i === 3 ? group & 0xff00 : group).toString(16));
  return `${prefix.join(':')}::/56`;
}

/** Some proxies write the port as well: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function withoutPort(address: string): string {
  return /^\[(.+)\](?::\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address;
}

/** The eight 16-bit groups of a legal IPv6 address (RFC 4291 section 2.2); a zone and a dotted tail count as nothing. */
function groupsOf(address: string): number[] {
  const [head = '', tail] = address.replace(/%.*$/, '').split('::');
  const numbers = (part: string) => (part === '' ? [] : part.split(':').map((group) => parseInt(group, 16)));
  const [front, back] = [numbers(head), numbers(tail ?? '')];
  return [...front, ...new Array<number>(Math.max(0, 8 - front.length - back.length)).fill(0), ...back];
}

/**
 * The address of whoever asks. Each proxy in front appends to X-Forwarded-For whom it heard from; so with `n` proxies of
 * ours the n-th entry from the right is the last that one of ours wrote. What stands left of it anybody may have sent.
 * @param socket the address at the other end of the connection
 */
export function clientAddress(
  socket: string,
  forwardedFor: string | undefined,
  trustedProxies: number,
): string {
  if (trustedProxies === 0 || forwardedFor === undefined) return socket;
  const hops = forwardedFor.split(',');
  return hops[Math.max(0, hops.length - trustedProxies)]!;
}
