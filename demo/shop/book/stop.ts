// A stop that the customer asked for on the profile page, and the ledger's record of it.

import { z } from 'zod';

export const stopSchema = z.strictObject({
  kind: z.literal('stop'),
  /** Drawn with the button: pressing it twice is one stop. */
  id: z.uuid(),
  customer: z.uuid(),
  /** Id of the notice whose purposes were stopped. */
  notice: z.string(),
  at: z.iso.datetime(),
  record: z.string(),
});

export type Stop = z.infer<typeof stopSchema>;
