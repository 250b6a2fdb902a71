// What the gate says of a message that is about to leave, and the row that will keep it.

import type { Outgoing } from '../channels/whatsapp/outgoing.ts';
import type { Decision } from '../core/gate/decide.ts';
import { sealOfSend } from '../core/gate/sealed-send.ts';
import { IV_BYTES } from '../core/subject/sealed.ts';
import { tagsUnderEveryPepper } from '../core/subject/tag.ts';
import { uuidv7 } from './append/uuid.ts';
import { type Asked, askAbout } from './ask-about.ts';
import type { Ledger } from './ledger.ts';
import type { Send, Sender } from './ports.ts';

export type JudgedSend = {
  decision: Decision;
  /** What had to be agreed to; absent where no purpose was judged. */
  purpose?: string;
  treeSize: number;
  jws: string;
  send: Send;
};

type Message = Extract<Outgoing, { kind: 'message' }>;

/** Judged on the primary, now; to be acted on at once. Writes nothing. */
export async function judgeSend(
  ledger: Ledger,
  { business, phoneNumberId: sender }: Sender,
  { recipient, template, labelled }: Message,
): Promise<JudgedSend> {
  const permit = uuidv7(ledger.world);
  const asked: Asked = template === undefined ? { kind: 'free_form', sender } : { template, sender };
  const options = { permit: true, permitId: permit };
  const answer = await askAbout(ledger, { ...asked, business, scope: 'message' }, recipient, options);
  // After the answer: a consent that came while we asked was not there before.
  const judgedAt = ledger.world.now().toISOString();
  const { subjects, purpose, tree_size: treeSize, permit: jws = '', ...decision } = answer;
  const [subject] = subjects;
  const sealed = sealOfSend(
    ledger.keys.master,
    permit,
    'permit',
    ledger.world.random(IV_BYTES),
    Buffer.from(jws, 'ascii'),
  );
  const send: Send = {
    ...{ permit, business, sender, treeSize, judgedAt },
    ...(subject !== undefined && { subject }),
    recipient: tagsUnderEveryPepper(ledger.keys.peppers, business, recipient)[0]!.tag,
    question: JSON.stringify(asked),
    decision: decision.decision,
    reasons: decision.reasons,
    ...(decision.record !== undefined && { record: decision.record }),
    state: decision.decision === 'allow' ? 'sending' : 'denied',
    carriesPermit: !labelled,
    sealedPermit: sealed,
  };
  return { decision, ...(purpose !== undefined && { purpose }), treeSize, jws, send };
}
