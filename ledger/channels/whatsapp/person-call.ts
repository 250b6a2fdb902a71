// A telephone call, in the field `calls`. Meta opens the service window when a person calls, answered or not,
// and when a person accepts a call of the business's. One that the business makes, that rings or that the
// person rejects opens none.
//
//   "metadata": {"display_phone_number"}
//   "calls": [{"id", "event": "connect" | "terminate", "direction": "USER_INITIATED" | "BUSINESS_INITIATED",
//     "from", "from_user_id", "from_parent_user_id", "to", …, "timestamp", "start_time"}]
//   "statuses": [{"id", "type": "call", "status": "RINGING" | "ACCEPTED" | "REJECTED", "timestamp",
//     "recipient_id", "recipient_user_id", "recipient_parent_user_id"}]

import type { Identifier } from '../../core/subject/identifier.ts';
import { type Fields, fieldsOf, idOf, momentOf, objectsIn } from './loose.ts';
import { type NameFields, named } from './names.ts';

/** What a person did by telephone: called, or accepted a call. */
export type PersonCall = {
  /** Meta's id of the call; '' if it has none. */
  id: string;
  at?: string;
  /** Every name that the call itself gives the person. */
  who: readonly Identifier[];
};

const callerFields: NameFields = ['from', 'from_user_id', 'from_parent_user_id'];
const toFields: NameFields = ['to', 'to_user_id', 'to_parent_user_id'];
const calledFields: NameFields = ['recipient_id', 'recipient_user_id', 'recipient_parent_user_id'];

/** @param value of a change in the field `calls` */
export function callsIn(value: Fields): PersonCall[] {
  const [own = ''] = fieldsOf(value['metadata']).map((one) => digitsOf(one['display_phone_number']));
  return [
    ...objectsIn(value['calls']).flatMap((call) => madeBy(call, own)),
    ...objectsIn(value['statuses']).flatMap(accepted),
  ];
}

const digitsOf = (number: unknown): string => (idOf(number) ?? '').replaceAll(/\D/g, '');

/** By the person: as its direction says, or else because another number than the sender's own calls. */
function madeBy(call: Fields, own: string): PersonCall[] {
  const { id, event, direction, from, timestamp, start_time, group_id } = call;
  const isPersons =
    typeof direction === 'string' ? /^user_/i.test(direction) : own !== '' && digitsOf(from) !== own;
  // The end of a call is no act of the person's; it says when the call began, where there was one.
  const moment = momentOf(event === 'terminate' ? start_time : timestamp);
  const isAct = event === 'connect' || moment.at !== undefined;
  if (!isPersons || !isAct || group_id !== undefined) return [];
  // In Meta's own example the person who calls stands in `to`, and the sender in `from`.
  const fields = own !== '' && digitsOf(from) === own ? toFields : callerFields;
  return [{ id: idOf(id) ?? '', ...moment, who: named(call, fields) }];
}

function accepted(status: Fields): PersonCall[] {
  if (status['type'] !== 'call' || !/^accepted$/i.test(String(idOf(status['status'])))) return [];
  return [
    { id: idOf(status['id']) ?? '', ...momentOf(status['timestamp']), who: named(status, calledFields) },
  ];
}
