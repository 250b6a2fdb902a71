// Africa's Talking.
//
//   POST (form) id, from (+…), to (short code or name), text, date, linkId
//   POST (form) phoneNumber, senderId                        a person opted out of the messages of a sender
//     -> 200; the reply goes by its API (clients/sms-sender.ts)
//
// Nothing is signed: the secret of this line stands in the URL. developers.africastalking.com: incoming
// messages, bulk SMS opt-outs

import { nothingSaid, type SmsDialect, type SmsFacts, type SmsRequest } from './dialect.ts';
import { fieldsOf, idIn, lineIn, writtenIn } from './fields.ts';

export const africastalking: SmsDialect = {
  signs: false,
  tellsAgain: true,
  answersInline: false,
  blocksAtStop: false,
  read,
  check: () => 'unsigned',
  answer: nothingSaid,
};

function read(request: SmsRequest): SmsFacts {
  const { values, isNamed } = fieldsOf(request);
  const [linkId] = values('linkId').filter((one) => /^[\x21-\x7e]{1,128}$/.test(one));
  const isOptOut = values('senderId').length > 0 && values('text').length === 0;
  return {
    ...idIn(values('id')),
    from: values('from', 'phoneNumber'),
    ...writtenIn(values('date')),
    line: lineIn(values('to', 'senderId')),
    texts: values('text'),
    // A status of a message of the business's own has none.
    ...(!isOptOut && !isNamed('text', 'status') && { isUnread: true }),
    isSms: true,
    ...(isOptOut && { handled: 'stop' as const }),
    ...(linkId !== undefined && { linkId }),
  };
}
