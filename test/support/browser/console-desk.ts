// The console of a test file's own ledger, in a real browser, and people who sign in to it.
//
//   const desk = await ConsoleDesk.open(async (url) => (ledger = await testLedger({ url })));
//   const tab = await desk.signedIn('manager');

import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright';
import type { Role } from '../../../ledger/core/setup/staff.ts';
import { createApi } from '../../../ledger/http/server/api.ts';
import { makeConsoleLink } from '../../../ledger/operations/console/links.ts';
import { addPerson } from '../../../ledger/operations/setup/people.ts';
import type { TestLedger } from '../ledger.ts';
import { launchBrowser } from './browser.ts';
import { builtConsole } from './built-console.ts';

type Options = Parameters<typeof createApi>[1];

/** For whoever looks at the pages: nothing is kept unless it is asked for. */
const shots = process.env.OPTMARK_SHOTS;

export class ConsoleDesk {
  readonly url: string;
  readonly browser: Browser;
  readonly ledger: TestLedger;
  /** What went wrong in any page of it. */
  readonly errors: string[] = [];
  /** Where the console's files are; it goes with the desk. */
  readonly folder: string;
  readonly #server: ServerType;

  private constructor(parts: Pick<ConsoleDesk, 'url' | 'browser' | 'ledger' | 'folder'>, server: ServerType) {
    this.url = parts.url;
    this.browser = parts.browser;
    this.ledger = parts.ledger;
    this.folder = parts.folder;
    this.#server = server;
  }

  /**
   * The ledger has to know its own address before it has one: sign-in compares it with the page's.
   * @param start whose ledger it is stops it, after `close`
   * @param more what the API serves besides
   */
  static async open(
    start: (url: string) => Promise<TestLedger>,
    more: (ledger: TestLedger, url: string) => Promise<Options> = async () => ({}),
  ): Promise<ConsoleDesk> {
    let api: Hono | undefined;
    const server = serve({ fetch: (request) => api!.fetch(request), hostname: '127.0.0.1', port: 0 });
    await new Promise((resolve) => server.once('listening', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const [ledger, folder, browser] = await Promise.all([start(url), builtConsole(), launchBrowser()]);
    api = createApi(ledger.ledger, { consoleFolder: folder, ...(await more(ledger, url)) });
    return new ConsoleDesk({ url, browser, ledger, folder }, server);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await new Promise((resolve) => this.#server.close(resolve));
    await rm(this.folder, { recursive: true });
  }

  context(look: BrowserContextOptions = {}): Promise<BrowserContext> {
    return this.browser.newContext({
      ...{ viewport: { width: 1280, height: 900 }, timezoneId: 'Asia/Kolkata' },
      ...look,
    });
  }

  /** A tab whose errors are noted. */
  async tab(context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
    page.on('pageerror', (error) => this.errors.push(error.message));
    return page;
  }

  /** A one-time link for a new person of this role. */
  async linkFor(role: Role): Promise<string> {
    const { ledger, business } = this.ledger;
    return makeConsoleLink(ledger, [await addPerson(ledger, business, { name: 'Meera Nair', role })]);
  }

  async signedIn(role: Role, context?: BrowserContext): Promise<Page> {
    const page = await this.tab(context ?? (await this.context()));
    await page.goto(await this.linkFor(role));
    await page.getByRole('button', { name: 'Sign in with this link' }).click();
    await page.getByText('Meera Nair').waitFor();
    return page;
  }
}

/** A picture of the whole page, where OPTMARK_SHOTS names a folder for it. */
export async function shot(page: Page, name: string): Promise<void> {
  if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
}
