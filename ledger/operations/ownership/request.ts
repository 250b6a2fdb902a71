// Asks a person who has agreed to prove that the number is theirs. Two ways:
//
//   whatsapp  the person sends a prepared message to the business, and it comes back by webhook. The ledger
//             sends nothing
//   code      a gateway sends six digits to the number, and the person types them in
//
// The answer is the same whether or not the ledger sends a code. It sends none over a cap, after a
// withdrawal, and while codes are turned off. Otherwise a caller could learn that another caller asked about
// this number, or that its holder has opted out. A caller who asks a hundred times still causes one message.

import {
  codeLifetimeMs,
  codeMac,
  digitCode,
  digitsMax,
  messageCode,
  numberMac,
} from '../../auth/one-time-code.ts';
import { isConfirmable, isHeldBack, isWithdrawn, type WithWords } from '../../core/consent/confirmation.ts';
import { sentenceOf } from '../../core/consent/record/words.ts';
import type { OptInRecord } from '../../core/consent/record.ts';
import type { ConsentState } from '../../core/consent/state.ts';
import { LedgerError } from '../../core/error.ts';
import { proofText } from '../../core/notice/proof-text.ts';
import { numberAmong } from '../../core/subject/identifier.ts';
import { callingCodeOf } from '../../core/subject/numbering-plan.ts';
import type { OwnOptIn } from '../consent/own-opt-in.ts';
import type { Keys } from '../keys.ts';
import { findPerson, type People } from '../person/find-person.ts';
import { businessOf } from '../setup/business.ts';
import type { SenderStore, SetupStore } from '../setup/store.ts';
import type { World } from '../world.ts';
import { challengeCaps } from './caps.ts';
import {
  type Challenge,
  CodeRefused,
  type CodeSender,
  type Ownership,
  type OwnershipMethod,
} from './store.ts';

export type Asking = People &
  Keys<'macs'> & {
    ownership: Ownership;
    senders: Pick<SenderStore, 'ofBusiness'>;
    setup: Pick<SetupStore, 'business'>;
    world: World;
  };

export type OwnershipAsked = {
  challenge: string;
  method: OwnershipMethod;
  expires_at: string;
  /** whatsapp: opens the prepared message. */
  link?: string;
  /** whatsapp: the message, which counts only in exactly this form, and the code in it. */
  text?: string;
  code?: string;
  /** code: how many digits the person types in. */
  digits?: number;
};

export type Asked = {
  answer: OwnershipAsked;
  /**
   * The message on its way, if any. The answer does not wait for it, because the delay would show that there
   * is one.
   */
  sending: Promise<void>;
};

/**
 * Throws not_admitted for an opt-in that a proof cannot confirm, not_available where the method is not set
 * up.
 */
export async function askOwnership(
  ledger: Asking,
  { subject, optIn }: OwnOptIn,
  method: OwnershipMethod,
  asker: Challenge['asker'],
): Promise<Asked> {
  if (!isConfirmable(optIn)) {
    const detail = 'This opt-in shows no act of the person, so a proof of the number has nothing to confirm.';
    const faults = [{ pointer: '/record', rule: 'ownership/grade', detail }];
    throw new LedgerError('not_admitted', detail, { faults });
  }
  const way = await wayOf(ledger, optIn.business, method);
  const number = numberAmong(optIn.identifiers);
  if (number === undefined) throw new LedgerError('internal', 'A stored opt-in names no number.');
  const { person } = await findPerson(ledger, optIn.business, { kind: 'number', value: number });
  const draft = { ...draftOf(ledger, method, optIn.business, number), subject, record: optIn.id, asker };
  const live = person !== undefined && mayBeAsked(person.state, optIn, method);
  const { challenge, isNew } = await ledger.ownership.challenges.open(
    { ...draft, live },
    challengeCaps(ledger.ownership.codesPerDay),
  );
  const isToBeSent = way.method === 'code' && isNew && challenge.live;
  return {
    answer: answerOf(ledger, challenge, way, optIn),
    sending: isToBeSent
      ? send(ledger, way, challenge, { number, locale: optIn.notice.locale })
      : Promise.resolve(),
  };
}

/**
 * The ledger sends nothing to a number whose holder has stopped, nor to one that was only tried out: it may
 * be anyone's. But a message from that holder proves that they want to be back.
 */
const mayBeAsked = (state: ConsentState, optIn: OptInRecord, method: OwnershipMethod): boolean =>
  !isWithdrawn(state, optIn) && (method === 'whatsapp' || (optIn.test !== true && !isHeldBack(state, optIn)));

type Way =
  | { method: 'whatsapp'; sender: string }
  | { method: 'code'; businessName: string; codeSender: CodeSender };

async function wayOf(ledger: Asking, business: string, method: OwnershipMethod): Promise<Way> {
  if (method === 'whatsapp') {
    const [sender] = await ledger.senders.ofBusiness(business);
    if (sender !== undefined) return { method, sender: sender.number };
    throw new LedgerError('not_available', 'This business has no WhatsApp sender to write to.');
  }
  const { codeSender } = ledger.ownership;
  const { name: businessName } = await businessOf(ledger, business);
  if (codeSender !== undefined) return { method, businessName, codeSender };
  throw new LedgerError('not_available', 'This ledger has no gateway that sends codes.');
}

function draftOf(
  { keys, world }: Keys<'macs'> & { world: World },
  method: OwnershipMethod,
  business: string,
  number: string,
) {
  const id = world.random(16).toString('base64url');
  const now = world.now();
  return {
    id,
    business,
    method,
    code:
      method === 'whatsapp'
        ? codeMac(keys.macs, business, messageCode(keys.macs, id))
        : codeMac(keys.macs, id, digitCode(keys.macs, id)),
    number: numberMac(keys.macs, number),
    callingCode: callingCodeOf(number.slice(1)) ?? '',
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + codeLifetimeMs).toISOString(),
  };
}

function answerOf(
  { keys }: Keys<'macs'>,
  { id, expiresAt }: Challenge,
  way: Way,
  { text: shown, notice }: WithWords,
): OwnershipAsked {
  const asked = { challenge: id, method: way.method, expires_at: expiresAt };
  if (way.method === 'code') return { ...asked, digits: digitsMax };
  const code = messageCode(keys.macs, id);
  const text = proofText(sentenceOf(shown), notice.locale, code);
  return {
    ...asked,
    link: `https://wa.me/${way.sender.slice(1)}?text=${encodeURIComponent(text)}`,
    text,
    code,
  };
}

async function send(
  ledger: Asking,
  { codeSender, businessName }: Way & { method: 'code' },
  { id, business }: Challenge,
  to: { number: string; locale: string },
): Promise<void> {
  const code = digitCode(ledger.keys.macs, id);
  try {
    await codeSender.send({ ...to, business, code, text: textWith(code, businessName) });
  } catch (error) {
    // The gateway certainly did not send it, so the number's holder got nothing and may ask again today.
    if (error instanceof CodeRefused) await ledger.ownership.challenges.withdraw(id);
    throw error;
  }
}

/** A recipient who did not agree must learn from the text that they can refuse. */
const textWith = (code: string, businessName: string): string =>
  `${code} is your code for ${businessName}. It confirms that they may write to you on WhatsApp. ` +
  'If you did not agree to that, ignore it and do not share it.';
