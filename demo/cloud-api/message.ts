// A business's request for a message, POST /{version}/{phone_number_id}/messages, checked as Meta first
// checks it: is it complete, and is it of a known kind? Whether it can be delivered shows later (outcome.ts).
//
//   {"messaging_product": "whatsapp", "to": "+14155550142" | "recipient": "<BSUID>", "type": "template" |
//    "text" | …,
//    "template": {"name", "language": {"code"}, "components"}, "text": {"body"}, "interactive": {"type",
//    "body", "action"},
//    "recipient_identity_key_hash", "biz_opaque_callback_data"}
//
// https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages

import { z } from 'zod';
import { type Fault, faults } from './graph-error.ts';

const parameters = z
  .array(z.looseObject({ text: z.string().optional(), payload: z.string().optional() }))
  .default([]);
const components = z.array(
  z.looseObject({
    type: z.string(),
    sub_type: z.string().optional(),
    index: z.coerce.number().int().optional(),
    parameters,
  }),
);
const reply = z.looseObject({ reply: z.looseObject({ id: z.string(), title: z.string() }) });

const messageSchema = z.looseObject({
  messaging_product: z.literal('whatsapp'),
  to: z.string().min(5).max(64).optional(),
  recipient: z.string().min(4).max(256).optional(),
  recipient_identity_key_hash: z.string().max(256).optional(),
  biz_opaque_callback_data: z.string().max(512).optional(),
  type: z
    .enum([
      ...(['template', 'text', 'interactive', 'image', 'audio', 'video', 'document'] as const),
      ...(['sticker', 'location', 'contacts', 'reaction'] as const),
    ])
    .default('text'),
  text: z.looseObject({ body: z.string().min(1).max(4096) }).optional(),
  template: z
    .looseObject({
      name: z.string().min(1).max(512),
      language: z.looseObject({ code: z.string().min(2).max(16) }),
      components: components.default([]),
    })
    .optional(),
  interactive: z
    .looseObject({
      type: z.string(),
      body: z.looseObject({ text: z.string().max(1024) }),
      action: z.looseObject({ buttons: z.array(reply).max(3).default([]) }),
    })
    .optional(),
});

const receiptSchema = z.looseObject({
  messaging_product: z.literal('whatsapp'),
  status: z.literal('read'),
  message_id: z.string().min(1),
});

export type Message = z.infer<typeof messageSchema>;

export type ReadMessage =
  | { kind: 'message'; message: Message }
  /** The business has read what a person wrote. */
  | { kind: 'receipt' }
  | { kind: 'fault'; fault: Fault };

export function readMessage(body: unknown): ReadMessage {
  if (receiptSchema.safeParse(body).success) return { kind: 'receipt' };
  const read = messageSchema.safeParse(body);
  if (!read.success) {
    const [issue] = read.error.issues;
    return { kind: 'fault', fault: faults.parameter(`${issue?.path.join('.')}: ${issue?.message}`) };
  }
  const message = read.data;
  const fault = whatIsMissing(message);
  return fault === undefined ? { kind: 'message', message } : { kind: 'fault', fault };
}

function whatIsMissing(message: Message): Fault | undefined {
  if (message.to === undefined && message.recipient === undefined)
    return faults.missing('to or recipient is required');
  if (message.to !== undefined && !/^\+?[\d ().-]+$/.test(message.to))
    return faults.value('to must be a phone number');
  // The stand-in does not show the other kinds, so any form is valid.
  return message[message.type] === undefined ? faults.missing(`${message.type} is required`) : undefined;
}
