// The run's one Chromium (browser-server.ts), for a test file; outside of a run, one of its own.

import { type Browser, chromium } from 'playwright';
import { askDesk } from '../desk.ts';
import { chromiumOptions } from './browser-server.ts';

/**
 * Close it in afterAll: that ends what was opened through it, and no other file's pages. Pages may use
 * 127.0.0.1, localhost and *.localhost, which are secure contexts.
 */
export async function launchBrowser(): Promise<Browser> {
  if (!process.env.VITEST) return chromium.launch(chromiumOptions());
  const { inject } = await import('vitest');
  return chromium.connect(await askDesk<string>(inject('browserServer')));
}

/** Longest wait for a context to close, milliseconds. */
const closeMs = 15_000;

/**
 * Closes what is open in it. Chromium has been seen never to answer that of a page which had just sent a
 * keepalive request to a server that hung up; such a context goes with the browser, and no test waits for it.
 */
export async function closePages(browser: Browser): Promise<void> {
  const closing = Promise.all(browser.contexts().map((context) => context.close().catch(() => {})));
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, closeMs);
  await Promise.race([closing, promise]);
  clearTimeout(timer);
}
