// Meets a challenge: the code comes back, typed in or in a WhatsApp message from that very number, and the
// opt-in is confirmed. As a story of crash points:
//
//   counted     a typed code is counted as a try before it is compared
//   recorded    the confirmation is in the log and in force. Its key in spent_keys is the opt-in. So each
//               opt-in has one confirmation, even if a person repeats a code, Meta delivers a message again
//               or several challenges are met
//   met         the challenge's row says so. If that is lost, Meta delivers again, finds the challenge still
//               open, and the key gives the first answer
//
// A message that proves nothing has no effect, and its writer gets no reason: it may hold anything.

import { hash } from 'node:crypto';
import { codeMac, findMessageCode, isAskedNumber, isCode, triesMax } from '../../auth/one-time-code.ts';
import type { InboundText } from '../../channels/whatsapp/webhook.ts';
import {
  isConfirmable,
  isWithdrawn,
  termsConfirmed,
  type WithWords,
} from '../../core/consent/confirmation.ts';
import { openRecord } from '../../core/consent/open-record.ts';
import { sentenceOf } from '../../core/consent/record/words.ts';
import type { ConfirmedRecord, OptInRecord, RecordDraft } from '../../core/consent/record.ts';
import { LedgerError } from '../../core/error.ts';
import { isProofText, proofText } from '../../core/notice/proof-text.ts';
import { normalizeIdentifier, numberAmong } from '../../core/subject/identifier.ts';
import type { Appends } from '../append/sequencer.ts';
import { onceFor } from '../consent/proven.ts';
import type { Keys } from '../keys.ts';
import { findPerson, type People } from '../person/find-person.ts';
import type { Records } from '../record/store.ts';
import type { Limits } from '../visitor/limits.ts';
import type { World } from '../world.ts';
import type { Challenge, ChallengeStore } from './store.ts';

type Challenges = Keys<'macs'> & { ownership: { challenges: ChallengeStore }; world: World };
export type Meeting = Challenges & People & Appends & Records<'byId'>;

export type OwnershipState = 'waiting' | 'confirmed' | 'expired';

/**
 * The form that request.ts makes: 16 random bytes. The code looks up no other text, because a database cannot
 * take every text.
 */
const challengeId = /^[\w-]{22}$/;

/** The status of a challenge. One that cannot be met looks open like any other until it expires. */
export async function ownershipState(
  ledger: Challenges & Records<'bySpent'>,
  id: string,
): Promise<OwnershipState> {
  const challenge = challengeId.test(id) ? await ledger.ownership.challenges.byId(id) : undefined;
  if (challenge === undefined) throw new LedgerError('not_found', 'No such challenge.');
  if (challenge.confirmed && (await isRecorded(ledger, challenge))) return 'confirmed';
  const over = challenge.expiresAt <= ledger.world.now().toISOString() || challenge.tries >= triesMax;
  return over ? 'expired' : 'waiting';
}

/** The person typed in a code. Throws code_wrong with the tries that remain, not_found. */
export async function meetByCode(
  ledger: Meeting & Records<'bySpent'> & Limits,
  id: string,
  code: string,
): Promise<OwnershipState> {
  const now = ledger.world.now().toISOString();
  const challenge = challengeId.test(id)
    ? await ledger.ownership.challenges.countTry(id, triesMax, now)
    : undefined;
  if (challenge === undefined) return ownershipState(ledger, id);
  // The node's memory counts too, so that an attacker who resets the row's count gets no more tries.
  await ledger.limits.take([{ limit: 'challenge_tries', key: challenge.id }]);
  const isRight = isCode(ledger.keys.macs, challenge.code, challenge.id, code);
  // The code of a challenge that is not live was never sent. A caller who has it has guessed it.
  if (!isRight || !challenge.live) throw wrong(triesMax - challenge.tries);
  return confirm(ledger, challenge, ({ identifiers, channel }) => ({
    identifiers,
    channel,
    evidence: { method: 'code', challenge: challenge.id },
    source: { system: challenge.asker.by === 'site' ? 'widget' : 'server', actor: challenge.asker.id },
  }));
}

function wrong(left: number): LedgerError {
  const detail = left === 1 ? '1 try is left.' : `${left} tries are left.`;
  const faults = [{ pointer: '/code', rule: `tries_left/${left}`, detail }];
  return new LedgerError('code_wrong', 'This is not the code that was sent.', { faults });
}

