// Whose call it is, as a platform writes it: a number, an address of SIP with a number in it, or a word that
// says that the number is withheld. Known here for every dialect.
//
//   +14155550100   sip:+14155550100@carrier.example   "Ann" <sip:+14155550100@carrier.example;user=phone>

import type { IvrRequest } from './dialect.ts';
import { queryOf } from './fields.ts';

/** What a withheld number is called, as a word or spelled on the keys: ANONYMOUS is 266696687. */
const withheld = ['ANONYMOUS', 'BLOCKED', 'PRIVATE', 'RESTRICTED', 'UNAVAILABLE', 'UNKNOWN'];
const onKeys = 'ABC2 DEF3 GHI4 JKL5 MNO6 PQRS7 TUV8 WXYZ9'.split(' ');
const spelled = (word: string): string =>
  [...word].map((letter) => onKeys.find((key) => key.includes(letter))!.at(-1)).join('');
/** As some have spelled PRIVATE. */
const misspelled = '7748483';
const nobodys = new Set([...withheld, ...withheld.map(spelled), misspelled]);

/** An address of SIP with a name before it and parameters behind it. */
export const givenMax = 512;
const callerMax = 64;

/**
 * No call fails over a strange caller id: what cannot be a number is none, and the flow asks for one.
 * @param over `isFull`: the platform writes every number in full and leaves out the +
 */
export function callerOf(given: string | undefined, { isFull = false } = {}): { caller?: string } {
  if (given === undefined || given.length > givenMax || !/^[^\p{Cc}\p{Cs}]+$/u.test(given)) return {};
  const bare = addressed(given);
  const caller = isFull ? internationalOf(bare) : bare;
  const isNobodys = nobodys.has(bare.replace(/^\+/, '').trim().toUpperCase());
  return caller === '' || caller.length > callerMax || isNobodys ? {} : { caller };
}

const inBrackets = /<([^<>]*)>[^<>]*$/;
/** RFC 3261, 19.1; the user may stand alone. RFC 3966: a number that begins with no + names its country. */
const address = /^\s*(?:sips?:)?([^@;]*)(?:;[^@]*)?@/i;
const local = /^\s*(?:sips?:|tel:)?([\d\-.()]+);(?:[^@]*;)?phone-context=(\+[1-9]\d{0,2})(?![\d])/i;

/** The user part of an address; any other text as it is. */
function addressed(given: string): string {
  const bare = (inBrackets.exec(given)?.[1] ?? given).replaceAll(/%2b/gi, '+');
  const [, number, context] = local.exec(bare) ?? [];
  if (number !== undefined) return `${context}${number.replace(/^0/, '')}`;
  const user = address.exec(bare)?.[1] ?? bare.replace(/^\s*sips?:/i, '');
  // A password may stand behind the user, as nobody writes it today.
  return user === bare ? bare : (user.split(/[:;]/, 1)[0] ?? '');
}

/**
 * Whether the business has made the call, so that the person is the one who is called: the platform says so,
 * or the URL that the business gave it (`?direction=outbound`), whatever the platform says.
 */
export function isOutgoing(request: IvrRequest, said?: string): boolean {
  const own = new URLSearchParams(queryOf(request)).get('direction');
  return [said, own].some((one) => /^\s*out/i.test(one ?? ''));
}

/** Of platforms that write every number in full and leave out the +. */
const internationalOf = (given: string): string => (/^[1-9][0-9]{6,14}$/.test(given) ? `+${given}` : given);
