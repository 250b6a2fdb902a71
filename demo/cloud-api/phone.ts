// What people do on their phones, and how businesses hear of it: they write, tap a button, switch offers off
// and on, take another number. Each function resolves when the business has taken the webhook, or to false if
// it never did.

import { newMessageId } from './answer.ts';
import type { DeliveredMessage, PretendMeta } from './meta.ts';
import { namesOf, type Person } from './people.ts';
import type { Button } from './shown.ts';
import { messageEvent, numberChangedEvent, preferenceEvent, type Said, type Sender } from './webhook-body.ts';

export function write(meta: PretendMeta, sender: Sender, person: Person, text: string): Promise<boolean> {
  return say(meta, sender, person, { type: 'text', text: { body: text } });
}

export function tap(
  meta: PretendMeta,
  sender: Sender,
  { person, id }: Pick<DeliveredMessage, 'person' | 'id'>,
  { kind, payload, label }: Button,
): Promise<boolean> {
  const context = { from: sender.number.replace('+', ''), id };
  const chosen = { type: 'button_reply' as const, button_reply: { id: payload, title: label } };
  return say(
    meta,
    sender,
    person,
    kind === 'button'
      ? { type: 'button', button: { payload, text: label }, context }
      : { type: 'interactive', interactive: chosen, context },
  );
}

function say(meta: PretendMeta, sender: Sender, person: Person, said: Said): Promise<boolean> {
  const at = meta.now();
  person.wroteAt.set(sender.phoneNumberId, at.getTime());
  return meta.tell(sender, messageEvent(sender, namesOf(person), newMessageId(person.waId), said, at));
}

/** "Offers and announcements" in WhatsApp's own settings. */
export function switchOffers(
  meta: PretendMeta,
  sender: Sender,
  person: Person,
  value: 'stop' | 'resume',
): Promise<boolean> {
  if (value === 'stop') person.stoppedOffers.add(sender.account);
  else person.stoppedOffers.delete(sender.account);
  return meta.tell(sender, preferenceEvent(sender, namesOf(person), value, meta.now()));
}

/** A person keeps their account and takes another number. Meta tells each business that they wrote to. */
export function changeNumber(
  meta: PretendMeta,
  sender: Sender,
  person: Person,
  number: string,
): Promise<boolean> {
  const now = meta.people.move(person, number);
  const id = newMessageId(person.waId);
  return meta.tell(sender, numberChangedEvent(sender, namesOf(person), namesOf(now), id, meta.now()));
}
