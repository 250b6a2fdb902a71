// What a PATCH may hold: at least one thing to change. A body that changes nothing is a mistake of the
// caller's, who would take 200 for done.

import { z } from 'zod';

/** Whether a thing is a test, in a PATCH: refused with the reason, and not as a field that is unknown. */
export const fixedTest = z
  .unknown()
  .optional()
  .refine((value) => value === undefined, {
    error: 'is fixed at creation: make another one',
    params: { rule: 'fixed_at_creation' },
  })
  .meta({ description: 'Fixed at creation: refused.' });

export const testMeaning =
  'Made to try things out, for ever: nothing that is recorded with it allows a message, and registers, counts and ' +
  'exports leave it out unless asked.';

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
