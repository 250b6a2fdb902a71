// Acts on one webhook: each part goes to the operation that handles it. Resolves when everything in it that
// concerns this ledger is durable.

import { senderFor } from '../../channels/whatsapp/addressee.ts';
import type { Webhook } from '../../channels/whatsapp/webhook.ts';
import { toTheEnd } from '../in-turn.ts';
import { type Meeting, meetByMessage } from '../ownership/meet.ts';
import { type Tying, tieStatuses } from '../send/tie-status.ts';
import type { Sender, SenderStore } from '../setup/store.ts';
import { hearTemplates, type Templates } from '../template/templates.ts';
import { type HearingErasure, hearErasure } from './erasure.ts';
import { type HearingIdentities, hearIdentities } from './identities.ts';
import { type HearingSignals, hearSignals } from './signals.ts';

type Numbers = { senders: Pick<SenderStore, 'registered'> };
type HearingWebhooks = Numbers &
  HearingSignals &
  HearingIdentities &
  Templates &
  Tying &
  Meeting &
  HearingErasure;

/**
 * @param signed the senders whose app signed it
 * @throws LedgerError where the ledger could not store all of it. Meta then delivers again, and the ledger
 *   recognises what it has already stored
 */
export async function hearWebhook(
  ledger: HearingWebhooks,
  business: string,
  signed: readonly Sender[],
  webhook: Webhook,
): Promise<void> {
  const ours = new Set(signed.map(({ phoneNumberId }) => phoneNumberId));
  // One app may serve several businesses. A message to another business's sender does not concern this one.
  const isOurs = ({ sender }: { sender: string }) => ours.has(sender);
  const accounts = new Set(signed.map(({ wabaId }) => wabaId));
  const { signals, identities, templates, statuses, texts } = webhook;
  const nobodys = await unregistered(
    ledger,
    [...signals, ...identities].filter(
      (one) => !isOurs(one) && one.account !== undefined && accounts.has(one.account),
    ),
  );
  const addressed = <One extends About>(found: readonly One[]): One[] =>
    found
      .flatMap((one) => withSender(signed, nobodys.has(one.sender) ? { ...one, sender: '' } : one))
      .filter(isOurs);
  // Stops come first. No part waits until Meta delivers a refused part again.
  await toTheEnd([
    () => hearSignals(ledger, business, addressed(signals)),
    () => hearIdentities(ledger, business, addressed(identities)),
    () => {
      const own = templates.filter(({ account }) => accounts.has(account));
      return hearTemplates(ledger, business, own);
    },
    () => tieStatuses(ledger, business, statuses.filter(isOurs)),
    ...texts.filter(isOurs).map((message) => async () => {
      await meetByMessage(ledger, business, message);
      await hearErasure(ledger, business, message);
    }),
  ]);
}

type About = { sender: string; account?: string; kind: string };

/**
 * Numbers of this business's accounts that no business has registered. A stop sent to one of them is a stop
 * for this business.
 */
async function unregistered(ledger: Numbers, found: readonly About[]): Promise<ReadonlySet<string>> {
  const senders = new Set(found.map(({ sender }) => sender).filter((sender) => sender !== ''));
  if (senders.size === 0) return senders;
  return senders.difference(await ledger.senders.registered([...senders]));
}

/**
 * An event that names no sender goes to all senders of the account, so that no stop is lost. It opens no
 * service window, because the person may not have written to that sender. So this drops a mere message.
 */
function withSender<One extends About>(signed: readonly Sender[], one: One): One[] {
  if (one.sender !== '') return [one];
  if (one.kind === 'message') return [];
  const sender = senderFor(signed, one.account ?? '');
  return sender === undefined ? [] : [{ ...one, sender, opens: false }];
}
