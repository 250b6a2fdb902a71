// Plivo, messaging.
//
//   POST (form) MessageUUID, From, To (without +), Text, Type
//     -> text/xml <Response><Message src="…" dst="…">…</Message></Response>
//
// Signed: X-Plivo-Signature-V3 like its calls (channels/ivr/plivo.ts), over the URL and every field. Many
// accounts sign messages by X-Plivo-Signature-V2 alone, HMAC-SHA256(auth token, URL without query ‖ nonce):
// it says that Plivo has called this URL, and not what was in the message. plivo-node utils/security
// It tells of a message again after one, two and four minutes unless the answer is 2xx within 8 seconds.

import { isSignedBy } from '../ivr/hmac.ts';
import { plivo as calls } from '../ivr/plivo.ts';
import { element, xml } from '../ivr/xml.ts';
import type { SmsChecked, SmsDialect, SmsFacts, SmsReply, SmsRequest } from './dialect.ts';
import { fieldsOf, idIn, lineIn } from './fields.ts';

export const plivo: SmsDialect = {
  signs: true,
  tellsAgain: true,
  answersInline: true,
  blocksAtStop: true,
  read,
  check,
  answer,
};

function read(request: SmsRequest): SmsFacts {
  const { values, isNamed } = fieldsOf(request);
  const type = values('Type')[0] ?? 'sms';
  return {
    ...idIn(values('MessageUUID')),
    from: values('From'),
    line: lineIn(values('To')),
    texts: values('Text'),
    // A picture may come without one, and a status of a message of the business's own has none.
    ...(!isNamed('Text', 'Media0', 'Status') && { isUnread: true }),
    isSms: ['sms', 'mms'].includes(type.toLowerCase()),
  };
}

async function check(request: SmsRequest, secrets: readonly string[], nowMs: number): Promise<SmsChecked> {
  const whole = await calls.check(request, secrets, nowMs);
  // A third version that is false is not mended by a second one that any request may bear.
  if (whole !== 'unsigned' || secrets.length === 0) return whole;
  const headers = ['x-plivo-signature-v2', 'x-plivo-signature-ma-v2'].map((name) => request.header(name));
  const signatures = headers.flatMap((header) => header?.split(',').map((one) => one.trim()) ?? []);
  if (signatures.length === 0) return 'unsigned';
  const nonce = request.header('x-plivo-signature-v2-nonce') ?? '';
  const text = request.url.split('?', 1)[0]! + nonce;
  return nonce !== '' && isSignedBy('sha256', secrets, text, signatures) ? 'addressed' : 'refused';
}

function answer(reply: SmsReply | undefined) {
  if (reply === undefined) return xml(element('Response'));
  const bare = (number: string) => number.replace(/^\+/, '');
  const to = { src: bare(reply.line), dst: bare(reply.to) };
  return xml(element('Response', {}, element('Message', to, reply.text)));
}
