// Customer tokens of a site: makes the secret that its shop signs them with, and verifies a token.

import { checkCustomerToken, customerSecretBytes, formatCustomerSecret } from '../../auth/customer-token.ts';
import type { Site } from '../../auth/site-key.ts';
import type { Vouched } from '../../core/consent/command.ts';
import { LedgerError } from '../../core/error.ts';
import { normalizeConsenting, normalizeNumber } from '../../core/subject/identifier.ts';
import { unwrapKey, wrapKey } from '../../core/subject/sealed.ts';
import { toMoment } from '../../core/when.ts';
import type { Keys } from '../keys.ts';
import { type Changer, type Changing, operator } from '../setup/change.ts';
import { anew } from '../setup/remember.ts';
import { changeSiteRow } from '../setup/sites.ts';
import type { SetupStore, WrappedCustomerSecrets } from '../setup/store.ts';
import type { World } from '../world.ts';

/** The parts that check a customer token. */
export type CustomerTokens = Keys<'master'> & { setup: Pick<SetupStore, 'customerSecrets'>; world: World };

/** How long the previous secret stays valid, milliseconds, while a shop replaces it on all its servers. */
const rolloverMs = 24 * 60 * 60 * 1000;

/** Makes a new secret for a site of this business. @returns the secret, which is shown only once */
export async function newCustomerSecret(
  ledger: Changing,
  business: string,
  key: string,
  changer: Changer = operator,
): Promise<string> {
  const random = ledger.world.random(customerSecretBytes);
  const customer_secret = wrapKey(ledger.keys.master, key, random, ledger.world.random(12));
  const until = toMoment(new Date(ledger.world.now().getTime() + rolloverMs).toISOString());
  await changeSiteRow(
    ledger,
    business,
    key,
    (is) => ({
      ...is,
      customer_secret,
      previous_customer_secret: is.customer_secret!,
      // Beside a first secret nothing is kept: there is none before it.
      previous_customer_secret_until: is.customer_secret === null ? null : until,
    }),
    changer,
  );
  return formatCustomerSecret(random);
}

/** The customer for whom the shop's server vouches. */
export type KnownCustomer = {
  /** Canonical E.164. */
  number: string;
  /** Its calling code may be missing: a stop is heard even so, but a consent could be another person's. */
  isUnsure?: true;
  externalId?: string;
  /** The shop says that it has verified the number. */
  verified?: true;
};

export const vouchedBy = ({ verified }: KnownCustomer): Vouched => (verified === true ? 'verified' : 'named');

/**
 * The customer that a token of this site names.
 * @param usedAt when the page used it. Absent: now
 * @throws LedgerError customer_token_invalid; its one fault names the rule, such as `expired`
 */
export async function customerOf(
  ledger: CustomerTokens,
  site: Site,
  token: string,
  usedAt?: Date,
): Promise<KnownCustomer> {
  const { customer, isOver } = await customerNamed(ledger, site, token, usedAt);
  if (isOver) throw invalidCustomerToken('expired');
  return customer;
}

/**
 * As `customerOf`, for a caller that needs no token to name a number: it is told whether this one is over.
 */
export async function customerNamed(
  ledger: CustomerTokens,
  site: Site,
  token: string,
  usedAt?: Date,
): Promise<{ customer: KnownCustomer; isOver: boolean }> {
  const now = ledger.world.now();
  const used = usedAt === undefined || usedAt > now ? now : usedAt;
  // By the time now, not by `usedAt`: a shop replaces a secret that may have leaked, and a thief can write
  // any date.
  const checked = async (suits?: () => boolean) => {
    const kept = await ledger.setup.customerSecrets(site.key, suits);
    const secrets = goodSecrets(ledger, site.key, kept, now);
    return checkCustomerToken(token, { site: site.key, secrets, now, usedAt: used });
  };
  const remembered = await checked();
  // The shop may sign with a secret that was made a moment ago.
  const isForeign = remembered.kind === 'invalid' && remembered.rule === 'signature';
  const check = isForeign ? await checked(anew) : remembered;
  if (check.kind === 'invalid') throw invalidCustomerToken(check.rule);
  const number = normalizeNumber(check.customer.number);
  if (number.kind === 'refused') throw invalidCustomerToken('number');
  const isUnsure = normalizeConsenting(check.customer.number).kind === 'refused';
  const customer = { ...check.customer, number: number.e164, ...(isUnsure && { isUnsure: true as const }) };
  return { customer, isOver: check.kind === 'expired' };
}

function goodSecrets(
  ledger: Keys<'master'>,
  site: string,
  { current, previous }: WrappedCustomerSecrets = {},
  at: Date,
): string[] {
  const wrapped = [
    current,
    previous && Date.parse(previous.until) > at.getTime() ? previous.wrapped : undefined,
  ];
  return wrapped
    .filter((secret) => secret !== undefined)
    .map((secret) => unwrapKey(ledger.keys.master, site, secret))
    .filter((random) => random !== undefined)
    .map(formatCustomerSecret);
}

export function invalidCustomerToken(rule: string): LedgerError {
  const detail =
    rule === 'expired'
      ? 'The customer token has expired; load the page again.'
      : 'This is not a customer token of this site that can be used now.';
  return new LedgerError('customer_token_invalid', detail, {
    faults: [{ pointer: '/customer_token', rule, detail }],
  });
}
