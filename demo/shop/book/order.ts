// An order as the customer placed it. It keeps its own copy of the address, because a customer may move
// later.

import { z } from 'zod';

export const quantityMax = 4;

export const orderSchema = z.strictObject({
  kind: z.literal('order'),
  id: z.string().regex(/^FP-\d{4,}$/),
  customer: z.uuid(),
  placed_at: z.iso.datetime(),
  quantity: z.int().min(1).max(quantityMax),
  name: z.string(),
  address: z.string(),
  /** E.164. */
  phone: z.string(),
});

export type Order = z.infer<typeof orderSchema>;
