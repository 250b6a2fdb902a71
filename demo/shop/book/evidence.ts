// The evidence file of a record, fetched once and kept: the ledger notes in its log each time one is handed out.

import { z } from 'zod';

export const evidenceSchema = z.strictObject({
  kind: z.literal('evidence'),
  /** Id of the record. */
  id: z.string(),
  /** Exactly the bytes that the ledger answered, as text. */
  file: z.string(),
});

export type Evidence = z.infer<typeof evidenceSchema>;
