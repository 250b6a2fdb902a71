// The gate's decision on a message that is about to leave, and the row that will keep it.

import type { Outgoing } from '../../channels/whatsapp/outgoing.ts';
import type { Decision, Question } from '../../core/gate/judge.ts';
import { sealOfSend } from '../../core/gate/sealed-send.ts';
import { IV_BYTES } from '../../core/subject/sealed.ts';
import { tagsUnderEveryPepper } from '../../core/subject/tag.ts';
import { type Micros, momentOf } from '../../core/when.ts';
import { uuidv7 } from '../append/uuid.ts';
import { ask, type Gate } from '../gate/ask.ts';
import type { Keys } from '../keys.ts';
import type { Sender } from '../setup/store.ts';
import type { Send } from './store.ts';

/**
 * The greatest age of a decision, milliseconds. The step that hands the message over judges an older one
 * again.
 */
export const judgedMaxAgeMs = 1_000;

export type JudgedSend = {
  /** When the ledger read its facts, by the database's clock. */
  readAt: Micros;
  decision: Decision;
  treeSize: number;
  jws: string;
  send: Send;
};

type Message = Extract<Outgoing, { kind: 'message' }>;

/** `master` seals the permit. */
export type SendGate = Gate & Keys<'master'>;

/** Judges on the primary, now. The caller must act on it at once. Writes nothing. */
export async function judgeSend(
  ledger: SendGate,
  { business, phoneNumberId: sender }: Sender,
  { recipient, template, offers, labelled }: Message,
): Promise<JudgedSend> {
  const permit = uuidv7(ledger.world);
  const about = template === undefined ? ({ kind: 'free_form', sender } as const) : { template, sender };
  const question: Question = { scope: 'message', ...about };
  const asked = await ask(ledger, { business, question, recipient }, { permit: true, permitId: permit });
  const { tree_size: treeSize, permit: jws = '', ...decision } = asked.answer;
  const { readAt, subjects } = asked;
  const [subject] = subjects;
  const iv = ledger.world.random(IV_BYTES);
  const sealed = sealOfSend(ledger.keys.master, permit, 'permit', iv, Buffer.from(jws, 'ascii'));
  const send: Send = {
    ...{ permit, business, sender, treeSize, judgedAt: momentOf(readAt) },
    ...(subject !== undefined && { subject }),
    recipient: tagsUnderEveryPepper(ledger.keys.peppers, business, recipient)[0]!.tag,
    question: JSON.stringify({ ...about, ...(offers.length > 0 && { offers }) }),
    decision: decision.decision,
    reasons: decision.reasons,
    ...(decision.record !== undefined && { record: decision.record }),
    state: decision.decision === 'allow' ? 'sending' : 'denied',
    carriesPermit: !labelled,
    sealedPermit: sealed,
  };
  return { readAt, decision, treeSize, jws, send };
}
