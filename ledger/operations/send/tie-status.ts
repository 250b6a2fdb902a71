// What Meta says became of messages is kept, and so tied to the permits that let them out: by Meta's id of the message, or
// by the permit's id where the message carried it and its answer was lost. In any order, as often as Meta likes. Of a
// message that no permit let out it is kept as well: the report names it.

import { validate as isUuid } from 'uuid';
import type { HeardStatus } from '../../channels/whatsapp/statuses.ts';
import type { Ledger } from '../ledger.ts';
import { messageMac } from '../message-mac.ts';

/** Durable when it resolves. The senders must be the business's own: hear-webhook.ts has seen to that. */
export async function tieStatuses(
  ledger: Ledger,
  business: string,
  statuses: readonly HeardStatus[],
): Promise<void> {
  if (statuses.length === 0) return;
  const now = ledger.world.now().toISOString();
  await ledger.sends.addStatuses(
    statuses.map(({ sender, id, status, label, error, at = now }) => ({
      sender,
      business,
      message: messageMac(ledger, sender, id),
      status,
      // Only an id can be one of our permits; whatever else a sender labels its messages with is not ours to keep.
      ...(label !== undefined && isUuid(label) && { permit: label }),
      ...(error !== undefined && { error }),
      at,
    })),
  );
}
