// Everything a browser test of the widget needs, in one: a built widget, a tiny ledger, a tiny shop, a
// Chromium.

import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright';
import { closePages, launchBrowser } from './browser.ts';
import { builtWidget } from './built-widget.ts';
import { siteKey, type TinyLedger, tinyLedger } from './tiny-ledger.ts';
import { scriptTag, strictPolicy, type TinyShop, tinyShop } from './tiny-shop.ts';

/** A fictional number as typed, and what is signed for it under calling code 91. */
export const typed = '98765 43210';
export const signedNumber = '+919876543210';

export type Opened = {
  page: Page;
  widget: Locator;
  box: Locator;
  sentence: Locator;
  number: Locator;
  status: Locator;
  /** What is said at the head of the card: an error, a tick to be made again. */
  note: Locator;
  /** Console warnings and errors, and policy violations. */
  complaints: string[];
  /** Until the box can be ticked. */
  ready(): Promise<void>;
  state(): Promise<string>;
};

export type WidgetBench = {
  ledger: TinyLedger;
  shop: TinyShop;
  /** `before` runs in the page before anything else does. */
  open(body: string, options?: BrowserContextOptions, before?: () => void): Promise<Opened>;
  /** As new: nothing recorded, nothing inlined, everything well. Closes all pages. */
  clear(): Promise<void>;
  close(): Promise<void>;
};

/** The element's tag for the test site; `more`: further attributes. */
export function tag(more = '', children = ''): string {
  return `<optmark-opt-in site="${siteKey}" notice="order-updates" ${more}>${children}</optmark-opt-in>`;
}

export async function widgetBench(): Promise<WidgetBench> {
  const { files } = await builtWidget();
  const ledger = await tinyLedger(files);
  const shop = await tinyShop(ledger.url);
  const browser = await launchBrowser();
  const { notice } = ledger;
  return {
    ledger,
    shop,
    async open(body, options = {}, before = () => {}) {
      shop.body = body;
      return open(browser, shop, options, before);
    },
    async clear() {
      await closePages(browser);
      Object.assign(ledger, {
        notice,
        mood: 'well',
        callingCode: '91',
        optIns: [],
        optOuts: [],
        messageArrived: false,
        requests: [],
        tampered: (_: string, file: Buffer) => file,
      });
      Object.assign(shop, { orders: [], head: '', html: 'lang="en"', policy: strictPolicy(ledger.url) });
      shop.script = () => scriptTag(ledger.url);
    },
    async close() {
      await browser.close();
      await ledger.close();
      await shop.close();
    },
  };
}

async function open(
  browser: Browser,
  shop: TinyShop,
  options: BrowserContextOptions,
  before: () => void,
): Promise<Opened> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.addInitScript(before);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${shop.url}/checkout`);
  const widget = page.locator('optmark-opt-in').first();
  return {
    page,
    widget,
    box: widget.getByRole('checkbox'),
    sentence: widget.locator('[data-line=sentence]'),
    number: widget.locator('input[slot=phone]'),
    status: widget.getByRole('status'),
    note: widget.locator('#error'),
    complaints,
    ready: () => widget.getByRole('checkbox').waitFor(),
    state: () => widget.evaluate((element) => (element as unknown as { state: string }).state),
  };
}
