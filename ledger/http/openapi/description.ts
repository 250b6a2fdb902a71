// The API's own description: for programs (/openapi.json), for people (/docs), and each problem on its own
// page.

import { z } from 'zod';
import { type ErrorCode, LedgerError } from '../../core/error.ts';
import { problemKinds } from '../problem/catalogue.ts';
import { type Endpoint, rawAnswer, rawEndpoint } from '../server/endpoint.ts';
import { cachedFor, json } from '../server/reply.ts';
import { docsPage, operationPage } from './docs/page.ts';
import { problemPage } from './docs/problem-page.ts';

const maxAgeSeconds = 300;
const codeSchema = z.enum(Object.keys(problemKinds) as ErrorCode[]);
const html = { 'text/html': { schema: z.string() } };

export const descriptionEndpoints: Endpoint[] = [
  rawEndpoint({
    method: 'get',
    path: '/openapi.json',
    operationId: 'readOpenApi',
    tag: 'About',
    summary: 'This API as OpenAPI 3.1',
    who: 'public',
    tagged: true,
    answers: { 200: rawAnswer('The document.', { 'application/json': { schema: { type: 'object' } } }) },
    serve: ({ document }) => once(() => json(200, document(), cachedFor(maxAgeSeconds))),
  }),
  rawEndpoint({
    method: 'get',
    path: '/docs',
    operationId: 'readDocs',
    tag: 'About',
    summary: 'This API as a page',
    who: 'open',
    tagged: true,
    answers: { 200: rawAnswer('The page.', html) },
    serve: ({ document, ledger }) => once(() => docsPage(document(), ledger.url)),
  }),
  rawEndpoint({
    method: 'get',
    path: '/docs/{operation}',
    operationId: 'readOperation',
    tag: 'About',
    summary: 'One operation as a page',
    who: 'open',
    tagged: true,
    params: z.object({ operation: z.string().meta({ example: 'recordOptIn' }) }),
    answers: { 200: rawAnswer('The page.', html) },
    serve({ document }) {
      const pageOf = eachOnce((operation: string) => operationPage(document(), operation));
      return ({ params: { operation } }) => {
        const page = pageOf(operation);
        if (page === undefined) throw new LedgerError('not_found', 'There is no operation of this name.');
        return page;
      };
    },
  }),
  rawEndpoint({
    method: 'get',
    path: '/problems/{code}',
    operationId: 'readProblem',
    tag: 'About',
    summary: 'What a problem means and what to do',
    who: 'open',
    tagged: true,
    params: z.object({ code: codeSchema.meta({ example: 'invalid' }) }),
    answers: { 200: rawAnswer('The page.', html) },
    serve() {
      const pageOf = eachOnce(problemPage);
      return ({ params: { code } }) => pageOf(code);
    },
  }),
];

/** What there is not is not kept, so that no flood of names fills the memory. */
function eachOnce<K, T>(make: (name: K) => T): (name: K) => T {
  const made = new Map<K, T>();
  return (name) => {
    const page = made.get(name) ?? make(name);
    if (page !== undefined) made.set(name, page);
    return page;
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
