// Twilio, Programmable Messaging.
//
//   POST (form) MessageSid, From (+…), To, Body, NumMedia, OptOutType?
//     -> text/xml <Response><Message>…</Message></Response>
//
// Signed like its calls (channels/ivr/twilio.ts). OptOutType (STOP, START, HELP) comes where Twilio's
// Advanced Opt-Out has heard the person and answered. The same webhook tells of WhatsApp and Messenger:
// `whatsapp:+…`. What is answered by 5xx it does not tell again unless the address asks for it
// (`#rc=3&rp=5xx`, within 15 seconds): it requests the fallback URL, if there is one. After STOP it sends the
// person nothing more until START, and takes a reply all the same.
// twilio.com/docs/messaging: webhook request, TwiML Message, Advanced Opt-Out, SMS STOP filtering;
// docs/usage/webhooks: connection overrides

import { twilio as calls } from '../ivr/twilio.ts';
import { element, xml } from '../ivr/xml.ts';
import type { SmsDialect, SmsFacts, SmsRequest } from './dialect.ts';
import { fieldsOf, idIn, lineIn } from './fields.ts';

export const twilio: SmsDialect = {
  signs: true,
  tellsAgain: false,
  answersInline: true,
  blocksAtStop: true,
  read,
  check: calls.check,
  answer: (reply) => xml(element('Response', {}, ...(reply ? [element('Message', {}, reply.text)] : []))),
};

const handled: Record<string, SmsFacts['handled']> = { STOP: 'stop', HELP: 'help', START: 'start' };

function read(request: SmsRequest): SmsFacts {
  const { values, isNamed } = fieldsOf(request);
  const from = values('From');
  const heard = values('OptOutType').map((type) => handled[type.toUpperCase()]);
  const stopsFirst = heard.find((one) => one === 'stop') ?? heard.find((one) => one !== undefined);
  return {
    ...idIn(values('MessageSid', 'SmsSid', 'SmsMessageSid')),
    from: from.map((one) => one.replace(/^whatsapp:/i, '')),
    isSms: from.every((one) => !one.includes(':')),
    line: lineIn(values('To')),
    texts: values('Body'),
    // A status of a message of the business's own has none.
    ...(!isNamed('Body', 'MessageStatus') && { isUnread: true }),
    ...(stopsFirst !== undefined && { handled: stopsFirst }),
  };
}
