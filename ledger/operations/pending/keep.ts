// What staff took down, where the business asks for four eyes: kept, sealed, until a second member of staff
// has looked. It is no record and no consent: the gate knows nothing of it. Crash points, in order:
//
//   kept        durable before 202 is answered; asked again under its Idempotency-Key it is the same row
//   rejected    one statement, which finds the row that no one has confirmed
//   confirmed   one commit, which locks the row, takes it away, spends its name and records the opt-in. So
//               of a rejection and any number of confirmations at once one is done, whatever stops in
//               between; an answer that was lost is given again from the record
//
// It counts from the moment it was submitted, or from before: a stop that came in between wins.

import { z } from 'zod';
import { type Spend, spend } from '../../auth/spend.ts';
import { requireReference } from '../../channels/server/assisted.ts';
import type { OptIn } from '../../core/consent/command.ts';
import type { Checker, Submitter } from '../../core/consent/record.ts';
import { invalid, LedgerError } from '../../core/error.ts';
import {
  fourEyesRefusal,
  isFourEyesRefusal,
  sameHands,
  staffChannelsIn,
  takersOf,
} from '../../core/policy/four-eyes.ts';
import { openText, sealText } from '../../core/subject/sealed-call.ts';
import { identifierTag } from '../../core/subject/tag.ts';
import { uuidv7 } from '../append/uuid.ts';
import { type Recording, recordOptIn, submitterOf } from '../consent/record-consent.ts';
import { type Answer, answerOf } from '../record/receipt.ts';
import { recordedAs } from '../record/recorded-as.ts';
import type { NewPending, Pending, PendingStore } from './store.ts';

export type Keeping = Recording & { pending: PendingStore };

/** Milliseconds: a form may wait for a colleague's holiday. */
const keptMs = 30 * 24 * 60 * 60 * 1000;

/** Of one business at a time. */
export const pendingMax = 10_000;

const tooMany = `${pendingMax} opt-ins wait for a second member of staff: confirm or reject some of them, then post it again.`;

export type Kept = { kind: 'pending'; pending: string; expires_at: string };
type RecordedOrKept = { kind: 'recorded'; answer: Answer } | Kept;

/** @throws LedgerError as recordOptIn does; conflict: it was rejected; overloaded: too many wait */
export async function recordOrKeep(ledger: Keeping, command: OptIn, once?: Spend): Promise<RecordedOrKept> {
  const before = once && (await waitingUnder(ledger, command, once));
  if (before !== undefined) return keptBefore(ledger, before);
  try {
    return { kind: 'recorded', answer: await recordOptIn(ledger, command, once) };
  } catch (refusal) {
    // The commit has judged everything else of it by then.
    if (!isFourEyesRefusal(refusal) || command.submission.by !== 'server') throw refusal;
  }
  return keep(ledger, command, once);
}

/** What was posted before under this key; also where the business has not asked for four eyes since. */
async function waitingUnder(ledger: Keeping, command: OptIn, { key, request }: Spend) {
  // Of what comes another way, none ever waited, and the store is not asked.
  if (command.entry === undefined && staffChannelsIn(command).length === 0) return undefined;
  const row = await ledger.pending.underKey(command.business, key, ledger.world.now().toISOString());
  if (row !== undefined && !row.spend?.request.equals(request)) throw keyReused();
  return row;
}

/** As of when it was first posted: a stop since then wins. The commit takes the row: no one decides later. */
async function keptBefore(ledger: Keeping, row: Pending): Promise<RecordedOrKept> {
  const { command } = opened(ledger, row);
  try {
    return { kind: 'recorded', answer: await recordWaiting(ledger, row, command) };
  } catch (refusal) {
    if (!isFourEyesRefusal(refusal)) throw refusal;
    return { kind: 'pending', pending: row.pending, expires_at: row.endsAt };
  }
}

async function recordWaiting(ledger: Keeping, row: Pending, command: OptIn): Promise<Answer> {
  const { business, pending } = row;
  const name = spentBy(ledger, business, pending);
  const answer = await recordOptIn(ledger, command, row.spend ?? name, undefined, {
    effect: { kind: 'confirm_pending', pending, refusal: rejectedBefore() },
    ...(row.spend !== undefined && { sole: [{ spend: name, refusal: rejectedBefore() }] }),
  });
  // Only where it is not this row that became the record: see keep().
  if (answer.replayed) await ledger.pending.remove(business, pending);
  return answer;
}

async function keep(ledger: Keeping, command: OptIn, once: Spend | undefined): Promise<RecordedOrKept> {
  const { business, number } = command;
  const now = ledger.world.now();
  const submittedAt = now.toISOString();
  const pending = uuidv7(ledger.world);
  const [pepper] = ledger.keys.peppers;
  const text = JSON.stringify({ occurredAt: submittedAt, ...command });
  const row: NewPending = {
    ...{ pending, business, submittedAt },
    sealed: sealText(ledger.keys.master, placeOf(business, pending), ledger.world.random(12), text),
    tags: [identifierTag(pepper!, business, { kind: 'number', value: number })],
    ...(once && { spend: once }),
    endsAt: new Date(now.getTime() + keptMs).toISOString(),
  };
  const kept = await ledger.pending.keep(row, submittedAt, pendingMax);
  if (kept === 'full') throw new LedgerError('overloaded', tooMany, { retryAfter: 60 });
  if (once !== undefined && kept.pending === pending) {
    // The row that stood under this key was confirmed while this was on its way.
    const record = await recordedAs(ledger, business, once);
    if (record !== undefined) {
      await ledger.pending.remove(business, pending);
      const answer = await answerOf(ledger, { kind: 'replayed', record });
      return { kind: 'recorded', answer };
    }
  }
  if (once !== undefined && !kept.spend?.request.equals(once.request)) throw keyReused();
  if (kept.rejected) throw rejectedBefore();
  return { kind: 'pending', pending: kept.pending, expires_at: kept.endsAt };
}

