// Keeps Meta's statuses of messages and ties them to their permits: by Meta's id of the message, or by the
// permit's id if the message carried it and its answer was lost. Statuses come in any order and any number.
// The ledger also keeps the status of a message without a permit, because the report names it.

import { validate as isUuid } from 'uuid';
import type { HeardStatus } from '../../channels/whatsapp/webhook.ts';
import type { Keys } from '../keys.ts';
import type { World } from '../world.ts';
import { messageMac } from './message-mac.ts';
import type { SendStore } from './store.ts';

export type Tying = Keys<'macs'> & {
  world: Pick<World, 'now'>;
  sends: Pick<SendStore, 'addStatuses'>;
};

/** Durable when it resolves. The senders must be the business's own: hear-webhook.ts ensures that. */
export async function tieStatuses(
  ledger: Tying,
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
      // Only a UUID can be one of our permits. The ledger does not keep other labels that a sender puts on
      // messages.
      ...(label !== undefined && isUuid(label) && { permit: label }),
      ...(error !== undefined && { error }),
      at,
    })),
  );
}