/** A person wrote to a sender of this business. True if the message met a challenge. */
export async function meetByMessage(
  ledger: Meeting,
  business: string,
  { sender, from, id, body }: InboundText,
): Promise<boolean> {
  const code = findMessageCode(body);
  if (code === undefined) return false;
  const mac = codeMac(ledger.keys.macs, business, code);
  const now = ledger.world.now().toISOString();
  const challenge = await ledger.ownership.challenges.byCode(business, mac, now);
  if (challenge === undefined) return false;
  const writer = { kind: 'wa_id' as const, value: from };
  const state = await confirm(ledger, challenge, (optIn) =>
    // Another person may have seen the code, or a caller may have talked the person into sending it. So it
    // counts only from that number, and only with the text that says what it confirms.
    isNumberOf(writer, optIn) &&
    isProofText(body, proofText(sentenceOf(optIn.text), optIn.notice.locale, code))
      ? {
          identifiers: [writer],
          channel: 'whatsapp',
          evidence: {
            method: 'whatsapp',
            challenge: challenge.id,
            sender,
            message_sha256: hash('sha256', id),
          },
          source: { system: 'whatsapp', actor: sender },
        }
      : undefined,
  );
  return state === 'confirmed';
}

/** The row claims it; only the log decides. */
const isRecorded = async (
  ledger: Keys<'macs'> & Records<'bySpent'>,
  { business, record }: Challenge,
): Promise<boolean> => (await ledger.records.bySpent(business, onceFor(ledger, record).key)) !== undefined;

/** Whether the writer has the opt-in's number, in any of Meta's spellings. */
function isNumberOf(writer: { kind: 'wa_id'; value: string }, { identifiers }: OptInRecord): boolean {
  const canonical = normalizeIdentifier(writer);
  return canonical.kind === 'number' && canonical.value === numberAmong(identifiers);
}

type Proof = Pick<ConfirmedRecord, 'identifiers' | 'channel' | 'evidence' | 'source'>;

/**
 * @param proofOf gives what the record holds of the proof. Undefined: it proves nothing for this opt-in, and
 * has no effect
 */
async function confirm(
  ledger: Meeting,
  challenge: Challenge,
  proofOf: (optIn: WithWords) => Proof | undefined,
): Promise<OwnershipState> {
  const optIn = await optInOf(ledger, challenge);
  if (optIn === undefined || (await isOver(ledger, optIn))) {
    await ledger.ownership.challenges.end(challenge.id, ledger.world.now().toISOString());
    return 'expired';
  }
  const proof = proofOf(optIn);
  if (proof === undefined) return 'waiting';
  const outcome = await ledger.sequencer.submit({
    business: challenge.business,
    owner: { kind: 'subject', subject: challenge.subject },
    record: draftOf(challenge, optIn, proof),
    spend: onceFor(ledger, optIn.id),
  });
  if (outcome.kind === 'refused') throw outcome.error;
  await ledger.ownership.challenges.confirm(challenge.id);
  return 'confirmed';
}

/** Undefined if the person has been erased, or if another record now stands in its place. */
async function optInOf(
  ledger: Meeting,
  { record, subject, number }: Challenge,
): Promise<WithWords | undefined> {
  const stored = await ledger.records.byId(record);
  const opened = stored && openRecord(ledger, stored).record;
  if (opened?.kind !== 'opt_in' || opened.id !== record || opened.subject !== subject) return undefined;
  const named = numberAmong(opened.identifiers) ?? '';
  const isAsked = isAskedNumber(ledger.keys.macs, number, named);
  return isAsked && isConfirmable(opened) ? opened : undefined;
}

/** A withdrawal that comes between this read and the commit still wins: the fold ensures that. */
async function isOver(ledger: People, optIn: OptInRecord): Promise<boolean> {
  const value = numberAmong(optIn.identifiers)!;
  const { person } = await findPerson(ledger, optIn.business, { kind: 'number', value });
  return person === undefined || isWithdrawn(person.state, optIn);
}

function draftOf({ business, asker }: Challenge, optIn: OptInRecord, proof: Proof): RecordDraft {
  return {
    v: 2,
    kind: 'confirmed',
    business,
    ...termsConfirmed(optIn),
    ...proof,
    submitted_by: asker,
  };
}
