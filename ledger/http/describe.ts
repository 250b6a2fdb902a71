// Small pieces of OpenAPI, so that a route's description says only what is particular to it.

import type { RouteConfig } from '@hono/zod-openapi';
import type { z } from 'zod';
import type { ApiScope } from '../auth/scope.ts';
import type { ErrorCode } from '../core/error.ts';
import { problemKinds, problemType } from './problem/catalogue.ts';
import { type Problem, problemSchema } from './problem/problem.ts';

type Responses = RouteConfig['responses'];

/** What can go wrong with any body, any secret key (it is looked up in the database), any commit. */
export const bodyCodes: ErrorCode[] = [
  'malformed',
  'invalid',
  'unsupported_media_type',
  'too_large',
  'too_slow',
];
export const keyCodes: ErrorCode[] = ['unauthenticated', 'forbidden', 'unavailable'];
export const commitCodes: ErrorCode[] = ['overloaded', 'unavailable'];

/** The key must hold one of these scopes. */
export const secretKey = (...scopes: ApiScope[]) => scopes.map((scope) => ({ secretKey: [scope] }));

export const jsonContent = (schema: z.ZodType) => ({ 'application/json': { schema } });

export function jsonBody(schema: z.ZodType) {
  return { required: true, content: jsonContent(schema) };
}

/** Response headers in OpenAPI's form. */
export const replayedHeader = {
  'Idempotency-Replayed': {
    description: '`true` if this request had been answered before; the answer is the first one.',
    schema: { type: 'string' as const, enum: ['true'] },
  },
};

/** The problems of these codes, one response per status, each with an example. `internal` is always possible. */
export function problems(...codes: ErrorCode[]): Responses {
  const byStatus = Map.groupBy(new Set([...codes, 'internal' as const]), (code) => problemKinds[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [
      status,
      {
        description: same.map((code) => problemKinds[code].title).join('; '),
        content: { 'application/problem+json': { schema: problemSchema, examples: examplesOf(same) } },
      },
    ]),
  );
}

function examplesOf(codes: readonly ErrorCode[]): Record<string, { value: Problem }> {
  return Object.fromEntries(
    codes.map((code) => {
      const { status, title } = problemKinds[code];
      return [code, { value: { type: problemType(code), title, status, code, errors: [] } }];
    }),
  );
}
