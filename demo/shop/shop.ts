// The demo shop as a sub-app: pages, forms, its own files. It is a user of the ledger like any other: its
// server speaks HTTP with its secret keys and never reaches into the ledger, although both run in one
// process.

import { join } from 'node:path';
import { Hono } from 'hono';
import type { PretendMeta } from '../cloud-api/meta.ts';
import type { Demo } from '../seed.ts';
import { type Book, openBook } from './book/book.ts';
import { createDeliveries, type Deliveries } from './ledger/deliver-tick.ts';
import { createLedgerClient, type LedgerClient } from './ledger/ledger-client.ts';
import { pageSecurity } from './page-security.ts';
import { notFoundPage, privacyPage } from './pages/plain-pages.ts';
import { productPage } from './pages/product.ts';
import { PretendPhones } from './pretend-phone/messages.ts';
import { addCheckout } from './routes/checkout.ts';
import { addFiles } from './routes/files.ts';
import { addOrderActions } from './routes/order-actions.ts';
import { addOrders } from './routes/orders.ts';
import { addCodeGateway, addPretendPhone } from './routes/pretend-phone.ts';
import { addPretendTexts } from './routes/pretend-texts.ts';
import { addProfile } from './routes/profile.ts';

export type ShopOptions = {
  demo: Demo;
  /**
   * The pretend Meta, with the shop's number. The pretend phones show the messages that it delivers.
   */
  meta: PretendMeta;
  /** Where shop.jsonl is kept. */
  dataFolder: string;
  /** Base URL of the ledger. */
  ledgerUrl: string;
  /** The shop's own origins, as browsers write them. */
  origins: readonly string[];
  /** The secret with which the ledger signs codes for the pretend phone. Absent: codes go elsewhere. */
  codeSecret?: string | undefined;
};

/** The parts that the routes use. */
export type Shop = {
  demo: Demo;
  book: Book;
  ledger: LedgerClient;
  deliveries: Deliveries;
  meta: PretendMeta;
  phones: PretendPhones;
  codeSecret: string | undefined;
};

export async function createShop(options: ShopOptions): Promise<Hono> {
  const { demo, meta, dataFolder, ledgerUrl, origins, codeSecret } = options;
  const book = await openBook(join(dataFolder, 'shop.jsonl'));
  const ledger = createLedgerClient(ledgerUrl, demo, origins[0]!);
  const deliveries = createDeliveries(book, ledger);
  const phones = new PretendPhones();
  meta.onDelivered = (message) => {
    const { person, text, at } = message;
    phones.note({ number: `+${person.waId}`, kind: 'arrived', text, at: at.toISOString(), message });
  };
  const shop: Shop = { demo, book, ledger, deliveries, meta, phones, codeSecret };

  const app = new Hono();
  addCodeGateway(app, shop);
  const security = pageSecurity(origins);
  const rooms = ['/profile/*', '/orders/*', '/shop/*'];
  for (const path of ['/', '/privacy', '/checkout', '/profile', ...rooms]) app.use(path, security);
  app.get('/', (c) => c.html(productPage()));
  app.get('/privacy', (c) => c.html(privacyPage));
  // The embed code of this very shop: the ledger's page, with our site key and notice.
  const chosen = new URLSearchParams({ site: demo.site_key, notice: demo.notices[0] ?? '' });
  app.get('/shop/embed', (c) => c.redirect(`/embed?${chosen}`));
  // And the shop's telephone flow.
  const called = new URLSearchParams({ site: demo.site_key, flow: demo.flows[0] ?? '' });
  app.get('/shop/flow', (c) => c.redirect(`/flow?${called}`));
  addFiles(app);
  addCheckout(app, shop);
  addOrders(app, shop);
  addOrderActions(app, shop);
  addProfile(app, shop);
  addPretendPhone(app, shop);
  addPretendTexts(app, shop);
  // Behind all others: else the ledger would take the guard of these paths for a page of some other method.
  for (const path of rooms) app.all(path, (c) => c.html(notFoundPage, 404));
  return app;
}
