// Turns what people tell a business in WhatsApp into records: stops at once, restarts, and hints that a
// number may have another holder. Each name that Meta uses for the person gets a record of its own, so that
// any of them finds a stop, even before the links between them exist (identities.ts). The same signal
// delivered again is the same record, because the commit spends its name.
//
// Any message except a stop, and a call, open the service window of that sender. Resolves when all records
// are durable.

import { hash } from 'node:crypto';
import { spend } from '../../auth/spend.ts';
import type { Signal } from '../../channels/whatsapp/signal.ts';
import type { RecordDraft } from '../../core/consent/record.ts';
import { stoppedAt } from '../../core/consent/when.ts';
import type { LedgerError } from '../../core/error.ts';
import type { Identifier } from '../../core/subject/identifier.ts';
import { otherReadings } from '../../core/subject/mobile-respelling.ts';
import { microsAt } from '../../core/when.ts';
import type { Draft } from '../append/draft.ts';
import type { Appends } from '../append/sequencer.ts';
import type { ServiceWindowStore } from '../gate/service-windows.ts';
import { inOrder, toTheEnd } from '../in-turn.ts';
import type { Keys } from '../keys.ts';
import type { People } from '../person/find-person.ts';
import { ownerOf } from '../person/owner.ts';
import type { Records } from '../record/store.ts';
import { messageMac } from '../send/message-mac.ts';
import type { SendStore } from '../send/store.ts';
import { canonicalOf, type Hearing, heardFrom, ownerNamed } from './heard.ts';
import { isMeantBy } from './languages-agreed-in.ts';

/** Records of one webhook under way at once. The rest of the queue stays free for other callers. */
const window = 256;

type Told = Exclude<Signal, { kind: 'message' }>;

type Submitting = Hearing & Keys<'macs'> & Appends & { serviceWindows: Pick<ServiceWindowStore, 'open'> };
/** The parts that an ordinary word needs: the records of the person, and the question it answers. */
type Asking = People & Records<'byId'> & Keys<'macs'> & { sends: Pick<SendStore, 'questionOf'> };
export type HearingSignals = Submitting & Asking;

/**
 * The senders must be the business's own: hear-webhook.ts ensures that.
 * @throws LedgerError the first record's refusal. Meta then delivers again, and the ledger recognises what it
 *   has already stored
 */
export async function hearSignals(
  ledger: HearingSignals,
  business: string,
  signals: readonly Signal[],
): Promise<void> {
  const [plain, ordinary] = [signals.filter((one) => !isOrdinary(one)), signals.filter(isOrdinary)];
  await toTheEnd([
    () => hearAll(ledger, business, plain),
    // Ordinary words are rare and each needs a look-up. None delays a stop that needs no look-up.
    ...ordinary.map((one) => async () => hearAll(ledger, business, await settle(ledger, business, one))),
  ]);
}

async function hearAll(ledger: Submitting, business: string, signals: readonly Signal[]): Promise<void> {
  const told = signals.filter((signal): signal is Told => signal.kind !== 'message');
  const drafts = told.flatMap((signal) =>
    namedBy(signal).map((one) => draftOf(ledger, business, signal, one)),
  );
  let refusal: LedgerError | undefined;
  // It goes on after a failure: one person's stop must not wait until Meta delivers another person's again.
  for await (const outcome of inOrder(drafts, window, (draft) => ledger.sequencer.submit(draft))) {
    if (outcome.kind === 'refused') refusal ??= outcome.error;
  }
  await openWindows(ledger, business, signals);
  if (refusal !== undefined) throw refusal;
}

type Ordinary = Extract<Signal, { languages: readonly string[] }>;

/** Words that mean something else in most languages. */
const isOrdinary = (signal: Signal): signal is Ordinary =>
  'languages' in signal && signal.languages !== undefined;

/** Such a word means stop only from a person who agreed in its language, or was offered it. */
async function settle(ledger: Asking, business: string, signal: Ordinary): Promise<Signal[]> {
  const { opens, sender, who, name, at } = signal;
  if ((await isMeantBy(ledger, business, signal)) || (await wasOffered(ledger, signal))) return [signal];
  return opens === true ? [{ sender, who, name, ...(at !== undefined && { at }), kind: 'message' }] : [];
}

