// Session tokens of a site: making the secret that its shop signs them with, and believing one.

import { checkSession, formatSessionSecret, sessionSecretBytes } from '../auth/session.ts';
import type { Site } from '../auth/site-key.ts';
import { LedgerError } from '../core/error.ts';
import { normalizeNumber } from '../core/subject/identifier.ts';
import { unwrapKey, wrapKey } from '../core/subject/sealed.ts';
import type { Ledger } from './ledger.ts';
import type { WrappedSessionSecrets } from './ports.ts';

/** How long the secret before stays good, milliseconds: a shop replaces it on all its servers meanwhile. */
const rolloverMs = 24 * 60 * 60 * 1000;

/** Makes a new secret for a site of this business. @returns the secret, which is shown this once */
export async function newSessionSecret(ledger: Ledger, business: string, key: string): Promise<string> {
  const site = await ledger.setup.site(key);
  // One answer for a site that is not there and one of somebody else.
  if (site?.business !== business) throw new LedgerError('not_found', 'This business has no such site key.');
  const random = ledger.world.random(sessionSecretBytes);
  await ledger.setup.rotateSessionSecret(key, {
    wrapped: wrapKey(ledger.keys.master, key, random, ledger.world.random(12)),
    previousUntil: new Date(ledger.world.now().getTime() + rolloverMs).toISOString(),
  });
  return formatSessionSecret(random);
}

/** Whom the shop's server vouches for. */
export type KnownCustomer = {
  /** Canonical E.164. */
  number: string;
  externalId?: string;
};

/**
 * What a token of this site says.
 * @param usedAt when the page used it; absent: now
 * @throws LedgerError session_invalid; its one fault names the rule, such as `expired`
 */
export async function customerOf(
  ledger: Ledger,
  site: Site,
  token: string,
  usedAt?: Date,
): Promise<KnownCustomer> {
  const now = ledger.world.now();
  const used = usedAt === undefined || usedAt > now ? now : usedAt;
  // By now and not by when it was used: a secret is replaced because it may have leaked, and a thief can date anything.
  const secrets = goodSecrets(ledger, site.key, await ledger.setup.sessionSecrets(site.key), now);
  const check = await checkSession(token, { site: site.key, secrets, now, usedAt: used });
  if (check.kind === 'invalid') throw invalidSession(check.rule);
  const number = normalizeNumber(check.session.number);
  if (number.kind === 'refused') throw invalidSession('number');
  const { externalId } = check.session;
  return { number: number.e164, ...(externalId !== undefined && { externalId }) };
}

function goodSecrets(
  ledger: Ledger,
  site: string,
  { current, previous }: WrappedSessionSecrets = {},
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
    .map(formatSessionSecret);
}

export function invalidSession(rule: string): LedgerError {
  const detail =
    rule === 'expired'
      ? 'The session token has expired; load the page again.'
      : 'This is not a session token of this site that can be used now.';
  return new LedgerError('session_invalid', detail, { faults: [{ pointer: '/session', rule, detail }] });
}
