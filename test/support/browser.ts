// A Chromium for browser tests. It sees this machine and nothing else: every name but localhost fails to resolve, so a
// test cannot come to depend on the network, nor tell anybody that it ran.

import { type Browser, chromium } from 'playwright';
import { findChromium } from './browser/chromium.ts';

/** Close it in afterAll. Pages may use 127.0.0.1, localhost and *.localhost, which are secure contexts. */
export function launchBrowser(): Promise<Browser> {
  const found = findChromium();
  if (found === undefined) throw new Error('no Chromium here: run "node test/support/chromium.ts"');
  return chromium.launch({ executablePath: found.path, args: flags() });
}

function flags(): string[] {
  const isRoot = process.getuid?.() === 0;
  return [
    ...(isRoot ? ['--no-sandbox'] : []), // Chromium's sandbox refuses to run as root
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-domain-reliability',
    '--disable-sync',
    '--no-pings',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]',
  ];
}
