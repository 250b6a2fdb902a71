// The fields of a platform's request: a GET's in its query, a POST's in a form or in JSON. A field that is
// named twice is refused where it is read: of two values one reader takes the first, another the last, and
// only one of them may be what was signed or what a proxy looked at.

import { invalid, LedgerError } from '../../core/error.ts';
import { parseJsonOnce } from '../json.ts';
import { pointerTo } from '../parse.ts';
import type { CallFacts, IvrRequest } from './dialect.ts';

/** A field's text; undefined where absent or empty. Throws LedgerError invalid where it is there twice. */
export type Fields = (name: string) => string | undefined;

/** What the request says, wherever its method puts it. Throws LedgerError malformed, invalid. */
export function fieldsOf(request: IvrRequest): Fields {
  if (request.method === 'GET') return fieldsOfForm(queryOf(request));
  if (isJson(request)) return fieldsOfJson(objectIn(request));
  return fieldsOfForm(request.body.toString('utf8'));
}

/** Whether a field is there at all, though it be empty. */
export function isNamed(request: IvrRequest, name: string): boolean {
  if (request.method === 'POST' && isJson(request)) return Object.hasOwn(objectIn(request), name);
  const form = request.method === 'GET' ? queryOf(request) : request.body.toString('utf8');
  return new URLSearchParams(form).has(name);
}

/** What stands behind the first `?`, as it was sent. */
export function queryOf({ url }: Pick<IvrRequest, 'url'>): string {
  const at = url.indexOf('?');
  return at === -1 ? '' : url.slice(at + 1);
}

export const isJson = (request: IvrRequest): boolean =>
  /^application\/(?:[\w.+-]+\+)?json\b/i.test(request.header('content-type') ?? '');

/** Throws LedgerError malformed. */
export function objectIn({ body }: IvrRequest): Record<string, unknown> {
  const value = parseJsonOnce(body.toString('utf8'));
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new LedgerError('malformed', 'The body is not a JSON object.');
}

export function fieldsOfForm(form: string): Fields {
  const read = new URLSearchParams(form);
  return (name) => {
    const [value, another] = read.getAll(name);
    if (another !== undefined) throw invalid(pointerTo([name]), 'named_twice', 'must be there once');
    return value === '' ? undefined : value;
  };
}

/** Numbers and true or false as their text: a contact centre's data types are its own. */
export function fieldsOfJson(object: object, place = ''): Fields {
  return (name) => {
    const value: unknown = Object.hasOwn(object, name) ? object[name as keyof object] : undefined;
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value !== 'object') return String(value);
    throw invalid(place + pointerTo([name]), 'invalid_type', 'must be a text');
  };
}

/** What identifies a call: it enters the record's evidence, so it is visible ASCII and short. */
export const callIdPattern = /^[\x21-\x7e]{1,128}$/;

/** Throws LedgerError invalid. */
export function callIdOf(fields: Fields, name: string): string {
  const value = fields(name);
  if (value === undefined) throw invalid(pointerTo([name]), 'missing', 'is missing');
  if (callIdPattern.test(value)) return value;
  throw invalid(pointerTo([name]), 'invalid_format', 'must be 1 to 128 visible ASCII characters');
}

/** More than the longest number there is; what is longer is wrong however it goes on. */
const digitsMax = 32;

/**
 * What happened, from what most platforms tell it by: keys, an answer without keys, or the first request.
 */
export function eventOf(digits: string | undefined, step: { step?: number }, ended = false): Happened {
  if (digits !== undefined) return { event: 'keys', digits: digits.slice(0, digitsMax) };
  if (ended) return { event: 'hangup' };
  return { event: step.step === undefined ? 'begin' : 'silence' };
}

type Happened = Pick<CallFacts, 'event' | 'digits'>;

/**
 * What our own URLs carry in their query: the step, whether the question was still playing, and the language
 * that the business configured.
 */
export function carried(request: IvrRequest): Pick<CallFacts, 'step' | 'early' | 'locale'> {
  const query = fieldsOfForm(queryOf(request));
  return {
    ...stepOf(query('s'), 's'),
    ...earlyOf(query('early'), 'early'),
    ...localeOf(query('locale'), 'locale'),
  };
}

/** Throws LedgerError invalid: what cannot be read is never taken for a question that was heard. */
function earlyOf(given: string | undefined, name: string): { early?: true } {
  if (given === undefined) return {};
  if (given === '1') return { early: true };
  throw invalid(pointerTo([name]), 'invalid_format', 'must be 1, or left out');
}

/** Throws LedgerError invalid. */
export function stepOf(given: string | undefined, name: string): { step?: number } {
  if (given === undefined) return {};
  if (/^[0-9]{1,4}$/.test(given)) return { step: Number(given) };
  throw invalid(pointerTo([name]), 'invalid_format', 'must be a number of at most four digits');
}

/** As POSIX writes it, with `_`, or as BCP 47 does. Throws LedgerError invalid. */
function localeOf(given: string | undefined, name: string): { locale?: string } {
  if (given === undefined) return {};
  if (localePattern.test(given)) return { locale: given.replaceAll('_', '-') };
  throw invalid(pointerTo([name]), 'invalid_format', 'must be a language tag such as en or pt-BR');
}

export const localePattern = /^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}$/;

export function attestedOf(given: string | undefined): { attested?: 'A' | 'B' | 'C' } {
  return given === 'A' || given === 'B' || given === 'C' ? { attested: given } : {};
}
