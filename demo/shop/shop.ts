// The demo shop as a sub-app: pages, forms, its own two files. It is a customer of the ledger like any other: its
// server speaks HTTP with its secret keys and never reaches into the ledger, though both run in one process here.

import { join } from 'node:path';
import { Hono } from 'hono';
import type { Demo } from '../seed.ts';
import { type Book, openBook } from './book/book.ts';
import { createDeliveries, type Deliveries } from './ledger/deliver-tick.ts';
import { createLedgerClient, type LedgerClient } from './ledger/ledger-client.ts';
import { pageSecurity } from './page-security.ts';
import { privacyPage } from './pages/plain-pages.ts';
import { productPage } from './pages/product.ts';
import { addCheckout } from './routes/checkout.ts';
import { addFiles } from './routes/files.ts';
import { addOrderActions } from './routes/order-actions.ts';
import { addOrders } from './routes/orders.ts';
import { addProfile } from './routes/profile.ts';

export type ShopOptions = {
  demo: Demo;
  /** Where shop.jsonl is kept. */
  dataFolder: string;
  /** Base URL of the ledger. */
  ledgerUrl: string;
  /** The shop's own origins, as browsers write them. */
  origins: readonly string[];
};

/** What the routes work with. */
export type Shop = { book: Book; ledger: LedgerClient; deliveries: Deliveries };

export async function createShop({ demo, dataFolder, ledgerUrl, origins }: ShopOptions): Promise<Hono> {
  const book = await openBook(join(dataFolder, 'shop.jsonl'));
  const ledger = createLedgerClient(ledgerUrl, demo);
  const shop: Shop = { book, ledger, deliveries: createDeliveries(book, ledger) };

  const app = new Hono();
  const security = pageSecurity(origins);
  for (const path of ['/', '/privacy', '/checkout', '/profile', '/profile/*', '/orders/*', '/shop/*'])
    app.use(path, security);
  app.get('/', (c) => c.html(productPage()));
  app.get('/privacy', (c) => c.html(privacyPage));
  // The embed code of this very shop: the ledger's page, with our site key and notice chosen.
  const chosen = new URLSearchParams({ site: demo.site_key, notice: demo.notices[0] ?? '' });
  app.get('/shop/embed', (c) => c.redirect(`/embed?${chosen}`));
  addFiles(app);
  addCheckout(app, shop);
  addOrders(app, shop);
  addOrderActions(app, shop);
  addProfile(app, shop);
  return app;
}
