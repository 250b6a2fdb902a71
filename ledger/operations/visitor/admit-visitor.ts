// A visitor: somebody without a secret key. Which site, from where, vouched for by the shop's server or not, and how
// often already. Every request of a page comes through here before anything else is done for it.
//
//   without a token   counts against the network and the site; an opt-in whose nonce holds, against number and calling code
//   with one          counts against the number, and unless it stops, against the site (apart from the others): carriers
//                     put thousands of honest people behind one address, and the shop has said who this one is

import { widerNetworkOf } from '../../auth/network.ts';
import type { LimitName } from '../../auth/rate-limit.ts';
import { requireOrigin, type Site } from '../../auth/site-key.ts';
import type { Visitor } from '../../auth/visitor.ts';
import { LedgerError } from '../../core/error.ts';
import { callingCodeOf } from '../../core/subject/numbering-plan.ts';
import { tagsUnderEveryPepper } from '../../core/subject/tag.ts';
import type { Ledger } from '../ledger.ts';
import { customerOf, type KnownCustomer } from '../session.ts';

export type Visit = {
  /** The publishable key. */
  site: string;
  /** The session token, as sent. */
  session?: string | undefined;
  /** When the page used the token; absent: now. */
  usedAt?: Date | undefined;
  /** What the number of a session token is counted under. */
  limit?: 'number_session' | 'number_nonce' | 'number_stop' | 'number_look';
  /** Somebody wants to stop: counted apart, so that no flood of anything else keeps them from it. */
  stopping?: boolean;
};

export type Admitted = { site: Site; origin: string; customer: KnownCustomer | undefined };

type Takes = { limit: LimitName; key: string }[];

/** Throws rate_limited, not_found, origin_not_allowed, session_invalid. */
export async function admitVisitor(ledger: Ledger, visitor: Visitor, visit: Visit): Promise<Admitted> {
  const site = await ledger.setup.site(visit.site);
  if (site === undefined) {
    await ledger.limits.take(byNetwork(visitor));
    throw new LedgerError('not_found', 'No such site key.');
  }
  const believed =
    visit.session === undefined ? undefined : await believe(ledger, site, visit.session, visit.usedAt);
  const refusal = believed instanceof LedgerError ? believed : undefined;
  const customer = refusal === undefined ? (believed as KnownCustomer | undefined) : undefined;
  await ledger.limits.take(ownTakes(ledger, visitor, site, visit, customer));
  const origin = requireOrigin(site, visitor.origin);
  if (refusal !== undefined) throw refusal;
  // What all visitors of the site share comes last: whoever is refused for anything else uses up nothing of it.
  await ledger.limits.take(sharedTakes(site, visit, customer));
  return { site, origin, customer };
}

/**
 * Counts an opt-in that only a page vouches for. After its Origin and its nonce were found good, or junk would use up what
 * the number's owner may do. Throws rate_limited.
 */
export async function countNumber(ledger: Ledger, site: Site, number: string): Promise<void> {
  const code = callingCodeOf(number.slice(1)) ?? '';
  await ledger.limits.take([
    { limit: 'number', key: tagOf(ledger, site.business, number) },
    { limit: 'calling_code', key: `${site.key}\0${code}` },
  ]);
}

/** A token that does not hold is an answer here: whoever sends one is counted before being refused. */
async function believe(
  ledger: Ledger,
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

/** What is the visitor's own: the number that the shop named, else the network. */
function ownTakes(
  ledger: Ledger,
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
  // Whoever stops shares nothing: else all others together could keep them from it.
  if (stopping) return [];
  return [{ limit: customer === undefined ? 'site' : 'site_session', key }];
}

/** What counts against where a request comes from; this very machine is not counted. */
export function byNetwork({ network }: Visitor): Takes {
  if (network === undefined) return [];
  const wider = widerNetworkOf(network);
  const own: Takes = [{ limit: 'network', key: network }];
  return wider === undefined ? own : [...own, { limit: 'wider_network', key: wider }];
}

/**
 * Counts what a page signed before its signature is looked into, which costs the most of all that a stranger can ask for.
 * Many honest people behind one address stay far below it. Throws rate_limited.
 */
export async function countSignature(
  ledger: Ledger,
  { network }: Visitor,
  { stopping = false } = {},
): Promise<void> {
  if (network === undefined) return;
  const wider = widerNetworkOf(network) ?? network;
  await ledger.limits.take(apart([{ limit: 'network_signed', key: wider }], stopping));
}

/** Stops are counted apart. */
export const apart = (takes: Takes, stopping: boolean): Takes =>
  stopping ? takes.map(({ limit, key }) => ({ limit, key: `stop\0${key}` })) : takes;

function tagOf(ledger: Ledger, business: string, number: string): string {
  const [current] = tagsUnderEveryPepper(ledger.keys.peppers.slice(0, 1), business, {
    kind: 'number',
    value: number,
  });
  return current!.tag.toString('base64');
}
