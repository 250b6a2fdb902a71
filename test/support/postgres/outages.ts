// How a ledger's database may be away, by the network before it.

import type { FaultProxy } from './fault-proxy.ts';

/** `begin`: from now on, until it passes. */
export const outages: [string, begin: (proxy: FaultProxy) => Promise<void>][] = [
  [
    'does not answer',
    async (proxy) => {
      proxy.at = () => 'silence';
      proxy.all('silence');
    },
  ],
  [
    'hangs up',
    async (proxy) => {
      proxy.at = () => 'reset';
      proxy.all('reset');
    },
  ],
  [
    'is not there',
    async (proxy) => {
      await proxy.refuse();
      proxy.all('reset');
    },
  ],
];

/** All is well again, on new connections. */
export async function pass(proxy: FaultProxy): Promise<void> {
  proxy.at = () => 'pass';
  proxy.all('reset');
  await proxy.accept();
}
