// Vonage, Messages API; and the names of its SMS API, where those come signed in the same way.
//
//   POST (JSON) {"channel": "sms", "message_uuid", "from", "to" (without +), "message_type": "text", "text"}
//   POST (JSON) {"message_uuid", "from": {"type": "sms", "number"}, "to", "message": {"content": {"text"}}}
//                                                            the same, of its first version
//     -> 200; the reply goes by the Messages API (clients/sms-sender.ts)
//
// Signed: `Authorization: Bearer <JWT>` with the body's hash, like its calls (channels/ivr/vonage.ts). A GET
// would have the number in its URL and a signature over nothing. developer.vonage.com: Messages API, inbound;
// signed webhooks

import { vonage as calls } from '../ivr/vonage.ts';
import { nothingSaid, type SmsDialect, type SmsFacts, type SmsRequest } from './dialect.ts';
import { fieldsOf, idIn, lineIn, writtenIn } from './fields.ts';

export const vonage: SmsDialect = {
  signs: true,
  tellsAgain: true,
  answersInline: false,
  blocksAtStop: false,
  read,
  check: calls.check,
  answer: nothingSaid,
};

/** Those of the two versions, and what a button of a chat says: on it, and behind it. */
const textNames = [
  ...['text', 'message.content.text'],
  ...['reply.title', 'reply.id', 'button.text', 'button.payload'],
];

function read(request: SmsRequest): SmsFacts {
  const { values, isNamed } = fieldsOf(request);
  const types = values('message_type', 'message.content.type');
  const isOfText = types.every((type) => ['text', 'reply', 'button'].includes(type));
  return {
    ...idIn(values('message_uuid', 'messageId')),
    from: values('from', 'from.number', 'msisdn'),
    ...writtenIn(values('timestamp', 'message-timestamp'), 'Z'),
    line: lineIn(values('to', 'to.number')),
    texts: values(...textNames, 'image.caption'),
    // A picture may come without one, and a status of a message of the business's own has none.
    ...(isOfText && !isNamed(...textNames, 'status') && { isUnread: true }),
    isSms: values('channel', 'from.type').every((channel) => ['sms', 'mms'].includes(channel)),
  };
}
