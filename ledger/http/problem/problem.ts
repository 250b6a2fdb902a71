// An error becomes an answer: application/problem+json (RFC 9457). An expected error (LedgerError) says what
// to fix; any other is logged and tells the caller nothing. An answer must never repeat what the caller sent:
// that may be a number.

import { z } from 'zod';
import { type Fault, LedgerError } from '../../core/error.ts';
import { maskNumbers } from '../../telemetry/mask.ts';
import { neverStored, type Reply } from '../server/reply.ts';
import { problemKinds, problemType } from './catalogue.ts';
import { problemPage } from './page.ts';
import type { Report } from './report.ts';

/** One part of a request: its fault, or that it was not read. */
export const faultSchema = z.strictObject({
  pointer: z.string().meta({ description: 'RFC 6901 pointer into the body, or into the query.' }),
  rule: z.string(),
  detail: z.string(),
});

export const problemSchema = z
  .strictObject({
    type: z.string().meta({ description: 'A page that explains the problem.' }),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(problemKinds)).meta({ description: 'Which problem; a closed list.' }),
    detail: z.string().optional(),
    instance: z.string().optional().meta({ description: 'Under which id it was logged; only for 500.' }),
    errors: z
      .array(faultSchema)
      .meta({ description: 'Every single thing that is wrong; the values are never repeated.' }),
  })
  .meta({
    id: 'Problem',
    example: {
      type: '/problems/invalid',
      title: 'The request does not have the expected shape',
      status: 422,
      code: 'invalid',
      detail: 'The request does not have the shape this resource accepts.',
      errors: [{ pointer: '/number', rule: 'too_short', detail: 'The number has too few digits.' }],
    },
  });

export type Problem = z.infer<typeof problemSchema>;

/**
 * The answer to a failed request; `asPage`: to a browser that shows it. An unexpected error is reported under
 * the id that the answer names.
 */
export function problemReply(error: unknown, report: Report, route: string, asPage = false): Reply {
  const known = error instanceof LedgerError ? error : new LedgerError('internal', '');
  const { status, title } = problemKinds[known.code];
  const inside = known.code === 'internal';
  const problem: Problem = {
    type: problemType(known.code),
    title,
    status,
    code: known.code,
    // The details of an internal error are for the operator's log.
    ...(!inside && { detail: known.message }),
    ...(inside && { instance: `urn:uuid:${crypto.randomUUID()}` }),
    errors: known.faults.map(withoutNumbers),
  };
  report(error, problem, route);
  if (asPage) {
    const page = problemPage(problem);
    return { ...page, headers: { ...page.headers, ...headersOf(known) } };
  }
  return {
    status,
    headers: { 'content-type': 'application/problem+json', ...neverStored, ...headersOf(known) },
    body: JSON.stringify(problem),
  };
}

/**
 * A field's name is the sender's too: a number used as a key would come back in the pointer or the detail.
 */
export function withoutNumbers({ pointer, rule, detail }: Fault): Fault {
  return { pointer: maskNumbers(pointer), rule, detail: maskNumbers(detail) };
}

/** A caller told to come back is told when, also where the error does not know. */
const retryAfterSeconds = 1;
export const comeBackLater: ReadonlySet<number> = new Set([429, 503]);

function headersOf({ code, retryAfter = retryAfterSeconds }: LedgerError): Record<string, string> {
  // The rest of that body may still come; this server does not read it.
  if (code === 'too_slow') return { connection: 'close' };
  if (code === 'unauthenticated') return { 'www-authenticate': 'Bearer realm="optmark"' };
  return comeBackLater.has(problemKinds[code].status) ? { 'retry-after': String(retryAfter) } : {};
}
