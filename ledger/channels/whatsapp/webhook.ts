// What Meta delivers in a webhook, read once. Every field of it that the ledger knows stands in this file,
// but for what a message says of stopping (said-in.ts): open it when Meta adds one.
//
//   {"entry": [{"id": "<WABA>", "time": 1763846400, "changes": [{"field": "…",
//     "value": {"metadata": {"phone_number_id"}, …}}]}]}
//
// In `value`, by its field. The lists of `messages` come in other fields too: a number that another app
// answers is heard on `standby` alone.
//
//   messages          "contacts": [{"wa_id", "user_id", "parent_user_id"}]
//                     "messages": [{"from", "from_user_id", "from_parent_user_id", "id", "timestamp", "type",
//                       "group_id", "context": {"id"}, "text": {"body"}, "edit" or "edited", …}]
//                     "statuses": [{"id", "status": "sent|delivered|read|played|failed", "timestamp",
//                       "recipient_id", "recipient_user_id", "recipient_parent_user_id", "recipient_type",
//                       "biz_opaque_callback_data", "errors": [{"code"}]}]; once "error": {"code"}
//   user_preferences  "contacts", "user_preferences": [{"wa_id", "user_id", "parent_user_id", "timestamp",
//                       "category": "marketing_messages", "value": "stop" | "resume"}]
//   user_id_update    "user_id_update": [{"user_id": {"previous", "current"}, "parent_user_id": {…},
//                       "timestamp"}]. Its `wa_id` may be the old or the new one, so it is not read
//   calls             "calls" and "statuses": telephone calls (person-call.ts)
//   history           "history": [{"threads": [{"id": "<the person's number>", "messages": […]}]}], or
//                     "messages" alone: what both sides wrote before the number came here. Only a stop of the
//                     person's is heard in it (signal.ts)
//
// Three fields tell of a template (template-update.ts).
//
// A message of type "system" says that a person has another number, id or telephone, and so may be another:
//
//   "system": {"type", "customer", "wa_id", "user_id", "parent_user_id", "previous_user_id",
//     "previous_parent_user_id"}
//     type user_changed_number, customer_changed_number       the new number in `wa_id`, once `new_wa_id`
//          user_changed_user_id                               no number, often no `from`; old: `previous_…`
//          customer_identity_changed, user_identity_changed   the same names, and perhaps another person
//
// Until August 2026 `from…` were the old names. Since then they may be absent, or be the new ones already.
//
// Nothing here refuses: what is not understood is passed over, and costs itself alone (loose.ts).

import { hash } from 'node:crypto';
import { z } from 'zod';
import type { Identifier } from '../../core/subject/identifier.ts';
import type { Addressee } from './addressee.ts';
import { type Identity, identitiesOf } from './identity.ts';
import { type Fields, fieldsOf, idOf, listOf, momentOf, objectsIn, read } from './loose.ts';
import { distinct, isAmong, type NameFields, named, peopleIn } from './names.ts';
import { callsIn, type PersonCall } from './person-call.ts';
import { type Signal, signalsOf } from './signal.ts';
import { type TemplateUpdate, type ToldTemplate, templateIn, templateUpdatesOf } from './template-update.ts';

/** What one webhook says, each list in its order. */
export type Webhook = {
  /** The addressee of each change; one for an entry without changes, none if the body names no addressee. */
  addressees: readonly Addressee[];
  signals: readonly Signal[];
  identities: readonly Identity[];
  templates: readonly TemplateUpdate[];
  texts: readonly InboundText[];
  statuses: readonly HeardStatus[];
  /** Each person whom the body names, in any field. */
  readonly people: readonly Identifier[];
};

/** A text that a person wrote to a sender, from a number. */
export type InboundText = {
  /** phone_number_id of the sender it was written to. */
  sender: string;
  /** The writer's number as Meta spells it (wa_id). */
  from: string;
  /** wamid; holds the number in it, so it is personal. */
  id: string;
  body: string;
  /** When it was written, as Meta says. */
  at?: string;
};

/** What became of a message that a sender sent. */
export type HeardStatus = {
  /** phone_number_id of the sender. */
  sender: string;
  /** Meta's id of the message; holds a number, so it is personal. */
  id: string;
  status: string;
  /** What the message was labelled with, by the ledger or by its sender. */
  label?: string;
  /** Meta's code of why it failed. */
  error?: number;
  /** ISO 8601, where Meta says so. */
  at?: string;
};

