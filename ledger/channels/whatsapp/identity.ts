// What a webhook says of who is who: that several names are one person's, or that a person has other names now.
//
//   field "messages"          "contacts": [{"wa_id", "user_id", "parent_user_id"}], and whoever writes or is written to:
//                             "messages": [{"from", "from_user_id", "from_parent_user_id", "id", "timestamp"}]
//                             "statuses": [{"recipient_id", "recipient_user_id", "recipient_parent_user_id", "id", …}]
//     type "system"             "from", … the old names; "system": {"wa_id", "user_id", "parent_user_id", "type":
//                               "user_changed_number" | "user_changed_user_id"} the new ones
//   field "user_preferences"  "contacts", "user_preferences": [{"wa_id", "user_id", "parent_user_id", "timestamp"}]
//   field "user_id_update"    "user_id_update": [{"user_id": {"previous", "current"}, "parent_user_id": {…}, "timestamp"}]
//
// Only what Meta itself says: a contact card that somebody sends names anybody. The `wa_id` of a user_id_update may be the
// old or the new one, so nothing is read out of it.

import { z } from 'zod';
import { type Identifier, normalizeIdentifier } from '../../core/subject/identifier.ts';
import { type Change, changesIn, list, momentOf, read } from './envelope.ts';
import { type NameFields, named } from './names.ts';

export type Identity = {
  /** phone_number_id of the sender it was told to. */
  sender: string;
  /** The WhatsApp Business Account that it was told about, where Meta says so. */
  account?: string;
  /** The same in every delivery of it; holds numbers, so it is personal. */
  name: string;
  /** When it was said, ISO 8601, where Meta says so. */
  at?: string;
} & (
  | { kind: 'alias'; one: Identifier; other: Identifier }
  | { kind: 'change'; from: Identifier; to: Identifier }
);

const valueSchema = z.looseObject({
  metadata: z.looseObject({ phone_number_id: z.string() }),
  contacts: list,
  messages: list,
  statuses: list,
  user_preferences: list,
  user_id_update: list,
});
type Value = z.infer<typeof valueSchema>;

const contactFields: NameFields = ['wa_id', 'user_id', 'parent_user_id'];
const writerFields: NameFields = ['from', 'from_user_id', 'from_parent_user_id'];
const readerFields: NameFields = ['recipient_id', 'recipient_user_id', 'recipient_parent_user_id'];

/** Everything of this kind in a webhook's body, in its order. */
export function identitiesIn(body: unknown): Identity[] {
  return changesIn(body).flatMap((change) =>
    read(valueSchema, change.value)
      .flatMap((value) => identitiesOf(change, value))
      .map((one) => (change.account === '' ? one : { ...one, account: change.account })),
  );
}

function identitiesOf({ field }: Change, value: Value): Identity[] {
  switch (field) {
    case 'messages':
      return [
        ...value.messages.flatMap((item) => [
          ...aliasesOf(item, writerFields, value),
          ...ofSystem(item, value),
        ]),
        ...value.statuses.flatMap((item) => aliasesOf(item, readerFields, value)),
        ...ofContacts(value, [...value.messages, ...value.statuses]),
      ];
    case 'user_preferences':
      return [
        ...value.user_preferences.flatMap((item) => aliasesOf(item, contactFields, value)),
        ...ofContacts(value, value.user_preferences),
      ];
    case 'user_id_update':
      return value.user_id_update.flatMap((item) => ofIdUpdate(item, value));
    default:
      return [];
  }
}

const itemSchema = z.looseObject({ id: z.string().max(512).catch(''), timestamp: z.unknown().optional() });

function aliasesOf(item: unknown, fields: NameFields, { metadata }: Value): Identity[] {
  return read(itemSchema, item).flatMap((found) =>
    together(named(found, fields), { ...headOf(metadata, found.id), ...momentOf(found.timestamp) }),
  );
}

type Head = Pick<Identity, 'sender' | 'name' | 'at'>;

const headOf = ({ phone_number_id }: Value['metadata'], name: string): Head => ({
  sender: phone_number_id,
  name,
});

/** The first of them with each other one, which makes one person of all. */
function together([one, ...others]: readonly Identifier[], head: Head): Identity[] {
  return others.map((other) => ({ ...head, kind: 'alias', one: one!, other }));
}

/** Whom the change is about, as of the earliest thing that it tells: they were one person no later than that. */
function ofContacts({ metadata, contacts }: Value, items: readonly unknown[]): Identity[] {
  const moments = items.flatMap((item) =>
    read(itemSchema, item).flatMap(({ timestamp }) => momentOf(timestamp).at ?? []),
  );
  const [at] = moments.toSorted();
  return contacts
    .flatMap((contact) => read(z.looseObject({}), contact))
    .flatMap((contact) =>
      together(named(contact, contactFields), { ...headOf(metadata, 'contact'), ...(at && { at }) }),
    );
}

const systemSchema = itemSchema.extend({
  type: z.literal('system'),
  system: z.looseObject({ type: z.enum(['user_changed_number', 'user_changed_user_id']) }),
});

function ofSystem(item: unknown, { metadata }: Value): Identity[] {
  return read(systemSchema, item).flatMap((message) => {
    const head = { ...headOf(metadata, message.id), ...momentOf(message.timestamp) };
    const [from, to] = [named(message, writerFields), named(message.system, contactFields)];
    return [...changesBetween(from, to, head), ...together(to, head)];
  });
}

/** Each old name becomes the new one of its kind, or else the first new one. */
function changesBetween(from: readonly Identifier[], to: readonly Identifier[], head: Head): Identity[] {
  return from.flatMap((old) => {
    const next = to.find(({ kind }) => kind === old.kind) ?? to[0];
    return next === undefined || isSame(old, next) ? [] : [{ ...head, kind: 'change', from: old, to: next }];
  });
}

function isSame(a: Identifier, b: Identifier): boolean {
  const [one, other] = [normalizeIdentifier(a), normalizeIdentifier(b)];
  return one.kind === other.kind && 'value' in one && 'value' in other && one.value === other.value;
}

const changeSchema = z.looseObject({ previous: z.string().optional(), current: z.string().optional() });
const idUpdateSchema = z.looseObject({
  user_id: changeSchema.optional().catch(undefined),
  parent_user_id: changeSchema.optional().catch(undefined),
  timestamp: z.unknown().optional(),
});

function ofIdUpdate(item: unknown, { metadata }: Value): Identity[] {
  return read(idUpdateSchema, item).flatMap(({ user_id, parent_user_id, timestamp }) => {
    const namesOf = (which: 'previous' | 'current') =>
      named({ user_id: user_id?.[which], parent_user_id: parent_user_id?.[which] }, contactFields);
    const [from, to] = [namesOf('previous'), namesOf('current')];
    // It has no id: nobody changes the same name into the same twice in a second.
    const names = [...from, ...to].map(({ value }) => value);
    const head = headOf(metadata, ['user_id_update', String(timestamp), ...names].join('\0'));
    const kept = from.filter(({ kind }) => to.some((next) => next.kind === kind));
    return changesBetween(kept, to, { ...head, ...momentOf(timestamp) });
  });
}
