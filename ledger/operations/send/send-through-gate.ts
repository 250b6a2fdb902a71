// A message goes through the gate: judge, keep the permit, hand the message to Meta once, keep what became of it.
//
//   1 an Idempotency-Key that was used     -> the first answer again, or that nobody knows; nothing is judged or sent
//   2 the gate decides
//   3 the permit and its reasons are durable        crash here: nothing was sent, the row says `sending`
//   4 the message leaves, once                      crash here: it may have been sent, the row says `sending`
//   5 Meta's answer is kept                         fails: a status with the permit's id will say it (tie-status.ts)
//
// A message is never sent a second time by itself: who repeats a request without a key asks for a second message.

import type { Outgoing } from '../../channels/whatsapp/outgoing.ts';
import type { Decision } from '../../core/gate/decide.ts';
import { openOfSend, sealOfSend } from '../../core/gate/sealed-send.ts';
import { IV_BYTES } from '../../core/subject/sealed.ts';
import { judgeSend } from '../judge-send.ts';
import type { Ledger } from '../ledger.ts';
import { messageMac } from '../message-mac.ts';
import {
  type CloudAnswer,
  type CloudCall,
  CloudNotReached,
  CloudSilent,
  type Send,
  type Sender,
  type SpentOnSend,
} from '../ports.ts';

/** `decision`: what the gate said just now; absent where nothing was judged. */
export type SendResult =
  /** Meta answered; `lost` is why that could not be kept. */
  | {
      kind: 'answered';
      answer: CloudAnswer<Buffer<ArrayBuffer>>;
      permit: string;
      /** The signed permit; absent where an earlier answer is repeated. */
      jws?: string;
      replayed: boolean;
      decision?: Decision;
      lost?: unknown;
    }
  | { kind: 'denied'; decision: Decision; purpose?: string; treeSize: number; permit: string; jws: string }
  /** Nothing was sent. */
  | { kind: 'not_reached'; decision?: Decision; lost?: unknown }
  /** It may have been sent; ask Meta, or wait for its status. */
  | { kind: 'outcome_unknown'; permit: string; decision?: Decision; lost?: unknown }
  /** The key stands for another message. */
  | { kind: 'key_reused' };

type HandedOver = Extract<SendResult, { kind: 'answered' | 'not_reached' | 'outcome_unknown' }>;

type Message = Extract<Outgoing, { kind: 'message' }>;

export async function sendThroughGate(
  ledger: Ledger,
  sender: Sender,
  message: Message,
  call: Omit<CloudCall, 'body'>,
  spent?: SpentOnSend,
): Promise<SendResult> {
  const earlier = spent && (await answeredBefore(ledger, sender, spent));
  if (earlier !== undefined) return earlier;

  const { send, ...judged } = await judgeSend(ledger, sender, message);
  const { decision, jws } = judged;
  if (decision.decision !== 'allow') {
    await ledger.sends.add(send);
    return { kind: 'denied', ...judged, permit: send.permit };
  }
  // Another request under this key was faster: only that one sends.
  if (!(await ledger.sends.add(send, spent))) {
    return (await answeredBefore(ledger, sender, spent!)) ?? { kind: 'outcome_unknown', permit: send.permit };
  }
  const sent = await handOver(
    ledger,
    send,
    { ...call, body: message.write(send.permit) },
    spent !== undefined,
  );
  return sent.kind === 'answered' ? { ...sent, decision, jws } : { ...sent, decision };
}

async function answeredBefore(
  ledger: Ledger,
  { phoneNumberId }: Sender,
  { key, request }: SpentOnSend,
): Promise<SendResult | undefined> {
  const found = await ledger.sends.bySpent(phoneNumberId, key);
  if (found === undefined) return undefined;
  if (!found.request.equals(request)) return { kind: 'key_reused' };
  const { permit } = found.send;
  const answer = found.sealedAnswer && openAnswer(ledger, permit, found.sealedAnswer);
  return answer === undefined
    ? { kind: 'outcome_unknown', permit }
    : { kind: 'answered', answer, permit, replayed: true };
}

async function handOver(
  ledger: Ledger,
  send: Send,
  call: CloudCall,
  isRepeatable: boolean,
): Promise<HandedOver> {
  const { permit } = send;
  try {
    const answer = await ledger.cloud.send(call);
    return {
      kind: 'answered',
      answer,
      permit,
      replayed: false,
      ...(await keep(ledger, send, answer, isRepeatable)),
    };
  } catch (error) {
    const answeredAt = ledger.world.now().toISOString();
    if (error instanceof CloudNotReached) {
      const lost = await settled(ledger, permit, { state: 'not_sent', answeredAt, freesKey: true });
      return { kind: 'not_reached', ...lost };
    }
    if (!(error instanceof CloudSilent)) throw error;
    const lost = await settled(ledger, permit, { state: 'unknown', answeredAt, freesKey: false });
    return { kind: 'outcome_unknown', permit, ...lost };
  }
}

async function keep(
  ledger: Ledger,
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
  // Meta says no: nothing was sent, and the same key may try again. Any other answer leaves that open.
  const isRefused = answer.status >= 400 && answer.status < 500;
  return settled(ledger, permit, {
    state: isRefused ? 'refused' : 'unknown',
    answeredAt,
    freesKey: isRefused,
  });
}

/** The message is out, whatever the database says now: its answer must reach the caller, who else would send again. */
async function settled(
  ledger: Ledger,
  permit: string,
  outcome: Parameters<Ledger['sends']['settle']>[1],
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

/** Status and body are what a caller reads; the headers were about the first answer. */
function sealAnswer(ledger: Ledger, permit: string, { status, body }: CloudAnswer<Buffer>): Buffer {
  const bytes = Buffer.concat([Buffer.of(status >> 8, status & 255), body]);
  return sealOfSend(ledger.keys.master, permit, 'answer', ledger.world.random(IV_BYTES), bytes);
}

function openAnswer(
  ledger: Ledger,
  permit: string,
  sealed: Buffer,
): CloudAnswer<Buffer<ArrayBuffer>> | undefined {
  const bytes = openOfSend(ledger.keys.master, permit, 'answer', sealed);
  if (bytes === undefined) return undefined;
  const headers = { 'content-type': 'application/json' };
  return { status: bytes.readUInt16BE(0), headers, body: Buffer.from(bytes.subarray(2)) };
}
