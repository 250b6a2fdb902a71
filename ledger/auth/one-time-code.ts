// One-time codes by which somebody shows that a number is theirs. A code is derived from the random id of its challenge
// under a secret outside the database, so that the same request can be answered again, and nothing that is stored tells
// a code: of each only a MAC is kept.
//
//   whatsapp  OPT-7K4M-92QX   40 bits in Crockford's base 32, found in whatever the person writes around it
//   code      482913          6 digits, typed in; a few tries, then it is dead

import { createHmac, type KeyObject } from 'node:crypto';

/** How long a code is good, milliseconds. */
export const codeLifetimeMs = 15 * 60_000;
/** Digits of a code that is typed in, and how often one may be tried. */
export const digitsMax = 6;
export const triesMax = 5;

/** Without I, L, O and U: nobody mistakes one for another, and no word comes out. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const written = /\bOPT[-\s]?([0-9A-Z]{4})[-\s]?([0-9A-Z]{4})\b/i;

const mac = (key: KeyObject, context: string, ...parts: readonly string[]) =>
  createHmac('sha256', key)
    .update(`optmark/${context}/v1\0${JSON.stringify(parts)}`)
    .digest();

/** What a WhatsApp message must hold. */
export function messageCode(key: KeyObject, challenge: string): string {
  const bytes = mac(key, 'message-code', challenge);
  const symbols = Array.from(bytes.subarray(0, 8), (byte) => alphabet[byte & 31]).join('');
  return `OPT-${symbols.slice(0, 4)}-${symbols.slice(4)}`;
}

/** What is sent to the number and typed in. Of 2^48 values each of the million comes as often, to one part in 10^8. */
export function digitCode(key: KeyObject, challenge: string): string {
  const value = mac(key, 'digit-code', challenge).readUIntBE(0, 6);
  return String(value % 10 ** digitsMax).padStart(digitsMax, '0');
}

/** The first code in a message, as messageCode writes it; O is read as 0, I and L as 1. */
export function findMessageCode(text: string): string | undefined {
  const [, first, second] = written.exec(text) ?? [];
  if (first === undefined || second === undefined) return undefined;
  return `OPT-${plain(first)}-${plain(second)}`;
}

const plain = (symbols: string) => symbols.toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1');

/** Under what a code is kept. `within`: a business, whose messages are searched; or the one challenge it belongs to. */
export function codeMac(key: KeyObject, within: string, code: string): Buffer {
  return mac(key, 'one-time-code', within, code);
}

/** Under what messages to one number are counted, for all businesses together: it is one telephone that rings. */
export function numberMac(key: KeyObject, number: string): Buffer {
  return mac(key, 'asked-number', number);
}
