// Sending through the gate: the Cloud API's own call, made to the ledger. Each message has an idempotency
// key, so that a repeat after a lost answer sends nothing twice.

import { randomUUID } from 'node:crypto';
import { asObject, type DenialReason } from './answer.ts';
import { call, type HowToCall } from './call.ts';

/** A body of Meta's `/messages`, as its documentation has it. */
export type CloudMessage = { messaging_product: 'whatsapp'; [field: string]: unknown };

export type SendOptions = {
  phoneNumberId: string;
  /** The access token of Meta that `optmark sender token` registered. */
  accessToken: string;
  /** Of the Graph API. */
  version: string;
  /** Names this message for ever: the same key sends once. Without it, once per call of `send`. */
  idempotencyKey?: string;
};

export type Sent =
  /** Meta took it. */
  | { kind: 'sent'; messageId: string }
  /** The gate refused; nothing was sent. */
  | { kind: 'denied'; reasons: DenialReason[]; detail: string }
  /** Refused for another reason, Meta's or the ledger's; nothing was sent. */
  | { kind: 'refused'; status: number; code?: number; detail: string }
  /** It may have been sent: try again only under the same idempotency key. */
  | { kind: 'unknown'; idempotencyKey: string; detail: string };

/** The ledger's own codes (http/send/graph-error.ts). */
const deniedCode = 990_001;
const notReachedCode = 990_005;
const outcomeUnknownCode = 990_006;

export async function send(
  url: string,
  message: CloudMessage,
  { phoneNumberId, accessToken, version, idempotencyKey = randomUUID() }: SendOptions,
  how: HowToCall,
): Promise<Sent> {
  const path = [version, phoneNumberId, 'messages'].map(encodeURIComponent).join('/');
  const headers = {
    authorization: `Bearer ${accessToken}`,
    'content-type': 'application/json',
    'idempotency-key': idempotencyKey,
  };
  const init = { method: 'POST', headers, body: JSON.stringify(message) };
  const called = await call(`${url}/cloud/${path}`, init, how, (_, body) => isTransient(body));
  if (called.kind === 'silent') return { kind: 'unknown', idempotencyKey, detail: called.why };
  const sent = readSent(called.status, called.body, idempotencyKey);
  // A try that was lost may still be under way, and send what this one was refused.
  const isSure = sent.kind === 'sent' || !called.lost;
  return isSure || sent.kind === 'unknown' ? sent : { kind: 'unknown', idempotencyKey, detail: sent.detail };
}

/** An answer that says that a repeat sends nothing twice. */
const isTransient = (body: unknown): boolean => asObject(asObject(body).error).is_transient === true;

function readSent(status: number, body: unknown, idempotencyKey: string): Sent {
  const { messages, error } = asObject(body);
  const id = Array.isArray(messages) ? asObject(messages[0]).id : undefined;
  if (status === 200 && typeof id === 'string') return { kind: 'sent', messageId: id };
  const { message, code, error_data } = asObject(error);
  const detail = typeof message === 'string' ? message : 'What came back is no answer of the Cloud API.';
  if (code === deniedCode) return { kind: 'denied', reasons: reasonsIn(error_data), detail };
  const isRefused = status >= 400 && status < 500 && code !== outcomeUnknownCode;
  if (typeof code !== 'number' || !(isRefused || code === notReachedCode)) {
    return { kind: 'unknown', idempotencyKey, detail };
  }
  return { kind: 'refused', status, code, detail };
}

function reasonsIn(data: unknown): DenialReason[] {
  const { reasons } = asObject(data);
  const isList = Array.isArray(reasons) && reasons.every((reason) => typeof reason === 'string');
  return isList ? (reasons as DenialReason[]) : ['unavailable'];
}
