// The person asks on their page to be erased. Whoever holds a link can stop and object by it, which harms no
// person much; erasing cannot be undone, and a link may have been passed on. So:
//
//   not proven   the page says how to ask, and shows the same of everybody: neither whether the person has
//                asked nor what else there is
//   proven       the person has shown that the number is theirs (stop-by-link.ts), and asks by a tap. The
//                business looks at it first, always: the proof may be a year old
//   message      a message from the very number is a proof of this moment. Only by it a business may have
//                people erased at once (operations/hear)

import type { Proofs } from '../consent/proven.ts';
import { askErasure } from '../erase/requests.ts';
import type { SenderStore, SetupStore } from '../setup/store.ts';
import type { OpenedLink } from './open-link.ts';
import type { PersonRecord, PersonRecords } from './person-records.ts';
import { isProvenLink, objectToAll } from './stop-by-link.ts';

type Asking = Proofs & PersonRecords & Parameters<typeof askErasure>[0];

export type ShownErasure =
  /** By a tap. `refused`: the business refused before, ISO 8601. */
  | { kind: 'tap'; refused?: string }
  | { kind: 'asked'; at: string }
  /** To this number of the business, E.164. */
  | { kind: 'message'; to: string; atOnce: boolean }
  | { kind: 'contact' };

/** @param records of the link's person, where they are read already */
export async function shownErasure(
  ledger: Asking & {
    senders: Pick<SenderStore, 'ofBusiness'>;
    setup: Pick<SetupStore, 'business'>;
  },
  opened: OpenedLink,
  records?: readonly PersonRecord[],
): Promise<ShownErasure> {
  const { business, subject } = opened.stored;
  const [sender] = await ledger.senders.ofBusiness(business);
  const atOnce = (await ledger.setup.business(business))?.erasure === 'at_once';
  if (await isProvenLink(ledger, opened, records)) {
    const asked = await ledger.erasureRequests.ofSubject(subject);
    if (asked !== undefined && asked.refused === undefined) return { kind: 'asked', at: asked.askedAt };
    if (!atOnce || sender === undefined)
      return { kind: 'tap', ...(asked?.refused && { refused: asked.refused.at }) };
  }
  return sender === undefined ? { kind: 'contact' } : { kind: 'message', to: sender.number, atOnce };
}

/**
 * @param never the person also wants no message ever again, which is in force at once
 * @returns false: not by this link, or the person is gone
 */
export async function askByLink(
  ledger: Asking & Parameters<typeof objectToAll>[0],
  opened: OpenedLink,
  never: boolean,
): Promise<boolean> {
  if (!(await isProvenLink(ledger, opened))) return false;
  // First, since a stop is heard whatever becomes of the rest.
  if (never) await objectToAll(ledger, opened);
  const { business, subject } = opened.stored;
  const askedAt = ledger.world.now().toISOString();
  return (await askErasure(ledger, { business, subject, proof: 'page', askedAt })) !== undefined;
}
