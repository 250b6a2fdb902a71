// The name in the token of a preview. Rows that no record tells of are found by it alone, so it is needed
// once more when the token is used. It is sealed: a token may lie in a log or in the history of a shell.

import type { ErasureClaims } from '../../auth/erasure-token.ts';
import {
  type CanonicalIdentifier,
  identifierSchema,
  normalizeIdentifier,
} from '../../core/subject/identifier.ts';
import { openText, type SealedPlace, sealText } from '../../core/subject/sealed-call.ts';
import type { Keys } from '../keys.ts';
import type { World } from '../world.ts';

type Of = Pick<ErasureClaims, 'id' | 'business'>;

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
  { asked, ...of }: Of & Pick<ErasureClaims, 'asked'>,
): CanonicalIdentifier | undefined {
  const text = asked && openText(keys.master, placeOf(of), Buffer.from(asked, 'base64'));
  if (!text) return undefined;
  const name = normalizeIdentifier(identifierSchema.parse(JSON.parse(text)));
  return name.kind === 'refused' ? undefined : name;
}
