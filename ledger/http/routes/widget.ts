// The widget: /v1/optmark.js moves with each release, /<version>/… never changes; its first script can be pinned by the
// digest in /widget.json, and holds the digests of everything else.

import type { Context } from 'hono';
import { z } from 'zod';
import { LedgerError } from '../../core/error.ts';
import { jsonContent, problems } from '../describe.ts';
import type { Endpoint } from '../endpoint.ts';
import { cachedFor, immutable, json, type Reply } from '../server/reply.ts';
import { codingFor, publishedSchema, type WidgetBuild } from '../widget/widget-build.ts';

/** How long a page may use a release that has been replaced. */
const movingMaxAgeSeconds = 3600;
/** How long /widget.json may be kept. */
const publishedMaxAgeSeconds = 300;

const script = { 'text/javascript': { schema: z.string() } };
const version = z.string().meta({ example: '0.1.0' });
const file = z.string().meta({ description: 'The script, a part or a data file.', example: 'optmark.js' });

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
    handle: (c) => fileReply(c, build, build?.published.file, cachedFor(movingMaxAgeSeconds)),
  },
  ...(build?.versions ?? ['0.0.0']).map((release): Endpoint => pinned(build, release)),
  {
    method: 'get',
    path: '/custom-elements.json',
    readers: 'public',
    description: {
      operationId: 'readCustomElements',
      tags: ['Widget'],
      summary: 'The element, described for editors',
      description:
        'A custom elements manifest: attributes, events, parts and slots of the newest release. Types for TypeScript ' +
        'are beside each release’s script: `optmark.d.ts`, and `optmark.react.d.ts`, `optmark.vue.d.ts`, ' +
        '`optmark.svelte.d.ts`.',
      responses: {
        200: { description: 'The manifest.', content: { 'application/json': { schema: z.looseObject({}) } } },
        ...problems('not_found'),
      },
    },
    handle: (c) =>
      fileReply(
        c,
        build,
        build && `/${build.published.version}/custom-elements.json`,
        cachedFor(publishedMaxAgeSeconds),
      ),
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
    handle: () => {
      if (build === undefined) throw notBuilt();
      return json(200, build.published, cachedFor(publishedMaxAgeSeconds));
    },
  },
];

const pinned = (build: WidgetBuild | undefined, release: string): Endpoint => ({
  method: 'get',
  path: '/{version}/{file}',
  at: `/${release}/:file{.+}`,
  readers: 'public',
  description: {
    operationId: 'readPinnedWidget',
    tags: ['Widget'],
    summary: 'The widget, one release',
    description:
      'Never changes; pin `optmark.js` with the digest of /widget.json in the `integrity` attribute. It refuses any ' +
      'part or data file that is not of its release.',
    request: { params: z.object({ version, file }) },
    responses: { 200: { description: 'The file.', content: script }, ...problems('not_found') },
  },
  handle: (c) => fileReply(c, build, c.req.path, immutable),
});

const notBuilt = () => new LedgerError('not_found', 'There is no such release of the widget here.');

function fileReply(
  c: Context,
  build: WidgetBuild | undefined,
  path = '',
  cache: Record<string, string>,
): Reply {
  const found = build?.files.get(path);
  if (found === undefined) throw notBuilt();
  const { etag, type } = found;
  const headers = { etag, vary: 'Accept-Encoding', ...cache };
  if (c.req.header('if-none-match') === etag) return { status: 304, headers, body: null };
  const coding = codingFor(c.req.header('accept-encoding'));
  return {
    status: 200,
    headers: {
      ...headers,
      'content-type': type,
      ...(coding !== 'identity' && { 'content-encoding': coding }),
    },
    body: found.bytesIn(coding),
  };
}
