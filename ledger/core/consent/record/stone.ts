// A stone: what an erasure leaves of a subject, so that no stop is forgotten. It holds no record and no
// grant: tags by which the person is still found, links, and the stops, objections and suspensions that
// stood.
//
// It is the fold of the record that holds it: the stored state of an erased subject is the stone's, until a
// fresh act adds to it (core/audit/audit-people.ts).

import { z } from 'zod';
import { keptTagSchema } from '../../subject/identifier.ts';
import type { ConsentState } from '../state.ts';
import { isState } from '../state-shape.ts';

const grantsNothing = ({ grants, ticks, unmatched, tried }: ConsentState): boolean =>
  Object.keys(grants).length === 0 && [ticks, unmatched, tried].every((one) => one === undefined);

/** A state (state.ts) that allows nothing. */
const stoneStateSchema = z
  .record(z.string(), z.unknown())
  .refine((value) => isState(value) && grantsNothing(value), {
    error: 'must be a consent state without grants',
  }) as unknown as z.ZodType<ConsentState>;

export const stoneSchema = z.strictObject({
  subject: z.uuid(),
  tags: z.array(keptTagSchema),
  state: stoneStateSchema,
});
export type Stone = z.infer<typeof stoneSchema>;
