// A message that a sender asks for under /cloud, and the answer in Graph's shape. The sender is known
// already.

import type { Spend } from '../../auth/spend.ts';
import { isAboutCall } from '../../channels/whatsapp/call.ts';
import { parseOutgoing } from '../../channels/whatsapp/outgoing.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { type SendResult, sendThroughGate } from '../../operations/send/send-through-gate.ts';
import type { CloudAnswer, CloudCall } from '../../operations/send/store.ts';
import type { Sender } from '../../operations/setup/store.ts';
import { wordsOn } from '../gate/denial-words.ts';
import { type GraphError, holdsGraphError } from './graph-error.ts';
import { parseParameters } from './graph-parameters.ts';

export type Sent = { answer: CloudAnswer<Buffer<ArrayBuffer>>; headers: Record<string, string> } | GraphError;

/** @throws LedgerError malformed, invalid; OverridingParameter */
export async function sendMessage(
  ledger: Ledger,
  sender: Sender,
  call: Omit<CloudCall, 'body'>,
  body: Buffer,
  watch: { spent?: Spend | undefined; watch(result: SendResult): void },
): Promise<Sent> {
  const outgoing = parseOutgoing(parseParameters(body.toString('utf8')));
  if (outgoing.kind === 'receipt') return bare(await ledger.cloud.send({ ...call, body: outgoing.write() }));
  const result = await sendThroughGate(ledger, sender, outgoing, call, watch.spent);
  watch.watch(result);
  return said(result);
}

/** A call is answered or ended, never made: the gate does not judge whether a person wants to be called. */
export async function answerCall(ledger: Ledger, call: Omit<CloudCall, 'body'>, body: Buffer): Promise<Sent> {
  const value = parseParameters(body.toString('utf8'));
  if (isAboutCall(value)) return bare(await ledger.cloud.send({ ...call, body: JSON.stringify(value) }));
  return {
    kind: 'denied',
    message: 'The gate denies this call: calls_not_judged',
    details: 'The person was not called. Calls to people are not made through this ledger.',
    data: { reasons: ['calls_not_judged'] },
  };
}

const bare = (answer: CloudAnswer<Buffer<ArrayBuffer>>): Sent => ({ answer, headers: {} });

function said(result: SendResult): Sent {
  switch (result.kind) {
    case 'answered':
      // Of an edge, not of Meta: a sender that goes by the status alone would take a 502 for one of ours and
      // send again.
      if (result.answer.status >= 500 && !holdsGraphError(result.answer.body)) return unknown(result.permit);
      return {
        answer: result.answer,
        headers: {
          'optmark-permit-id': result.permit,
          ...(result.jws !== undefined && { 'optmark-permit': result.jws }),
          ...(result.replayed && { 'idempotency-replayed': 'true' }),
        },
      };
    case 'denied':
      return denial(result);
    case 'key_reused':
      return {
        kind: 'key_reused',
        message: 'The Idempotency-Key stands for another message',
        details: 'Nothing was sent. A new message needs a new key.',
      };
    case 'erased':
      return {
        kind: 'erased',
        message: 'The message of this Idempotency-Key has been erased',
        details: 'Nothing was sent. A new message needs a new key.',
      };
    case 'not_reached':
      return {
        kind: 'not_reached',
        message: 'The Cloud API cannot be reached',
        details: 'Nothing was sent. Send the message again later.',
      };
    case 'outcome_unknown':
      return unknown(result.permit);
  }
}

const unknown = (permit: string): GraphError => ({
  kind: 'outcome_unknown',
  message: 'Whether the message was sent is not known',
  details:
    'It may have been sent: the Cloud API did not say, or another request under this key is under way. Do not send ' +
    'it again unchanged; wait for its status.',
  data: { permit_id: permit },
});

function denial(result: Extract<SendResult, { kind: 'denied' }>): GraphError {
  const { decision, treeSize, permit, jws } = result;
  const { reasons, record, purpose } = decision;
  return {
    kind: 'denied',
    message: `The gate denies this message: ${reasons.join(', ')}`,
    details: `Nothing was sent. ${wordsOn(reasons)}`,
    data: {
      reasons,
      ...(purpose !== undefined && { purpose }),
      tree_size: treeSize,
      permit_id: permit,
      permit: jws,
      ...(record !== undefined && { record }),
    },
  };
}
