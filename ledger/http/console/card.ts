// GET /console/card/<version>: the frame in which a kept release of the widget draws a card again, as the
// person saw it. It holds nothing of any record: the console hands that over from within the page. A release
// of long ago may have a fault, so its script has an origin of its own, reaches no server, and sees nothing
// of the console.

import { readFileSync } from 'node:fs';
import { html, raw } from 'hono/html';
import { z } from 'zod';
import { LedgerError } from '../../core/error.ts';
import { pageReply } from '../pages/policy.ts';
import { sourceOf } from '../pages/tokens.ts';
import { type Endpoint, endpoint, rawAnswer } from '../server/endpoint.ts';
import { ownOrigin, requireSafe } from '../server/session.ts';
import type { KeptReleases } from '../widget/kept-releases.ts';
import { type Published, publishedSchema } from '../widget/widget-build.ts';

const script = readFileSync(new URL('./card-script.js', import.meta.url), 'utf8');
const rules = 'body { margin: 0 } optmark-opt-in { margin: 8px; font-family: system-ui, sans-serif }';

const headers = { 'cache-control': 'no-cache', 'x-robots-tag': 'noindex, nofollow' };

export const cardEndpoint: Endpoint = endpoint({
  method: 'get',
  path: '/console/card/{version}',
  operationId: 'showCardFrame',
  tag: 'Console',
  summary: 'The frame in which a kept release draws a card again',
  description: 'For the console alone: it is sandboxed, and holds nothing of any record.',
  who: 'open',
  params: z.object({ version: publishedSchema.shape.version.meta({ example: '0.1.0' }) }),
  answers: { 200: rawAnswer('The page.', { 'text/html': { schema: z.string() } }) },
  errors: ['forbidden', 'not_found', 'unavailable'],
  async handle({ c, params: { version } }, { ledger, kept, widget }) {
    requireSafe(ledger, c);
    // As its file is served: what was built here goes before what is kept (widget.ts).
    const { file, integrity } =
      widget?.published.version === version ? widget.published : await keptRelease(kept, version);
    const source = ownOrigin(ledger, c) + file;
    const policy = {
      style: { text: rules, source: sourceOf(rules) },
      scripts: [source, sourceOf(script)],
      trusted: ['lit-html'],
      caged: true,
    };
    return pageReply(200, page({ source, integrity }), policy, headers);
  },
});

async function keptRelease(kept: KeptReleases, version: string): Promise<Published> {
  const release = (await kept.list()).find((one) => one.version === version);
  if (release === undefined) throw new LedgerError('not_found', 'No such release of the widget is kept.');
  return publishedSchema.parse(JSON.parse(release.manifest));
}

const page = ({ source, integrity }: { source: string; integrity: string }): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A card, drawn again</title>
<style>${raw(rules)}</style>
<script>${raw(script)}</script>
<script type="module" crossorigin src="${source}" integrity="${integrity}"></script>
</head>
<body inert></body>
</html>
`.toString();
