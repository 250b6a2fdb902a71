// Where a request comes from, as coarsely as abuse needs it: the /24 of an IPv4 address; the /56 of an IPv6
// address, which a provider gives to one customer (RIPE-690); and the /48 around it, which a server or a
// larger customer gets. Never a whole address.

import { isIPv4, isIPv6 } from 'node:net';

/** All who come from an address that cannot be read are counted together. */
const unreadable = 'unreadable';

/** The network of an address, in any spelling. */
export function networkOf(address: string): string {
  const read = readAddress(address);
  if (read === undefined) return unreadable;
  if (read.version === 4) return `${read.bytes.slice(0, 3).join('.')}.0/24`;
  const prefix = read.groups.slice(0, 4).map((group, i) => (i === 3 ? group & 0xff00 : group).toString(16));
  return `${prefix.join(':')}::/56`;
}

/** The /48 around the /56 of an IPv6 address; undefined for any other network. */
export function widerNetworkOf(network: string): string | undefined {
  return network.endsWith('/56') ? `${network.split(':', 3).join(':')}::/48` : undefined;
}

/**
 * Whether the other end of a connection is this machine, which is not limited. Only ever asked of the
 * connection's own address: what a proxy passes on is text.
 */
export function isThisMachine(socket: string): boolean {
  const read = readAddress(socket);
  if (read === undefined) return false;
  return read.version === 4
    ? read.bytes[0] === 127
    : read.groups.every((group, i) => group === (i === 7 ? 1 : 0));
}

type Address = { version: 4; bytes: number[] } | { version: 6; groups: number[] };

function readAddress(text: string): Address | undefined {
  const plain = withoutPort(text.trim());
  if (isIPv4(plain)) return { version: 4, bytes: plain.split('.').map(Number) };
  if (!isIPv6(plain)) return undefined;
  const groups = groupsOf(plain);
  // IPv4 in an IPv6 spelling (RFC 4291 section 2.5.5.2), as sockets that speak both name it.
  const isMapped = groups.slice(0, 6).every((group, i) => group === (i === 5 ? 0xffff : 0));
  if (!isMapped) return { version: 6, groups };
  return { version: 4, bytes: groups.slice(6).flatMap((group) => [group >> 8, group & 0xff]) };
}

/** Some proxies write the port as well: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function withoutPort(address: string): string {
  return /^\[(.+)\](?::\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address;
}

/** The eight 16-bit groups of a legal IPv6 address (RFC 4291 section 2.2); a zone counts as nothing. */
function groupsOf(address: string): number[] {
  const [head = '', tail] = withoutDots(address.replace(/%.*$/, '')).split('::');
  const numbers = (part: string) => (part === '' ? [] : part.split(':').map((group) => parseInt(group, 16)));
  const [front, back] = [numbers(head), numbers(tail ?? '')];
  return [...front, ...new Array<number>(Math.max(0, 8 - front.length - back.length)).fill(0), ...back];
}

/** A dotted tail as the two groups it stands for. */
function withoutDots(address: string): string {
  return address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...bytes: string[]) => {
    const [a, b, c, d] = bytes.map(Number) as [number, number, number, number];
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
}

/**
 * The address of the caller. Each proxy in front appends to X-Forwarded-For the address it heard from; so
 * with `n` proxies of ours the n-th entry from the right is the last that one of ours wrote. A caller may
 * have forged everything left of it.
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
