// Whom a request is about: one person, by exactly one of the names a person can have. A number, or what Meta calls them.

import { z } from 'zod';
import { LedgerError } from '../core/error.ts';
import {
  type CanonicalIdentifier,
  type Identifier,
  normalizeIdentifier,
  valueMax,
} from '../core/subject/identifier.ts';

/** The fields, and what is in them. `recipient`: the number a message would go to. */
const kinds = {
  recipient: 'number',
  number: 'number',
  wa_id: 'wa_id',
  bsuid: 'bsuid',
  parent_bsuid: 'parent_bsuid',
} as const;
type Field = keyof typeof kinds;
const fields = Object.keys(kinds) as Field[];

const name = z.string().min(1).max(valueMax).optional();

/** In the place of a number. */
export const metaNames = {
  wa_id: name.meta({ description: 'The number as Meta spells it.' }),
  bsuid: name.meta({ description: 'Meta’s business-scoped user id.', example: 'IN.13491208655302741918' }),
  parent_bsuid: name.meta({
    description: 'Meta’s business-scoped user id over linked portfolios.',
    example: 'IN.ENT.11815799212886844830',
  }),
};

export type Naming = { readonly [Name in Field]?: string | undefined };

export const namesOnePerson = (asked: Naming): boolean =>
  fields.filter((field) => asked[field] !== undefined).length === 1;

/** What is said where a request names nobody, or more than one. */
export const oneName = {
  error: `needs exactly one of number, ${Object.keys(metaNames).join(', ')}`,
  path: ['number'],
  params: { rule: 'one_name' },
};

/** The schema has seen to it that there is exactly one name. Throws invalid, without the value. */
export function personNamed(asked: Naming): { given: Identifier; canonical: CanonicalIdentifier } {
  const field = fields.find((one) => asked[one] !== undefined) ?? 'number';
  const given: Identifier = { kind: kinds[field], value: asked[field] ?? '' };
  const canonical = normalizeIdentifier(given);
  if (canonical.kind !== 'refused') return { given, canonical };
  throw new LedgerError('invalid', 'Nobody on WhatsApp can have this name.', {
    faults: [{ pointer: `/${field}`, rule: canonical.rule, detail: canonical.detail }],
  });
}
