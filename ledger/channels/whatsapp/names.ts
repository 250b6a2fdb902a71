// The names by which Meta calls a person: a number, a business-scoped id, one of linked portfolios. Each may be absent.

import { type Identifier, identifierSchema, normalizeIdentifier } from '../../core/subject/identifier.ts';
import { read } from './envelope.ts';

/** In which fields they stand, in this order. */
export type NameFields = readonly [number: string, id: string, parentId: string];

/** Every name that is there and can be one. */
export function named(of: Record<string, unknown>, fields: NameFields): Identifier[] {
  const kinds = ['wa_id', 'bsuid', 'parent_bsuid'] as const;
  return kinds
    .flatMap((kind, i) => read(identifierSchema, { kind, value: of[fields[i]!] }))
    .filter((one) => normalizeIdentifier(one).kind !== 'refused');
}
