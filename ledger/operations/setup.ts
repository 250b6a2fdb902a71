// Businesses, their sites and their secret keys. A secret key is shown once, when it is made; only its hash is kept.

import { z } from 'zod';
import { formatApiKey, hashApiKey } from '../auth/api-key.ts';
import { type ApiScope, scopeSchema } from '../auth/scope.ts';
import { formatSiteKey, type Site } from '../auth/site-key.ts';
import { LedgerError } from '../core/error.ts';
import { lineOf } from '../core/notice/line.ts';
import { wrapKey } from '../core/subject/sealed.ts';
import { uuidv7 } from './append/uuid.ts';
import type { Ledger } from './ledger.ts';
import { businessOf } from './notice/notices.ts';
import type { Business } from './ports.ts';

export const businessIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,62}$/, 'lower-case letters, digits and hyphens, 2 to 63 of them');

export const businessDraftSchema = z.strictObject({
  id: businessIdSchema,
  // It stands in the sentence that people agree to: one line, and nothing that turns the words around it.
  name: lineOf({ max: 100 }).refine((name) => !/[\u202a-\u202e\u2066-\u2069]/.test(name), {
    error: 'must be without marks that change the direction of words',
    params: { rule: 'no_direction_marks' },
  }),
  callingCode: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, 'a calling code such as 91, without the plus')
    .optional(),
});

export type BusinessDraft = z.infer<typeof businessDraftSchema>;

/** An exact web origin (RFC 6454): scheme, host, and port where it is not the default; no path. */
export const originSchema = z.string().refine(
  // A star is a legal character of a host name and no wildcard: it would be accepted and match nothing.
  (text) => /^https?:\/\/[^*]+$/.test(text) && URL.parse(text)?.origin === text,
  'an exact origin such as https://shop.example',
);

export async function addBusiness(ledger: Ledger, draft: BusinessDraft): Promise<Business> {
  if ((await ledger.setup.business(draft.id)) !== undefined) {
    throw new LedgerError('conflict', 'There is a business with this id.');
  }
  const wrappedKey = wrapKey(ledger.keys.master, draft.id, ledger.world.random(32), ledger.world.random(12));
  const business: Business = {
    id: draft.id,
    name: draft.name,
    wrappedKey,
    ...(draft.callingCode !== undefined && { callingCode: draft.callingCode }),
  };
  await ledger.setup.addBusiness(business);
  return business;
}

export async function addSite(
  ledger: Ledger,
  business: string,
  origins: readonly string[],
  { sessionRequired = false }: { sessionRequired?: boolean } = {},
): Promise<Site> {
  await businessOf(ledger, business);
  const site: Site = {
    key: formatSiteKey(ledger.world.random(18)),
    business,
    origins: [...origins],
    ...(sessionRequired && { sessionRequired }),
  };
  await ledger.setup.addSite(site);
  return site;
}

export type NewApiKey = { id: string; key: string };

export async function createApiKey(
  ledger: Ledger,
  business: string,
  name: string,
  scopes: readonly ApiScope[],
): Promise<NewApiKey> {
  await businessOf(ledger, business);
  const key = formatApiKey(ledger.world.random(24));
  const id = uuidv7(ledger.world);
  await ledger.setup.addApiKey({
    id,
    business,
    name,
    scopes: z.array(scopeSchema).parse(scopes),
    hash: hashApiKey(key),
  });
  return { id, key };
}
