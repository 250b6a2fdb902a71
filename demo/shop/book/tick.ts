// A tick from a form: what the widget signed, and the ledger's answer. While there is no outcome, the shop
// still owes the ledger the record, even after a restart.

import { z } from 'zod';

const recordedSchema = z.strictObject({
  kind: z.literal('recorded'),
  record: z.string(),
  grade: z.string(),
  /** Why it is no higher; absent in a book from before the ledger said so. */
  grade_reasons: z.array(z.string()).optional(),
  leaf_index: z.int(),
  tree_size: z.int(),
  recorded_at: z.string(),
  /** The customer's own page of this record. Absent in an older book. */
  link: z.string().optional(),
});

const refusedSchema = z.strictObject({ kind: z.literal('refused'), code: z.string(), detail: z.string() });

export const tickSchema = z.strictObject({
  kind: z.literal('tick'),
  id: z.uuid(),
  customer: z.uuid(),
  /** The order it came with. Absent in an older book, if it came from the profile. */
  order: z.string().optional(),
  /** Id of the notice. */
  notice: z.string(),
  at: z.iso.datetime(),
  /** The widget's signed record. Absent where the page had no JavaScript, so nothing was signed. */
  jws: z.string().optional(),
  outcome: z.discriminatedUnion('kind', [recordedSchema, refusedSchema]).optional(),
});

export type Tick = z.infer<typeof tickSchema>;
export type Recorded = z.infer<typeof recordedSchema>;