/** Only its form: that the ledger wrote it follows from that it opens. */
const storedSchema = z.looseObject({
  kind: z.literal('opt_in'),
  number: z.string(),
  occurredAt: z.string(),
  submission: z.looseObject({ by: z.literal('server'), key: z.string(), staff: z.literal(true).optional() }),
});

export type OpenedPending = { row: Pending; command: OptIn; submitter: Submitter };

/** @throws LedgerError not_found: nothing of this business waits under this id, or it is not what was kept */
export async function openPending(
  ledger: Keeping,
  business: string,
  pending: string,
): Promise<OpenedPending> {
  const row = await ledger.pending.find(business, pending, ledger.world.now().toISOString());
  if (row === undefined) throw nothingPending();
  return opened(ledger, row);
}

export function opened(ledger: Keeping, row: Pending): OpenedPending {
  if (row.rejected) throw rejectedBefore();
  const text = openText(ledger.keys.master, placeOf(row.business, row.pending), row.sealed);
  const stored = text === undefined ? undefined : storedSchema.safeParse(JSON.parse(text)).data;
  if (stored === undefined) throw nothingPending();
  const command = stored as unknown as OptIn;
  return { row, command, submitter: submitterOf(command.submission) };
}

/** @throws LedgerError not_found, conflict (rejected), forbidden (four_eyes); as recordOptIn does */
export async function confirmPending(
  ledger: Keeping,
  business: string,
  pending: string,
  checker: Checker,
): Promise<Answer> {
  const waiting = await ledger.pending.find(business, pending, ledger.world.now().toISOString());
  if (waiting === undefined) {
    // Asked last: a confirmation takes the row away and spends its name in one commit.
    const before = await ledger.records.bySpent(business, spentBy(ledger, business, pending).key);
    if (before === undefined) throw nothingPending();
    return answerOf(ledger, { kind: 'replayed', record: before.record });
  }
  const { row, command, submitter } = opened(ledger, waiting);
  if (checker.staff !== undefined) requireReference('/staff', checker.staff, command.number);
  requireSecond(command, submitter, checker);
  return recordWaiting(ledger, row, { ...command, checkedBy: checker });
}

function requireSecond(command: OptIn, submitter: Submitter, checker: Checker): void {
  const { channel, source, evidence } = command;
  const same = sameHands({
    ...{ channel, source, evidence },
    submitted_by: submitter,
    checked_by: checker,
  });
  if (same === 'key')
    throw fourEyesRefusal('The key that submitted this cannot confirm it: it takes another one.');
  if (same === 'staff')
    throw fourEyesRefusal('Who took this down cannot confirm it: it takes another member of staff.');
  // Left out, it would go around the comparison.
  if (takersOf(command).length > 0 && checker.staff === undefined)
    throw invalid('/staff', 'required', 'This names who took it down: name who confirms it, by a reference.');
}

export const rejections = [
  'not_signed',
  'not_readable',
  'number_differs',
  'words_differ',
  'not_this_person',
  'entered_twice',
  'no_file',
] as const;
export type Rejection = (typeof rejections)[number];

/** @throws LedgerError not_found; conflict: it was confirmed */
export async function rejectPending(
  ledger: Keeping,
  business: string,
  pending: string,
  reason: Rejection,
): Promise<{ pending: string; state: 'rejected'; reason: Rejection }> {
  const now = ledger.world.now().toISOString();
  const row = await ledger.pending.find(business, pending, now);
  const isRecorded = async (once: Spend) => (await recordedAs(ledger, business, once)) !== undefined;
  if (row?.spend !== undefined && (await isRecorded(row.spend))) throw confirmedBefore();
  const rejected = row && (await ledger.pending.reject(business, pending, reason, now));
  if (rejected !== undefined)
    return { pending, state: 'rejected', reason: (rejected.reason as Rejection | undefined) ?? reason };
  // Asked last: a confirmation takes the row away and spends its name in one commit.
  throw (await isRecorded(spentBy(ledger, business, pending))) ? confirmedBefore() : nothingPending();
}

/** A row does not open under another business's name, nor under another id. */
const placeOf = (business: string, pending: string) =>
  ({ what: 'pending', name: pending, business }) as const;

const spentBy = ({ keys }: Keeping, business: string, pending: string): Spend =>
  spend(keys.macs, 'pending', [business, pending], 'confirm');

const nothingPending = () =>
  new LedgerError('not_found', 'Nothing waits under this id. After 30 days it is gone: take it down anew.');
const keyReused = () =>
  new LedgerError('idempotency_key_reused', 'This key was already used for a different request.');
const rejectedBefore = () =>
  new LedgerError(
    'conflict',
    'This was rejected: nothing was recorded. Take it down anew under another Idempotency-Key.',
  );
const confirmedBefore = () =>
  new LedgerError('conflict', 'This was confirmed: its opt-in is recorded, and ends by an opt-out.');
