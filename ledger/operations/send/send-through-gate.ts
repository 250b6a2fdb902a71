// Sends a message through the gate: judge, keep the permit, hand the message to Meta once, keep the outcome.
//
//   1 an Idempotency-Key that was used     -> the first answer again, or that it is unknown; the ledger
//                                          judges and sends nothing
//   2 the gate decides
//   3 the permit and its reasons are durable        crash here: nothing was sent, the row says `sending`
//   4 the message leaves, once                      crash here: it may have been sent, the row says `sending`
//     This step judges a decision more than a second old again (the database stalled, the connection took
//     long, this node stood still). If it denies, the message does not leave, and the row says `not_sent`
//   5 Meta's answer is kept                         if this fails, a status with the permit's id will tell
//                                                   (tie-status.ts)
//
// The ledger never sends a message a second time by itself: a caller who repeats a request without a key asks
// for a second message.

import type { Outgoing } from '../../channels/whatsapp/outgoing.ts';
import type { Decision } from '../../core/gate/judge.ts';
import { openOfSend, sealOfSend } from '../../core/gate/sealed-send.ts';
import { IV_BYTES } from '../../core/subject/sealed.ts';
import { type Micros, microsAt } from '../../core/when.ts';
import type { Keys } from '../keys.ts';
import type { Sender } from '../setup/store.ts';
import { type JudgedSend, judgedMaxAgeMs, judgeSend, type SendGate } from './judge-send.ts';
import { messageMac } from './message-mac.ts';
import {
  type CloudAnswer,
  type CloudCall,
  CloudHeldBack,
  CloudNotReached,
  type CloudProxy,
  CloudSilent,
  type Send,
  type SendStore,
  type SpentOnSend,
} from './store.ts';

/** `decision`: the gate's present decision. Absent if the gate judged nothing. */
export type SendResult =
  /** Meta answered. `lost`: why the ledger could not keep the answer. */
  | {
      kind: 'answered';
      answer: CloudAnswer<Buffer<ArrayBuffer>>;
      permit: string;
      /** The signed permit. Absent where this repeats an earlier answer. */
      jws?: string;
      replayed: boolean;
      decision?: Decision;
      lost?: unknown;
    }
  | {
      kind: 'denied';
      decision: Decision;
      treeSize: number;
      permit: string;
      jws: string;
      lost?: unknown;
    }
  /** Nothing was sent. */
  | { kind: 'not_reached'; decision?: Decision; lost?: unknown }
  /** It may have been sent. Ask Meta, or wait for its status. */
  | { kind: 'outcome_unknown'; permit: string; decision?: Decision; lost?: unknown }
  /** The key belongs to another message. */
  | { kind: 'key_reused' }
  /** The message that the key belongs to has been erased. */
  | { kind: 'erased' };

type HandedOver = Extract<SendResult, { kind: 'answered' | 'not_reached' | 'outcome_unknown' }>;

type Message = Extract<Outgoing, { kind: 'message' }>;

/** The parts that judge, keep and hand over a message. */
export type Sending = SendGate &
  Keys<'macs'> & {
    sends: Pick<SendStore, 'add' | 'bySpent' | 'settle'>;
    cloud: Pick<CloudProxy, 'send'>;
  };

export async function sendThroughGate(
  ledger: Sending,
  sender: Sender,
  message: Message,
  call: Omit<CloudCall, 'body'>,
  spent?: SpentOnSend,
): Promise<SendResult> {
  const earlier = spent && (await answeredBefore(ledger, sender, spent));
  if (earlier !== undefined) return earlier;

  const judgement = await judgeSend(ledger, sender, message);
  const { send, readAt, ...judged } = judgement;
  const { decision, jws } = judged;
  if (decision.decision !== 'allow') {
    await ledger.sends.add(send);
    return { kind: 'denied', ...judged, permit: send.permit };
  }
  // Another request under this key came first, and only that one sends.
  if (!(await ledger.sends.add(send, spent))) {
    return (await answeredBefore(ledger, sender, spent!)) ?? { kind: 'outcome_unknown', permit: send.permit };
  }
  const again = new JudgedAgain(ledger, sender, message, readAt);
  const body = message.write(send.permit);
  const sent = await handOver(ledger, send, { ...call, body }, again, spent !== undefined);
  if (again.denied !== undefined) return denied(ledger, again.denied, sent);
  return sent.kind === 'answered' ? { ...sent, decision, jws } : { ...sent, decision };
}

/** Whether a message may still leave, at the moment when it is about to. */
class JudgedAgain {
  /** The decision that denies it. Undefined as long as it may leave. */
  denied: JudgedSend | undefined;
  readonly #ledger: Sending;
  readonly #judge: () => Promise<JudgedSend>;
  #readAt: Micros;

  constructor(ledger: Sending, sender: Sender, message: Message, readAt: Micros) {
    this.#ledger = ledger;
    this.#judge = () => judgeSend(ledger, sender, message);
    this.#readAt = readAt;
  }

