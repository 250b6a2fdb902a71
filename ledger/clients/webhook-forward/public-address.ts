// Which addresses of the internet a webhook may be sent to: those of the public internet, and none of a
// network in here. By the special-purpose registries of IANA (RFC 6890 and what came after it).
//
// Of IPv6 only global unicast, 2000::/3, less its special blocks. So every IPv4 address in an IPv6 spelling
// (mapped, compatible, NAT64) is refused: a receiver has no honest reason for one.

import { BlockList, isIPv4, isIPv6 } from 'node:net';

const special = blockListOf('ipv4', [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  // Public by number, and yet the host under every machine of Azure.
  '168.63.129.16/32',
]);
const globalUnicast = blockListOf('ipv6', ['2000::/3']);
/** Protocol assignments (Teredo, ORCHID, benchmarks), documentation, 6to4. */
const specialUnicast = blockListOf('ipv6', ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']);

/** False also for text that is no address. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !special.check(address, 'ipv4');
  // A zone names an interface of this machine.
  if (!isIPv6(address) || address.includes('%')) return false;
  return globalUnicast.check(address, 'ipv6') && !specialUnicast.check(address, 'ipv6');
}

function blockListOf(family: 'ipv4' | 'ipv6', ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [net = '', prefix] = range.split('/');
    list.addSubnet(net, Number(prefix), family);
  }
  return list;
}
