// What became of messages that a sender sent, field "messages" of the webhook (envelope.ts):
//
//   "metadata": {"phone_number_id"}, "statuses": [{"id", "status": "sent|delivered|read|played|failed", "timestamp",
//     "biz_opaque_callback_data", "errors": [{"code"}]}]

import { z } from 'zod';
import { changesIn, list, momentOf, read } from './envelope.ts';

export type HeardStatus = {
  /** phone_number_id of the sender. */
  sender: string;
  /** Meta's id of the message; holds a number, so it is personal. */
  id: string;
  status: string;
  /** What the message was labelled with, by the ledger or by its sender. */
  label?: string;
  /** Meta's code of why it failed. */
  error?: number;
  /** ISO 8601, where Meta says so. */
  at?: string;
};

const valueSchema = z.looseObject({
  metadata: z.looseObject({ phone_number_id: z.string() }),
  statuses: list,
});
const statusSchema = z.looseObject({
  id: z.string().min(1).max(512),
  // A kind that is new to us is kept as well.
  status: z.string().regex(/^[a-z_]{1,32}$/),
  timestamp: z.unknown(),
  biz_opaque_callback_data: z.string().max(512).optional().catch(undefined),
  errors: z.array(z.looseObject({ code: z.coerce.number().int() })).catch([]),
});

/** Every status in a webhook's body, in its order. */
export function statusesIn(body: unknown): HeardStatus[] {
  return changesIn(body)
    .filter(({ field }) => field === 'messages')
    .flatMap(({ value }) => read(valueSchema, value))
    .flatMap(({ metadata, statuses }) =>
      statuses
        .flatMap((status) => read(statusSchema, status))
        .map(({ id, status, timestamp, biz_opaque_callback_data: label, errors: [error] }) => ({
          sender: metadata.phone_number_id,
          id,
          status,
          ...(label !== undefined && { label }),
          ...(error !== undefined && Math.abs(error.code) < 2 ** 31 && { error: error.code }),
          ...momentOf(timestamp),
        })),
    );
}
