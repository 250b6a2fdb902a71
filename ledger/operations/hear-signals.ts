// What people tell a business in WhatsApp becomes records: stops at once, and what lifts them. Each name by which Meta calls
// the person gets a record of its own, so that a stop is found by any of them, also by one that is not known yet. The same
// signal delivered again is the same record: its name is spent with the commit.
//
// Whatever somebody writes but a stop opens the service window of that sender. Resolves when all of it is durable.

import { hash } from 'node:crypto';
import { spend } from '../auth/spend.ts';
import type { Signal } from '../channels/whatsapp/signal.ts';
import type { RecordDraft } from '../core/consent/record.ts';
import type { LedgerError } from '../core/error.ts';
import { type Identifier, normalizeIdentifier } from '../core/subject/identifier.ts';
import { tagsUnderEveryPepper } from '../core/subject/tag.ts';
import type { Draft } from './append/draft.ts';
import { inOrder } from './in-order.ts';
import type { Ledger } from './ledger.ts';

/** Records of one webhook under way at once: room is left in the queue for everybody else. */
const window = 256;

type Told = Exclude<Signal, { kind: 'message' }>;

/**
 * The senders must be the business's own: http/routes/whatsapp-webhook.ts has seen to that.
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
  const canonical = canonicalOf(identifier);
  const name = `${signal.sender}\0${signal.name}\0${canonical.kind}`;
  return {
    business,
    owner: {
      kind: 'identified',
      identifier: canonical.kind,
      tags: tagsUnderEveryPepper(ledger.keys.peppers, business, canonical),
    },
    record: recordOf(ledger, business, signal, identifier),
    spend: spend(ledger.keys.nonces, 'whatsapp', name, name),
  };
}

function recordOf(ledger: Ledger, business: string, signal: Told, identifier: Identifier): RecordDraft {
  const { sender, by, name, at } = signal;
  // Nobody can have said it later than now; a clock that says so is not asked.
  const isPast = at !== undefined && at <= ledger.world.now().toISOString();
  const heard = {
    v: 1 as const,
    business,
    source: { system: 'whatsapp', actor: sender },
    signal: { by, sha256: hash('sha256', name) },
    identifiers: [identifier],
    channel: 'whatsapp' as const,
    submitted_by: { by: 'sender' as const, id: sender },
    ...(isPast && { occurred_at: at }),
  };
  if (signal.kind === 'resume') return { ...heard, kind: 'resumed' };
  const { purposes } = signal;
  return { ...heard, kind: 'opt_out', ...(purposes !== undefined && { purposes: [...purposes] }) };
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
  tagsUnderEveryPepper(ledger.keys.peppers, business, canonicalOf(identifier))[0]!.tag;

function canonicalOf(identifier: Identifier) {
  const canonical = normalizeIdentifier(identifier);
  if (canonical.kind === 'refused') throw new TypeError('signals name people by what can be an identifier');
  return canonical;
}
