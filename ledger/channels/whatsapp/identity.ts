// What a webhook says about identities: several names are one person's, or a person has other names now.
//
// Names are one person's if they stand together: in a contact, beside a message that a person wrote, a status
// of one that was sent, a preference, a call. Only Meta's own statements count: a contact card that a person
// sends may name anyone.

import type { Identifier } from '../../core/subject/identifier.ts';
import { isSame } from './names.ts';
import type { Change, IdUpdate, Message } from './webhook.ts';

export type Identity = {
  /** phone_number_id of the sender it was told to; '' where it does not say so. */
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

type Head = Pick<Identity, 'sender' | 'account' | 'name' | 'at'>;

/** Everything of this kind in a change, in its order. */
export function identitiesOf(change: Change): Identity[] {
  const { field, messages, statuses, preferences, idUpdates, calls } = change;
  switch (field) {
    case 'messages':
      return [
        ...messages.flatMap((message) => ofMessage(message, headOf(change, message))),
        ...statuses.flatMap((status) => together(status.to, headOf(change, status))),
        ...ofContacts(change, [...messages, ...statuses]),
      ];
    case 'user_preferences':
      return [
        ...preferences.flatMap((preference) => together(preference.who, headOf(change, preference))),
        ...ofContacts(change, preferences),
      ];
    case 'calls':
      return [
        ...calls.flatMap((call) => together(call.who, headOf(change, call))),
        ...ofContacts(change, calls),
      ];
    case 'user_id_update':
      return idUpdates.flatMap((update) => ofIdUpdate(update, change));
    default:
      return [];
  }
}

const headOf = ({ sender, account }: Change, { id, at }: { id: string; at?: string }): Head => ({
  sender,
  ...(account !== '' && { account }),
  name: id,
  ...(at !== undefined && { at }),
});

/** The old names and the new names are two sets: each is one person's. */
function ofMessage({ from, changed }: Message, head: Head): Identity[] {
  if (changed === undefined) return together(from, head);
  const { before, now } = changed;
  return [...together(before, head), ...changesBetween(before, now, head), ...together(now, head)];
}

/** The first of them with each other one, which makes one person of all. */
function together([one, ...others]: readonly Identifier[], head: Head): Identity[] {
  return others.map((other) => ({ ...head, kind: 'alias', one: one!, other }));
}

/**
 * Whom the change is about, as of the earliest thing that it tells: they were one person no later than that.
 */
function ofContacts(change: Change, items: readonly { at?: string }[]): Identity[] {
  const [at] = items.flatMap((item) => item.at ?? []).toSorted();
  const head = headOf(change, { id: 'contact', ...(at !== undefined && { at }) });
  return change.contacts.flatMap((names) => together(names, head));
}

/** Each old name becomes the new one of its kind, or else the first new one. */
function changesBetween(from: readonly Identifier[], to: readonly Identifier[], head: Head): Identity[] {
  return from.flatMap((old) => {
    const next = to.find(({ kind }) => kind === old.kind) ?? to[0];
    return next === undefined || isSame(old, next) ? [] : [{ ...head, kind: 'change', from: old, to: next }];
  });
}

function ofIdUpdate({ from, to, timestamp, ...moment }: IdUpdate, change: Change): Identity[] {
  // It has no id: no person changes the same name into the same one twice in a second.
  const names = [...from, ...to].map(({ value }) => value);
  const id = ['user_id_update', timestamp, ...names].join('\0');
  const kept = from.filter(({ kind }) => to.some((next) => next.kind === kind));
  return changesBetween(kept, to, headOf(change, { id, ...moment }));
}
