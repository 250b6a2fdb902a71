// A tick on the page that a link opened (visitor/opt-in-link.ts): which link, what of it the page may use,
// and that the link is used up.

import { isLinkPass } from '../../auth/opt-in-link.ts';
import type { Site } from '../../auth/site-key.ts';
import { isSameRequest, type Spend } from '../../auth/spend.ts';
import { type OptInClaims, thumbprintOf } from '../../channels/web/web.ts';
import type { OptIn } from '../../core/consent/command.ts';
import { openRecord } from '../../core/consent/open-record.ts';
import { invalid, LedgerError } from '../../core/error.ts';
import { numberAmong } from '../../core/subject/identifier.ts';
import type { Answer } from '../record/receipt.ts';
import { type Links, linkOfPass, type PassedLink, spendOfLink } from '../visitor/opt-in-link.ts';
import { requireOwnNumber } from './own-number.ts';
import { type Recording, recordOptIn } from './record-consent.ts';
import { asNonceSpent } from './spent-nonce.ts';
import { takenBackAt } from './taking-back.ts';

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

/** `after`: the consent by the link that was recorded before; absent: none was. */
type LinkUse = { spend: Spend; isAgain: boolean; after?: string | undefined };

/** The use that this very request made of a link, or else the next one. */
export async function useOfLink(
  ledger: Pick<Recording, 'records'> & Links,
  business: string,
  { id }: Pick<TickedLink, 'id'>,
  jws: string,
): Promise<LinkUse> {
  for (let after: string | undefined; ; ) {
    const spend = spendOfLink(ledger, id, jws, after);
    const used = await ledger.records.bySpent(business, spend.key);
    const isAgain = used !== undefined && isSameRequest(used, spend);
    if (used === undefined || isAgain) return { spend, isAgain, after };
    after = used.record;
  }
}

/**
 * The commit uses up the nonce, by which the request is known: the shop's server may have forwarded the same
 * tick. It uses up the link as well, for whoever is first. A person who took the tick back may tick again,
 * for the same number, on the page that they have open; no other page may, and each tick taken back frees one
 * more.
 * @throws LedgerError conflict, nonce_spent
 */
export async function recordByLink(
  ledger: Recording,
  command: OptIn,
  { spend, isAgain, after }: LinkUse,
  { thumbprint, nonce }: { thumbprint: string; nonce: Spend },
): Promise<Answer> {
  if (!isAgain && after !== undefined && !(await mayFollow(ledger, after, command, thumbprint)))
    throw usedUp();
  const sole = [{ spend, refusal: usedUp() }];
  return recordOptIn(ledger, command, nonce, undefined, { sole }).catch(asNonceSpent);
}

const usedUp = () => new LedgerError('conflict', 'A consent was recorded by this link already.');

async function mayFollow(ledger: Recording, before: string, { number }: OptIn, thumbprint: string) {
  const stored = await ledger.records.byId(before);
  const record = stored && openRecord(ledger, stored).record;
  if (record?.kind !== 'opt_in' || record.jws === undefined) return false;
  return (
    thumbprintOf(record.jws) === thumbprint &&
    numberAmong(record.identifiers) === number &&
    (await takenBackAt(ledger, record)) !== undefined
  );
}
