// What a PATCH may hold: at least one thing to change. A body that changes nothing is a mistake of the
// caller's, who would take 200 for done.

import { z } from 'zod';

/** @param idle a body that holds something and yet changes nothing */
export function changeBody<Shape extends z.ZodRawShape>(
  shape: Shape,
  idle: (body: Record<string, unknown>) => boolean = () => false,
) {
  const rule = { error: 'names nothing to change', params: { rule: 'nothing_to_change' } };
  return z
    .strictObject(shape)
    .refine((body) => Object.keys(body).length > 0 && !idle(body), rule)
    .meta({ minProperties: 1 });
}
