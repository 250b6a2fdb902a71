// What a written number says as an international one, down to its digits. Knows notation, not numbering
// plans.
//
//   +91 98765-43210      E.164 with separators (ITU-T E.123)
//   0091 98765 43210     the international prefix 00 for +
//   tel:+91-98765-43210  RFC 3966, global form; sms: (RFC 5724) as well
//   919876543210         Meta's wa_id: bare digits that begin with the calling code
//
// Programs put something around a number that says nothing more of whom it means:
//
//   whatsapp:+919876543210        how Twilio names a person
//   wa.me/919876543210            a link to a chat, always in international form
//   919876543210:7@s.whatsapp.net how other clients of WhatsApp name a person; @c.us too, a device behind ‹:›
//   '+919876543210, ="+91…"       how a spreadsheet keeps a number from becoming a sum
//   +91 11 2345 6789;ext=5, x 5   an extension: the subscriber's number is the one before it
//   919876543210.0                a column that a table took for decimal numbers
//
// Must never guess a country: a number without its calling code is another person's number in another
// country.

import { type Notation, readNotation } from './notation.ts';
import { type IdentifierRefused, refused } from './refusal.ts';

/** Characters of input; no notation needs more, and everything behind this bound is linear in it. */
export const WRITTEN_NUMBER_MAX = 64;

const asciiDigits = /^[0-9]+$/;

// Quotation marks of every script, and what a spreadsheet writes before one; white space and unseen signs.
const around = /^[\s\p{Cf}\p{Pi}\p{Pf}"'`\u00b4=]+|[\s\p{Cf}\p{Pi}\p{Pf}"'`\u00b4]+$/gu;
const address = /^(?:whatsapp:)?\+?(\d+)(?:\.\d+)?(?::\d+)?@(?:s\.whatsapp\.net|c\.us)$/i;
const chatLink = /^(?:https?:\/\/)?wa\.me\/\+?(?=\d+\/?$)/i;
// RFC 3966 section 5.3 and as people write it; only behind an international number.
const parameters = /^((?:tel:)?[/([]*(?:\+|00).*?\d[)\]]*)(?:;[a-z-]+(?:=[^;]*)?)+$/i;
// An x stands alone: between digits it may stand for one that is hidden.
const extension = /^([([]*(?:\+|00).*\d[)\]]*)(?:,?\s*ext(?:n|ension)?|,?\s+x)[.:]?\s*\d{1,7}$/i;

const fraction = /^(\+?\d{8,})\.0$/;

/** Without what a program has put around it; any other text stays as it is. */
export function unwrapped(text: string): string {
  const bare = text.replaceAll(around, '');
  if (address.test(bare)) return bare.replace(address, '+$1');
  return bare
    .replace(chatLink, '+')
    .replace(/^sms:/i, 'tel:')
    .replace(/^whatsapp:(?:\/\/)?/i, '')
    .replace(parameters, '$1')
    .replace(extension, '$1')
    .replace(fraction, '$1');
}

export type WrittenNumber =
  /** Calling code and national number, as one string of ASCII digits; not yet checked against any plan. */
  | { readonly kind: 'digits'; readonly digits: string /** Less a "(0)". */; readonly withoutZero?: string }
  | IdentifierRefused;

/** Reads unknown input as an international number. */
export function parseWrittenNumber(input: unknown): WrittenNumber {
  if (typeof input !== 'string') return refused('text');
  if (input.length > WRITTEN_NUMBER_MAX) return refused('input_length');
  // Most numbers come from programs and are clean; the rest of the work is for people's spelling.
  if (input.charCodeAt(0) === 0x2b && asciiDigits.test(input.slice(1))) return digits(input.slice(1));
  const notation = readNotation(asciiDigits.test(input) ? input : unwrapped(input));
  if (notation === undefined) return refused('character');
  if (notation.digits === '') return refused('empty');
  const { plus, uri, grouped } = notation;
  if (plus) return digits(notation.digits, notation);
  // RFC 3966 section 5.1.4: without + a number is local, and means nothing without a phone-context.
  if (uri) return refused('calling_code_missing');
  if (notation.digits.startsWith('00')) return digits(notation.digits.slice(2), notation, 2);
  // A wa_id has no separators. Digits that a person grouped are a national number: (415) 555-0123 in
  // California must not become +41 55 550 12 3 in Switzerland. Nor does a calling code begin with 0.
  if (notation.digits.startsWith('0') || grouped) return refused('calling_code_missing');
  return digits(notation.digits);
}

function digits(text: string, { withoutZero }: Partial<Notation> = {}, prefix = 0): WrittenNumber {
  if (text === '') return refused('empty');
  return { kind: 'digits', digits: text, ...(withoutZero && { withoutZero: withoutZero.slice(prefix) }) };
}
