// A link to opt in by, as it was made: read again from its row, or by the pass that a page shows. A link
// shows that the business sent it to an address. It does not show who followed it, so it lends a tick no
// grade and no authority: mails are forwarded, and SMS reach lost telephones.

import { z } from 'zod';
import { linkPassIn } from '../../auth/opt-in-link.ts';
import type { Site } from '../../auth/site-key.ts';
import { spend } from '../../auth/spend.ts';
import { openText } from '../../core/subject/sealed-call.ts';
import type { Keys } from '../keys.ts';
import type { World } from '../world.ts';
import { invalidCustomerToken } from './customer.ts';
import type { LinkRow, LinkStore } from './link-store.ts';

export type Links = Keys<'macs' | 'master'> & { links: LinkStore; world: World };

/** How the business sends it. */
export const viaSchema = z.enum(['email', 'sms']);

/** What the row holds sealed. The rest of the row is for lists: a change of it changes no link. */
export const optInLinkSchema = z.strictObject({
  id: z.uuid(),
  business: z.string(),
  site: z.string(),
  notice: z.string(),
  locale: z.string().optional(),
  via: viaSchema,
  /** Canonical E.164; absent where the person types it. */
  number: z.string().optional(),
  return_url: z.string().optional(),
  ends_at: z.string(),
});
export type OptInLink = z.infer<typeof optInLinkSchema>;

export const placeOfLink = ({ id, business }: Pick<LinkRow, 'id' | 'business'>) =>
  ({ what: 'link', name: id, business }) as const;

/** Undefined: the row is not as the ledger wrote it. */
export function linkIn(ledger: Keys<'master'>, row: LinkRow): OptInLink | undefined {
  const text = openText(ledger.keys.master, placeOfLink(row), row.sealed);
  return text === undefined ? undefined : optInLinkSchema.parse(JSON.parse(text));
}

/** Undefined: there is none, it was taken back, or it is over at this moment. */
export async function liveLink(ledger: Links, id: string, at: Date): Promise<OptInLink | undefined> {
  const row = await ledger.links.find(id);
  const link = row?.revokedAt === undefined ? row && linkIn(ledger, row) : undefined;
  return link !== undefined && Date.parse(link.ends_at) > at.getTime() ? link : undefined;
}

/** A link that a page shows its pass for. `shown`: the number as the page can see it. */
export type PassedLink = OptInLink & { shown: string | undefined };

/**
 * @param usedAt when the page used the pass, as of a customer token. Absent: now
 * @throws LedgerError customer_token_invalid
 */
export async function linkOfPass(
  ledger: Links,
  site: Site,
  pass: string,
  usedAt?: Date,
): Promise<PassedLink> {
  const now = ledger.world.now();
  const at = usedAt === undefined || usedAt > now ? now : usedAt;
  const claims = linkPassIn(ledger.keys.macs, pass);
  if (claims === undefined) throw invalidCustomerToken('signature');
  if (claims.iss !== site.key) throw invalidCustomerToken('site');
  if (claims.exp * 1000 <= at.getTime()) throw invalidCustomerToken('expired');
  const link = await liveLink(ledger, claims.link, at);
  if (link?.site !== site.key || link.business !== site.business) throw invalidCustomerToken('link');
  return { ...link, shown: claims.number };
}

/**
 * A link is used up by the commit of the consent that is given by it.
 * @param after the consent by it that was taken back, whose page may give one more
 */
export const spendOfLink = (ledger: Keys<'macs'>, id: string, request: string, after?: string) =>
  spend(ledger.keys.macs, 'opt_in_link', after === undefined ? [id] : [id, after], request);
