// The person's own page in a real browser: a ledger that serves it with its script, and whatever its policy
// blocks.

import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { createApi } from '../../../ledger/http/server/api.ts';
import { launchBrowser } from '../../support/browser/browser.ts';
import { builtPersonScript } from '../../support/browser/built-person-script.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { Page as ShopPage } from '../page.ts';
import { type Body, ivrOptIn, post } from '../requests.ts';

export type PersonBench = {
  ledger: TestLedger;
  /** An opt-in of a server, and where its page is. */
  optIn(number: string, notice?: string): Promise<string>;
  /** An opt-in that a page signed, and where its page is. */
  optInByPage(number: string): Promise<string>;
  /** Where the page with everything of this number is. */
  everything(number: string): Promise<string>;
  gate(number: string): Promise<string>;
  open(url: string, options?: BrowserContextOptions): Promise<{ page: Page; complaints: string[] }>;
  close(): Promise<void>;
};

export async function personBench(): Promise<PersonBench> {
  const [ledger, script] = await Promise.all([testLedger(), builtPersonScript()]);
  const { fetch } = createApi(ledger.ledger, { personFolder: script.folder });
  const server = serve({ fetch, hostname: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser: Browser = await launchBrowser();
  const ask = async (path: string, key: string, body: object): Promise<Body> =>
    (await post(ledger.url + path, key, body)).json();
  const here = (link: string) => url + new URL(link).pathname;
  return {
    ledger,
    optIn: async (number, notice = 'order-updates') =>
      here((await ask('/v1/opt-ins', ledger.keys.ingest, { ...ivrOptIn(number), notice })).link),
    optInByPage: async (number) => {
      const answer = await new ShopPage(ledger).optIn(number);
      return here(((await answer.json()) as Body).link);
    },
    everything: async (number) => here((await ask('/v1/links', ledger.keys.ingest, { number })).url),
    gate: async (recipient) =>
      (await ask('/v1/gate/check', ledger.keys.gate, { recipient, purpose: 'shipping_update' })).decision,
    async open(address, options = {}) {
      const page = await (await browser.newContext(options)).newPage();
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.goto(address);
      return { page, complaints };
    },
    async close() {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
      await ledger.stop();
      await script.remove();
    },
  };
}
