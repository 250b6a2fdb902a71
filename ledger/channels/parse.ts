// Unknown input meets a schema, once, at the edge. What does not fit becomes a LedgerError that names every field and
// rule; the offending value is never repeated, because it may be a person's number.

import type { z } from 'zod';
import { type Fault, LedgerError } from '../core/error.ts';

/** RFC 6901. */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

export function faultsOf(error: z.ZodError, prefix = ''): Fault[] {
  return error.issues.map((issue) => {
    const custom = (issue as { params?: { rule?: string } }).params?.rule;
    return { pointer: prefix + pointerTo(issue.path), rule: custom ?? issue.code, detail: issue.message };
  });
}

export function parse<S extends z.ZodType>(schema: S, input: unknown, prefix = ''): z.infer<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new LedgerError('invalid', 'The request does not have the shape this resource accepts.', {
    faults: faultsOf(result.error, prefix),
  });
}
