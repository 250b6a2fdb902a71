// The demo business, seeded once: a site, two notices, and one secret key per job. What the shop and a visitor's own
// curl need is written to demo.json (mode 600), because secret keys are shown only when they are made.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ApiScope } from '../ledger/auth/scope.ts';
import type { Config } from '../ledger/config.ts';
import type { NoticeDraft } from '../ledger/core/notice/notice.ts';
import type { Ledger } from '../ledger/operations/ledger.ts';
import { publish } from '../ledger/operations/notices.ts';
import { newSessionSecret } from '../ledger/operations/session.ts';
import { addBusiness, addSite, createApiKey } from '../ledger/operations/setup.ts';

const demoSchema = z.strictObject({
  business: z.string(),
  site_key: z.string(),
  /** By which the shop signs session tokens; absent in a demo.json from before there were any. */
  session_secret: z.string().optional(),
  notices: z.array(z.string()),
  api_keys: z.strictObject({ ingest: z.string(), gate: z.string(), audit: z.string(), admin: z.string() }),
});

export type Demo = z.infer<typeof demoSchema>;

const scopes: Record<keyof Demo['api_keys'], ApiScope[]> = {
  ingest: ['opt-in:write', 'opt-out:write', 'link:write'],
  gate: ['gate:check'],
  audit: ['audit:read'],
  admin: ['notice:write', 'notice:read'],
};

export const demoFile = (config: Config) => join(config.dataFolder, 'demo.json');

/** The seeded demo; made on the first start and never again. */
export async function seedDemo(ledger: Ledger, config: Config): Promise<Demo> {
  const existing = await readFile(demoFile(config), 'utf8').catch(() => undefined);
  if (existing !== undefined) return demoSchema.parse(JSON.parse(existing));
  const business = await freeBusinessId(ledger);
  await addBusiness(ledger, { id: business, name: 'Fresh Produce', callingCode: '91' });
  const site = await addSite(ledger, business, shopOrigins(config));
  const notices = noticesOf(config);
  for (const notice of notices) await publish(ledger, business, notice, 'demo');
  const api_keys = {} as Demo['api_keys'];
  for (const name of Object.keys(scopes) as (keyof typeof scopes)[]) {
    api_keys[name] = (await createApiKey(ledger, business, `demo ${name}`, scopes[name])).key;
  }
  const session_secret = await newSessionSecret(ledger, business, site.key);
  const demo: Demo = {
    business,
    site_key: site.key,
    session_secret,
    notices: notices.map(({ id }) => id),
    api_keys,
  };
  await writeFile(demoFile(config), `${JSON.stringify(demo, null, 2)}\n`, {
    mode: 0o600,
    flag: 'wx',
    flush: true,
  });
  return demo;
}

/** A start that was killed between the business and demo.json leaves a business whose keys nobody has; take another id. */
async function freeBusinessId(ledger: Ledger): Promise<string> {
  const taken = new Set((await ledger.setup.businesses()).map(({ id }) => id));
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? 'fresh-produce' : `fresh-produce-${n}`;
    if (!taken.has(id)) return id;
  }
}

export function shopOrigins({ host, port }: Config): string[] {
  const written = host.includes(':') ? `[${host}]` : host;
  return [...new Set([`http://${written}:${port}`, `http://127.0.0.1:${port}`, `http://localhost:${port}`])];
}

function noticesOf(config: Config): NoticeDraft[] {
  const shop = shopOrigins(config)[0]!;
  const common = {
    scope: ['message' as const],
    policy: 'strict-2020' as const,
    default_locale: 'en',
    contact: { phone: '+1 415 555 0100', email: 'care@fresh-produce.example' },
    privacy_url: `${shop}/privacy`,
    withdrawal_url: `${shop}/profile`,
  };
  return [
    {
      ...common,
      id: 'order-updates',
      purposes: ['shipping_update', 'payment_update', 'issue_resolution'],
      locales: {
        en: { what: 'order updates' },
        es: { what: 'novedades de mis pedidos' },
        hi: { what: 'ऑर्डर की जानकारी' },
      },
    },
    {
      ...common,
      id: 'offers',
      purposes: ['marketing'],
      valid_days: 730,
      locales: {
        en: { what: 'offers and seasonal recipes' },
        es: { what: 'ofertas y recetas de temporada' },
        hi: { what: 'ऑफ़र और मौसमी रेसिपी' },
      },
    },
  ];
}
