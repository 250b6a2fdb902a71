// The demo business, seeded once: a site, two notices, an invented WhatsApp number, its templates, a flow for
// callers, and one secret key per job. It writes what the shop and a visitor's own curl need to demo.json
// (mode 600), because the ledger shows secrets only when it makes them.

import { randomBytes, randomInt } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ApiScope } from '../ledger/auth/scope.ts';
import type { Config } from '../ledger/config.ts';
import { operatorsOf } from '../ledger/operations/console/host.ts';
import { makeConsoleLink } from '../ledger/operations/console/links.ts';
import type { Ledger } from '../ledger/operations/ledger.ts';
import { publish } from '../ledger/operations/notice/notices.ts';
import { addSender, registerAccessToken } from '../ledger/operations/setup/senders.ts';
import { addBusiness, createApiKey } from '../ledger/operations/setup/setup.ts';
import { addSite, changeSite } from '../ledger/operations/setup/sites.ts';
import { mapTemplate } from '../ledger/operations/template/templates.ts';
import { newCustomerSecret } from '../ledger/operations/visitor/customer.ts';
import { linesOf, linesSchema } from './flows.ts';
import { demoNotices } from './notices/notices.ts';
import { purposes } from './shop/book/message.ts';
import { templates } from './shop/templates.ts';
import { textsOf, textsSchema } from './texts.ts';

const senderSchema = z.strictObject({
  phone_number_id: z.string(),
  waba_id: z.string(),
  /** E.164. */
  number: z.string(),
  app_secret: z.string(),
  verify_token: z.string(),
  /** The token with which the shop sends through the ledger. */
  access_token: z.string(),
});

const demoSchema = z.strictObject({
  business: z.string(),
  site_key: z.string(),
  /** The secret with which the shop signs customer tokens. */
  customer_secret: z.string(),
  notices: z.array(z.string()),
  api_keys: z.strictObject({
    ...{ ingest: z.string(), gate: z.string(), audit: z.string(), admin: z.string() },
    /** Of a copy elsewhere that follows the change feed. */
    feed: z.string(),
  }),
  /** The shop's invented WhatsApp number. The pretend phone signs with the secret that Meta would use. */
  sender: senderSchema,
  /** What callers hear, and for each dialect where its provider tells of calls. */
  ...linesSchema,
  /** To which customers write text messages. */
  texts: textsSchema,
  /** Signs in to the console once, within ten minutes of the start. */
  console: z.strictObject({ link: z.string() }),
});

export type Demo = z.infer<typeof demoSchema>;

/** A demo.json older than customer tokens, senders and their messages, calls, text messages, and the feed. */
const olderSchema = demoSchema
  .partial({ customer_secret: true, flows: true, ivr: true, texts: true, console: true })
  .extend({
    sender: senderSchema.partial({ waba_id: true, access_token: true }).optional(),
    api_keys: demoSchema.shape.api_keys.partial({ feed: true }),
  });

const scopes: Record<keyof Demo['api_keys'], ApiScope[]> = {
  ingest: ['opt-in:write', 'opt-out:write', 'link:write'],
  gate: ['gate:check'],
  audit: ['audit:read'],
  feed: ['changes:read'],
  admin: [
    'notice:write',
    'notice:read',
    'template:write',
    'template:read',
    'metrics:read',
    'erase',
    'correction:write',
    'admin',
  ],
};

export const demoFile = (config: Config) => join(config.dataFolder, 'demo.json');

/** The seeded demo, made only on the first start. */
export async function seedDemo(ledger: Ledger, config: Config): Promise<Demo> {
  const existing = await readFile(demoFile(config), 'utf8').catch(() => undefined);
  if (existing === undefined) {
    const made = await completed(ledger, await begun(ledger, config), config);
    await writeFile(demoFile(config), written(made), { mode: 0o600, flag: 'wx', flush: true });
    return made;
  }
  const older = olderSchema.parse(JSON.parse(existing));
  const demo = await completed(ledger, older, config);
  await replace(demoFile(config), demo);
  await moved(ledger, demo, shopOrigins(config));
  return demo;
}

