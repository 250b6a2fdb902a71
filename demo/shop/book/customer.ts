// A customer of the shop, known by the shop's own session cookie. The book keeps only the cookie's hash.

import { z } from 'zod';

export const customerSchema = z.strictObject({
  kind: z.literal('customer'),
  id: z.uuid(),
  /** SHA-256 of the session cookie, hexadecimal. */
  session: z.string(),
  name: z.string(),
  address: z.string(),
  /** E.164. */
  phone: z.string(),
});

export type Customer = z.infer<typeof customerSchema>;