/** One change, each item in it read once. Moments are ISO 8601, and absent where Meta names none. */
export type Change = {
  /** The WhatsApp Business Account it is about; '' where it does not say so. */
  account: string;
  /** phone_number_id it is about; '' where it does not say so. */
  sender: string;
  field: string;
  /** When Meta sent it. */
  at?: string;
  /** The names of each person it is about. */
  contacts: readonly (readonly Identifier[])[];
  messages: readonly Message[];
  statuses: readonly Status[];
  preferences: readonly Preference[];
  idUpdates: readonly IdUpdate[];
  /** Those that the person made, or accepted. */
  calls: readonly PersonCall[];
  template?: ToldTemplate;
  /** The same for the same words: the name of an item without an id. */
  fingerprint(): string;
};

/** `id` is '' if it has none. */
type Item = { id: string; at?: string };

export type Message = Item & {
  /** Every name of the writer. */
  from: readonly Identifier[];
  /** Of a system message: the person who has changed, by its word. */
  changed?: ChangedPerson;
  type: unknown;
  isEdit: boolean;
  /** Written in a group, and so to others. */
  isInGroup: boolean;
  /** Written before the number came here, and told of now. */
  isPast: boolean;
  /** Meta's id of the message that it answers. */
  answers?: string;
  text?: string;
  fields: Fields;
};

/** Each name once; one that stayed as it was is in both. */
export type ChangedPerson = { before: readonly Identifier[]; now: readonly Identifier[] };

export type Status = Item & {
  /** Every name of the person whom the message reached, or did not. */
  to: readonly Identifier[];
  isToGroup: boolean;
  /** '' where it has none. */
  status: string;
  /** Said of a message that did not fail; if no status word is given, its error says that it did. */
  isReached: boolean;
  label?: string;
  errors: readonly number[];
};

export type Preference = Item & {
  who: readonly Identifier[];
  /** Of offers; absent where it says nothing of them. */
  said?: 'stop' | 'resume';
};

export type IdUpdate = { at?: string; timestamp: string; from: Identifier[]; to: Identifier[] };

/** @param body as delivered.ts reads it; any other value gives nothing */
export function readWebhook(body: unknown): Webhook {
  const parts = partsOf(body);
  const changes = parts.flatMap(({ change }) => change ?? []);
  return {
    addressees: parts.map(({ addressee }) => addressee),
    signals: changes.flatMap(signalsOf),
    identities: changes.flatMap(identitiesOf),
    templates: changes.flatMap(templateUpdatesOf),
    texts: changes.flatMap(textsOf),
    statuses: changes.flatMap(statusesOf),
    // When it is asked for: this walks all of the body, and only a body that is forwarded needs it.
    get people() {
      return peopleIn(body);
    },
  };
}

/** Each change with its addressee, which is read independently of the change's contents. */
function partsOf(body: unknown): { addressee: Addressee; change?: Change }[] {
  const entries = fieldsOf(body).flatMap(({ entry }) => objectsIn(entry));
  return entries.flatMap(({ id, time, changes }) => {
    const account = idOf(id) ?? '';
    const each = listOf(changes);
    if (each.length === 0) return [{ addressee: { account } }];
    return each.map((one) => {
      const [{ field, value } = {}] = fieldsOf(one);
      const [told] = fieldsOf(value);
      const [number] = fieldsOf(told?.['metadata']).map(({ phone_number_id }) => idOf(phone_number_id));
      const addressee = { account, ...(number !== undefined && { phoneNumberId: number }) };
      if (told === undefined) return { addressee };
      const head = { account, sender: number ?? '', field: typeof field === 'string' ? field : '' };
      return { addressee, change: { ...head, ...momentOf(time), ...toldIn(head.field, told) } };
    });
  });
}

/** Messages that the business's own people wrote elsewhere. */
const isOwn = /echo/;
/** Those of both sides from before the number came here. */
const isPast = /history/;

