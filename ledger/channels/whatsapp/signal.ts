// What a webhook says about consent: a person stopped, wants to hear again, may have become another person,
// or turned to the business, which opens the service window.
//
// Each item in a change (webhook.ts) stands alone, and its readable parts are heard. Identifiers may be
// absent, so a person is taken by every name they are given. A message in a group addresses the group, and
// says nothing to the business.

import type { WhatsAppSignal } from '../../core/consent/record.ts';
import { endsAsProof } from '../../core/notice/proof-text.ts';
import type { Purpose } from '../../core/notice/purpose.ts';
import type { Identifier } from '../../core/subject/identifier.ts';
import { fieldsOf } from './loose.ts';
import { isSame } from './names.ts';
import type { PersonCall } from './person-call.ts';
import { saidIn } from './said-in.ts';
import type { Change, ChangedPerson, Message, Preference, Status } from './webhook.ts';
import type { Said } from './words.ts';

export type Signal = {
  /** phone_number_id of the sender it is about; '' where it does not say so. */
  sender: string;
  /** The WhatsApp Business Account it came from, where Meta says so. */
  account?: string;
  /** Every name of the person that Meta gave and that can be one; at least one. */
  who: readonly Identifier[];
  /** The same in every delivery of it; holds numbers, so it is personal. */
  name: string;
  /** When it was said, ISO 8601, where Meta says so. */
  at?: string;
} & (
  | (Said & {
      by: WhatsAppSignal['by'];
      /**
       * Whether the message opens the service window: one that lifts a stop, and one whose ordinary word says
       * nothing.
       */
      opens?: boolean;
      /** Of an ordinary word: Meta's id of the message that it answers. */
      answers?: string;
    })
  /** The person behind the name may not be the one who agreed. */
  | { kind: 'suspend' }
  /** The person wrote, or called: this opens the service window. */
  | { kind: 'message' }
);

/** Every signal in a change, in its order. */
export const signalsOf = (change: Change): Signal[] => [
  ...change.messages.flatMap((message) => ofMessage(message, change)),
  ...change.statuses.flatMap((status) => ofStatus(status, change)),
  ...change.preferences.flatMap((preference) => ofPreference(preference, change)),
  ...change.calls.flatMap((call) => ofCall(call, change)),
];

/**
 * Kinds of message by which a person addresses the business: Meta opens the window for each.
 * `request_welcome` is the person's opening of a first chat; the last two came in a form that Meta does not
 * pass on. WhatsApp's notes about itself, a reaction, an edit and a deletion are none.
 */
const addressing: ReadonlySet<unknown> = new Set([
  ...['text', 'image', 'audio', 'video', 'document', 'sticker', 'location', 'contacts'],
  ...['button', 'interactive', 'order', 'request_welcome', 'unsupported', 'unknown'],
]);
/** Of a form that Meta does not pass on: no messages of their own. */
const unaddressed: ReadonlySet<unknown> = new Set(['edit', 'revoke', 'reaction', 'pin', 'system']);

function isAddressed({ type, fields }: Message): boolean {
  if (!addressing.has(type)) return false;
  const [unsupported] = fieldsOf(fields['unsupported']);
  const [permission] = fieldsOf(fields['interactive']).flatMap((one) =>
    fieldsOf(one['call_permission_reply']),
  );
  // Meta writes that reply itself when the person calls; the call opens the window.
  return !unaddressed.has(unsupported?.['type']) && permission?.['response_source'] !== 'automatic';
}

