// The name in the token of a preview, and in the request of a person who wrote from it. Rows that no record
// tells of are found by it alone, so it is needed once more when the token or the request is used. It is
// sealed: a token may lie in a log or in the history of a shell, and a request lies in the database.

import {
  type CanonicalIdentifier,
  identifierSchema,
  normalizeIdentifier,
} from '../../core/subject/identifier.ts';
import { openText, type SealedPlace, sealText } from '../../core/subject/sealed-call.ts';
import type { Keys } from '../keys.ts';
import type { World } from '../world.ts';

/** `id`: of the preview; of a request, the tag of its name. */
type Of = { id: string | Uint8Array; business: string };

const placeOf = ({ id, business }: Of): SealedPlace => ({ what: 'erasure', name: id, business });

export const sealAsked = (
  { keys, world }: Keys<'master'> & { world: Pick<World, 'random'> },
  of: Of,
  { kind, value }: CanonicalIdentifier,
): string =>
  sealText(keys.master, placeOf(of), world.random(12), JSON.stringify({ kind, value })).toString('base64');

/** Undefined: none was asked about, or it was sealed under another master key. */
export function openAsked(
  { keys }: Keys<'master'>,
  { asked, ...of }: Of & { asked?: string | undefined },
): CanonicalIdentifier | undefined {
  const text = asked && openText(keys.master, placeOf(of), Buffer.from(asked, 'base64'));
  if (!text) return undefined;
  const name = normalizeIdentifier(identifierSchema.parse(JSON.parse(text)));
  return name.kind === 'refused' ? undefined : name;
}
