// The widget's files: /v1/… moves with each release, /<version>/… never changes and can be pinned by the digests in
// /widget.json.

import type { Context } from 'hono';
import { z } from 'zod';
import { jsonContent, problems } from '../describe.ts';
import type { Endpoint } from '../endpoint.ts';
import { cachedFor, immutable, json, type Reply } from '../reply.ts';
import { codingFor, type WidgetFile } from '../widget-files.ts';

/** How long a page may use a release that has been replaced. */
const movingMaxAgeSeconds = 3600;
/** How long /widget.json may be kept. */
const listMaxAgeSeconds = 300;

const listSchema = z
  .strictObject({
    version: z.string(),
    files: z.array(
      z.strictObject({
        path: z.string(),
        integrity: z.string().meta({ description: 'For the integrity attribute of a script tag.' }),
        bytes: z.int(),
        brotli_bytes: z.int(),
      }),
    ),
  })
  .meta({
    id: 'WidgetFiles',
    example: {
      version: '0.1.0',
      files: [
        {
          path: '/0.1.0/optmark.js',
          integrity: 'sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC',
          bytes: 24000,
          brotli_bytes: 8800,
        },
      ],
    },
  });

const script = { 'text/javascript': { schema: z.string() } };
const moving = cachedFor(movingMaxAgeSeconds);

export function widgetEndpoints(files: readonly WidgetFile[], version: string): Endpoint[] {
  const byName = new Map(files.map((file) => [file.name, file]));
  // Only paths of files are routes, so there always is one.
  const serve = (c: Context, prefix: string, cache: Record<string, string>): Reply =>
    fileReply(c, byName.get(c.req.path.slice(prefix.length))!, cache);
  return [
    {
      method: 'get',
      path: '/v1/{file}',
      at: files.map(({ name }) => `/v1/${name}`),
      readers: 'public',
      description: {
        operationId: 'readWidget',
        tags: ['Widget'],
        summary: 'The widget, newest release',
        description:
          '`<script type="module" src="/v1/optmark.js">`. Moves with each release of the same major.',
        request: { params: z.object({ file: z.string().meta({ example: 'optmark.js' }) }) },
        responses: { 200: { description: 'The file.', content: script }, ...problems('not_found') },
      },
      handle: (c) => serve(c, '/v1/', moving),
    },
    {
      method: 'get',
      path: '/{version}/{file}',
      at: files.map(({ name }) => `/${version}/${name}`),
      readers: 'public',
      description: {
        operationId: 'readPinnedWidget',
        tags: ['Widget'],
        summary: 'The widget, one release',
        description: 'Never changes; pin it with the digest of /widget.json in the `integrity` attribute.',
        request: {
          params: z.object({
            version: z.string().meta({ example: '0.1.0' }),
            file: z.string().meta({ example: 'optmark.js' }),
          }),
        },
        responses: { 200: { description: 'The file.', content: script }, ...problems('not_found') },
      },
      handle: (c) => serve(c, `/${version}/`, immutable),
    },
    listEndpoint(files, version),
  ];
}

function listEndpoint(files: readonly WidgetFile[], version: string): Endpoint {
  const list = {
    version,
    files: files.map(({ name, integrity, encodings }) => {
      const sizes = { bytes: encodings.identity.length, brotli_bytes: encodings.br.length };
      return { path: `/${version}/${name}`, integrity, ...sizes };
    }),
  };
  return {
    method: 'get',
    path: '/widget.json',
    readers: 'public',
    description: {
      operationId: 'listWidget',
      tags: ['Widget'],
      summary: 'The widget’s files and their digests',
      description: 'What to put into a pinned script tag.',
      responses: { 200: { description: 'The list.', content: jsonContent(listSchema) }, ...problems() },
    },
    handle: () => json(200, list, cachedFor(listMaxAgeSeconds)),
  };
}

function fileReply(c: Context, file: WidgetFile, cache: Record<string, string>): Reply {
  const etag = `"${file.integrity}"`;
  const headers = { etag, vary: 'Accept-Encoding', ...cache };
  if (c.req.header('if-none-match') === etag) return { status: 304, headers, body: null };
  const coding = codingFor(c.req.header('accept-encoding'));
  return {
    status: 200,
    headers: {
      ...headers,
      'content-type': file.mediaType,
      ...(coding !== 'identity' && { 'content-encoding': coding }),
    },
    body: file.encodings[coding],
  };
}
