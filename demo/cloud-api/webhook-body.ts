// What Meta tells a business, in Meta's form: one change per event, many events in a webhook.
//
//   {"object": "whatsapp_business_account", "entry": [{"id": "<WABA>", "time", "changes": [{"field", "value":
//    {…}}]}]}
//
// https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/components

import { createHmac } from 'node:crypto';
import { type Failure, failureOf } from './graph-error.ts';
import type { Names } from './people.ts';
import type { Template } from './template.ts';

/** The business's number, in the form of webhooks. */
export type Sender = {
  phoneNumberId: string;
  /** Id of the WhatsApp Business Account. */
  account: string;
  /** E.164. */
  number: string;
};

/** `at`: when Meta sent it. Not every webhook says that. */
export type WebhookEvent = { account: string; field: string; value: object; at: Date | undefined };

export type Status = 'sent' | 'delivered' | 'read' | 'failed';

/** The parts of a kept message that its statuses report. */
export type TrackedMessage = { id: string; label?: string; addressedBy: 'number' | 'user_id' };

/** What a person said, as a webhook holds it, without the person and the moment. */
export type Said =
  | { type: 'text'; text: { body: string } }
  | {
      type: 'button';
      button: { payload: string; text: string };
      context: { from: string; id: string };
    }
  | {
      type: 'interactive';
      interactive: { type: 'button_reply'; button_reply: { id: string; title: string } };
      context: { from: string; id: string };
    };

export const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

export function messageEvent(sender: Sender, who: Names, id: string, said: Said, at: Date): WebhookEvent {
  const message = { ...fromOf(who), id, timestamp: String(seconds(at)), ...said };
  return eventOf(sender, 'messages', at, { contacts: [contactOf(who)], messages: [message] });
}

export function statusEvent(
  sender: Sender,
  { waId, userId }: Names,
  { id, label, addressedBy }: TrackedMessage,
  told: { status: Exclude<Status, 'failed'> } | { status: 'failed'; code: Failure },
  at: Date,
): WebhookEvent {
  const isFailed = told.status === 'failed';
  const status = {
    ...{ id, status: told.status, timestamp: String(seconds(at)) },
    ...(waId !== undefined && { recipient_id: waId }),
    // A failure names the person only as the sender did.
    ...(userId !== undefined && (!isFailed || addressedBy === 'user_id') && { recipient_user_id: userId }),
    ...(label !== undefined && { biz_opaque_callback_data: label }),
    ...(isFailed && { errors: [failureOf(told.code)] }),
  };
  return eventOf(sender, 'messages', at, { statuses: [status] });
}

/** The person switched "Offers and announcements" in WhatsApp. */
export function preferenceEvent(
  sender: Sender,
  who: Names,
  value: 'stop' | 'resume',
  at: Date,
): WebhookEvent {
  const preference = {
    ...{ ...namesIn(who), category: 'marketing_messages', value },
    detail: `User requested to ${value} marketing messages`,
    timestamp: seconds(at),
  };
  return eventOf(sender, 'user_preferences', at, {
    contacts: [contactOf(who)],
    user_preferences: [preference],
  });
}

/**
 * `before`: the names that the business knows. The person has other names now. It has no contacts array and,
 * where Meta tells the business no number, no writer: it holds only the old names.
 */
export function numberChangedEvent(
  sender: Sender,
  before: Names,
  now: Names,
  id: string,
  at: Date,
): WebhookEvent {
  const isNumberTold = before.waId !== undefined && now.waId !== undefined;
  const system = {
    body: isNumberTold ? `User changed from ${before.waId} to ${now.waId}` : 'User changed their user id',
    ...namesIn(now),
    ...(before.userId !== undefined && { previous_user_id: before.userId }),
    type: isNumberTold ? 'user_changed_number' : 'user_changed_user_id',
  };
  const from = isNumberTold && { from: before.waId };
  const message = { ...from, id, timestamp: String(seconds(at)), type: 'system', system };
  return eventOf(sender, 'messages', at, { messages: [message] });
}

export const categoryEvent = (
  account: string,
  template: Template,
  before: string,
  at: Date,
): WebhookEvent => ({
  account,
  field: 'template_category_update',
  at,
  value: {
    message_template_id: Number(template.id),
    message_template_name: template.name,
    message_template_language: template.language,
    previous_category: before,
    new_category: template.category,
  },
});

/** `value`: the content of one change of this field, without its owner. */
export function eventOf(
  { phoneNumberId, account, number }: Sender,
  field: string,
  at: Date | undefined,
  value: object,
): WebhookEvent {
  const metadata = { display_phone_number: number.replace('+', ''), phone_number_id: phoneNumberId };
  return { account, field, at, value: { messaging_product: 'whatsapp', metadata, ...value } };
}

/** The body of one webhook. Meta sends characters beyond ASCII as escapes, and signs those. */
export function bodyOf(events: readonly WebhookEvent[]): string {
  const entry = events.map(({ account, field, value, at }) => ({
    ...{ id: account, ...(at && { time: seconds(at) }), changes: [{ field, value }] },
  }));
  return JSON.stringify({ object: 'whatsapp_business_account', entry }).replaceAll(
    /[^ -~]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Header `X-Hub-Signature-256`. */
export const signatureOf = (appSecret: string, body: string): string =>
  `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;

const contactOf = (who: Names): object => ({ profile: { name: 'Zoë' }, ...namesIn(who) });

const namesIn = ({ waId, userId }: Names): object => ({
  ...(waId !== undefined && { wa_id: waId }),
  ...(userId !== undefined && { user_id: userId }),
});

const fromOf = ({ waId, userId }: Names): object => ({
  ...(waId !== undefined && { from: waId }),
  ...(userId !== undefined && { from_user_id: userId }),
});
