// What Meta's webhook brings: batches of changes, in an envelope that grows new fields without notice. Whatever is not
// understood is passed over, never refused: Meta repeats what is refused for a day and a half, and everything behind it.
//
//   {"object", "entry": [{"id", "changes": [{"field": "messages", "value": {
//      "metadata": {"phone_number_id"}, "messages": [{"from", "id", "timestamp", "type": "text", "text": {"body"}}]}}]}]}

import { z } from 'zod';

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

// Half an envelope is an empty one.
const list = z.array(z.unknown()).catch([]);
const envelopeSchema = z.looseObject({ entry: list });
const entrySchema = z.looseObject({ changes: list });
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
  return read(envelopeSchema, body)
    .flatMap(({ entry }) => entry)
    .flatMap((entry) => read(entrySchema, entry))
    .flatMap(({ changes }) => changes)
    .flatMap((change) => read(changeSchema, change))
    .flatMap(({ value }) =>
      value.messages
        .flatMap((message) => read(textSchema, message))
        .map(({ from, id, text }) => {
          return { sender: value.metadata.phone_number_id, from, id, body: text.body };
        }),
    );
}

/** One, or none if it is something else. */
function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema>[] {
  const found = schema.safeParse(value);
  return found.success ? [found.data] : [];
}
