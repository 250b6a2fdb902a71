// What a webhook says of consent: somebody stopped, wants to hear again, may have become another, or wrote, which opens the
// service window.
//
//   field "messages"          "messages": [{"from", "from_user_id", "from_parent_user_id", "id", "timestamp", "type", …}]
//     type "text"               "text": {"body": "STOP"}
//     type "button"             "button": {"payload": "OPT_OUT:marketing", "text": "Unsubscribe"}
//     type "interactive"        "interactive": {"button_reply" or "list_reply": {"id": "OPT_OUT", "title": "Stop"}}
//   field "messages"          "statuses": [{"id", "status": "failed", "timestamp", "recipient_id", "recipient_user_id",
//                               "recipient_parent_user_id", "errors": [{"code": 131050 or 137000}]}]
//   field "user_preferences"  "user_preferences": [{"wa_id", "user_id", "parent_user_id", "category": "marketing_messages",
//                               "value": "stop" | "resume", "timestamp"}]
//
// A button's payload is ours to choose: OPT_OUT, OPT_OUT:<purpose>,… or OPT_IN; anything else leaves it to its label.
// Identifiers may be absent, so whoever is named in any way is taken by every name.

import { hash } from 'node:crypto';
import { z } from 'zod';
import type { WhatsAppSignal } from '../../core/consent/record.ts';
import { type Purpose, purposeSchema } from '../../core/notice/purpose.ts';
import type { Identifier } from '../../core/subject/identifier.ts';
import { type Change, changesIn, list, momentOf, read } from './envelope.ts';
import { named } from './names.ts';
import { type Said, understand } from './words.ts';

export type Signal = {
  /** phone_number_id of the sender it is about. */
  sender: string;
  /** Every name of the person that Meta gave and that can be one; at least one. */
  who: readonly Identifier[];
  /** The same in every delivery of it; holds numbers, so it is personal. */
  name: string;
  /** When it was said, ISO 8601, where Meta says so. */
  at?: string;
} & (
  | (Said & { by: WhatsAppSignal['by'] })
  /** Not delivered: the person behind the number is another than whoever sent it believed. */
  | { kind: 'suspend' }
  | { kind: 'message' }
);

const phraseSchema = z.string().catch('');
const valueSchema = z.looseObject({
  metadata: z.looseObject({ phone_number_id: z.string() }),
  messages: list,
  statuses: list,
  user_preferences: list,
});
type Value = z.infer<typeof valueSchema>;

/** Every signal in a webhook's body, in its order. */
export function signalsIn(body: unknown): Signal[] {
  return changesIn(body).flatMap((change) =>
    read(valueSchema, change.value).flatMap((value) => signalsOf(change, value)),
  );
}

function signalsOf(change: Change, value: Value): Signal[] {
  if (change.field === 'messages') {
    return [
      ...value.messages.flatMap((message) => ofMessage(message, value)),
      ...value.statuses.flatMap((status) => ofStatus(status, value)),
    ];
  }
  return change.field === 'user_preferences'
    ? value.user_preferences.flatMap((preference) => ofPreference(preference, change, value))
    : [];
}

const name = z.string().min(1).max(512);
const messageSchema = z.looseObject({ id: name, type: z.string(), timestamp: z.unknown().optional() });
const textSchema = z.looseObject({ text: z.looseObject({ body: z.string() }) });
const reply = z.looseObject({ id: phraseSchema, title: phraseSchema });
const buttonSchema = z.looseObject({ button: z.looseObject({ payload: phraseSchema, text: phraseSchema }) });
const interactiveSchema = z.looseObject({
  interactive: z.looseObject({ button_reply: reply.optional(), list_reply: reply.optional() }),
});

/** Kinds of message by which a person addresses the business; not what WhatsApp says of itself, nor a reaction. */
const addressing = new Set([
  ...['text', 'image', 'audio', 'video', 'document', 'sticker', 'location', 'contacts'],
  ...['button', 'interactive', 'order'],
]);

function ofMessage(input: unknown, { metadata }: Value): Signal[] {
  return read(messageSchema, input).flatMap((message): Signal[] => {
    const who = named(message, ['from', 'from_user_id', 'from_parent_user_id']);
    if (who.length === 0 || !addressing.has(message.type)) return [];
    const base = { sender: metadata.phone_number_id, who, name: message.id, ...momentOf(message.timestamp) };
    const heard = heardIn(message);
    return [heard === undefined ? { ...base, kind: 'message' } : { ...base, ...heard }];
  });
}

