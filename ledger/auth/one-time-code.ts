// One-time codes by which a person proves that a number is theirs. A code is derived from the random id of
// its challenge under a secret outside the database, so that the same request can be answered again. No
// stored value reveals a code: the database holds only a MAC of it.
//
//   whatsapp  OPT-7K4M-92QX   40 bits in Crockford's base 32, found in whatever the person writes around it
//   code      482913          6 digits, typed in; a few tries, then it is dead

import { type MacKeys, mac, macIs } from '../core/mac.ts';

/** How long a code is good, milliseconds. */
export const codeLifetimeMs = 15 * 60_000;
/** Digits of a code that is typed in, and how often one may be tried. */
export const digitsMax = 6;
export const triesMax = 5;

/** Without I, L, O and U: no letter looks like a digit, and no word comes out. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const written = /\bOPT[-\s]?([0-9A-Z]{4})[-\s]?([0-9A-Z]{4})\b/i;

/** What a WhatsApp message must hold. */
export function messageCode(keys: MacKeys, challenge: string): string {
  const bytes = mac(keys, 'message-code/v1', challenge);
  const symbols = Array.from(bytes.subarray(0, 8), (byte) => alphabet[byte & 31]).join('');
  return `OPT-${symbols.slice(0, 4)}-${symbols.slice(4)}`;
}

/**
 * The code that is sent to the number and typed in. Of 2^48 values each of the million codes comes equally
 * often, to one part in 10^8.
 */
export function digitCode(keys: MacKeys, challenge: string): string {
  const value = mac(keys, 'digit-code/v1', challenge).readUIntBE(0, 6);
  return String(value % 10 ** digitsMax).padStart(digitsMax, '0');
}

/** The first code in a message, as messageCode writes it; O is read as 0, I and L as 1. */
export function findMessageCode(text: string): string | undefined {
  const [, first, second] = written.exec(text) ?? [];
  if (first === undefined || second === undefined) return undefined;
  return `OPT-${plain(first)}-${plain(second)}`;
}

const plain = (symbols: string) => symbols.toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1');

/**
 * Under what a code is kept. `within`: a business, whose messages are searched; or the one challenge it
 * belongs to.
 */
export const codeMac = (keys: MacKeys, within: string, code: string): Buffer =>
  mac(keys, 'one-time-code/v1', within, code);

/** Whether this is the code that is kept as `kept`. */
export const isCode = (keys: MacKeys, kept: Buffer, within: string, code: string): boolean =>
  macIs(keys, kept, 'one-time-code/v1', within, code);

/**
 * Under what messages to one number are counted, for all businesses together: it is one telephone that rings.
 */
export const numberMac = (keys: MacKeys, number: string): Buffer => mac(keys, 'asked-number/v1', number);

export const isAskedNumber = (keys: MacKeys, kept: Buffer, number: string): boolean =>
  macIs(keys, kept, 'asked-number/v1', number);