function toldIn(field: string, value: Fields): Omit<Change, 'account' | 'sender' | 'field' | 'at'> {
  const isOfThePast = isPast.test(field);
  const heard = isOwn.test(field) || isOfThePast ? {} : value;
  const messages = isOfThePast ? theirsIn(value) : itemsIn(heard['messages']);
  const template = templateIn(field, value);
  let known: string | undefined;
  return {
    contacts: objectsIn(heard['contacts']).map((one) => named(one, contactFields)),
    messages: messages.map((one) => messageOf(one, isOfThePast)),
    statuses: itemsIn(heard['statuses']).map(statusOf),
    preferences: itemsIn(heard['user_preferences']).map(preferenceOf),
    idUpdates: field === 'user_id_update' ? objectsIn(value['user_id_update']).map(idUpdateOf) : [],
    calls: field === 'calls' ? callsIn(value) : [],
    ...(template !== undefined && { template }),
    // Once of each: a change may hold fifty thousand messages without an id.
    fingerprint: () => (known ??= digestOf(value)),
  };
}

function digestOf(value: Fields): string {
  try {
    return hash('sha256', JSON.stringify(value) ?? '');
  } catch {
    return 'too deep';
  }
}

const contactFields: NameFields = ['wa_id', 'user_id', 'parent_user_id'];
const writerFields: NameFields = ['from', 'from_user_id', 'from_parent_user_id'];
const readerFields: NameFields = ['recipient_id', 'recipient_user_id', 'recipient_parent_user_id'];
/** In a group `recipient_id` is the group. */
const participantFields: NameFields = ['recipient_participant_id', 'recipient_participant_user_id', ''];

/** A body may hold a million empty objects. */
const itemsIn = (value: unknown): Fields[] => objectsIn(value).filter((one) => Object.keys(one).length > 0);

const itemOf = ({ id, timestamp }: Fields): Item => ({ id: idOf(id) ?? '', ...momentOf(timestamp) });

/**
 * What the other side of each chat wrote: a business that quotes STOP stops no one. It is not said which side
 * a writer is on, so the chat's name must be the writer's, or the business's number another's.
 */
function theirsIn({ history, messages, metadata }: Fields): Fields[] {
  const [own] = fieldsOf(metadata).map((one) => one['display_phone_number']);
  const business = named({ own }, ['own', '', '']);
  const isOf = (names: readonly Identifier[], one: Fields) =>
    named(one, writerFields).some((writer) => isAmong(names, writer));
  const isSent = ({ to, history_context }: Fields) =>
    (to ?? '') !== '' || fieldsOf(history_context)[0]?.['from_me'] === true;
  const alone = business.length === 0 ? [] : itemsIn(messages);
  const chats = objectsIn(history).flatMap((one) => objectsIn(one['threads']));
  const inChats = chats.flatMap((chat) => {
    const [context = {}] = fieldsOf(chat['context']);
    const person = [...named(chat, ['id', '', '']), ...named(context, contactFields)];
    return itemsIn(chat['messages']).filter((one) => isOf(person, one));
  });
  return [...alone, ...inChats].filter((one) => !isSent(one) && !isOf(business, one));
}

/** A text, or a number but for 0: a field that is empty or of another form names no group. */
const isGroup = (id: unknown): boolean => !['', '0'].includes((idOf(id) ?? '').trim());

function messageOf(fields: Fields, isPast: boolean): Message {
  const { type, edit, edited, group_id, context, text } = fields;
  const changed = changeIn(fields);
  const [answers] = fieldsOf(context).flatMap(({ id }) => idOf(id) ?? []);
  const [body] = fieldsOf(text).map((one) => one['body']);
  return {
    ...itemOf(fields),
    from: named(fields, writerFields),
    ...(changed !== undefined && { changed }),
    type,
    isEdit: edit !== undefined || edited !== undefined,
    isInGroup: isGroup(group_id),
    isPast,
    ...(answers !== undefined && { answers }),
    ...(typeof body === 'string' && { text: body }),
    fields,
  };
}

const newFields: NameFields = ['new_wa_id', 'new_user_id', 'new_parent_user_id'];
const previousFields: NameFields = ['previous_wa_id', 'previous_user_id', 'previous_parent_user_id'];
const oldFields: NameFields = ['old_wa_id', 'old_user_id', 'old_parent_user_id'];
const customerFields: NameFields = ['customer', '', ''];