function heardIn(message: z.infer<typeof messageSchema>): (Said & { by: 'word' | 'button' }) | undefined {
  const [text] = message.type === 'text' ? read(textSchema, message) : [];
  const [button] = message.type === 'button' ? read(buttonSchema, message) : [];
  const [interactive] = message.type === 'interactive' ? read(interactiveSchema, message) : [];
  if (text !== undefined) return withWay(understand(text.text.body), 'word');
  if (button !== undefined) return withWay(tapped(button.button.payload, button.button.text), 'button');
  const { button_reply, list_reply } = interactive?.interactive ?? {};
  const chosen = button_reply ?? list_reply;
  return chosen && withWay(tapped(chosen.id, chosen.title), 'button');
}

const withWay = <By extends 'word' | 'button'>(said: Said | undefined, by: By) => said && { ...said, by };

function tapped(payload: string, label: string): Said | undefined {
  if (payload === 'OPT_IN') return { kind: 'resume' };
  const [, , purposes] = /^(OPT_OUT)(?::(.*))?$/s.exec(payload) ?? [];
  if (payload !== 'OPT_OUT' && purposes === undefined) return understand(label);
  const asked = purposeList.safeParse(purposes?.split(','));
  // A purpose that nobody knows cannot be stopped by itself, and a stop that stops nothing would be ignored.
  return asked.success ? { kind: 'stop', purposes: asked.data } : { kind: 'stop' };
}

const purposeList = z.array(purposeSchema).min(1);

/** "The person has stopped offers from this business": the settings said so before the webhook did. */
const offersStopped = 131050;
/** The person's identity key is not the one that the message was for. */
const identityChanged = 137000;
const statusSchema = z.looseObject({
  id: name,
  status: z.literal('failed'),
  timestamp: z.unknown().optional(),
  errors: z.array(z.looseObject({ code: z.unknown().optional() })).catch([]),
});
const offers: readonly Purpose[] = ['marketing'];

function ofStatus(input: unknown, { metadata }: Value): Signal[] {
  return read(statusSchema, input).flatMap((status): Signal[] => {
    const who = named(status, ['recipient_id', 'recipient_user_id', 'recipient_parent_user_id']);
    if (who.length === 0) return [];
    const base = { sender: metadata.phone_number_id, who, ...momentOf(status.timestamp) };
    const codes = new Set(status.errors.map(({ code }) => Number(code)));
    const stop = { kind: 'stop' as const, purposes: offers, by: 'status' as const };
    return [
      ...(codes.has(offersStopped) ? [{ ...base, name: `${status.id}\0${offersStopped}`, ...stop }] : []),
      ...(codes.has(identityChanged)
        ? [{ ...base, name: `${status.id}\0${identityChanged}`, kind: 'suspend' as const }]
        : []),
    ];
  });
}

const preferenceSchema = z.looseObject({
  category: z.literal('marketing_messages'),
  value: z.enum(['stop', 'resume']),
  timestamp: z.unknown().optional(),
});

function ofPreference(input: unknown, change: Change, { metadata }: Value): Signal[] {
  return read(preferenceSchema, input).flatMap((preference): Signal[] => {
    const who = named(preference, ['wa_id', 'user_id', 'parent_user_id']);
    if (who.length === 0) return [];
    const { value, timestamp } = preference;
    const said = value === 'stop' ? { kind: value, purposes: offers } : { kind: value };
    const moment = { ...(change.at !== undefined && { at: change.at }), ...momentOf(timestamp) };
    // It has no id: the same person cannot have turned the same switch twice in a second. Where Meta names no moment, what
    // came in the very same words is the same: whoever turns the switch again would else not be heard.
    const when = moment.at ?? hash('sha256', JSON.stringify(change.value));
    const of = `preferences\0${value}\0${when}\0${who.map((one) => one.value).join('\0')}`;
    return [
      {
        sender: metadata.phone_number_id,
        who,
        name: of,
        ...moment,
        ...said,
        by: 'preferences',
      },
    ];
  });
}
