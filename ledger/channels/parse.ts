// Unknown input meets a schema, once, at the edge. What does not fit becomes a LedgerError that names every field and
// rule; the offending value is never repeated, because it may be a person's number.

import type { z } from 'zod';
import { type Fault, LedgerError } from '../core/error.ts';

/** RFC 6901. */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

// Names of fields come from outside as well: a table keyed by numbers must not return as a list of them.
const looksLikeAName = (key: string) => /^[A-Za-z][\w-]{0,39}$/.test(key) && !/\d{4}/.test(key);

function pathToShow(path: readonly PropertyKey[]): readonly PropertyKey[] {
  const strange = path.findIndex((part) => typeof part === 'string' && !looksLikeAName(part));
  return strange === -1 ? path : path.slice(0, strange);
}

function detailOf(issue: z.core.$ZodIssue): string {
  const hidden = issue.code === 'unrecognized_keys' && !issue.keys.every(looksLikeAName);
  return hidden ? 'There is a field that is not known here.' : issue.message;
}

/** What is wrong, field by field; the pointer ends above a key that may be personal. */
export function faultsOf(error: z.ZodError, prefix = ''): Fault[] {
  return error.issues.map((issue) => {
    const custom = (issue as { params?: { rule?: string } }).params?.rule;
    const pointer = prefix + pointerTo(pathToShow(issue.path));
    return { pointer, rule: custom ?? issue.code, detail: detailOf(issue) };
  });
}

export function parse<S extends z.ZodType>(schema: S, input: unknown, prefix = ''): z.infer<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new LedgerError('invalid', 'The request does not have the shape this resource accepts.', {
    faults: faultsOf(result.error, prefix),
  });
}
