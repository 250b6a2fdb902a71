// Twilio's bulk upsert of consents, as its documentation has it: a form whose `Items` are JSON objects, at
// most 25.
//
//   POST /v1/Consents/Bulk     Items={"contact_id": "+919876543210", "correlation_id": "<32 hexadecimal
//                              digits>",
//     "sender_id": "MG…", "status": "opt-in" | "opt-out", "source": "website", "date_of_consent":
//     "2026-03-01T09:30:00Z"}
//   -> 201 {"items": [{"correlation_id", "error_code": 0, "error_messages": []}]}
//
// Their request is for text messages: an opt-in by text message is no consent to WhatsApp, and is refused.
// `sender_id` is not read. Source: twilio.com/docs/messaging/features/bulk-upsert-consents-api

import { z } from 'zod';
import type { Command } from '../../core/consent/command.ts';
import type { EntryPoint } from '../../core/consent/evidence.ts';
import { invalid, LedgerError } from '../../core/error.ts';
import { momentSchema } from '../../core/moment.ts';
import { parseJson, parseJsonRepaired } from '../json.ts';
import { parse } from '../parse.ts';
import { canonicalNumber, consentingNumber } from '../server/number.ts';
import { droppedOf } from '../server/opt-out.ts';
import type { Caller } from '../server/server.ts';
import {
  assertedOptIn,
  assertedOptOut,
  droppedAt,
  droppedSchema,
  isOptOut,
  type Origin,
  type Outcome,
  readingOfItem,
  type Terms,
  writtenNumber,
} from './terms.ts';

/** Of opt-ins, those behind so many items are refused, each by itself. Stops are not counted. */
const itemsMax = 25;
/** What Twilio calls an item it cannot take. */
const itemRefused = 30_646;

const origins: Record<string, Origin> = {
  website: { channel: 'web', source: 'website' },
  offline: { channel: 'import', source: 'offline' },
  'opt-in-message': { channel: 'sms', source: 'opt-in-message', forbidden: 'sms_list' },
  'opt-out-message': { channel: 'sms', source: 'opt-out-message', forbidden: 'sms_list' },
  others: { channel: 'import', source: 'others' },
};

/** The way of an opt-in that may not come from there, by Twilio's word for it. */
export const entryPointOfTwilio = (source: string): EntryPoint | undefined => {
  const word = source
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-');
  return Object.hasOwn(origins, word) ? origins[word]?.forbidden : undefined;
};

const itemSchema = z.object({
  contact_id: z.string().min(1).max(64),
  correlation_id: z.string().regex(/^[0-9A-Za-z-]{32,36}$/, 'must be a UUID of 32 digits'),
  sender_id: z.string().min(1).max(64),
  status: z.literal('opt-in'),
  source: z.enum(Object.keys(origins) as [string, ...string[]]),
  date_of_consent: z.union([momentSchema, z.literal('')]).nullish(),
});

/** How OpenAPI shows the form; `parseTwilio` is what reads it. */
export const twilioRequestSchema = z.object({ Items: z.array(z.string()).min(1).max(itemsMax) }).meta({
  id: 'TwilioConsents',
  description:
    'Items: each one JSON, with contact_id, correlation_id, sender_id, status, source, date_of_consent.',
});

/** The items of a form, each still to be judged. Throws LedgerError invalid, malformed. */
export function parseTwilio(form: string): unknown[] {
  const items = [...new URLSearchParams(form)].flatMap(([name, text]) =>
    itemsField.test(name) ? itemsIn(text) : [],
  );
  if (items.length === 0)
    throw invalid('/Items', 'too_small', 'There must be at least one Items, each one JSON.');
  if (items.length > itemsMax && !items.some(isStop)) throw tooMany();
  if (items.every((item) => item === undefined)) throw new LedgerError('malformed', 'No item is JSON.');
  return items;
}

const tooMany = () =>
  invalid('/Items', 'too_big', `Only the first ${itemsMax} items of a request may opt in.`);

