// Meeting a challenge: the code has come back, typed in or in a WhatsApp message from that very number, and the opt-in
// is confirmed. As a story of crash points:
//
//   counted     a typed code is counted as a try before it is compared
//   recorded    the confirmation is in the log and in force. Its key in spent_keys is the opt-in: however often codes
//               are repeated, messages delivered again or challenges met, there is one confirmation of an opt-in
//   met         the challenge says so. Lost before: Meta delivers again, finds it still open, and the key answers
//
// A message that proves nothing has no effect, and nobody is told why: it may hold anything.

import { hash, timingSafeEqual } from 'node:crypto';
import { codeMac, findMessageCode, triesMax } from '../../auth/one-time-code.ts';
import { spend } from '../../auth/spend.ts';
import type { InboundText } from '../../channels/whatsapp/inbound.ts';
import { isWithdrawn, termsConfirmed } from '../../core/consent/confirmation.ts';
import type { ConfirmedRecord, OptInRecord, RecordDraft } from '../../core/consent/record.ts';
import { LedgerError } from '../../core/error.ts';
import { normalizeIdentifier, numberAmong } from '../../core/subject/identifier.ts';
import { findPerson } from '../ask-gate.ts';
import type { Ledger } from '../ledger.ts';
import { openRecord } from '../open-record.ts';
import type { Challenge } from '../ports.ts';

export type OwnershipState = 'waiting' | 'confirmed' | 'expired';

/** What request.ts makes: 16 random bytes. Nothing else is looked up; not all text can be asked of a database. */
const challengeId = /^[\w-]{22}$/;

/** How a challenge stands. One that cannot be met waits like any other until its time is over. */
export async function ownershipState(ledger: Ledger, id: string): Promise<OwnershipState> {
  const challenge = challengeId.test(id) ? await ledger.ownership.challenges.byId(id) : undefined;
  if (challenge === undefined) throw new LedgerError('not_found', 'No such challenge.');
  if (challenge.confirmed) return 'confirmed';
  const over = challenge.expiresAt <= ledger.world.now().toISOString() || challenge.tries >= triesMax;
  return over ? 'expired' : 'waiting';
}

/** A code was typed in. Throws code_wrong with the tries that are left, not_found. */
export async function meetByCode(ledger: Ledger, id: string, code: string): Promise<OwnershipState> {
  const now = ledger.world.now().toISOString();
  const challenge = challengeId.test(id)
    ? await ledger.ownership.challenges.countTry(id, triesMax, now)
    : undefined;
  if (challenge === undefined) return ownershipState(ledger, id);
  const isRight = timingSafeEqual(challenge.code, codeMac(ledger.keys.nonces, challenge.id, code));
  // Nobody was sent the code of one that is not live; who hits on it has guessed.
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

/** Somebody wrote to a sender of this business; true if that met a challenge. */
export async function meetByMessage(
  ledger: Ledger,
  business: string,
  { sender, from, id, body }: InboundText,
): Promise<boolean> {
  const code = findMessageCode(body);
  if (code === undefined) return false;
  const mac = codeMac(ledger.keys.nonces, business, code);
  const now = ledger.world.now().toISOString();
  const challenge = await ledger.ownership.challenges.byCode(business, mac, now);
  if (challenge === undefined) return false;
  const writer = { kind: 'wa_id' as const, value: from };
  const state = await confirm(ledger, challenge, (optIn) =>
    // Somebody else may have been shown the code, or talked into sending it: it counts from that number alone.
    isNumberOf(writer, optIn)
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

/** However Meta spells it. */
function isNumberOf(writer: { kind: 'wa_id'; value: string }, { identifiers }: OptInRecord): boolean {
  const canonical = normalizeIdentifier(writer);
  return canonical.kind === 'number' && canonical.value === numberAmong(identifiers);
}

type Proof = Pick<ConfirmedRecord, 'identifiers' | 'channel' | 'evidence' | 'source'>;

/** @param proofOf what is recorded of the proof; undefined if it is none for this opt-in, which then has no effect */
async function confirm(
  ledger: Ledger,
  challenge: Challenge,
  proofOf: (optIn: OptInRecord) => Proof | undefined,
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
    spend: spend(ledger.keys.nonces, 'ownership', optIn.id, optIn.id),
  });
  if (outcome.kind === 'refused') throw outcome.error;
  await ledger.ownership.challenges.confirm(challenge.id);
  return 'confirmed';
}

/** Undefined once the person has been erased. */
async function optInOf(ledger: Ledger, { record }: Challenge): Promise<OptInRecord | undefined> {
  const stored = await ledger.records.byId(record);
  const opened = stored && openRecord(ledger, stored).record;
  return opened?.kind === 'opt_in' ? opened : undefined;
}

/** A withdrawal that comes between this look and the commit wins all the same: the fold sees to that. */
async function isOver(ledger: Ledger, optIn: OptInRecord): Promise<boolean> {
  const value = numberAmong(optIn.identifiers)!;
  const { person } = await findPerson(ledger, optIn.business, { kind: 'number', value });
  return person === undefined || isWithdrawn(person.state, optIn);
}

function draftOf({ business, asker }: Challenge, optIn: OptInRecord, proof: Proof): RecordDraft {
  return {
    v: 1,
    kind: 'confirmed',
    business,
    ...termsConfirmed(optIn),
    ...proof,
    submitted_by: asker,
  };
}
