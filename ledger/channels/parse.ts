// Unknown input meets a schema, once, at the edge. Input that does not fit becomes a LedgerError that names
// every field and rule; it never repeats the offending value, because it may be a person's number.

import type { z } from 'zod';
import { type Fault, LedgerError } from '../core/error.ts';

/** RFC 6901. */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

// Names of fields come from outside as well: a table keyed by numbers must not return as a list of them, and
// a secret that stands where a name belongs must not return at all. A name is made of words, `text_sha256`,
// `customerToken`, `pt-BR`; a random text has digits and capitals wherever they fall.
const word = '(?:[A-Za-z][a-z]*(?:[A-Z][a-z]+)*|[A-Z]+)[0-9]{0,3}';
const words = new RegExp(`^${word}(?:[._-]${word})*$`);
/** What secrets begin with: ours, Meta's access tokens, every JWT. */
const secret = /^(?:om_|oct_|EAA|eyJ)/;
const looksLikeAName = (key: string) => key.length <= 40 && words.test(key) && !secret.test(key);

function pathToShow(path: readonly PropertyKey[]): readonly PropertyKey[] {
  const strange = path.findIndex((part) => typeof part === 'string' && !looksLikeAName(part));
  return strange === -1 ? path : path.slice(0, strange);
}

/** A pointer to a field of the body, or to the body where its name may be personal. */
export const shownName = (field: string): string => pointerTo(pathToShow([field]));

/** The pointer as it may be shown: it ends above a name that may be personal. */
export const shownPointer = (path: readonly PropertyKey[]): string => pointerTo(pathToShow(path));

/** Unknown fields of one object that are named; a body of nothing else would get its own length back. */
const unknownMax = 16;

/** Each by itself; one at the object for those whose names may be personal, and for those beyond the most. */
function unknownIn({ code, path, keys }: z.core.$ZodIssueUnrecognizedKeys, prefix: string): Fault[] {
  const isShown = (key: string) => [...path, key].length === pathToShow([...path, key]).length;
  const named = keys.filter(isShown).slice(0, unknownMax);
  const faults = named.map((key) => ({
    pointer: prefix + pointerTo([...path, key]),
    rule: code,
    detail: `Unrecognized key: "${key}"`,
  }));
  if (named.length === keys.length) return faults;
  const detail =
    named.length === 0 ? 'The object has an unknown field.' : 'The object has other unknown fields.';
  return [...faults, { pointer: prefix + shownPointer(path), rule: code, detail }];
}

/** The faults, field by field; the pointer ends above a key that may be personal. */
export function faultsOf(error: z.ZodError, prefix = ''): Fault[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return unknownIn(issue, prefix);
    const custom = (issue as { params?: { rule?: string } }).params?.rule;
    const pointer = prefix + shownPointer(issue.path);
    return [{ pointer, rule: custom ?? issue.code, detail: issue.message }];
  });
}

/** Of a field that is not there, every schema says so in the same words, whatever else it would demand. */
const missing: z.core.$ZodErrorMap = ({ code, input, ...issue }) => {
  if (code === 'invalid_type' || code === 'invalid_value')
    return input === undefined ? 'is missing' : undefined;
  if (code !== 'invalid_union' || typeof issue.discriminator !== 'string') return undefined;
  return (input as Record<string, unknown>)[issue.discriminator] === undefined ? 'is missing' : undefined;
};

export function parse<S extends z.ZodType>(schema: S, input: unknown, prefix = ''): z.infer<S> {
  const result = schema.safeParse(input, { error: missing });
  if (result.success) return result.data;
  throw new LedgerError('invalid', 'The request does not have the shape this resource accepts.', {
    faults: faultsOf(result.error, prefix),
  });
}