/** `Items`; some clients number the fields of a list, or mark them as one: `Items[0]`, `Items[]`. */
const itemsField = /^items(?:\[\d*\])?$/i;

/** One, or those of a list. */
function itemsIn(text: string): unknown[] {
  try {
    const read: unknown = JSON.parse(text);
    // As text again: each is judged by itself.
    return Array.isArray(read) ? read.map((one) => itemOf(JSON.stringify(one))) : [itemOf(text)];
  } catch {
    return [undefined];
  }
}

/** Undefined where it is no JSON: it is refused alone. */
function itemOf(text: string): unknown {
  try {
    return isStop(parseJsonRepaired(text)) ? parseJsonRepaired(text) : parseJson(text);
  } catch {
    return undefined;
  }
}

export type TwilioItem = { correlationId: string | null; command: Command };

export const isStart = (item: unknown): boolean =>
  (item as { status?: unknown } | undefined)?.status === 'opt-in';
export const isStop = (item: unknown): boolean =>
  isOptOut((item as { status?: unknown } | null | undefined)?.status);

/**
 * One item that opts in, at its place among all. Throws LedgerError invalid, without the number.
 */
export function twilioOptIn(item: unknown, place: number, terms: Terms, caller: Caller): TwilioItem {
  if (place >= itemsMax) throw tooMany();
  const { contact_id, correlation_id, source, date_of_consent } = parse(itemSchema, item);
  const acted = {
    system: 'twilio' as const,
    given: contact_id,
    number: consentingNumber(contact_id, '/contact_id'),
    origin: origins[source]!,
    ...(date_of_consent && { occurredAt: date_of_consent }),
  };
  return { correlationId: correlation_id, command: assertedOptIn(acted, terms, caller) };
}

/**
 * An item that opts out, of which only the number must be readable. Throws LedgerError invalid, without the
 * number.
 */
export function twilioOptOut(item: unknown, caller: Caller): TwilioItem {
  const reading = readingOfItem(item, 'contact_id');
  const { correlation_id, source, date_of_consent } = itemSchema.shape;
  const given = writtenNumber(reading.of('contact_id'));
  const named = reading.take('correlation_id', correlation_id);
  const at = reading.take('date_of_consent', date_of_consent);
  const acted = {
    system: 'twilio' as const,
    given,
    number: canonicalNumber(given, '/contact_id'),
    origin: origins[reading.take('source', source) ?? 'others']!,
    ...(at && { occurredAt: at }),
  };
  for (const field of ['status', 'sender_id']) reading.of(field);
  return {
    correlationId: named ?? null,
    command: { ...assertedOptOut(acted, caller), ...droppedOf(reading) },
  };
}

/** The id an item gives itself, even if nothing else of it can be read. */
export function correlationOf(item: unknown): string | null {
  const named = itemSchema.shape.correlation_id.safeParse(
    (item as { correlation_id?: unknown } | null)?.correlation_id,
  );
  return named.success ? named.data : null;
}

export const twilioReplySchema = z
  .strictObject({
    items: z.array(
      z.strictObject({
        correlation_id: z.string().nullable(),
        error_code: z.int().meta({ description: '0: recorded.' }),
        error_messages: z.array(z.string()),
        dropped: droppedSchema,
      }),
    ),
  })
  .meta({
    id: 'TwilioReply',
    example: {
      items: [{ correlation_id: 'ad388b5a46b33b874b0d41f7226db2ef', error_code: 0, error_messages: [] }],
    },
  });

export function twilioReply(
  items: readonly unknown[],
  outcomes: readonly Outcome[],
): z.infer<typeof twilioReplySchema> {
  return {
    items: items.map((item, i) => {
      const outcome = outcomes[i] ?? { kind: 'refused', why: ['Not judged.'] };
      const why = outcome.kind === 'refused' ? outcome.why : [];
      const error_code = outcome.kind === 'refused' ? itemRefused : 0;
      const dropped = droppedAt(outcome, '');
      return {
        correlation_id: correlationOf(item),
        error_code,
        error_messages: why,
        ...(dropped.length > 0 && { dropped }),
      };
    }),
  };
}
