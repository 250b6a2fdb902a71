// What a person in the console is answered has its numbers masked, unless they say why they need them; that
// is a record of its own, before anything is shown. In one place for all operations: a new one that shows a
// number shows it masked.
//
// Masked as numbers are: Meta's id of a message, the business's own id of a customer, an e-mail address.
//
// Whole stays what a proof is made of: `bytes`, with its nonce, holds the record as it was hashed. The page
// draws no number from it; whoever may read the record can. A file of such bytes is handed to nobody without
// a reason (`whole`, endpoint.ts).

import type { Context } from 'hono';
import { z } from 'zod';
import type { Principal } from '../../auth/scope.ts';
import { personFields, personReferred, refersToOne } from '../../channels/server/named-person.ts';
import { type RevealReason, revealReasons } from '../../core/consent/record/of-business.ts';
import { invalid } from '../../core/error.ts';
import { maskNumber } from '../../core/notice/render.ts';
import type { PersonReference } from '../../core/subject/identifier.ts';
import { maskName } from '../../operations/erase/preview.ts';
import { noteReveal, type RevealAbout } from '../../operations/history/note-reveal.ts';
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

/** Meta's id of a message: the recipient's number in Base64. */
const metaId = /wamid\.[\w+/=-]+/g;
const email = /[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+/g;
/** The business's own lines, with its own address, and its people's names. */
const ownWords: ReadonlySet<string> = new Set(['text', 'contact', 'name']);

/**
 * The same answer, and in it each number that it names masked: there, and in its words; Meta's ids of
 * messages, e-mail addresses, and what the business itself calls its customer.
 */
function maskedAnswer(answer: object): object {
  const numbers = new Set<string>();
  const customers = new Set<string>();
  walk(answer, '', '', (text, key, of) => {
    if (of === 'external_id' || key === 'external_id') customers.add(text);
    else if (international.test(text) || (numbered.has(key) && digitsAlone.test(text)))
      numbers.add(digitsOf(text));
    return text;
  });
  const written = numbers.size === 0 ? undefined : spellingsOf(numbers);
  return walk(answer, '', '', (text, key) => {
    if (customers.has(text)) return maskName(text);
    const unnamed = text.replace(metaId, 'wamid.XXXXXX');
    const shown = ownWords.has(key) ? unnamed : unnamed.replace(email, 'XXXXXX');
    return written === undefined ? shown : shown.replace(written, (match) => maskNumber(match));
  }) as object;
}

/** @param of what the value beside it says that this one is: a kind of name, a field that is corrected */
type Change = (text: string, key: string, of: string) => string;

function walk(value: unknown, key: string, of: string, change: Change): unknown {
  if (typeof value === 'string') return opaque.has(key) ? value : change(value, key, of);
  if (Array.isArray(value)) return value.map((one) => walk(one, key, of, change));
  if (typeof value !== 'object' || value === null) return value;
  const { kind, field = kind } = value as { kind?: unknown; field?: unknown };
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      const told = saying.has(name) && typeof field === 'string' ? field : '';
      return [name, walk(one, name, told, change)];
    }),
  );
}
/** What a name, or a correction of one, is told in. */
const saying: ReadonlySet<string> = new Set(['value', 'is', 'was']);

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
 * @param whole that the answer cannot be masked: nobody gets it without a reason
 * @returns what masks the answer; undefined: it is shown as it is
 */
export async function readAsPerson(
  asked: Asked,
  caller: Principal,
  { body, who, whole }: { body?: Body<unknown> | undefined; who: unknown; whole: true | undefined },
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
  if (given === undefined && whole) throw needsReason('/reveal');
  if (given === undefined) return maskedAnswer;
  const reason = revealReasons.find((one) => one === given);
  // A stop is heard whatever else is said; it shows nothing for what is no reason.
  if (reason === undefined && body?.anyForm) return maskedAnswer;
  if (reason === undefined)
    throw invalid('/reveal', 'one_of', `A reason is one of ${revealReasons.join(', ')}.`);
  await noteReveal(ledger, caller, aboutIn(asked), { path: c.req.path, reason });
  return undefined;
}

const namingSchema = z.object(personFields);

/** Whom a request names, in its body or its path. Nothing is refused: a stop is heard whatever it names. */
function aboutIn({ body, c }: Asked): RevealAbout {
  const ids = [...Object.values(c.req.param()), Object(body).record].flatMap(
    (one) => z.uuid().toLowerCase().safeParse(one).data ?? [],
  );
  const naming = namingSchema.safeParse(body).data;
  const one = naming !== undefined && refersToOne(naming);
  return { ids, ...(one && { person: referredIn(naming) }) };
}

function referredIn(naming: z.output<typeof namingSchema>): PersonReference | undefined {
  try {
    return personReferred(naming);
  } catch {
    return undefined;
  }
}

/**
 * Why whole numbers are told. What a server asks for has its usual reason; a person says theirs, and no
 * record names one that nobody gave.
 */
export function reasonOf(
  { role }: Principal,
  given: RevealReason | undefined,
  usual: RevealReason,
  pointer: '/reason' | '/reveal' = '/reason',
): RevealReason {
  if (given !== undefined || role === undefined) return given ?? usual;
  throw needsReason(pointer);
}

const needsReason = (pointer: string) =>
  invalid(pointer, 'needs_reason', `A person says why: one of ${revealReasons.join(', ')}.`);

function readWithReveal(asked: Asked, body: Body<unknown>): { known: boolean; given?: unknown } {
  const { bytes } = asked;
  try {
    asked.body = body.read(bytes);
    const { reveal, ...rest } = Object(asked.body) as { reveal?: unknown };
    // Read by no schema, so that no operation knows the word.
    if (body.anyForm && reveal !== undefined) {
      asked.body = rest;
      return { known: false, given: reveal };
    }
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
