import { expect, test } from 'vitest';
import { isPublicAddress } from '../../../ledger/clients/webhook-forward/public-address.ts';

test.for([
  ['this network', '0.0.0.0', '0.1.2.3'],
  ['private', '10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1'],
  [
    'carrier-grade NAT, and the metadata of a cloud in it',
    '100.64.0.1',
    '100.127.255.255',
    '100.100.100.200',
  ],
  ['loopback', '127.0.0.1', '127.255.255.254'],
  ['link-local, and the metadata of most clouds in it', '169.254.0.1', '169.254.169.254', '169.254.170.2'],
  ['protocol assignments, and metadata in it', '192.0.0.1', '192.0.0.192'],
  ['documentation', '192.0.2.1', '198.51.100.1', '203.0.113.1'],
  ['6to4 relays', '192.88.99.1'],
  ['benchmarks', '198.18.0.1', '198.19.255.255'],
  ['multicast', '224.0.0.1', '239.255.255.255'],
  ['reserved, and broadcast', '240.0.0.1', '255.255.255.255'],
  ['the host under a machine of a cloud', '168.63.129.16'],
  ['unspecified and loopback, IPv6', '::', '::1', '0:0:0:0:0:0:0:1'],
  ['IPv4 mapped', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.0.0.1', '::ffff:93.184.215.14'],
  ['IPv4 compatible, and translated', '::127.0.0.1', '::ffff:0:127.0.0.1'],
  ['NAT64', '64:ff9b::7f00:1', '64:ff9b::93.184.215.14', '64:ff9b:1::1'],
  ['discard, and segment routing', '100::1', '5f00::1'],
  ['Teredo, ORCHID, benchmarks', '2001::1', '2001:20::1', '2001:2::1'],
  ['documentation, IPv6', '2001:db8::1', '3fff::1'],
  ['6to4', '2002:7f00:1::1'],
  ['unique local, and the metadata of a cloud in it', 'fc00::1', 'fdff::1', 'fd00:ec2::254'],
  ['link-local and site-local, IPv6', 'fe80::1', 'fe80::1%eth0', 'febf::1', 'fec0::1'],
  ['multicast, IPv6', 'ff02::1', 'ff0e::1'],
  ['a public one with a zone', '2606:4700::1111%lo'],
  ['no address', '', 'localhost', '127.1', '0x7f000001', '2130706433', '1.1.1.1 ', '[2606:4700::1111]'],
] as const)('%s: refused', ([, ...addresses]) => {
  for (const address of addresses) expect([address, isPublicAddress(address)]).toEqual([address, false]);
});

test('what belongs to somebody out there is admitted, up to the edges of what does not', () => {
  const edges = ['1.0.0.0', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255'];
  const more = [
    '128.0.0.1',
    '172.15.255.255',
    '172.32.0.0',
    '192.0.1.1',
    '198.17.255.255',
    '223.255.255.255',
  ];
  const six = ['2606:4700::1111', '2a00:1450:4001::5e', '2001:4860:4860::8888', '2001:200::1', '2400::1'];
  for (const address of [...edges, ...more, '168.63.129.17', ...six]) {
    expect([address, isPublicAddress(address)]).toEqual([address, true]);
  }
});
