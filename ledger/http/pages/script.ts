// The script of a page that is served as it stands in the sources.

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Endpoint, endpoint, rawAnswer } from '../server/endpoint.ts';
import { cachedFor } from '../server/reply.ts';

const maxAgeSeconds = 300;

/** @param file of the script; read once */
export function pageScript(
  file: URL,
  described: { path: `/${string}`; operationId: string; tag: string; summary: string },
): Endpoint {
  const body = readFileSync(file, 'utf8');
  const headers = { 'content-type': 'text/javascript; charset=utf-8', ...cachedFor(maxAgeSeconds) };
  return endpoint({
    ...described,
    method: 'get',
    who: 'open',
    tagged: true,
    answers: { 200: rawAnswer('The script.', { 'text/javascript': { schema: z.string() } }) },
    handle: () => ({ status: 200 as const, headers, body }),
  });
}
