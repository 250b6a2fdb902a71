// An endpoint as OpenAPI shows it. Its own facts stand beside its handler (server/endpoint.ts); the rest
// follows from them.

import type { RouteConfig } from '@hono/zod-openapi';
import type { ErrorCode } from '../../core/error.ts';
import { problemKinds, problemType } from '../problem/catalogue.ts';
import { comeBackLater, type Problem, problemSchema } from '../problem/problem.ts';
import type { Endpoint, Who } from '../server/endpoint.ts';

export function describe(endpoint: Endpoint): RouteConfig {
  const { method, path, operationId, tag, summary, description, ways, request, answers, codes, atOnce } =
    endpoint;
  const bodies = ways.flatMap(({ body }) =>
    body ? [[body.mediaType, { schema: body.schema }] as const] : [],
  );
  const body = bodies.length > 0 && { body: { required: true, content: Object.fromEntries(bodies) } };
  return {
    method,
    path,
    operationId,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    security: securityOf(ways.map(({ who }) => who)),
    request: { ...body, ...request },
    responses: { ...(endpoint.refuse === undefined && problems(codes, atOnce)), ...answersOf(answers) },
  };
}

/** Empty: no caller needs a key. An empty item among others: a caller may also come without a key. */
function securityOf(whos: readonly Who[]): Record<string, string[]>[] {
  const keys = whos.flatMap(keysOf);
  const keyless = whos.some((who) => keysOf(who).length === 0 || (typeof who === 'object' && who.orPage));
  const ways = keys.length > 0 && keyless ? [...keys, {}] : keys;
  return [...new Map(ways.map((each) => [JSON.stringify(each), each])).values()];
}

function keysOf(who: Who): Record<string, string[]>[] {
  if (who === 'sender') return [{ accessToken: [] }];
  if (typeof who !== 'object') return [];
  const scopes = typeof who.scope === 'string' ? [who.scope] : who.scope;
  const schemes = who.password ? ['secretKey', 'secretKeyAsPassword'] : ['secretKey'];
  return scopes.flatMap((scope) => schemes.map((scheme) => ({ [scheme]: [scope] })));
}

const answersOf = (answers: Endpoint['answers']): RouteConfig['responses'] =>
  Object.fromEntries(
    Object.entries(answers).map(([status, { description, content, headers }]) => [
      status,
      { description, ...(content && { content }), ...headersOf(Number(status), headers) },
    ]),
  );

type Headers = Record<string, { description: string; schema: object }>;

/** Where a caller is to come back, it is told when (problem.ts). */
function headersOf(status: number, others?: Headers): { headers?: Headers } {
  const headers = { ...others, ...(comeBackLater.has(status) && { 'Retry-After': whenToComeBack }) };
  return Object.keys(headers).length === 0 ? {} : { headers };
}

const whenToComeBack = {
  description: 'Seconds to wait before the request is repeated.',
  schema: { type: 'integer', minimum: 1 },
};

/** Of any request: NUL in its path or its query (server/mount.ts), and a failure of the ledger. */
const always: readonly ErrorCode[] = ['invalid', 'record_unknown', 'record_changed', 'internal'];

/** The problems with these codes: one response per status, each with an example. */
function problems(codes: readonly ErrorCode[], atOnce: Endpoint['atOnce']): RouteConfig['responses'] {
  const byStatus = Map.groupBy(new Set([...codes, ...always]), (code) => problemKinds[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [
      status,
      {
        description: same.map((code) => titleOf(code, atOnce)).join('; '),
        ...headersOf(status),
        content: { 'application/problem+json': { schema: problemSchema, examples: examplesOf(same) } },
      },
    ]),
  );
}

function titleOf(code: ErrorCode, atOnce: Endpoint['atOnce']): string {
  const { title } = problemKinds[code];
  if (code !== 'overloaded' || atOnce === undefined) return title;
  return `${title}: ${atOnce.ofOne} at once of a business, and ${atOnce.ofAll} at a node`;
}

function examplesOf(codes: readonly ErrorCode[]): Record<string, { value: Problem }> {
  return Object.fromEntries(
    codes.map((code) => {
      const { status, title } = problemKinds[code];
      return [code, { value: { type: problemType(code), title, status, code, errors: [] } }];
    }),
  );
}
