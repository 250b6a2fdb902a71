// What a business asks of a WhatsApp call: the body of POST /{version}/{phone_number_id}/calls. To answer and
// end a call that a person made disturbs no other person; `connect` calls a person.
//
//   {"messaging_product": "whatsapp", "call_id": "wacid.…", "action": "pre_accept" | "accept" | "reject" |
//    "terminate", …}

import { z } from 'zod';

const answerSchema = z.looseObject({
  messaging_product: z.literal('whatsapp'),
  call_id: z.string().min(1),
  action: z.enum(['pre_accept', 'accept', 'reject', 'terminate']),
  to: z.undefined().optional(),
  recipient: z.undefined().optional(),
});

/** Whether this only concerns a call that is there already. */
export const isAboutCall = (body: unknown): boolean => answerSchema.safeParse(body).success;
