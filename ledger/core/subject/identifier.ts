// The names by which a person is known: as given, and in the one canonical form that is looked up.
//
//   number        E.164, by number.ts
//   wa_id         Meta's spelling of a number; becomes a `number`, or where no plan has such a one, stays as
//                 Meta spells it
//   bsuid         business-scoped user id, `CC.` and up to 128 letters and digits
//   parent_bsuid  the same over linked portfolios, `CC.ENT.…`
//   external_id   the shop's own customer number, opaque: no phone number and no e-mail address. Digits alone
//                 are a customer number, unless they are the person's own (isOfNumber)
//
// Canonical values contain no control character: tag.ts relies on that.

import { z } from 'zod';
import { normalizeNumber, normalizeWaId } from './number.ts';
import { type IdentifierRefused, refused } from './refusal.ts';
import { unwrapped } from './written-number.ts';

export { type NormalizedNumber, normalizeConsenting, normalizeNumber } from './number.ts';

/** Characters of an identifier as given, above the longest canonical one. */
export const valueMax = 256;

export const identifierKindSchema = z.enum(['number', 'wa_id', 'bsuid', 'parent_bsuid', 'external_id']);

/** An identifier as given, kept sealed in the record; not yet normalised. */
export const identifierSchema = z.strictObject({
  kind: identifierKindSchema,
  value: z.string().min(1).max(valueMax),
});

export type Identifier = z.infer<typeof identifierSchema>;

/**
 * The tag of an identifier that is not kept itself (tag.ts), as a record or a line of the journal holds it.
 */
export const keptTagSchema = z.strictObject({ kind: identifierKindSchema, pepper: z.int(), tag: z.base64() });

/** Numbers are given to one person after another; ids never are. */
export const isNumber = ({ kind }: Pick<Identifier, 'kind'>): boolean =>
  kind === 'number' || kind === 'wa_id';

/** An identifier that equals another only if both name the same person's same address. */
export type CanonicalIdentifier = {
  readonly kind: Identifier['kind'];
  readonly value: string;
};

/** A person as a reader names them: by a name, or by the id that an answer gave. */
export type PersonReference = CanonicalIdentifier | { readonly kind: 'subject'; readonly value: string };

const asMetaSpells = /^\+?[1-9][0-9]{6,19}$/;
// BSUIDs are compared as Meta sends them: nothing says that upper and lower case mean the same.
const bsuid = /^[A-Z]{2}\.[A-Za-z0-9]{1,128}$/;
const parentBsuid = /^[A-Z]{2}\.ENT\.[A-Za-z0-9]{1,128}$/;
// ASCII only: beyond it one visible name has several encodings, and two of them would be two people.
const externalId = /^[\x21-\x7e](?:[\x20-\x7e]{0,126}[\x21-\x7e])?$/;

/** The canonical form of an identifier, or why it has none. Never throws. */
export function normalizeIdentifier({ kind, value }: Identifier): CanonicalIdentifier | IdentifierRefused {
  switch (kind) {
    case 'number': {
      const number = normalizeNumber(value);
      return number.kind === 'refused' ? number : { kind, value: number.e164 };
    }
    case 'wa_id': {
      const number = normalizeWaId(value);
      if (number.kind === 'number') return { kind: 'number', value: number.e164 };
      // Plans change, and Meta keeps the older numbers: the person is found by the name Meta uses.
      const spelled = unwrapped(value);
      return asMetaSpells.test(spelled) ? { kind, value: spelled.replace('+', '') } : number;
    }
    case 'bsuid':
      return bsuid.test(value) ? { kind, value } : refused('bsuid_format');
    case 'parent_bsuid':
      return parentBsuid.test(value) ? { kind, value } : refused('parent_bsuid_format');
    case 'external_id':
      return opaque(value) ?? { kind, value };
  }
}

const emailAddress = /[^\s@<>]@[^\s@<>]+\.[^\s@<>]/;

/**
 * Why this is no id of the shop's own. It goes where a number never may, such as the change feed, so what a
 * stranger could reach the person by is refused.
 */
function opaque(value: string): IdentifierRefused | undefined {
  if (!externalId.test(value)) return refused('external_id_format');
  if (emailAddress.test(value)) return refused('external_id_is_email');
  // Digits alone may mean anything, and no reader can tell. What says that it is international does not.
  const isDigits = /^\d+$/.test(value);
  return !isDigits && normalizeNumber(value).kind === 'number' ? refused('external_id_is_number') : undefined;
}

/** Of a national number at least: seven digits are the end of another's by chance once in ten million. */
const ownDigitsMin = 7;

/**
 * Whether an external id is this number, with or without its calling code, a prefix and separators.
 * @param number E.164
 */
export function isOfNumber(externalId: string, number: string): boolean {
  const digits = externalId.replaceAll(/[\s()./+-]/g, '').replace(/^0+/, '');
  return digits.length >= ownDigitsMin && /^\d+$/.test(digits) && number.endsWith(digits);
}

/** The canonical number (E.164) among identifiers as given; the first if there are several. */
export function numberAmong(identifiers: readonly Identifier[]): string | undefined {
  for (const identifier of identifiers) {
    const canonical = normalizeIdentifier(identifier);
    if (canonical.kind === 'number') return canonical.value;
  }
  return undefined;
}
