// What people tell a business in WhatsApp becomes records: stops at once, what lifts them, and that somebody may have become
// another. Each name by which Meta calls the person gets a record of its own, so that a stop is found by any of them without
// waiting for the links between them (hear-identities.ts). The same signal delivered again is the same record: its name is spent with the commit.
//
// Whatever somebody writes but a stop opens the service window of that sender. Resolves when all of it is durable.

import { hash } from 'node:crypto';
import { spend } from '../auth/spend.ts';
import type { Signal } from '../channels/whatsapp/signal.ts';
import type { RecordDraft } from '../core/consent/record.ts';
import type { LedgerError } from '../core/error.ts';
import type { Identifier } from '../core/subject/identifier.ts';
import type { Draft } from './append/draft.ts';
import { canonicalOf, heardFrom, ownerNamed, stoppedAt } from './heard.ts';
import { inOrder } from './in-order.ts';
import type { Ledger } from './ledger.ts';

/** Records of one webhook under way at once: room is left in the queue for everybody else. */
const window = 256;

type Told = Exclude<Signal, { kind: 'message' }>;

/**
 * The senders must be the business's own: hear-webhook.ts has seen to that.
 * @throws LedgerError what the first record was refused with; Meta then delivers again, and what is stored already is found
 */
export async function hearSignals(
  ledger: Ledger,
  business: string,
  signals: readonly Signal[],
): Promise<void> {
  const told = signals.filter((signal): signal is Told => signal.kind !== 'message');
  const drafts = told.flatMap((signal) => signal.who.map((one) => draftOf(ledger, business, signal, one)));
  let refusal: LedgerError | undefined;
  // To the end, whatever becomes of one: nobody's stop waits for Meta to deliver somebody else's again.
  for await (const outcome of inOrder(drafts, window, (draft) => ledger.sequencer.submit(draft))) {
    if (outcome.kind === 'refused') refusal ??= outcome.error;
  }
  await openWindows(ledger, business, signals);
  if (refusal !== undefined) throw refusal;
}

function draftOf(ledger: Ledger, business: string, signal: Told, identifier: Identifier): Draft {
  const name = `${signal.sender}\0${signal.name}\0${canonicalOf(identifier).kind}`;
  return {
    business,
    owner: ownerNamed(ledger, business, identifier),
    record: recordOf(ledger, business, signal, identifier),
    spend: spend(ledger.keys.nonces, 'whatsapp', name, name),
  };
}

function recordOf(ledger: Ledger, business: string, signal: Told, identifier: Identifier): RecordDraft {
  const sha256 = hash('sha256', signal.name);
  const heard = { ...heardFrom(ledger, business, signal), identifiers: [identifier] };
  if (signal.kind === 'suspend') {
    return { ...heard, kind: 'suspended', reason: 'identity_key_mismatch', said_by: 'meta', sha256 };
  }
  const said = { ...heard, signal: { by: signal.by, sha256 } };
  if (signal.kind === 'resume') return { ...said, kind: 'resumed' };
  const { purposes } = signal;
  return {
    ...said,
    ...stoppedAt(ledger, signal.at),
    kind: 'opt_out',
    ...(purposes !== undefined && { purposes: [...purposes] }),
  };
}

async function openWindows(ledger: Ledger, business: string, signals: readonly Signal[]): Promise<void> {
  const now = ledger.world.now().toISOString();
  const opened = signals.flatMap((signal) => {
    if (!isAddressed(signal)) return [];
    const at = signal.at !== undefined && signal.at < now ? signal.at : now;
    return signal.who.map((one) => ({ sender: signal.sender, tag: tagOf(ledger, business, one), at }));
  });
  if (opened.length > 0) await ledger.serviceWindows.open(business, opened, now);
}

/** Whoever says stop wants no answer; what is switched in settings is said to nobody. */
const isAddressed = (signal: Signal): boolean =>
  signal.kind === 'message' || (signal.kind === 'resume' && signal.by !== 'preferences');

const tagOf = (ledger: Ledger, business: string, identifier: Identifier): Buffer =>
  ownerNamed(ledger, business, identifier).tags[0]!.tag;
