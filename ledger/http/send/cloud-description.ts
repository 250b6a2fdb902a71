// How OpenAPI shows the calls under /cloud.

import { z } from 'zod';
import { jsonBody, jsonContent } from '../describe.ts';
import type { Endpoint } from '../endpoint.ts';
import { idempotencyHeader } from '../idempotency.ts';
import { type GraphErrorKind, graphErrorSchema, graphStatuses } from './graph-error.ts';

const version = z.string().meta({ description: 'Of the Graph API.', example: 'v23.0' });

const messageSchema = z
  .looseObject({ messaging_product: z.literal('whatsapp'), type: z.string().optional() })
  .meta({
    id: 'CloudMessage',
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
    description: 'As Meta answers, with its status, also where that is an error.',
    example: {
      messaging_product: 'whatsapp',
      contacts: [{ input: '+919876543210', wa_id: '919876543210' }],
      messages: [{ id: 'wamid.HBgMOTE5ODc2NTQzMjEw', message_status: 'accepted' }],
    },
  });

function refusals(...kinds: GraphErrorKind[]): Endpoint['description']['responses'] {
  const response = { description: 'Refused, in Graph’s shape.', content: jsonContent(graphErrorSchema) };
  return Object.fromEntries(graphStatuses('inside', ...kinds).map((status) => [status, response]));
}

const always: GraphErrorKind[] = ['token', 'invalid', 'busy', 'not_served', 'not_reached', 'outcome_unknown'];

/** POST /cloud/{version}/{phone_number_id}/messages */
export const sending: Endpoint['description'] = {
  operationId: 'sendThroughGate',
  tags: ['Send through the gate'],
  summary: 'Send a message, if the person consented',
  description:
    'Change the base URL of your WhatsApp SDK to `<this ledger>/cloud` and go on. The access token must be the one that ' +
    '`optmark sender token` registered for this number. The message is judged; if it may be sent it goes to Meta with ' +
    'your token, and with the permit’s id in `biz_opaque_callback_data` unless you set that yourself; Meta’s answer ' +
    'comes back with the signed permit in `Optmark-Permit` and its id in `Optmark-Permit-Id`. If it may not, nothing is sent and the answer is 403 with ' +
    'code 990001 and the reasons. An answer with `is_transient` false must not be repeated as it is. 502 with code 990005 ' +
    'means that nothing was sent, 504 with code 990006 that nobody knows. A 5xx that Meta itself answers comes back as its ' +
    'error, under its code: whether that message was sent is not known either. A 5xx without an error of Meta’s becomes 504.',
  security: [{ accessToken: [] }],
  request: {
    params: z.object({ version, phone_number_id: z.string().meta({ example: '106540352242922' }) }),
    headers: idempotencyHeader,
    body: jsonBody(messageSchema),
  },
  responses: {
    200: { description: 'Meta took the message.', content: jsonContent(acceptedSchema) },
    ...refusals(...always, 'denied', 'key_reused'),
  },
};

const summaries = {
  get: 'Read from the Cloud API',
  post: 'Any other call of the Cloud API',
  delete: 'Delete at the Cloud API',
};

/** Everything else under /cloud/{version}. */
export const passing = (method: 'get' | 'post' | 'delete'): Endpoint['description'] => ({
  operationId: `${method}Cloud`,
  tags: ['Send through the gate'],
  summary: summaries[method],
  description:
    'Media, templates, profiles: passed on to Meta as it is and answered as Meta answers, files both ways as a stream. The ' +
    'access token must be one that is registered for a number. What could be a message is not served: `batch`, `method` or ' +
    '`access_token` in the query or the body, an edge that is spelled like `messages`, another method than POST to it.',
  security: [{ accessToken: [] }],
  request: {
    params: z.object({
      version,
      path: z.string().meta({ description: 'A node, and its edge.', example: '106540352242922/media' }),
    }),
  },
  responses: {
    200: { description: 'As Meta answers.', content: { '*/*': { schema: z.any() } } },
    ...refusals(...always),
  },
});
