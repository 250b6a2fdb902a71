// Which records are asked for: the fields that a page of the register, an export and others have in common.

import { z } from 'zod';
import { metaNames, namesIn, personNamed } from '../../channels/server/named-person.ts';
import { LedgerError } from '../../core/error.ts';
import { filterFields, inRange, isRange, type RegisterFilter } from '../../core/register/filter.ts';
import type { CanonicalIdentifier } from '../../core/subject/identifier.ts';

export const recordFields = {
  business: z
    .string()
    .max(64)
    .optional()
    .meta({ description: 'Of the key; where it is said, it must be that one.' }),
  number: z.string().min(1).max(64).optional().meta({
    description: 'Only records of the person with this number, under every name Meta gives them.',
  }),
  ...metaNames,
  ...filterFields,
} as const;

type Asked = z.output<z.ZodObject<typeof recordFields>>;

/** What no field can say by itself: one person at most, and a range that is one. */
export const ofRecords = <S extends z.ZodType<Asked>>(schema: S): S =>
  schema
    .refine((asked) => namesIn(asked) <= 1, {
      error: `takes at most one of number, ${Object.keys(metaNames).join(', ')}`,
      path: ['number'],
      params: { rule: 'one_person' },
    })
    .refine((asked) => asked.subject === undefined || namesIn(asked) === 0, {
      error: 'a person is asked for by subject or by a name, not by both',
      path: ['subject'],
      params: { rule: 'one_person' },
    })
    .refine(isRange, inRange);

/** Throws forbidden where another business than the key's is named. */
export function recordsAsked(
  business: string,
  { business: named, number, wa_id, bsuid, parent_bsuid, ...filter }: Asked,
): { filter: RegisterFilter; person?: CanonicalIdentifier } {
  // Whether there is such a business is not told.
  if (named !== undefined && named !== business)
    throw new LedgerError('forbidden', 'This key is of another business.');
  const naming = { number, wa_id, bsuid, parent_bsuid };
  return { filter, ...(namesIn(naming) > 0 && { person: personNamed(naming).canonical }) };
}
