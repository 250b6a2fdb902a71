// The widget: /v1/optmark.js moves with each release, /<version>/optmark.js never changes and can be pinned by the
// digest in /widget.json.

import type { Context } from 'hono';
import { z } from 'zod';
import { LedgerError } from '../../core/error.ts';
import { jsonContent, problems } from '../describe.ts';
import type { Endpoint } from '../endpoint.ts';
import { cachedFor, immutable, json, type Reply } from '../reply.ts';
import { codingFor, publishedSchema, type WidgetBuild } from '../widget-build.ts';

/** How long a page may use a release that has been replaced. */
const movingMaxAgeSeconds = 3600;
/** How long /widget.json may be kept. */
const publishedMaxAgeSeconds = 300;

const script = { 'text/javascript': { schema: z.string() } };
const version = z.string().meta({ example: '0.1.0' });

/** `build` is undefined where no widget was built; then there is nothing at these paths. */
export const widgetEndpoints = (build: WidgetBuild | undefined): Endpoint[] => [
  {
    method: 'get',
    path: '/v1/optmark.js',
    readers: 'public',
    description: {
      operationId: 'readWidget',
      tags: ['Widget'],
      summary: 'The widget, newest release',
      description:
        '`<script type="module" src="/v1/optmark.js">`. Moves with each release of the same major.',
      responses: { 200: { description: 'The script.', content: script }, ...problems('not_found') },
    },
    handle: (c) => scriptReply(c, build, cachedFor(movingMaxAgeSeconds)),
  },
  {
    method: 'get',
    path: '/{version}/optmark.js',
    at: build?.published.file ?? '/0.0.0/optmark.js',
    readers: 'public',
    description: {
      operationId: 'readPinnedWidget',
      tags: ['Widget'],
      summary: 'The widget, one release',
      description: 'Never changes; pin it with the digest of /widget.json in the `integrity` attribute.',
      request: { params: z.object({ version }) },
      responses: { 200: { description: 'The script.', content: script }, ...problems('not_found') },
    },
    handle: (c) => scriptReply(c, build, immutable),
  },
  {
    method: 'get',
    path: '/widget.json',
    readers: 'public',
    description: {
      operationId: 'readWidgetDigest',
      tags: ['Widget'],
      summary: 'The widget’s version, digest and sizes',
      description: 'What to put into a pinned script tag.',
      responses: {
        200: { description: 'The release.', content: jsonContent(publishedSchema) },
        ...problems('not_found'),
      },
    },
    handle: () => json(200, present(build).published, cachedFor(publishedMaxAgeSeconds)),
  },
];

function present(build: WidgetBuild | undefined): WidgetBuild {
  if (build === undefined) throw new LedgerError('not_found', 'There is no such release of the widget here.');
  return build;
}

function scriptReply(c: Context, build: WidgetBuild | undefined, cache: Record<string, string>): Reply {
  const { published, encodings } = present(build);
  const etag = `"${published.integrity}"`;
  const headers = { etag, vary: 'Accept-Encoding', ...cache };
  if (c.req.header('if-none-match') === etag) return { status: 304, headers, body: null };
  const coding = codingFor(c.req.header('accept-encoding'));
  return {
    status: 200,
    headers: {
      ...headers,
      'content-type': 'text/javascript; charset=utf-8',
      ...(coding !== 'identity' && { 'content-encoding': coding }),
    },
    body: encodings[coding],
  };
}
