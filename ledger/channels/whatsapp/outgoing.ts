// What a business asks the Cloud API to send: the body of POST /{version}/{phone_number_id}/messages, read as
// far as the gate must know it, and written again. The ledger sends exactly what the gate judged: it builds
// the outgoing body from the parts it read, so no second reader can find another recipient in it.
//
//   {"messaging_product": "whatsapp", "to": "+14155550142" | "recipient": "<BSUID>", "type": "template",
//    "template": {"name", "language": {"code"}, …}, "biz_opaque_callback_data": "…", …}
//   {"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.…"}        a receipt, no message
//
// https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages

import { z } from 'zod';
import { LedgerError } from '../../core/error.ts';
import { type CanonicalIdentifier, normalizeIdentifier } from '../../core/subject/identifier.ts';
import { parse } from '../parse.ts';
import { fieldsOf, read } from './loose.ts';
import { stopsOffered } from './words.ts';

export type Outgoing =
  | {
      kind: 'message';
      recipient: CanonicalIdentifier;
      /** Absent: a free-form message, of any type. */
      template?: { name: string; language: string };
      /**
       * The ordinary words by which it offers to stop, where it is written freely: of a template Meta has the
       * words.
       */
      offers: readonly string[];
      /** Whether the caller tells its messages apart by a label of its own. */
      labelled: boolean;
      /** The body to send, with this label if the caller has none. */
      write(label: string): string;
    }
  | { kind: 'receipt'; write(): string };

const receiptSchema = z.strictObject({
  messaging_product: z.literal('whatsapp'),
  status: z.literal('read'),
  message_id: z.string(),
  typing_indicator: z.strictObject({ type: z.string() }).optional(),
});

const name = z.string().min(1).max(512);
/** Graph reads these from any body: they would change who the caller is, or what the caller asks. */
const never = z.undefined({ error: 'This may not be in the body.' }).optional();

const messageSchema = z
  .looseObject({
    messaging_product: z.literal('whatsapp'),
    recipient_type: z
      .literal('individual', 'The gate judges messages to one person, not to a group.')
      .optional(),
    to: z.string().min(1).max(64).optional(),
    recipient: z.string().min(1).max(256).optional(),
    type: z.string().max(64).optional(),
    template: z.looseObject({ name, language: z.looseObject({ code: name }) }).optional(),
    biz_opaque_callback_data: z.string().max(512).optional(),
    status: never,
    access_token: never,
    method: never,
    batch: never,
  })
  .refine(({ type, template }) => (type === 'template') === (template !== undefined), {
    error: 'A template, and nothing else, has the type template.',
    params: { rule: 'template_type' },
  })
  .refine(({ to, recipient }) => (to ?? recipient) !== undefined, {
    error: 'needs to or recipient',
    params: { rule: 'one_recipient' },
  });

/** @throws LedgerError invalid if the gate cannot tell the recipient, or the kind of message */
export function parseOutgoing(body: unknown): Outgoing {
  const receipt = receiptSchema.safeParse(body);
  if (receipt.success) return { kind: 'receipt', write: () => JSON.stringify(receipt.data) };
  const message = parse(messageSchema, body);
  const { template, biz_opaque_callback_data: label } = message;
  const to = addressOf(message);
  return {
    kind: 'message',
    recipient: to.identifier,
    ...(template && { template: { name: template.name, language: template.language.code } }),
    offers: textsIn(message).flatMap(stopsOffered),
    labelled: label !== undefined,
    write: (own) => JSON.stringify({ ...addressed(message, to), biz_opaque_callback_data: label ?? own }),
  };
}

type Message = z.infer<typeof messageSchema>;
const textSchema = z.looseObject({ body: z.string() });

const textsIn = (message: Record<string, unknown>): string[] => {
  const [interactive] = fieldsOf(message['interactive']);
  const texts = [message['text'], interactive?.['body'], interactive?.['footer']];
  return texts.flatMap((part) => [
    ...read(textSchema, part).map(({ body }) => body),
    ...fieldsOf(part).flatMap(({ text }) => (typeof text === 'string' ? [text] : [])),
  ]);
};

type Address = { field: 'to' | 'recipient'; value: string; identifier: CanonicalIdentifier };

/** Where both are named, Meta takes `to`. */
function addressOf({ to, recipient }: Message): Address {
  if (to === undefined) return { field: 'recipient', value: recipient!, identifier: userId(recipient!) };
  // Without a plus Meta may read a number as one of the business's own country: then another person would be
  // judged.
  const value = `+${to.replaceAll(/[+\s().-]/g, '')}`;
  if (!/^\+\d+$/.test(value)) throw noUser('to', 'character', 'A number has digits, and a plus before them.');
  return { field: 'to', value, identifier: canonical('to', 'number', value) };
}

function userId(value: string): CanonicalIdentifier {
  const kind = /^[A-Z]{2}\.ENT\./.test(value) ? 'parent_bsuid' : 'bsuid';
  return canonical('recipient', kind, value);
}

function canonical(
  field: string,
  kind: 'number' | 'bsuid' | 'parent_bsuid',
  value: string,
): CanonicalIdentifier {
  const found = normalizeIdentifier({ kind, value });
  if (found.kind === 'refused') throw noUser(field, found.rule, found.detail);
  return found;
}

function noUser(field: string, rule: string, detail: string): LedgerError {
  return new LedgerError('invalid', 'The recipient cannot be a WhatsApp user.', {
    faults: [{ pointer: `/${field}`, rule, detail }],
  });
}

/** The message with the one address that was judged, in the place where the caller had it. */
function addressed(message: Message, { field, value }: Address): Message {
  const named = Object.entries(message).filter(
    ([key]) => key === field || !['to', 'recipient'].includes(key),
  );
  return Object.fromEntries(named.map(([key, old]) => [key, key === field ? value : old])) as Message;
}
