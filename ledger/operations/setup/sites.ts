// The sites of a business: which pages may use its publishable key.

import { z } from 'zod';
import { formatSiteKey, normalizeOrigin, type Site } from '../../auth/site-key.ts';
import { LedgerError } from '../../core/error.ts';
import type { Columns } from '../../core/setup/columns.ts';
import { businessOf } from './business.ts';
import { type Changer, type Changing, changeSetup, operator } from './change.ts';

/** As browsers write it, however it was typed. */
export const originSchema = z.string().transform((text, context) => {
  const origin = normalizeOrigin(text);
  if (origin !== undefined) return origin;
  context.issues.push({
    code: 'custom',
    params: { rule: 'origin' },
    input: text,
    message:
      'an origin such as https://shop.example, capacitor://localhost or app:com.fresh.shop: no path, no star',
  });
  return z.NEVER;
});

/** @param test to try things out, for ever; every site of a test business is one */
export async function addSite(
  ledger: Changing,
  business: string,
  origins: readonly string[],
  {
    customerTokenRequired = false,
    test = false,
    changer = operator,
  }: { customerTokenRequired?: boolean; test?: boolean; changer?: Changer } = {},
): Promise<Site> {
  const isTest = test || (await businessOf(ledger, business)).test === true;
  const key = formatSiteKey(ledger.world.random(18));
  const row = {
    key,
    business,
    origins: [...new Set(origins)],
    customer_token_required: customerTokenRequired,
    customer_secret: null,
    previous_customer_secret: null,
    previous_customer_secret_until: null,
    test: isTest || null,
  };
  await changeSetup(ledger, business, { thing: 'site', name: key }, () => row, changer);
  return {
    ...{ key, business, origins: row.origins },
    ...(customerTokenRequired && { customerTokenRequired }),
    ...(isTest && { test: true }),
  };
}

/** What of a site can be changed. */
export type SiteChange = {
  addOrigins?: readonly string[];
  removeOrigins?: readonly string[];
  customerTokenRequired?: boolean;
};

/** @throws LedgerError not_found; invalid where no origin would be left */
export function changeSite(
  ledger: Changing,
  business: string,
  key: string,
  { addOrigins = [], removeOrigins = [], customerTokenRequired }: SiteChange,
  changer: Changer = operator,
): Promise<void> {
  const change = (is: Columns): Columns | LedgerError => {
    const origins = new Set([...(is.origins as string[]), ...addOrigins]);
    for (const origin of removeOrigins) {
      if (!origins.delete(origin)) return new LedgerError('not_found', 'The site has no such origin.');
    }
    if (origins.size === 0)
      return new LedgerError('invalid', 'A site needs an origin; end the site where it shall have none.');
    return {
      ...is,
      origins: [...origins],
      ...(customerTokenRequired !== undefined && { customer_token_required: customerTokenRequired }),
    };
  };
  return changeSiteRow(ledger, business, key, change, changer);
}

/**
 * Its pages get no widget any more, and nothing can be recorded under its key. @throws LedgerError not_found
 */
export const endSite = (
  ledger: Changing,
  business: string,
  key: string,
  changer: Changer = operator,
): Promise<void> => changeSiteRow(ledger, business, key, () => null, changer);

/** @throws LedgerError not_found, with one answer for a missing site and another business's */
export const changeSiteRow = (
  ledger: Changing,
  business: string,
  key: string,
  change: (is: Columns) => Columns | null | LedgerError,
  changer: Changer = operator,
): Promise<void> =>
  changeSetup(
    ledger,
    business,
    { thing: 'site', name: key },
    (is) =>
      is?.business === business
        ? change(is)
        : new LedgerError('not_found', 'This business has no such site key.'),
    changer,
  );