/** Whether the very message that this one answers offered the word. */
async function wasOffered(ledger: Asking, { sender, answers, word }: Ordinary): Promise<boolean> {
  if (answers === undefined) return false;
  const question = await ledger.sends.questionOf(sender, messageMac(ledger, sender, answers));
  const { offers = [] } = JSON.parse(question ?? '{}') as { offers?: string[] };
  return offers.includes(word);
}

/**
 * Whoever may be meant stops. Only the person who is meant starts again: a stop is not lifted by somebody
 * else whose own number is how another's was spelled once.
 */
const namedBy = ({ kind, who }: Told): readonly Identifier[] =>
  kind === 'resume' ? who : who.flatMap((one) => [one, ...readingsOf(one)]);

/** The other people whom an older name may mean, because the numbering plan has changed. */
const readingsOf = ({ kind, value }: Identifier): Identifier[] =>
  kind === 'wa_id' ? otherReadings(value).map((digits) => ({ kind: 'number', value: `+${digits}` })) : [];

function draftOf(
  ledger: Hearing & Keys<'macs'>,
  business: string,
  signal: Told,
  identifier: Identifier,
): Draft {
  const person = canonicalOf(identifier);
  // The name includes the person, what was said and when, so that of several messages with one id the ledger
  // hears each: no stop is taken for another signal delivered again.
  const { sender, kind, at = '' } = signal;
  const said = kind === 'stop' ? ['stop', ...(signal.purposes ?? ['everything'])].join() : saidOnce(signal);
  const name = [sender, signal.name, person.kind, person.value, said, at].join('\0');
  return {
    business,
    owner: ownerOf(ledger, business, person),
    record: recordOf(ledger, business, signal, identifier),
    spend: spend(ledger.keys.macs, 'whatsapp', [name], name),
  };
}

const saidOnce = (signal: Told): string =>
  signal.kind === 'object' ? `object,${signal.scope}` : signal.kind;

function recordOf(ledger: Hearing, business: string, signal: Told, identifier: Identifier): RecordDraft {
  const sha256 = hash('sha256', signal.name);
  const heard = { ...heardFrom(ledger, business, signal), identifiers: [identifier] };
  if (signal.kind === 'suspend') {
    return { ...heard, kind: 'suspended', reason: 'identity_key_mismatch', said_by: 'meta', sha256 };
  }
  const said = { ...heard, signal: { by: signal.by, sha256 } };
  if (signal.kind === 'resume') return { ...said, kind: 'resumed' };
  const withdrawn = {
    ...said,
    ...(signal.at !== undefined && { occurred_at: stoppedAt(microsAt(ledger.world.now()), signal.at) }),
    authority: 'holder' as const,
  };
  if (signal.kind === 'object') return { ...withdrawn, kind: 'objected', scope: signal.scope };
  const { purposes } = signal;
  return {
    ...withdrawn,
    kind: 'opt_out',
    ...(purposes !== undefined && { purposes: [...purposes] }),
  };
}

async function openWindows(ledger: Submitting, business: string, signals: readonly Signal[]): Promise<void> {
  const now = ledger.world.now().toISOString();
  const opened = signals.flatMap((signal) => {
    if (!isAddressed(signal)) return [];
    const at = signal.at !== undefined && signal.at < now ? signal.at : now;
    return signal.who.map((one) => ({ sender: signal.sender, tag: tagOf(ledger, business, one), at }));
  });
  if (opened.length > 0) await ledger.serviceWindows.open(business, opened, now);
}

/** A person who says stop wants no answer. A change in the settings is addressed to no sender. */
const isAddressed = (signal: Signal): boolean =>
  signal.kind === 'message' ||
  (signal.kind === 'resume' && signal.by !== 'preferences' && signal.opens !== false);

const tagOf = (ledger: Keys<'peppers'>, business: string, identifier: Identifier): Buffer =>
  ownerNamed(ledger, business, identifier).tags[0]!.tag;
