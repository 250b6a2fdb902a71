// A whole ledger for a test file: its own database on a real Postgres, real keys, real HTTP on a free port,
// one business with a site, one notice and one secret key per scope.

import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import type { ApiScope } from '../../ledger/auth/scope.ts';
import { type Composed, compose } from '../../ledger/compose/ledger.ts';
import { type Config, readConfig } from '../../ledger/config.ts';
import type { NoticeDraft } from '../../ledger/core/notice/notice.ts';
import { createApi } from '../../ledger/http/server/api.ts';
import { publish } from '../../ledger/operations/notice/notices.ts';
import { addBusiness, createApiKey } from '../../ledger/operations/setup/setup.ts';
import { addSite } from '../../ledger/operations/setup/sites.ts';
import { testDatabase } from './postgres/database.ts';

export const shopOrigin = 'https://fresh.example';

export type TestLedger = Composed & {
  config: Config;
  url: string;
  business: string;
  /** Publishable key of the site whose only origin is `shopOrigin`. */
  site: string;
  keys: { ingest: string; gate: string; audit: string; admin: string };
  stop(): Promise<void>;
};

const scopes: Record<keyof TestLedger['keys'], ApiScope[]> = {
  ingest: ['opt-in:write', 'opt-out:write', 'link:write'],
  gate: ['gate:check'],
  audit: ['audit:read'],
  admin: ['notice:write', 'notice:read', 'template:write', 'template:read', 'metrics:read', 'erase', 'admin'],
};

export async function testLedger(overrides: Partial<Config> = {}): Promise<TestLedger> {
  const database = await testDatabase();
  const dataFolder = await mkdtemp(join(tmpdir(), 'optmark-test-'));
  const config = {
    ...readConfig({ DATABASE_URL: database.ownerUrl, OPTMARK_DATA: dataFolder, OPTMARK_LOG_LEVEL: 'silent' }),
    origin: 'ledger.example/log',
    url: 'https://ledger.example',
    ...overrides,
  };
  const composed = await compose(config);
  const { ledger } = composed;
  const business = 'fresh-produce';
  await addBusiness(ledger, { id: business, name: 'Fresh Produce', callingCode: '91' });
  const site = await addSite(ledger, business, [shopOrigin]);
  await publish(ledger, business, orderUpdates, 'test');
  const keys = {} as TestLedger['keys'];
  for (const name of Object.keys(scopes) as (keyof typeof scopes)[]) {
    keys[name] = (await createApiKey(ledger, business, name, scopes[name])).key;
  }
  const app = createApi(ledger);
  // On a busy machine a test pauses: a socket that is closed meanwhile would lose its next request.
  const serverOptions = { keepAliveTimeout: 60_000 };
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0, serverOptions });
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...composed,
    config,
    url: `http://127.0.0.1:${port}`,
    business,
    site: site.key,
    keys,
    async stop() {
      await new Promise((resolve) => server.close(resolve));
      await composed.close();
      await database.drop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

export const orderUpdates: NoticeDraft = {
  id: 'order-updates',
  purposes: ['shipping_update', 'payment_update'],
  scope: ['message'],
  default_locale: 'en',
  locales: { en: { what: 'order updates' }, es: { what: 'novedades de sus pedidos' } },
  contact: { email: 'care@fresh.example', phone: '+1 415 555 0100' },
  privacy_url: 'https://fresh.example/privacy',
  withdrawal_url: 'https://fresh.example/profile',
  policy: 'strict-2020',
};
