// The interface, described: for programs (/openapi.json), for people (/docs), and each problem on its own page.

import { z } from 'zod';
import { type ErrorCode, LedgerError } from '../../core/error.ts';
import { problems } from '../describe.ts';
import { docsPage } from '../docs/page.ts';
import type { Endpoint } from '../endpoint.ts';
import { problemPage } from '../openapi/docs/problem-page.ts';
import { styleHash } from '../openapi/docs/style.ts';
import type { OpenApiDocument } from '../openapi.ts';
import { problemKinds } from '../problem/catalogue.ts';
import { cachedFor, json, page } from '../server/reply.ts';

const maxAgeSeconds = 300;
const codeSchema = z.enum(Object.keys(problemKinds) as ErrorCode[]);
const html = { 'text/html': { schema: z.string() } };

/** `document` is asked for at the first request, when every route is known. */
/** @param url origin of the ledger, for the examples */
export function descriptionEndpoints(document: () => OpenApiDocument, url: string): Endpoint[] {
  const openapi = once(() => json(200, document(), cachedFor(maxAgeSeconds)));
  const docs = once(() => page(docsPage(document(), url), styleHash));
  return [
    {
      method: 'get',
      path: '/openapi.json',
      readers: 'public',
      description: {
        operationId: 'readOpenApi',
        tags: ['Describe'],
        summary: 'This interface as OpenAPI 3.1',
        responses: {
          200: {
            description: 'The document.',
            content: { 'application/json': { schema: { type: 'object' } } },
          },
          ...problems(),
        },
      },
      handle: openapi,
    },
    {
      method: 'get',
      path: '/docs',
      readers: 'server',
      description: {
        operationId: 'readDocs',
        tags: ['Describe'],
        summary: 'This interface as a page',
        responses: { 200: { description: 'The page.', content: html }, ...problems() },
      },
      handle: docs,
    },
    {
      method: 'get',
      path: '/problems/{code}',
      readers: 'server',
      description: {
        operationId: 'readProblem',
        tags: ['Describe'],
        summary: 'What a problem means and what to do',
        request: { params: z.object({ code: codeSchema.meta({ example: 'invalid' }) }) },
        responses: { 200: { description: 'The page.', content: html }, ...problems('not_found') },
      },
      handle(c) {
        const code = codeSchema.safeParse(c.req.param('code'));
        if (!code.success) throw new LedgerError('not_found', 'There is no problem of this name.');
        return page(problemPage(code.data), styleHash);
      },
    },
  ];
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
