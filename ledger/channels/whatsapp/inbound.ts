// Texts that people wrote to a sender, field "messages" of the webhook (envelope.ts):
//
//   "metadata": {"phone_number_id"}, "messages": [{"from", "id", "timestamp", "type": "text", "text": {"body"}}]

import { z } from 'zod';
import { changesIn, list, read } from './envelope.ts';

/** A text that somebody wrote to a sender. */
export type InboundText = {
  /** phone_number_id of the sender it was written to. */
  sender: string;
  /** The writer's number as Meta spells it (wa_id). */
  from: string;
  /** wamid; holds the number in it, so it is personal. */
  id: string;
  body: string;
};

const changeSchema = z.looseObject({
  field: z.literal('messages'),
  value: z.looseObject({ metadata: z.looseObject({ phone_number_id: z.string() }), messages: list }),
});
// A writer without a number (a business-scoped user id alone) has no `from`.
const textSchema = z.looseObject({
  from: z.string().regex(/^\d{5,20}$/),
  id: z.string().min(1).max(512),
  type: z.literal('text'),
  text: z.looseObject({ body: z.string() }),
});

/** Every text message in a webhook's body, in its order. */
export function inboundTexts(body: unknown): InboundText[] {
  return changesIn(body)
    .flatMap((change) => read(changeSchema, change))
    .flatMap(({ value }) =>
      value.messages
        .flatMap((message) => read(textSchema, message))
        .map(({ from, id, text }) => {
          return { sender: value.metadata.phone_number_id, from, id, body: text.body };
        }),
    );
}
