// GET /embed: the embed-code page, with the real widget as its preview. It knows no secret and names nobody; what it
// shows of a notice is what every page with the site key gets.

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { LedgerError } from '../../core/error.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { currentNotice } from '../../operations/notice/current-notice.ts';
import { problems } from '../describe.ts';
import { type Asked, choicesSchema, readChoices } from '../embed/choices.ts';
import { embedPage } from '../embed/page.ts';
import { styleHash } from '../embed/style.ts';
import type { Endpoint } from '../endpoint.ts';
import { cachedFor, neverStored, type Reply } from '../server/reply.ts';
import { stringsFor, type WidgetBuild } from '../widget/widget-build.ts';

const scriptMaxAgeSeconds = 300;
const script = readFileSync(new URL('../embed/script.js', import.meta.url), 'utf8');

export const embedEndpoints = (ledger: Ledger, build: WidgetBuild | undefined): Endpoint[] => [
  {
    method: 'get',
    path: '/embed',
    readers: 'server',
    description: {
      operationId: 'readEmbedCode',
      tags: ['Widget'],
      summary: 'Choose, preview and copy the embed code',
      description: 'A page for developers. Its query is what was chosen, so a choice can be sent as a link.',
      request: { query: choicesSchema.partial() },
      responses: {
        200: { description: 'The page.', content: { 'text/html': { schema: z.string() } } },
        ...problems('not_found', 'unavailable'),
      },
    },
    async handle(c) {
      if (build === undefined) throw new LedgerError('not_found', 'No widget was built here.');
      const { published: release } = build;
      const shown = await withNotice(ledger, build, readChoices(c.req.query()));
      return pageReply(embedPage({ ...shown, release, languages: release.languages, ledger: ledger.url }));
    },
  },
  {
    method: 'get',
    path: '/embed/page.js',
    readers: 'server',
    description: {
      operationId: 'readEmbedScript',
      tags: ['Widget'],
      summary: 'The script of the embed-code page',
      responses: {
        200: { description: 'The script.', content: { 'text/javascript': { schema: z.string() } } },
        ...problems(),
      },
    },
    handle: () => ({
      status: 200,
      headers: { 'content-type': 'text/javascript; charset=utf-8', ...cachedFor(scriptMaxAgeSeconds) },
      body: script,
    }),
  },
];

/** With what the widget would show; what the ledger refuses stands at the choice that it refuses. */
async function withNotice(
  ledger: Ledger,
  build: WidgetBuild,
  asked: Asked,
): Promise<Asked & { notice?: object }> {
  if (asked.choices === undefined) return asked;
  const { site, notice, locale } = asked.choices;
  try {
    const shown = await currentNotice(ledger, { site, notice, ...(locale && { locale }) });
    // With the element's own words, or it would have to ask for them.
    return { ...asked, notice: { ...shown, strings: stringsFor(build, shown.locale) } };
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    if (error.code === 'not_found') return { ...asked, faults: { site: 'This ledger has no such site key' } };
    if (error.code !== 'notice_unknown' && error.code !== 'notice_superseded') throw error;
    return { ...asked, faults: { notice: error.message } };
  }
}

/** The policy allows what /embed tells others to allow, its own style sheet, and its own script with its policy. */
function pageReply(html: string): Reply {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    `style-src '${styleHash}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html embed',
  ];
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
  };
  return { status: 200, headers: { ...headers, ...neverStored }, body: html };
}