/**
 * On another port the shop has another origin: its site learns it, and its notices link to its pages again.
 */
async function moved(
  ledger: Ledger,
  { business, site_key }: Demo,
  origins: readonly string[],
): Promise<void> {
  const site = await ledger.setup.site(site_key);
  const addOrigins = origins.filter((origin) => !site?.origins.includes(origin));
  if (site === undefined || addOrigins.length === 0) return;
  await changeSite(ledger, business, site_key, { addOrigins });
  for (const notice of demoNotices(origins[0]!)) {
    const [current] = await ledger.notices.versions(business, notice.id);
    // A notice that the visitor has published since is theirs.
    const isOurs = site.origins.some((origin) => current?.notice.privacy_url === `${origin}/privacy`);
    if (isOurs && current?.retiredAt === undefined) await publish(ledger, business, notice, 'demo');
  }
}

async function begun(ledger: Ledger, config: Config): Promise<z.infer<typeof olderSchema>> {
  const business = await freeBusinessId(ledger);
  await addBusiness(ledger, { id: business, name: 'Fresh Produce', callingCode: '91' });
  const site = await addSite(ledger, business, shopOrigins(config));
  const notices = demoNotices(shopOrigins(config)[0]!);
  for (const notice of notices) await publish(ledger, business, notice, 'demo');
  const api_keys = {} as Demo['api_keys'];
  for (const name of Object.keys(scopes) as (keyof typeof scopes)[])
    api_keys[name] = await newKey(ledger, business, name);
  return { business, site_key: site.key, notices: notices.map(({ id }) => id), api_keys };
}

async function newKey(ledger: Ledger, business: string, name: keyof typeof scopes): Promise<string> {
  return (await createApiKey(ledger, business, `demo ${name}`, scopes[name])).key;
}

async function completed(ledger: Ledger, older: z.infer<typeof olderSchema>, config: Config): Promise<Demo> {
  const { business, site_key } = older;
  return {
    ...older,
    api_keys: { ...older.api_keys, feed: older.api_keys.feed ?? (await newKey(ledger, business, 'feed')) },
    customer_secret: older.customer_secret ?? (await newCustomerSecret(ledger, business, site_key)),
    sender: senderSchema.safeParse(older.sender).data ?? (await newSender(ledger, business)),
    ...(await linesOf(ledger, business, older)),
    texts: await textsOf(ledger, business, shopOrigins(config)[0]!, older.texts),
    console: { link: await makeConsoleLink(ledger, await operatorsOf(ledger, business)) },
  };
}

/** Makes a sender, and maps its templates. */
export async function newSender(ledger: Ledger, business: string): Promise<Demo['sender']> {
  // A sender's id must be unique in the database, and two demos may share one database.
  const phone_number_id = String(randomInt(10 ** 13, 10 ** 14));
  const waba_id = String(randomInt(10 ** 13, 10 ** 14));
  const number = '+14155550199';
  const app_secret = randomBytes(16).toString('hex');
  const access_token = `EAA${randomBytes(24).toString('hex')}`;
  const sender = { phoneNumberId: phone_number_id, wabaId: waba_id, number, appSecret: app_secret };
  const { verifyToken: verify_token } = await addSender(ledger, business, sender);
  await registerAccessToken(ledger, business, phone_number_id, access_token);
  for (const purpose of purposes) {
    const { name, language, category } = templates[purpose];
    await mapTemplate(ledger, business, { account: waba_id, name, language, category, purpose }, 'demo');
  }
  return { phone_number_id, waba_id, number, app_secret, verify_token, access_token };
}

const written = (demo: Demo): string => `${JSON.stringify(demo, null, 2)}\n`;

/** Writes the file whole or not at all, because there is no second copy of its keys. */
async function replace(file: string, demo: Demo): Promise<void> {
  await writeFile(`${file}.new`, written(demo), { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
}

/**
 * A start that was killed between the business and demo.json leaves a business whose keys are lost. This then
 * takes another id.
 */
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
