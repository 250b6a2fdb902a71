// A visitor is a caller without a secret key. Admission checks the site, the network, whether the shop's
// server vouches for the visitor, and how often they have asked. Every request of a page comes through here
// first.
//
//   without a token   counts against the network and the site; an opt-in with a valid nonce also counts
//                     against the number and its calling code
//   with a token      counts against the number and, unless it is a stop, against the site (separately from
//                     the others). It does not count against the network: carriers put thousands of honest
//                     people behind one address, and the shop has named this person

import { widerNetworkOf } from '../../auth/network.ts';
import type { LimitName } from '../../auth/rate-limit.ts';
import { requireApp, requireOrigin, type Site } from '../../auth/site-key.ts';
import type { Visitor } from '../../auth/visitor.ts';
import { LedgerError } from '../../core/error.ts';
import { originOfApp } from '../../core/setup/app-id.ts';
import { callingCodeOf } from '../../core/subject/numbering-plan.ts';
import { tagsUnderEveryPepper } from '../../core/subject/tag.ts';
import type { Keys } from '../keys.ts';
import type { SetupStore } from '../setup/store.ts';
import { type CustomerTokens, customerOf, type KnownCustomer } from './customer.ts';
import type { Limits } from './limits.ts';

/** The parts that admit a visitor. */
export type Visitors = CustomerTokens & Limits & Keys<'peppers'> & { setup: Pick<SetupStore, 'site'> };

export type Visit = {
  /** The publishable key. */
  site: string;
  /** The app that it says it is; absent: a page. */
  app?: string | undefined;
  /** The customer token, as the page sent it. */
  token?: string | undefined;
  /** When the page used the token. Absent: now. */
  usedAt?: Date | undefined;
  /** The limit for the number of a customer token. */
  limit?: 'number_customer' | 'number_nonce' | 'number_stop' | 'number_look';
  /**
   * The visitor wants to stop. This counts separately, so that no flood of other requests prevents it, and an
   * app need not be listed still.
   */
  stopping?: boolean;
};

/** `origin`: of an app what stands for it. */
export type Admitted = { site: Site; origin: string; customer: KnownCustomer | undefined };

type Takes = { limit: LimitName; key: string }[];

/** Throws rate_limited, not_found, origin_not_allowed, customer_token_invalid. */
export async function admitVisitor(ledger: Visitors, visitor: Visitor, visit: Visit): Promise<Admitted> {
  const listed = visit.app === undefined ? visitor.origin : originOfApp(visit.app);
  const site = await ledger.setup.site(visit.site, ({ origins }) => origins.includes(listed ?? ''));
  if (site === undefined) {
    await ledger.limits.take(byNetwork(visitor));
    throw new LedgerError('not_found', 'No such site key.');
  }
  const believed =
    visit.token === undefined ? undefined : await believe(ledger, site, visit.token, visit.usedAt);
  const refusal = believed instanceof LedgerError ? believed : undefined;
  const customer = refusal === undefined ? (believed as KnownCustomer | undefined) : undefined;
  await ledger.limits.take(ownTakes(ledger, visitor, site, visit, customer));
  const origin =
    visit.app === undefined
      ? requireOrigin(site, visitor.origin)
      : requireApp(site, visit.app, visitor.origin, visit.stopping);
  if (refusal !== undefined) throw refusal;
  // It counts the shared site limit last, so that a refused visitor does not use it up.
  await ledger.limits.take(sharedTakes(site, visit, customer));
  return { site, origin, customer };
}

/**
 * Counts an opt-in that only a page vouches for. Call it only once its Origin and its nonce are valid, or
 * junk would use up the limit of the number's holder. Throws rate_limited.
 */
export async function countNumber(
  ledger: Keys<'peppers'> & Limits,
  site: Site,
  number: string,
): Promise<void> {
  const code = callingCodeOf(number.slice(1)) ?? '';
  await ledger.limits.take([
    { limit: 'number', key: tagOf(ledger, site.business, number) },
    { limit: 'calling_code', key: `${site.key}\0${code}` },
  ]);
}

/** Returns a token's fault instead of throwing it, so that admission counts the visitor before it refuses. */
async function believe(
  ledger: CustomerTokens,
  site: Site,
  token: string,
  usedAt: Date | undefined,
): Promise<KnownCustomer | LedgerError> {
  try {
    return await customerOf(ledger, site, token, usedAt);
  } catch (error) {
    if (error instanceof LedgerError) return error;
    throw error;
  }
}

/** The visitor's own limits: by the number that the shop named, or else by the network. */
function ownTakes(
  ledger: Keys<'peppers'>,
  visitor: Visitor,
  site: Site,
  { limit, stopping = false }: Visit,
  customer: KnownCustomer | undefined,
): Takes {
  if (customer !== undefined) {
    return limit === undefined ? [] : [{ limit, key: tagOf(ledger, site.business, customer.number) }];
  }
  return apart(byNetwork(visitor), stopping);
}

function sharedTakes({ key }: Site, { stopping = false }: Visit, customer: KnownCustomer | undefined): Takes {
  // A visitor who stops shares no limit. Otherwise all other visitors together could prevent the stop.
  if (stopping) return [];
  return [{ limit: customer === undefined ? 'site' : 'site_customer', key }];
}

/** The limits of the network that a request comes from. This machine itself has none. */
export function byNetwork({ network }: Visitor): Takes {
  if (network === undefined) return [];
  const wider = widerNetworkOf(network);
  const own: Takes = [{ limit: 'network', key: network }];
  return wider === undefined ? own : [...own, { limit: 'wider_network', key: wider }];
}

/**
 * Counts a signed request of a page before the ledger checks the signature, because that costs more than
 * anything else that a stranger can ask for. Many honest people behind one address stay far below it. Throws
 * rate_limited.
 */
export async function countSignature(
  ledger: Limits,
  { network }: Visitor,
  { stopping = false } = {},
): Promise<void> {
  if (network === undefined) return;
  const wider = widerNetworkOf(network) ?? network;
  await ledger.limits.take(apart([{ limit: 'network_signed', key: wider }], stopping));
}

/** Stops count separately. */
export const apart = (takes: Takes, stopping: boolean): Takes =>
  stopping ? takes.map(({ limit, key }) => ({ limit, key: `stop\0${key}` })) : takes;

function tagOf(ledger: Keys<'peppers'>, business: string, number: string): string {
  const [current] = tagsUnderEveryPepper(ledger.keys.peppers.slice(0, 1), business, {
    kind: 'number',
    value: number,
  });
  return current!.tag.toString('base64');
}
