// What one webhook says is done, each part by the operation that knows it. Resolves when whatever was in it for us is durable.

import { identitiesIn } from '../channels/whatsapp/identity.ts';
import { inboundTexts } from '../channels/whatsapp/inbound.ts';
import { signalsIn } from '../channels/whatsapp/signal.ts';
import { statusesIn } from '../channels/whatsapp/statuses.ts';
import { templateUpdatesIn } from '../channels/whatsapp/template-update.ts';
import { hearIdentities } from './hear/identities.ts';
import { hearSignals } from './hear-signals.ts';
import type { Ledger } from './ledger.ts';
import { meetByMessage } from './ownership/meet.ts';
import type { Sender } from './ports.ts';
import { tieStatuses } from './send/tie-status.ts';
import { hearTemplates } from './template/templates.ts';
import { toTheEnd } from './to-the-end.ts';

/**
 * @param signed the senders whose app signed it
 * @param delivered the body, parsed
 * @throws LedgerError where not all of it could be stored; Meta then delivers again, and what is stored already is found
 */
export async function hearWebhook(
  ledger: Ledger,
  business: string,
  signed: readonly Sender[],
  delivered: unknown,
): Promise<void> {
  const ours = new Set(signed.map(({ phoneNumberId }) => phoneNumberId));
  // One app may serve several businesses: what was written to another's sender is none of this one's.
  const isOurs = ({ sender }: { sender: string }) => ours.has(sender);
  const accounts = new Set(signed.map(({ wabaId }) => wabaId));
  const templates = templateUpdatesIn(delivered).filter(({ account }) => accounts.has(account));
  const messages = inboundTexts(delivered).filter(isOurs);
  // Stops first, and nothing waits for Meta to deliver again what was refused beside it.
  await toTheEnd([
    () => hearSignals(ledger, business, signalsIn(delivered).filter(isOurs)),
    () => hearIdentities(ledger, business, identitiesIn(delivered).filter(isOurs)),
    () => hearTemplates(ledger, business, templates),
    () => tieStatuses(ledger, business, statusesIn(delivered).filter(isOurs)),
    ...messages.map((message) => () => meetByMessage(ledger, business, message)),
  ]);
}
