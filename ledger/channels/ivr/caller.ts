// Whose call it is, as a platform writes it: a number, an address of SIP with a number in it, or a word that
// says that the number is withheld. Known here for every dialect.
//
// Of a call's two numbers the person's is the one that is no line of the business, where it has named its
// lines; else the one that calls, or is called where the platform or the URL says that the business called.
//
//   +14155550100   sip:+14155550100@carrier.example   "Ann" <sip:+14155550100@carrier.example;user=phone>
//   "+1 415-555-0100"   <+14155550100>   tel:+1-415-555-0100   (+1) 415 555 0100

import { readNotation } from '../../core/subject/notation.ts';
import { callingCodeOf } from '../../core/subject/numbering-plan.ts';
import { unwrapped, WRITTEN_NUMBER_MAX } from '../../core/subject/written-number.ts';
import type { IvrRequest } from './dialect.ts';
import { type Fields, queryOf } from './fields.ts';

/** What a withheld number is called. A word is no number; spelled on the keys ANONYMOUS is 266696687. */
const withheld = ['ANONYMOUS', 'BLOCKED', 'PRIVATE', 'RESTRICTED', 'UNAVAILABLE', 'UNKNOWN'];
const onKeys = 'ABC2 DEF3 GHI4 JKL5 MNO6 PQRS7 TUV8 WXYZ9'.split(' ');
const spelled = (word: string): string =>
  [...word].map((letter) => onKeys.find((key) => key.includes(letter))!.at(-1)).join('');
/** As some have spelled PRIVATE. */
const misspelled = '7748483';
const nobodys = new Set([...withheld.map(spelled), misspelled]);

/** An address of SIP with a name before it and parameters behind it. */
export const givenMax = 512;

/**
 * No call fails over a strange caller id: what cannot be a number is none, and the flow asks for one. A
 * number is passed on without what stood around it and between its digits.
 * @param over `isFull`: the platform writes every number in full and leaves out the +
 */
export function callerOf(given: string | undefined, { isFull = false } = {}): { caller?: string } {
  if (given === undefined || given.length > givenMax) return {};
  const text = given.replaceAll(ends, '');
  if (/[\p{Cc}\p{Cs}]/u.test(text)) return {};
  const user = unwrapped(addressed(text)).replaceAll(pluses, '+');
  if (user.length > WRITTEN_NUMBER_MAX || isAddress.test(user)) return {};
  const written = readNotation(user);
  if (written === undefined || written.digits === '' || nobodys.has(written.digits)) return {};
  const { plus, digits, withoutZero } = written;
  // What that zero means the plan of its country says (core/subject/number.ts).
  if (withoutZero !== undefined) return { caller: user.slice(Math.max(0, user.indexOf('+'))) };
  const isWhole = plus || (isFull && /^[1-9][0-9]{6,14}$/.test(digits));
  return { caller: isWhole ? `+${digits}` : digits };
}

/** What no text holds, where a program has put it around one; and what stands for it. */
const ends = /^[\p{Cc}\ufffd]+|[\p{Cc}\ufffd]+$/gu;
const pluses = /[\uff0b\ufe62]/g;
/** Of a machine (IPv4), where a number would stand. */
const isAddress = /^\d{1,3}(?:\.\d{1,3}){3}$/;

const inBrackets = /<([^<>]*)>[^<>]*$/;
const quotes = /^[\s\p{Cf}\p{Pi}\p{Pf}"']+|[\s\p{Cf}\p{Pi}\p{Pf}"']+$/gu;
const scheme = /^(?:sips?|tel|callto|whatsapp):(?:\/\/)?/i;
/** RFC 3966: a number that begins with no + names its country. */
const local = /^([\d\-.()]+);(?:[^@;]*;)?phone-context=(\+[1-9]\d{0,2})(?!\d)/i;

/** The user part of an address (RFC 3261, 19.1), which may stand alone; else the text less its parameters. */
function addressed(given: string): string {
  const [, inside = given] = inBrackets.exec(given) ?? [];
  const bare = inside.replaceAll(quotes, '').replace(scheme, '').replaceAll(/%2b/gi, '+');
  const [, number, context] = local.exec(bare) ?? [];
  if (number !== undefined) return `${context}${number.replace(/^0/, '')}`;
  // A password may stand behind the user, as nobody writes it today.
  return bare.split(/[@:;]/, 1)[0] ?? '';
}

/** The fields of a call's two numbers; `said`: of the platform's word for who made it. */
type Ends = { from: string; to: string; said?: string; isFull?: true };

/**
 * The person's number. Which of the two is a line of the business is surer than what a platform or a URL says
 * of the call: a 0 must never stop the business's own number in place of the person's.
 */
export function personOf(fields: Fields, request: IvrRequest, { from, to, said, isFull }: Ends) {
  const isSaid = isOutgoing(request, said && fields(said));
  const { ownLines = [] } = request;
  const [isFromUs, isToUs] =
    ownLines.length === 0 ? [] : [from, to].map((end) => isLine(ownLines, callerOf(fields(end)).caller));
  // Where neither is known as a line, or the business calls itself, what is said decides.
  const isFromBusiness = isFromUs === isToUs ? isSaid : isFromUs;
  return callerOf(fields(isFromBusiness ? to : from), { ...(isFull && { isFull }) });
}

/** With or without its calling code: platforms write their own numbers as they like. */
function isLine(ownLines: readonly string[], given = ''): boolean {
  const [digits, isWhole] = [bareDigits(given), /^(?:\+|00)/.test(given)];
  return ownLines.some((line) => {
    const whole = line.slice(1);
    const national = bareDigits(whole.slice(callingCodeOf(whole)?.length ?? 0));
    return digits === whole || (!isWhole && digits === national);
  });
}

const bareDigits = (given: string): string => given.replaceAll(/\D/g, '').replace(/^0+/, '');

/**
 * Whether the business has made the call, so that the person is the one who is called: the platform says so,
 * or the URL that the business gave it (`?direction=outbound`), whatever the platform says.
 */
export function isOutgoing(request: IvrRequest, said?: string): boolean {
  const own = new URLSearchParams(queryOf(request)).get('direction');
  return [said, own].some((one) => /^\s*out/i.test(one ?? ''));
}
