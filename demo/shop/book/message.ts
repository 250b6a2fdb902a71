// A message that the shop wanted to send, and the gate's answer.

import { z } from 'zod';

export const purposes = ['shipping_update', 'marketing'] as const;
export type MessagePurpose = (typeof purposes)[number];

export const gateAnswerSchema = z.object({
  decision: z.enum(['allow', 'deny']),
  reasons: z.array(z.string()),
  record: z.string().optional(),
  tree_size: z.int(),
  permit: z.string().optional(),
});

export type GateAnswer = z.infer<typeof gateAnswerSchema>;

export const messageSchema = z.strictObject({
  kind: z.literal('message'),
  id: z.uuid(),
  order: z.string(),
  purpose: z.enum(purposes),
  at: z.iso.datetime(),
  /** Absent: the gate gave no answer, so nothing was sent. */
  answer: gateAnswerSchema.optional(),
  /** Why it did not go out, or may not have, for another reason than the gate's denial. */
  fault: z.string().optional(),
});

export type Message = z.infer<typeof messageSchema>;
