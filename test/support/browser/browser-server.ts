// One Chromium for a whole test run, started when the first test file asks for it (browser.ts). It sees this
// machine and nothing else: every name but localhost fails to resolve, so a test cannot come to depend on the
// network, nor tell anybody that it ran. A vitest globalSetup.

import { type BrowserServer, chromium } from 'playwright';
import type { TestProject } from 'vitest/node';
import { openDesk } from '../desk.ts';
import { findChromium } from './chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A desk (desk.ts) that gives out where Playwright reaches the Chromium. */
    browserServer: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let browser: BrowserServer | undefined;
  const desk = await openDesk(async () => {
    browser = await chromium.launchServer({ ...chromiumOptions(), host: '127.0.0.1' });
    return browser.wsEndpoint();
  });
  project.provide('browserServer', desk.url);
  return async () => {
    desk.close();
    await browser?.close();
  };
}

/** @throws Error with what a person can do about it */
export function chromiumOptions(): { executablePath: string; args: string[] } {
  const found = findChromium();
  if (found === undefined) throw new Error('no Chromium here: run "node test/support/browser/chromium.ts"');
  return { executablePath: found.path, args: flags() };
}

/**
 * Pages in which the address bar draws its suggestions. Nobody sees them, yet each tab starts two, which
 * takes longer than the tab itself.
 */
const addressBar = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'AiModeOmniboxEntryPoint',
];

/** What Playwright switches off: Chromium obeys only the last flag of a name, and ours comes after. */
const playwrightsOwn = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
];

function flags(): string[] {
  const isRoot = process.getuid?.() === 0;
  return [
    ...(isRoot ? ['--no-sandbox'] : []), // Chromium's sandbox refuses to run as root
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-domain-reliability',
    '--disable-sync',
    '--no-pings',
    `--disable-features=${[...playwrightsOwn, ...addressBar].join()}`,
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]',
  ];
}
