// The stand-in's answers to a business's calls.
//
//   POST /{version}/{phone_number_id}/messages     template, text, interactive, media, receipts
//   GET  /{version}/{WABA}/message_templates       in pages
//   POST /{version}/{phone_number_id}/media        GET and DELETE /{version}/{media id}
//   anything else                                  gets success, with the request echoed
//
// https://developers.facebook.com/docs/whatsapp/cloud-api

import { randomBytes } from 'node:crypto';
import { type Answer, type Asked, faultAnswer, jsonAnswer } from './exchange.ts';
import { type Fault, faults } from './graph-error.ts';
import { type Message, readMessage } from './message.ts';
import type { PretendMeta, SentMessage } from './meta.ts';
import type { Person } from './people.ts';
import { listed, parametersOf } from './template.ts';
import type { Sender } from './webhook-body.ts';

export function answer(meta: PretendMeta, asked: Asked): Answer {
  const token = asked.headers.authorization?.replace(/^Bearer /, '') ?? '';
  if (!meta.tokens.has(token)) return faultAnswer(faults.token());
  const { pathname, searchParams } = new URL(asked.url, 'http://stand-in');
  const [node = '', edge] = pathname.split('/').slice(2);
  const { method } = asked;
  if (method === 'POST' && edge === 'messages') return onMessage(meta, node, asked.body);
  if (method === 'POST' && edge === 'media') return meta.media.upload(asked);
  if (method === 'GET' && edge === 'message_templates') return onTemplates(meta, node, searchParams);
  return meta.media.answer(method, node) ?? jsonAnswer(200, { success: true, id: node });
}

function onTemplates(meta: PretendMeta, account: string, query: URLSearchParams): Answer {
  const templates = meta.templates(account);
  if (templates === undefined) return faultAnswer(faults.noSuchObject());
  const page = listed(templates, { limit: query.get('limit'), after: query.get('after') });
  return page === undefined ? faultAnswer(faults.parameter('limit or after')) : jsonAnswer(200, page);
}

function onMessage(meta: PretendMeta, phoneNumberId: string, body: Buffer): Answer {
  const sender = meta.sender(phoneNumberId);
  if (sender === undefined) return faultAnswer(faults.noSuchObject());
  const asked = parsed(body);
  const read = readMessage(asked);
  if (read.kind === 'fault') return faultAnswer(read.fault);
  if (read.kind === 'receipt') return jsonAnswer(200, { success: true });
  const { message } = read;
  const fault = message.template && templateFault(meta, sender.account, message.template);
  if (fault !== undefined) return faultAnswer(fault);
  if (!meta.throughput.take(phoneNumberId, meta.now())) return faultAnswer(faults.throughput());
  return onAccepted(meta, sender, message, asked as Record<string, unknown>);
}

function templateFault(
  meta: PretendMeta,
  account: string,
  { name, language, components }: NonNullable<Message['template']>,
): Fault | undefined {
  const template = meta.template(account, name, language.code);
  if (template === undefined) {
    return faults.noTemplate(`template name (${name}) does not exist in ${language.code}`);
  }
  const expected = parametersOf(template.body);
  const given = components.find(({ type }) => type === 'body')?.parameters.length ?? 0;
  return expected === undefined || given === expected ? undefined : faults.parameterCount(given, expected);
}

function onAccepted(
  meta: PretendMeta,
  sender: Sender,
  message: Message,
  body: Record<string, unknown>,
): Answer {
  const { to, recipient, biz_opaque_callback_data: label } = message;
  // Where the business names both, `to` wins.
  const person = to === undefined ? meta.people.byUserId(recipient!) : meta.people.of(to);
  const sent: SentMessage = {
    id: newMessageId(person?.waId ?? ''),
    sender: sender.phoneNumberId,
    to: to ?? recipient!,
    ...(label !== undefined && { label }),
    body,
  };
  meta.accept(sender, message, person, sent);
  return jsonAnswer(200, {
    messaging_product: 'whatsapp',
    contacts: [contactOf(sent.to, to !== undefined, person)],
    messages: [{ id: sent.id, message_status: 'accepted' }],
  });
}

const contactOf = (input: string, isByNumber: boolean, person: Person | undefined): object =>
  isByNumber ? { input, wa_id: person!.waId } : { input, user_id: input };

/** Meta's ids hold the number, in Base64. */
export function newMessageId(waId: string): string {
  const inside = `\x1c\x18\x0c${waId}\x15\x02${randomBytes(12).toString('hex')}`;
  return `wamid.${Buffer.from(inside).toString('base64')}`;
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
