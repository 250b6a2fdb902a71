// A tick on the page that a link opened (visitor/opt-in-link.ts): which link, what of it the page may use,
// and that the link is used up.

import { isLinkPass } from '../../auth/opt-in-link.ts';
import type { Site } from '../../auth/site-key.ts';
import type { Spend } from '../../auth/spend.ts';
import { type OptInClaims, thumbprintOf } from '../../channels/web/web.ts';
import type { OptIn } from '../../core/consent/command.ts';
import { openRecord } from '../../core/consent/open-record.ts';
import { invalid, LedgerError } from '../../core/error.ts';
import type { Answer } from '../record/receipt.ts';
import { type Links, linkOfPass, type PassedLink, spendOfLink } from '../visitor/opt-in-link.ts';
import { requireOwnNumber } from './own-number.ts';
import { type Recording, recordOptIn } from './record-consent.ts';

/** The pass that a page signed: in place of a customer token, or beside a number that was typed. */
export const passIn = ({ customer_token: token, link }: Pick<OptInClaims, 'customer_token' | 'link'>) =>
  isLinkPass(token) ? token : link;

export type TickedLink = Pick<PassedLink, 'id' | 'via'> & {
  /** That the business knows; absent where the person typed one. */
  number?: string;
};

/**
 * A link is for one notice, and for the number that its business knows or one that the person types. It lends
 * the tick nothing else: whoever has the mail can open it. Throws customer_token_invalid, invalid,
 * customer_token_missing.
 */
export async function linkOfTick(
  ledger: Links,
  site: Site,
  claims: OptInClaims,
  pass: string,
  usedAt: Date | undefined,
): Promise<TickedLink> {
  const { id, via, number, notice, shown } = await linkOfPass(ledger, site, pass, usedAt);
  if (claims.notice.id !== notice) throw invalid('/notice', 'not_of_link', 'The link is for another notice.');
  if (claims.link === undefined) {
    if (number !== undefined && claims.number === shown) return { id, via, number };
    throw invalid('/number', 'not_of_link', 'The number is not the one that the link was made for.');
  }
  if (claims.customer_token !== undefined)
    throw invalid('/link', 'one_of', 'A page names its number by a customer token or is opened by a link.');
  requireOwnNumber(site, claims, undefined);
  return { id, via };
}

/**
 * The commit uses up the link. A person who took the tick back may tick again on the page that they have
 * open, which spends its nonce; no other page may.
 * @throws LedgerError conflict
 */
export async function recordByLink(
  ledger: Recording & Links,
  command: OptIn,
  { id }: TickedLink,
  { jws, thumbprint, nonce }: { jws: string; thumbprint: string; nonce: Spend },
): Promise<Answer> {
  const spent = spendOfLink(ledger, id, jws);
  try {
    return await recordOptIn(ledger, command, spent);
  } catch (error) {
    if (!(error instanceof LedgerError) || error.code !== 'idempotency_key_reused') throw error;
    if (await isOfPage(ledger, command.business, spent, thumbprint))
      return recordOptIn(ledger, command, nonce);
    throw new LedgerError('conflict', 'A consent was recorded by this link already.');
  }
}

/** Whether the page that used this up signed with this key. */
async function isOfPage(ledger: Recording, business: string, { key }: Spend, thumbprint: string) {
  const spent = await ledger.records.bySpent(business, key);
  const stored = spent && (await ledger.records.byId(spent.record));
  const record = stored && openRecord(ledger, stored).record;
  return record?.kind === 'opt_in' && record.jws !== undefined && thumbprintOf(record.jws) === thumbprint;
}
