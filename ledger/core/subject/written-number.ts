// How people and programs write an international number, down to its digits. Knows notation, not numbering plans.
//
//   +91 98765-43210      E.164 with separators (ITU-T E.123)
//   0091 98765 43210     the international prefix 00 for +
//   tel:+91-98765-43210  RFC 3966, global form, without parameters
//   919876543210         Meta's wa_id: bare digits that begin with the calling code
//
// Must never guess a country: a number without its calling code is somebody else's number in another country.

import { type IdentifierRefused, refused } from './refusal.ts';

/** Characters of input; no notation above needs more, and everything behind this bound is linear in it. */
export const WRITTEN_NUMBER_MAX = 64;

// Spaces (plain, no-break, narrow no-break), parentheses, dots, hyphens (ASCII, Unicode, no-break).
const separators = /[ \u00a0\u202f().\-\u2010\u2011]/g;
const uriScheme = /^tel:/i;
const asciiDigits = /^[0-9]+$/;

export type WrittenNumber =
  /** Calling code and national number, as one string of ASCII digits; not yet checked against any plan. */
  { readonly kind: 'digits'; readonly digits: string } | IdentifierRefused;

/** Reads unknown input as an international number. */
export function parseWrittenNumber(input: unknown): WrittenNumber {
  if (typeof input !== 'string') return refused('text');
  if (input.length > WRITTEN_NUMBER_MAX) return refused('input_length');
  // Most numbers come from programs and are clean; the rest of the work is for people's spelling.
  if (input.charCodeAt(0) === 0x2b && asciiDigits.test(input.slice(1))) return digits(input.slice(1));
  const text = input.replace(uriScheme, '');
  const compact = text.replace(separators, '');
  const number = compact.startsWith('+') ? compact.slice(1) : compact;
  if (number === '') return refused('empty');
  if (!asciiDigits.test(number)) return refused('character');
  if (compact.startsWith('+')) return digits(number);
  // RFC 3966 section 5.1.4: without + a number is local, and means nothing without a phone-context.
  if (text !== input) return refused('calling_code_missing');
  if (number.startsWith('00')) return digits(number.slice(2));
  // A wa_id has no separators. Digits that a person grouped are a national number: (415) 555-0123 in California must
  // not become +41 55 550 12 3 in Switzerland. Nor does a calling code begin with 0.
  if (number.startsWith('0') || text.trim() !== number) return refused('calling_code_missing');
  return digits(number);
}

function digits(text: string): WrittenNumber {
  return text === '' ? refused('empty') : { kind: 'digits', digits: text };
}
