// How OpenAPI shows the calls under /cloud.

import { z } from 'zod';
import { atLeastOneOf } from '../../channels/field-choice.ts';
import { type Described, rawAnswer } from '../server/endpoint.ts';
import { idempotencyHeader } from '../server/idempotency.ts';
import { type GraphErrorKind, graphErrorSchema, graphStatuses } from './graph-error.ts';

const version = z.string().meta({ description: 'Version of the Graph API.', example: 'v23.0' });

const messageSchema = z
  .looseObject({
    messaging_product: z.literal('whatsapp'),
    type: z.string().optional(),
    to: z.string().optional(),
    recipient: z.string().optional(),
  })
  .meta({
    id: 'CloudMessage',
    ...atLeastOneOf('to', 'recipient'),
    description: 'As Meta documents it. `to` or `recipient` names one person.',
    example: {
      messaging_product: 'whatsapp',
      to: '+919876543210',
      type: 'template',
      template: { name: 'order_shipped', language: { code: 'en_US' } },
    },
  });

const acceptedSchema = z
  .looseObject({ messages: z.array(z.looseObject({ id: z.string() })).optional() })
  .meta({
    id: 'CloudAnswer',
    description: 'Meta’s own answer and status, even where that is an error.',
    example: {
      messaging_product: 'whatsapp',
      contacts: [{ input: '+919876543210', wa_id: '919876543210' }],
      messages: [{ id: 'wamid.HBgMOTE5ODc2NTQzMjEw', message_status: 'accepted' }],
    },
  });

function refusals(...kinds: GraphErrorKind[]): Record<number, Described<never>> {
  const refused = rawAnswer('Refused, in Graph’s shape.', {
    'application/json': { schema: graphErrorSchema },
  });
  return Object.fromEntries(graphStatuses('inside', ...kinds).map((status) => [status, refused]));
}

const always: GraphErrorKind[] = ['token', 'invalid', 'busy', 'not_served', 'not_reached', 'outcome_unknown'];

const shared = { tag: 'Send through the gate', who: 'sender' } as const;

/** POST /cloud/{version}/{phone_number_id}/messages */
export const sending = {
  ...shared,
  operationId: 'sendThroughGate',
  summary: 'Send a message, if the person consented',
  description:
    'Change the base URL of your WhatsApp SDK to `<this ledger>/cloud`. The access token must be the ' +
    'one that `optmark sender token` registered for this number. The gate judges the message. If it may be sent, ' +
    'it goes to Meta with your token, and with the permit’s id in `biz_opaque_callback_data` unless you set that ' +
    'yourself; Meta’s answer comes back with the signed permit in `Optmark-Permit` and its id in ' +
    '`Optmark-Permit-Id`. If it may not, nothing is sent and the answer is 403 with code 990001 and the reasons. ' +
    'An answer with `is_transient` false must not be repeated as it is. 502 with code 990005 means that nothing ' +
    'was sent; 504 with code 990006 means that the ledger does not know whether it was sent. A 5xx that Meta ' +
    'itself answers comes back as its error, under its code: the ledger does not know either whether that ' +
    'message was sent. A 5xx without an error of Meta’s becomes 504.',
  reads: {
    params: z.object({ version, phone_number_id: z.string().meta({ example: '106540352242922' }) }),
    headers: idempotencyHeader,
    body: { required: true, content: { 'application/json': { schema: messageSchema } } },
  },
  answers: {
    ...refusals(...always, 'denied', 'key_reused', 'erased'),
    200: rawAnswer('Meta took the message.', { 'application/json': { schema: acceptedSchema } }),
  },
};

const summaries = {
  get: 'Read from the Cloud API',
  post: 'Any other call of the Cloud API',
  delete: 'Delete at the Cloud API',
};

/** Everything else under /cloud/{version}. */
export const passing = (method: 'get' | 'post' | 'delete') => ({
  ...shared,
  operationId: `${method}Cloud`,
  summary: summaries[method],
  description:
    'The ledger passes calls for media, templates and profiles on to Meta unchanged, and Meta’s answer back ' +
    'unchanged. Files stream in both directions. The access token must be registered for a number. The ledger ' +
    'refuses a call that could be a message in disguise: `batch`, `method` or `access_token` in the query or the ' +
    'body, an edge spelled like `messages`, or a method other than POST to it.',
  reads: {
    params: z.object({
      version,
      path: z.string().meta({ description: 'A node, and its edge.', example: '106540352242922/media' }),
    }),
  },
  answers: {
    ...refusals(...always),
    200: rawAnswer('As Meta answers.', { '*/*': { schema: z.any() } }),
  },
});
