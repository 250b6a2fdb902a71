// Asking somebody who has agreed to show that the number is theirs. Two ways:
//
//   whatsapp  the person writes a prepared message to the business; it comes back by webhook. Nothing is sent by us
//   code      six digits are sent to the number by a gateway, and typed in
//
// The answer is the same whether or not anything is sent: over a cap, after a withdrawal, while messages are turned off.
// Else whoever asks could learn that somebody else had asked about this number, or that its owner has opted out; and
// whoever asks a hundred times still causes one message.

import {
  codeLifetimeMs,
  codeMac,
  digitCode,
  digitsMax,
  messageCode,
  numberMac,
} from '../../auth/one-time-code.ts';
import { isConfirmable, isWithdrawn } from '../../core/consent/confirmation.ts';
import { LedgerError } from '../../core/error.ts';
import { numberAmong } from '../../core/subject/identifier.ts';
import { callingCodeOf } from '../../core/subject/numbering-plan.ts';
import { findPerson } from '../ask-gate.ts';
import type { OwnOptIn } from '../consent/own-opt-in.ts';
import type { Ledger } from '../ledger.ts';
import { businessOf } from '../notice/notices.ts';
import { type Challenge, CodeRefused, type CodeSender, type OwnershipMethod } from '../ports.ts';
import { challengeCaps } from './caps.ts';

export type OwnershipAsked = {
  challenge: string;
  method: OwnershipMethod;
  expires_at: string;
  /** whatsapp: opens the prepared message. */
  link?: string;
  /** whatsapp: what the message must hold. */
  code?: string;
  /** code: how many are to be typed in. */
  digits?: number;
};

export type Asked = {
  answer: OwnershipAsked;
  /** The message on its way, if there is one: waiting for it would tell by the time whether there is. */
  sending: Promise<void>;
};

/** Throws not_admitted for an opt-in that nothing can be added to, not_available where the method is not set up. */
export async function askOwnership(
  ledger: Ledger,
  { subject, optIn }: OwnOptIn,
  method: OwnershipMethod,
  asker: Challenge['asker'],
): Promise<Asked> {
  if (!isConfirmable(optIn)) {
    const detail = 'Nobody was seen to agree, so there is nothing that a proof of the number could confirm.';
    const faults = [{ pointer: '/record', rule: 'ownership/grade', detail }];
    throw new LedgerError('not_admitted', detail, { faults });
  }
  const way = await wayOf(ledger, optIn.business, method);
  const number = numberAmong(optIn.identifiers);
  if (number === undefined) throw new LedgerError('internal', 'A stored opt-in names no number.');
  const { person } = await findPerson(ledger, optIn.business, { kind: 'number', value: number });
  const { challenge, isNew } = await ledger.ownership.challenges.open(
    {
      ...draftOf(ledger, method, optIn.business, number),
      subject,
      record: optIn.id,
      asker,
      live: person !== undefined && !isWithdrawn(person.state, optIn),
    },
    challengeCaps(ledger.ownership.codesPerDay),
  );
  const isToBeSent = way.method === 'code' && isNew && challenge.live;
  return {
    answer: answerOf(ledger, challenge, way),
    sending: isToBeSent
      ? send(ledger, way, challenge, { number, locale: optIn.notice.locale })
      : Promise.resolve(),
  };
}

type Way =
  | { method: 'whatsapp'; businessName: string; sender: string }
  | { method: 'code'; businessName: string; codeSender: CodeSender };

async function wayOf(ledger: Ledger, business: string, method: OwnershipMethod): Promise<Way> {
  const { name: businessName } = await businessOf(ledger, business);
  if (method === 'whatsapp') {
    const [sender] = await ledger.senders.ofBusiness(business);
    if (sender !== undefined) return { method, businessName, sender: sender.number };
    throw new LedgerError('not_available', 'This business has no WhatsApp sender to write to.');
  }
  const { codeSender } = ledger.ownership;
  if (codeSender !== undefined) return { method, businessName, codeSender };
  throw new LedgerError('not_available', 'This ledger has no gateway that sends codes.');
}

function draftOf({ keys, world }: Ledger, method: OwnershipMethod, business: string, number: string) {
  const id = world.random(16).toString('base64url');
  const now = world.now();
  return {
    id,
    business,
    method,
    code:
      method === 'whatsapp'
        ? codeMac(keys.nonces, business, messageCode(keys.nonces, id))
        : codeMac(keys.nonces, id, digitCode(keys.nonces, id)),
    number: numberMac(keys.nonces, number),
    callingCode: callingCodeOf(number.slice(1)) ?? '',
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + codeLifetimeMs).toISOString(),
  };
}

function answerOf({ keys }: Ledger, { id, expiresAt }: Challenge, way: Way): OwnershipAsked {
  const asked = { challenge: id, method: way.method, expires_at: expiresAt };
  if (way.method === 'code') return { ...asked, digits: digitsMax };
  const code = messageCode(keys.nonces, id);
  // The code first: whatever else the person's message says, this one is found in it.
  const text = encodeURIComponent(`${code} (${way.businessName})`);
  return { ...asked, link: `https://wa.me/${way.sender.slice(1)}?text=${text}`, code };
}

async function send(
  ledger: Ledger,
  { codeSender, businessName }: Way & { method: 'code' },
  { id, business }: Challenge,
  to: { number: string; locale: string },
): Promise<void> {
  const code = digitCode(ledger.keys.nonces, id);
  try {
    await codeSender.send({ ...to, business, code, text: `${code} is your code for ${businessName}.` });
  } catch (error) {
    // Of one that was certainly not sent the number's owner heard nothing: they may ask again today.
    if (error instanceof CodeRefused) await ledger.ownership.challenges.withdraw(id);
    throw error;
  }
}