function ofMessage(message: Message, change: Change): Signal[] {
  const { from, changed, text, answers, isPast } = message;
  if (message.isInGroup || (isPast && changed !== undefined)) return [];
  const who = changed === undefined ? orContact(from, change) : leftBehind(changed);
  if (who.length === 0) return [];
  const base = { ...headOf(change), who, name: nameOf(message, change), ...momentIn(message) };
  if (changed !== undefined) return [{ ...base, kind: 'suspend' }];
  // A text that proves a number to be the writer's own counts as that alone (ownership/meet.ts).
  const isProof = text !== undefined && endsAsProof(text);
  const opens = change.field === 'messages' && isAddressed(message) && !isProof;
  const said = saidIn(message.fields);
  // What was said long ago brings no one back: only a stop or an objection outlasts the move to another
  // place.
  if (isPast && (said === undefined || said.kind === 'resume')) return [];
  if (said !== undefined) {
    const isOrdinary = said.languages !== undefined;
    const answering = isOrdinary && answers !== undefined && { answers };
    return [{ ...base, ...said, ...((isOrdinary || said.kind === 'resume') && { opens }), ...answering }];
  }
  return opens ? [{ ...base, kind: 'message' }] : [];
}

function ofCall(call: PersonCall, change: Change): Signal[] {
  const who = orContact(call.who, change);
  if (who.length === 0) return [];
  const name = call.id || change.fingerprint();
  return [{ ...headOf(change), who, name, ...momentIn(call), kind: 'message' }];
}

const headOf = ({ sender, account }: Change) => ({ sender, ...(account !== '' && { account }) });

const momentIn = ({ at }: { at?: string }) => (at === undefined ? {} : { at });

/** If an item does not name its person, the only person among the contacts beside it is meant. */
function orContact(own: readonly Identifier[], { contacts }: Change): readonly Identifier[] {
  if (own.length > 0 || contacts.length > contactsMax) return own;
  const [only = []] = contacts;
  return contacts.every((one) => JSON.stringify(one) === JSON.stringify(only)) ? only : own;
}

/** Of one person, who may be in there more than once. */
const contactsMax = 8;

/** Old names without a new one beside them, which identity.ts has no change to tell of. */
const leftBehind = ({ before, now }: ChangedPerson): readonly Identifier[] =>
  now.some((one) => !before.some((old) => isSame(old, one))) && before.length > 0 ? [] : [...before, ...now];

/**
 * An edit has the id of a message of its own, or of what was edited. Without an id: what came in the same
 * words is the same.
 */
function nameOf({ id, isEdit, at = '' }: Message, change: Change): string {
  const name = id || change.fingerprint();
  return isEdit ? `${name}\0edit\0${at}` : name;
}

/** "The person has stopped offers from this business": the settings said so before the webhook did. */
const offersStopped = 131050;
/** The person's identity key is not the one that the message was for. */
const identityChanged = 137000;
const offers: readonly Purpose[] = ['marketing'];

function ofStatus(status: Status, change: Change): Signal[] {
  const { to, isToGroup, isReached, errors } = status;
  if (isReached) return [];
  const who = isToGroup ? to : orContact(to, change);
  if (who.length === 0) return [];
  const id = status.id || change.fingerprint();
  const base = { ...headOf(change), who, ...momentIn(status) };
  const stop = { kind: 'stop' as const, purposes: offers, by: 'status' as const };
  return [
    ...(errors.includes(offersStopped) ? [{ ...base, name: `${id}\0${offersStopped}`, ...stop }] : []),
    ...(errors.includes(identityChanged)
      ? [{ ...base, name: `${id}\0${identityChanged}`, kind: 'suspend' as const }]
      : []),
  ];
}

function ofPreference(preference: Preference, change: Change): Signal[] {
  const who = orContact(preference.who, change);
  const { said } = preference;
  if (said === undefined || who.length === 0) return [];
  const moment = { ...momentIn(change), ...momentIn(preference) };
  // It has no id: the same person cannot have turned the same switch twice in a second. If Meta names no
  // moment, the same words are the same event; otherwise a person who turns the switch again would not be
  // heard.
  const when = moment.at ?? change.fingerprint();
  const name = `preferences\0${said}\0${when}\0${who.map((one) => one.value).join('\0')}`;
  const told = said === 'stop' ? { kind: said, purposes: offers } : { kind: said };
  return [{ ...headOf(change), who, name, ...moment, ...told, by: 'preferences' }];
}
