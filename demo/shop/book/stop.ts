// A stop by the customer on the profile page, and the ledger's record of it.

import { z } from 'zod';

export const stopSchema = z.strictObject({
  kind: z.literal('stop'),
  /** Made with the button, so that pressing it twice is one stop. */
  id: z.uuid(),
  customer: z.uuid(),
  /** Id of the notice whose purposes the customer stopped. */
  notice: z.string(),
  at: z.iso.datetime(),
  record: z.string(),
});

export type Stop = z.infer<typeof stopSchema>;