  /** Also false where each new judgement takes so long that its answer is too old. */
  async mayLeave(): Promise<boolean> {
    for (let look = 0; look < looksMax && !this.#isYoung(); look += 1) {
      const judged = await this.#judge();
      if (judged.decision.decision !== 'allow') this.denied = judged;
      if (this.denied !== undefined) return false;
      this.#readAt = judged.readAt;
    }
    return this.#isYoung();
  }

  /** By the ledger's clock. A clock that was set back says nothing about the age. */
  #isYoung(): boolean {
    const age = microsAt(this.#ledger.world.now()) - this.#readAt;
    return Math.abs(age) <= judgedMaxAgeMs * 1000;
  }
}

/** A busy machine may be late a few times in a row. */
const looksMax = 5;

async function denied(
  ledger: Sending,
  { send, readAt: _, ...judged }: JudgedSend,
  { lost }: { lost?: unknown },
): Promise<SendResult> {
  await ledger.sends.add(send);
  return { kind: 'denied', ...judged, permit: send.permit, ...(lost !== undefined && { lost }) };
}

async function answeredBefore(
  ledger: Sending,
  { phoneNumberId }: Sender,
  { key, request }: SpentOnSend,
): Promise<SendResult | undefined> {
  const found = await ledger.sends.bySpent(phoneNumberId, key);
  if (found === undefined) return undefined;
  if (found === 'erased') return { kind: 'erased' };
  if (!found.request.equals(request)) return { kind: 'key_reused' };
  const { permit } = found;
  const answer = found.sealedAnswer && openAnswer(ledger, permit, found.sealedAnswer);
  return answer === undefined
    ? { kind: 'outcome_unknown', permit }
    : { kind: 'answered', answer, permit, replayed: true };
}

async function handOver(
  ledger: Sending,
  send: Send,
  call: CloudCall & { body: string },
  again: JudgedAgain,
  isRepeatable: boolean,
): Promise<HandedOver> {
  const { permit } = send;
  try {
    const answer = await ledger.cloud.send(call, () => again.mayLeave());
    return {
      kind: 'answered',
      answer,
      permit,
      replayed: false,
      ...(await keep(ledger, send, answer, isRepeatable)),
    };
  } catch (error) {
    const answeredAt = ledger.world.now().toISOString();
    if (error instanceof CloudNotReached || error instanceof CloudHeldBack) {
      const lost = await settled(ledger, permit, { state: 'not_sent', answeredAt, freesKey: true });
      return { kind: 'not_reached', ...lost };
    }
    if (!(error instanceof CloudSilent)) throw error;
    const lost = await settled(ledger, permit, { state: 'unknown', answeredAt, freesKey: false });
    return { kind: 'outcome_unknown', permit, ...lost };
  }
}

async function keep(
  ledger: Sending,
  { permit, sender }: Send,
  answer: CloudAnswer<Buffer<ArrayBuffer>>,
  isRepeatable: boolean,
): Promise<{ lost?: unknown }> {
  const answeredAt = ledger.world.now().toISOString();
  const id = answer.status < 300 ? messageIdOf(answer.body) : undefined;
  if (id !== undefined) {
    return settled(ledger, permit, {
      state: 'accepted',
      answeredAt,
      message: messageMac(ledger, sender, id),
      ...(isRepeatable && { sealedAnswer: sealAnswer(ledger, permit, answer) }),
      freesKey: false,
    });
  }
  // Meta refuses: nothing was sent, and the same key may try again. Any other answer leaves that open.
  const isRefused = answer.status >= 400 && answer.status < 500;
  return settled(ledger, permit, {
    state: isRefused ? 'refused' : 'unknown',
    answeredAt,
    freesKey: isRefused,
  });
}

/**
 * The message has left, even if the database fails now. Meta's answer must reach the caller, who would
 * otherwise send again.
 */
async function settled(
  ledger: Sending,
  permit: string,
  outcome: Parameters<SendStore['settle']>[1],
): Promise<{ lost?: unknown }> {
  try {
    await ledger.sends.settle(permit, outcome);
    return {};
  } catch (error) {
    return { lost: error };
  }
}

function messageIdOf(body: Buffer): string | undefined {
  try {
    const { messages } = JSON.parse(body.toString('utf8')) as { messages?: { id?: unknown }[] };
    const id = messages?.[0]?.id;
    return typeof id === 'string' && id !== '' ? id : undefined;
  } catch {
    return undefined;
  }
}

/** A caller reads the status and the body. The headers belong to the first answer alone. */
function sealAnswer(ledger: Sending, permit: string, { status, body }: CloudAnswer<Buffer>): Buffer {
  const bytes = Buffer.concat([Buffer.of(status >> 8, status & 255), body]);
  return sealOfSend(ledger.keys.master, permit, 'answer', ledger.world.random(IV_BYTES), bytes);
}

function openAnswer(
  ledger: Sending,
  permit: string,
  sealed: Buffer,
): CloudAnswer<Buffer<ArrayBuffer>> | undefined {
  const bytes = openOfSend(ledger.keys.master, permit, 'answer', sealed);
  if (bytes === undefined) return undefined;
  const headers = { 'content-type': 'application/json' };
  return { status: bytes.readUInt16BE(0), headers, body: Buffer.from(bytes.subarray(2)) };
}
