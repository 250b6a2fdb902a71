// The widget: /v1/optmark.js moves with each release; /<version>/… never changes, and is served as long as
// the database lives (kept-releases.ts). A page can pin its first script by the digest in /widget.json; that
// script holds the digests of all other files.

import type { Context } from 'hono';
import { z } from 'zod';
import { LedgerError } from '../../core/error.ts';
import { fileReply } from '../server/coding.ts';
import { answer, type Endpoint, endpoint, notModified, ok, rawAnswer } from '../server/endpoint.ts';
import { cachedFor, immutable, type Reply } from '../server/reply.ts';
import { pinnedPath } from './kept-releases.ts';
import { publishedExample, publishedSchema, type WidgetBuild } from './widget-build.ts';

/** How long a page may use a release that has been replaced. */
const movingMaxAgeSeconds = 3600;
/** How long /widget.json may be kept. */
const publishedMaxAgeSeconds = 300;

const script = { 'text/javascript': { schema: z.string() } };
const version = z.string().meta({ example: '0.1.0' });
const file = z.string().meta({ description: 'The script, a part or a data file.', example: 'optmark.js' });

const keptSchema = z.strictObject({
  version,
  file: z.string().meta({ example: '/0.1.0/optmark.js' }),
  integrity: z.string(),
  kept_at: z.iso.datetime().meta({ description: 'When a server of this ledger first ran it.' }),
});
const listedSchema = publishedSchema
  .extend({
    releases: z.array(keptSchema).meta({ description: 'Each is served for ever; the newest first.' }),
  })
  .meta({
    id: 'PublishedWidget',
    example: {
      ...publishedExample,
      releases: [
        {
          version: publishedExample.version,
          file: publishedExample.file,
          integrity: publishedExample.integrity,
          kept_at: '2026-11-22T18:11:46.000Z',
        },
      ],
    },
  });

export const widgetEndpoints: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/v1/optmark.js',
    operationId: 'readWidget',
    tag: 'Widget',
    summary: 'The widget, newest release',
    description: '`<script type="module" src="/v1/optmark.js">`. Moves with each release of the same major.',
    who: 'public',
    answers: { 200: rawAnswer('The script.', script), 304: notModified },
    errors: ['not_found'],
    handle: ({ c }, { widget }) =>
      releaseReply(c, widget, widget?.published.file, cachedFor(movingMaxAgeSeconds)),
  }),
  endpoint({
    method: 'get',
    path: '/{version}/{file}',
    beyondRouter: pinnedPath,
    operationId: 'readPinnedWidget',
    tag: 'Widget',
    summary: 'The widget, one release',
    description:
      'It never changes, and stays when the ledger is upgraded. Pin `optmark.js` with the digest of /widget.json in the ' +
      '`integrity` attribute. It refuses any part or data file of another release.',
    who: 'public',
    reads: { params: z.object({ version, file }) },
    answers: { 200: rawAnswer('The file.', script), 304: notModified },
    errors: ['not_found', 'unavailable'],
    async handle({ c }, { widget, kept }) {
      const file = widget?.files.get(c.req.path) ?? (await kept.file(c.req.path));
      if (file === undefined) throw notBuilt();
      return fileReply(c, file, immutable);
    },
  }),
  endpoint({
    method: 'get',
    path: '/custom-elements.json',
    operationId: 'readCustomElements',
    tag: 'Widget',
    summary: 'The element, described for editors',
    description:
      'A custom elements manifest: attributes, events, parts and slots of the newest release. Types for TypeScript ' +
      'are beside each release’s script: `optmark.d.ts`, and `optmark.react.d.ts`, `optmark.vue.d.ts`, ' +
      '`optmark.svelte.d.ts`.',
    who: 'public',
    answers: {
      200: rawAnswer('The manifest.', { 'application/json': { schema: z.looseObject({}) } }),
      304: notModified,
    },
    errors: ['not_found'],
    handle({ c }, { widget }) {
      const path = widget && `/${widget.published.version}/custom-elements.json`;
      return releaseReply(c, widget, path, cachedFor(publishedMaxAgeSeconds));
    },
  }),
  endpoint({
    method: 'get',
    path: '/widget.json',
    operationId: 'readWidgetDigest',
    tag: 'Widget',
    summary: 'The widget’s version, digest and sizes',
    description: 'The values for a pinned script tag.',
    who: 'public',
    tagged: true,
    answers: { 200: answer('The newest release, and each one that is kept.', listedSchema) },
    errors: ['not_found', 'unavailable'],
    async handle(_, { widget, kept }) {
      if (widget === undefined) throw notBuilt();
      const releases = (await kept.list()).map(({ manifest, keptAt }) => {
        const { version, file, integrity } = publishedSchema.parse(JSON.parse(manifest));
        return { version, file, integrity, kept_at: keptAt };
      });
      return ok({ ...widget.published, releases }, cachedFor(publishedMaxAgeSeconds));
    },
  }),
];

const notBuilt = () => new LedgerError('not_found', 'There is no such release of the widget here.');

function releaseReply(
  c: Context,
  build: WidgetBuild | undefined,
  path = '',
  cache: Record<string, string>,
): Reply<200 | 304> {
  const found = build?.files.get(path);
  if (found === undefined) throw notBuilt();
  return fileReply(c, found, cache);
}
