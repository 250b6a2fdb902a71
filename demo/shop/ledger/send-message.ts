// Sends a message of the shop through the ledger's gate. It posts to the ledger what any WhatsApp SDK posts
// to Meta. The whole change is another base URL.
//
//   POST <ledger>/cloud/v23.0/<phone_number_id>/messages        Authorization: Bearer <Meta's access token>
//   200 {"messages": [{"id"}]}, Optmark-Permit: <JWS>           it went out, and by that decision
//   403 {"error": {"code": 990001, "error_data": {"reasons", "tree_size", "record", "permit"}}}      nothing
//                                                                                                    was sent

import { z } from 'zod';
import type { Demo } from '../../seed.ts';
import { type GateAnswer, gateAnswerSchema, type MessagePurpose } from '../book/message.ts';
import type { Order } from '../book/order.ts';
import { takeApart } from '../jws.ts';
import { templates } from '../templates.ts';

const timeoutMs = 15_000;
const deniedCode = 990_001;

const errorSchema = z.object({
  error: z.object({ code: z.int(), message: z.string(), error_data: z.unknown() }),
});

/**
 * `answer`: absent where the gate gave none. `fault`: why the message did not go out, or may not have, for
 * another reason than the gate's denial.
 */
export type Sent = { answer?: GateAnswer; fault?: string };

/** @param id of the message. With the same id, it goes out only once */
export async function sendMessage(
  ledgerUrl: string,
  { phone_number_id, access_token }: Demo['sender'],
  order: Order,
  purpose: MessagePurpose,
  id: string,
): Promise<Sent> {
  try {
    const answer = await fetch(new URL(`/cloud/v23.0/${phone_number_id}/messages`, ledgerUrl), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${access_token}`,
        'content-type': 'application/json',
        'idempotency-key': id,
      },
      body: JSON.stringify(bodyOf(order, purpose)),
      signal: AbortSignal.timeout(timeoutMs),
    });
    return read(await answer.json(), answer.headers.get('optmark-permit'));
  } catch {
    return {};
  }
}

function bodyOf(order: Order, purpose: MessagePurpose): object {
  const { name, language, parameters, payload } = templates[purpose];
  const body = parameters(order).map((text) => ({ type: 'text', text }));
  const components = [
    { type: 'body', parameters: body },
    { type: 'button', sub_type: 'quick_reply', index: '0', parameters: [{ type: 'payload', payload }] },
  ];
  return {
    messaging_product: 'whatsapp',
    ...{ recipient_type: 'individual', to: order.phone, type: 'template' },
    template: { name, language: { code: language }, components },
  };
}

function read(said: unknown, permit: string | null): Sent {
  const { error } = errorSchema.safeParse(said).data ?? {};
  if (error !== undefined && error.code !== deniedCode) return { fault: error.message };
  const decision = error === undefined ? takeApart(permit ?? '')?.claims : error.error_data;
  const stated = { decision: error === undefined ? 'allow' : 'deny', ...(permit !== null && { permit }) };
  return { answer: gateAnswerSchema.parse({ ...stated, ...(decision as object) }) };
}