/** Whom a system message says to have changed; undefined where it says nothing of the kind. */
function changeIn(message: Fields): ChangedPerson | undefined {
  const [system] = message['type'] === 'system' ? fieldsOf(message['system']) : [];
  if (system === undefined) return undefined;
  const [newer, ...older] = [newFields, previousFields, oldFields].map((fields) => named(system, fields));
  // These fields have no other meaning: whichever type the message has, a person has changed.
  const isTelling = newer!.length > 0 || older.some((names) => names.length > 0);
  if (!isTelling && !/chang/i.test(idOf(system['type']) ?? '')) return undefined;
  const old = [...older.flat(), ...named(system, customerFields)];
  const writer = named(message, writerFields);
  // If an old name of this kind is given, `from…` is the same or the new one already.
  const isTold = ({ kind }: Identifier) => old.some((one) => one.kind === kind);
  const told = [...named(system, contactFields), ...newer!, ...writer.filter(isTold)];
  return {
    before: distinct([...old, ...writer.filter((one) => !isTold(one))]),
    now: distinct(told.filter((one) => !isAmong(old, one))),
  };
}

const reached = new Set(['sent', 'delivered', 'read', 'played']);
const codeSchema = z.looseObject({ code: z.coerce.number().int() });
const labelSchema = z.string().max(512);

function statusOf(fields: Fields): Status {
  const { status, recipient_type, biz_opaque_callback_data, errors, error } = fields;
  const isToGroup = recipient_type === 'group';
  const [label] = read(labelSchema, biz_opaque_callback_data);
  const told = [...listOf(errors), ...listOf(error)];
  return {
    ...itemOf(fields),
    to: named(fields, isToGroup ? participantFields : readerFields),
    isToGroup,
    status: typeof status === 'string' ? status : '',
    isReached: reached.has(spelled(status)),
    ...(label !== undefined && { label }),
    errors: told.flatMap((one) => read(codeSchema, one)).map(({ code }) => code),
  };
}

/** A word in any case of letters; '' is none. */
const spelled = (word: unknown): string =>
  typeof word === 'string' ? word.trim().toLowerCase().replaceAll(/[ -]/g, '_') : '';

const offers = new Set(['marketing_messages', 'marketing']);
const stopped = new Set(['stop', 'stopped', 'opt_out', 'optout', 'opted_out', 'unsubscribe']);

function preferenceOf(fields: Fields): Preference {
  const { category, value } = fields;
  const word = offers.has(spelled(category ?? 'marketing')) ? spelled(value) : '';
  const said = stopped.has(word) ? 'stop' : word === 'resume' ? word : undefined;
  return { ...itemOf(fields), who: named(fields, contactFields), ...(said !== undefined && { said }) };
}

function idUpdateOf({ user_id, parent_user_id, timestamp }: Fields): IdUpdate {
  const namesOf = (which: 'previous' | 'current') => {
    const [user, parent] = [user_id, parent_user_id].map((one) => fieldsOf(one)[0]?.[which]);
    return named({ user_id: user, parent_user_id: parent }, contactFields);
  };
  const moment = { ...momentOf(timestamp), timestamp: idOf(timestamp) ?? '' };
  return { ...moment, from: namesOf('previous'), to: namesOf('current') };
}

/**
 * A writer without a number (only a business-scoped user id) proves none. A message in a group addresses the
 * group.
 */
function textsOf({ sender, field, messages }: Change): InboundText[] {
  if (field !== 'messages' || sender === '') return [];
  return messages.flatMap(({ id, at, type, isInGroup, text, fields }) => {
    const from = idOf(fields['from']) ?? '';
    const isText = type === 'text' && text !== undefined && !isInGroup && id !== '';
    return isText && /^\d{5,20}$/.test(from)
      ? [{ sender, from, id, body: text, ...(at !== undefined && { at }) }]
      : [];
  });
}

/** A kind of status that is new to us is kept as well. */
const statusShape = /^[a-z_]{1,32}$/;
/** Codes of Meta's that a column holds. */
const isCode = (code: number): boolean => Math.abs(code) < 2 ** 31;

function statusesOf({ sender, field, statuses }: Change): HeardStatus[] {
  if (field !== 'messages') return [];
  return statuses.flatMap(({ id, status, label, errors: [error], at }) => {
    if (id === '' || !statusShape.test(status)) return [];
    const why = error !== undefined && isCode(error) && { error };
    return [
      { sender, id, status, ...(label !== undefined && { label }), ...why, ...(at !== undefined && { at }) },
    ];
  });
}
