// Requests of a business's own server, and what they must look like when they fail.

import { expect } from 'vitest';
import type { ErrorCode } from '../../ledger/core/error.ts';
import { problemKinds } from '../../ledger/http/problem/catalogue.ts';
import { type Problem, problemSchema } from '../../ledger/http/problem/problem.ts';

// biome-ignore lint/suspicious/noExplicitAny: a body as the client sees it; the tests assert on its fields
export type Body = any;

export function post(
  url: string,
  key: string | undefined,
  body: unknown,
  headers: Record<string, string> = {},
) {
  return fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** A body without Content-Length, as a client sends what it does not hold whole. */
export function postInPieces(url: string, key: string, body: string): Promise<Response> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
  return fetch(url, {
    method: 'POST',
    headers,
    body: new Blob([body]).stream(),
    duplex: 'half',
  } as RequestInit);
}

export function get(url: string, key?: string): Promise<Response> {
  return fetch(url, key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } });
}

/** The answer is this problem, complete and well-formed; returns it. */
export async function expectProblem(answer: Response | Promise<Response>, code: ErrorCode): Promise<Problem> {
  const response = await answer;
  const problem = problemSchema.parse(await response.json());
  expect(problem).toMatchObject({ code, status: problemKinds[code].status, type: `/problems/${code}` });
  expect(response.status).toBe(problem.status);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  // Who is told to come back is told when.
  if (problem.status === 429 || problem.status === 503)
    expect(response.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
  return problem;
}

export const ivrOptIn = (number: string, over: object = {}) => ({
  notice: 'order-updates',
  locale: 'en',
  number,
  channel: 'ivr',
  evidence: { call_id: 'c-1', key: '1', prompt: '1' },
  ...over,
});
