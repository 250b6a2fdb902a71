// What a person in the console is answered has its numbers masked, unless they say why they need them; that
// is a record of its own, before anything is shown. In one place for all operations: a new one that shows a
// number shows it masked.
//
// Whole stays what a proof is made of: `bytes`, with its nonce, holds the record as it was hashed. The page
// draws no number from it; whoever may read the record can.

import type { Context } from 'hono';
import type { Principal } from '../../auth/scope.ts';
import { type RevealReason, revealReasons } from '../../core/consent/record/of-business.ts';
import { invalid } from '../../core/error.ts';
import { maskNumber } from '../../core/notice/render.ts';
import { noteAccess } from '../../operations/history/read-history.ts';
import type { Ledger } from '../../operations/ledger.ts';
import type { Body } from '../server/parsed-body.ts';

/** Scopes of what shows the business's own lines and words alone, and of no person. */
const ownOnly: ReadonlySet<string> = new Set([
  ...['admin', 'notice:read', 'notice:write', 'template:read', 'template:write'],
]);

/** Encoded, signed, or made by chance: no number is read there. */
const opaque: ReadonlySet<string> = new Set([
  ...[
    'bytes',
    'nonce',
    'entry',
    'inclusion',
    'receipt',
    'checkpoint',
    'permit',
    'token',
    'jws',
    'customer_token',
  ],
  ...['sha256', 'cursor', 'next', 'id', 'record', 'subject'],
]);
/** Where digits alone are a number, and no id. */
const numbered: ReadonlySet<string> = new Set([
  ...['number', 'wa_id', 'value', 'recipient', 'from', 'caller', 'phone', 'typed', 'given'],
]);
/** E.164: with its plus it is a number wherever it stands. */
const international = /^\+\d{7,15}$/;
const digitsAlone = /^\d{7,15}$/;

/** The same answer, and in it each number that it names masked: there, and in its words. */
function maskedAnswer(answer: object): object {
  const numbers = new Set<string>();
  walk(answer, '', (key, text) => {
    if (international.test(text) || (numbered.has(key) && digitsAlone.test(text)))
      numbers.add(digitsOf(text));
    return text;
  });
  if (numbers.size === 0) return answer;
  const written = spellingsOf(numbers);
  return walk(answer, '', (_, text) => text.replace(written, (match) => maskNumber(match))) as object;
}

function walk(value: unknown, key: string, change: (key: string, text: string) => string): unknown {
  if (typeof value === 'string') return opaque.has(key) ? value : change(key, value);
  if (Array.isArray(value)) return value.map((one) => walk(one, key, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(one, name, change)]));
}

const digitsOf = (text: string) => text.replace(/\D/g, '');

/** Each number in international form, and in its national form by its last digits, as people write them. */
function spellingsOf(numbers: ReadonlySet<string>): RegExp {
  const spaced = (digits: string) => [...digits].join('[\\s().-]{0,2}');
  const all = [...numbers].map((digits) => {
    const known = Math.min(digits.length, 8);
    const before = digits.slice(0, -known);
    // What stands before the last eight: a calling code, a zero, or nothing.
    return `\\+?(?:0{0,2}${before === '' ? '' : `(?:${spaced(before)}[\\s().-]{0,2}|\\d{0,4}[\\s().-]{0,2})?`})${spaced(digits.slice(-known))}`;
  });
  return new RegExp(`(?<![\\w+])(?:${all.join('|')})(?!\\w)`, 'g');
}

type Asked = { body: unknown; bytes: Buffer; c: Context };

/**
 * Reads the body of a person's request, whose bytes are in, and why they are to be shown numbers: in a body
 * whose own schema does not ask for it, or in a header.
 * @returns what masks the answer; undefined: it is shown as it is
 */
export async function readAsPerson(
  asked: Asked,
  caller: Principal,
  body: Body<unknown> | undefined,
  who: unknown,
  ledger: Ledger,
): Promise<((answer: object) => object) | undefined> {
  const { bytes, c } = asked;
  if (showsOwnOnly(who)) {
    if (body) asked.body = body.read(bytes);
    return undefined;
  }
  const inBody = body && readWithReveal(asked, body);
  // The operation knows the word itself: it records the look, and shows what it is asked for.
  if (inBody?.known === true) return undefined;
  const given = c.req.header('optmark-reveal') ?? inBody?.given;
  if (given === undefined) return maskedAnswer;
  const reason = revealReasons.find((one) => one === given);
  if (reason === undefined)
    throw invalid('/reveal', 'one_of', `A reason is one of ${revealReasons.join(', ')}.`);
  await noteAccess(ledger, caller, 'reveal', null, { filter: { path: c.req.path }, reason });
  return undefined;
}

/**
 * Why whole numbers are told. What a server asks for has its usual reason; a person says theirs, and no
 * record names one that nobody gave.
 */
export function reasonOf(
  { role }: Principal,
  given: RevealReason | undefined,
  usual: RevealReason,
): RevealReason {
  if (given !== undefined || role === undefined) return given ?? usual;
  throw invalid('/reason', 'needs_reason', `A person says why: one of ${revealReasons.join(', ')}.`);
}

function readWithReveal(asked: Asked, body: Body<unknown>): { known: boolean; given?: unknown } {
  const { bytes } = asked;
  try {
    asked.body = body.read(bytes);
    const { reveal } = Object(asked.body) as { reveal?: unknown };
    return { known: reveal !== undefined && reveal !== false };
  } catch (error) {
    const { reveal, ...rest } = fieldsIn(bytes);
    if (reveal === undefined) throw error;
    asked.body = body.read(Buffer.from(JSON.stringify(rest)));
    return { known: false, given: reveal };
  }
}

/** None where it is no object: then it is refused for that. */
function fieldsIn(bytes: Buffer): { reveal?: unknown } {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return Array.isArray(value) ? {} : (Object(value) as { reveal?: unknown });
  } catch {
    return {};
  }
}

const showsOwnOnly = (who: unknown): boolean =>
  [(who as { scope: string | string[] }).scope].flat().every((scope) => ownOnly.has(scope));
