// The demo shop on a whole test ledger, and a visitor with a cookie jar who sends its forms as a browser
// would.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { PretendMeta } from '../../demo/cloud-api/meta.ts';
import { serveCloudApi } from '../../demo/cloud-api/serve.ts';
import { connectShop } from '../../demo/pretend-whatsapp.ts';
import { type Demo, newSender } from '../../demo/seed.ts';
import { createShop } from '../../demo/shop/shop.ts';
import { textsOf } from '../../demo/texts.ts';
import { publish } from '../../ledger/operations/notice/notices.ts';
import { newCustomerSecret } from '../../ledger/operations/visitor/customer.ts';
import { orderUpdates, shopOrigin, type TestLedger, testLedger } from '../support/ledger.ts';

/** One of the site's origins, or no customer token would be good on it. */
export const shopUrl = shopOrigin;

/** By which a ledger signs the codes that it hands to the shop's pretended phones. */
export const codeSecret = 'a secret of the pretended gateway';

export type TestShop = {
  ledger: TestLedger;
  demo: Demo;
  dataFolder: string;
  /** The shop, begun anew on what it has kept; with another ledger's address, or other secrets, if given. */
  open(ledgerUrl?: string, own?: Demo): Promise<Hono>;
  stop(): Promise<void>;
};

export async function testShop(): Promise<TestShop> {
  const meta = new PretendMeta();
  const cloud = await serveCloudApi(meta);
  const ledger = await testLedger({ cloudApi: cloud.url });
  const offers = {
    ...orderUpdates,
    id: 'offers',
    purposes: ['marketing' as const],
    locales: { en: { what: 'offers' } },
  };
  await publish(ledger.ledger, ledger.business, offers, 'test');
  const dataFolder = await mkdtemp(join(tmpdir(), 'optmark-shop-'));
  const { business, site: site_key, keys: api_keys } = ledger;
  const customer_secret = await newCustomerSecret(ledger.ledger, business, site_key);
  const sender = await newSender(ledger.ledger, business);
  const notices = ['order-updates', 'offers'];
  const lines = { flows: [], ivr: {} };
  const texts = await textsOf(ledger.ledger, business, shopUrl, undefined);
  const demo: Demo = {
    ...{ business, site_key, customer_secret, notices, sender, ...lines, texts },
    api_keys: { ...api_keys, feed: '' },
    console: { link: 'https://ledger.example/console#token=none' },
  };
  return {
    ledger,
    dataFolder,
    demo,
    open(ledgerUrl = ledger.url, own = demo) {
      connectShop(meta, own, ledgerUrl);
      return createShop({ demo: own, meta, dataFolder, ledgerUrl, origins: [shopUrl], codeSecret });
    },
    async stop() {
      await ledger.stop();
      await cloud.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/** An address at which nothing answers: port 9 of this machine, which nobody may listen on unprivileged. */
export const nobody = 'http://127.0.0.1:9';

export class Visitor {
  readonly #shop: Hono;
  #cookie = '';

  constructor(shop: Hono) {
    this.#shop = shop;
  }

  get cookie(): string {
    return this.#cookie;
  }

  /** The same person at a shop that was started again. */
  adopt(before: Visitor): void {
    this.#cookie = before.cookie;
  }

  get(path: string): Promise<Response> {
    return this.#request(path, {});
  }

  async text(path: string): Promise<string> {
    return (await this.get(path)).text();
  }

  post(path: string, form: Record<string, string>, headers: Record<string, string> = { origin: shopUrl }) {
    return this.#request(path, { method: 'POST', body: new URLSearchParams(form), headers });
  }

  /** Places an order and gives the path of its page. */
  async order(more: Record<string, string> = {}): Promise<string> {
    const response = await this.post('/checkout', { ...someone, ...more });
    if (response.status !== 303) throw new Error(`no order: ${response.status}`);
    return response.headers.get('location') ?? '';
  }

  async #request(path: string, request: RequestInit): Promise<Response> {
    const headers = new Headers(request.headers);
    if (this.#cookie) headers.set('cookie', this.#cookie);
    const response = await this.#shop.request(shopUrl + path, { ...request, headers });
    this.#cookie = response.headers.get('set-cookie')?.split(';')[0] ?? this.#cookie;
    return response;
  }
}

export const someone = { boxes: '1', name: 'Asha Rao', address: '12 Lake Road', phone: '+91 98765 43211' };
