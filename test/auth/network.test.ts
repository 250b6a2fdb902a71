import { describe, expect, test } from 'vitest';
import { clientAddress, isThisMachine, networkOf, widerNetworkOf } from '../../ledger/auth/network.ts';

describe('a network', () => {
  test.for([
    ['192.0.2.17', '192.0.2.0/24'],
    ['192.0.2.255', '192.0.2.0/24'],
    ['::ffff:192.0.2.17', '192.0.2.0/24'],
    ['192.0.2.17:4711', '192.0.2.0/24'],
    [' 192.0.2.17 ', '192.0.2.0/24'],
    ['2001:db8:1:2ff::1', '2001:db8:1:200::/56'],
    ['2001:DB8:1:0200:ffff:ffff:ffff:ffff', '2001:db8:1:200::/56'],
    ['[2001:db8:1:2ff::1]:443', '2001:db8:1:200::/56'],
    ['fe80::1%eth0', 'fe80:0:0:0::/56'],
    ['::2', '0:0:0:0::/56'],
    ['::ffff:c000:211', '192.0.2.0/24'],
    ['64:ff9b::192.0.2.17', '64:ff9b:0:0::/56'],
    ['2001:db8:1:2ff:0:0:192.0.2.17', '2001:db8:1:200::/56'],
    ['::1.2.3.4', '0:0:0:0::/56'],
    ['::0.0.0.1', '0:0:0:0::/56'],
    ['127.0.0.1', '127.0.0.0/24'],
    ['::1', '0:0:0:0::/56'],
  ] as const)('of %s is %s', ([address, network]) => expect(networkOf(address)).toBe(network));

  test.for(['', 'unknown', '_hidden', '1.2.3', '1.2.3.4.5', '2001:db8', 'localhost'])(
    'of what cannot be read (%s) is one for all',
    (address) => expect(networkOf(address)).toBe('unreadable'),
  );
});

describe('the wider network', () => {
  test('of an IPv6 network is its /48', () => {
    expect(widerNetworkOf(networkOf('2001:db8:1:2ff::1'))).toBe('2001:db8:1::/48');
    expect(widerNetworkOf(networkOf('2001:db8:1:4ff::1'))).toBe('2001:db8:1::/48');
  });

  test.for(['192.0.2.17', 'unknown'])('of anything else (%s) there is none', (address) => {
    expect(widerNetworkOf(networkOf(address))).toBeUndefined();
  });
});

describe('this very machine', () => {
  test.for(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '0:0:0:0:0:0:0:1'])(
    'is the other end of the connection from %s',
    (address) => expect(isThisMachine(address)).toBe(true),
  );

  test.for([
    '192.0.2.17',
    '::2',
    '::1.2.3.4',
    '::127.0.0.1',
    '1::1',
    '::ffff:192.0.2.17',
    '',
    'localhost',
    '127.1',
  ])('is not that from %s', (address) => expect(isThisMachine(address)).toBe(false));
});

describe('the address of whoever asks', () => {
  const proxy = '198.51.100.1';

  test('is that of the connection while no proxy is trusted, whatever the header says', () => {
    expect(clientAddress(proxy, '203.0.113.9', 0)).toBe(proxy);
    expect(clientAddress(proxy, undefined, 2)).toBe(proxy);
  });

  test('is what the trusted proxies wrote, read from the right', () => {
    expect(networkOf(clientAddress(proxy, '10.9.9.9, 203.0.113.9', 1))).toBe('203.0.113.0/24');
    expect(networkOf(clientAddress(proxy, '10.9.9.9, 203.0.113.9, 198.51.100.7', 2))).toBe('203.0.113.0/24');
  });

  test('cannot be chosen by sending more of the header', () => {
    const forged = '127.0.0.1, 127.0.0.1, 203.0.113.9';
    expect(networkOf(clientAddress(proxy, forged, 1))).toBe('203.0.113.0/24');
  });

  test('is the first of a chain that is shorter than expected', () => {
    expect(clientAddress(proxy, '203.0.113.9', 3)).toBe('203.0.113.9');
  });
});
