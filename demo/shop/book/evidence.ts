// The evidence file of a record, fetched once and kept, because the ledger records each time that it hands
// one out.

import { z } from 'zod';

export const evidenceSchema = z.strictObject({
  kind: z.literal('evidence'),
  /** Id of the record. */
  id: z.string(),
  /** Exactly the bytes of the ledger's answer, as text. */
  file: z.string(),
});

export type Evidence = z.infer<typeof evidenceSchema>;
