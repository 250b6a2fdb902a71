// A tick that a form brought: what the widget signed, and what the ledger made of it. While there is no outcome the
// shop still owes the ledger the record, across restarts too.

import { z } from 'zod';

const recordedSchema = z.strictObject({
  kind: z.literal('recorded'),
  record: z.string(),
  grade: z.string(),
  leaf_index: z.int(),
  tree_size: z.int(),
  recorded_at: z.string(),
  /** The customer's own page of this record; absent in a book from before there were any. */
  link: z.string().optional(),
});

const refusedSchema = z.strictObject({ kind: z.literal('refused'), code: z.string(), detail: z.string() });

export const tickSchema = z.strictObject({
  kind: z.literal('tick'),
  id: z.uuid(),
  customer: z.uuid(),
  /** The order it came with; absent in an older book, when it came from the profile. */
  order: z.string().optional(),
  /** Id of the notice. */
  notice: z.string(),
  at: z.iso.datetime(),
  /** The widget's signed record; absent where the page had no JavaScript, and so nothing was signed. */
  jws: z.string().optional(),
  outcome: z.discriminatedUnion('kind', [recordedSchema, refusedSchema]).optional(),
});

export type Tick = z.infer<typeof tickSchema>;
export type Recorded = z.infer<typeof recordedSchema>;
