// GET /embed: the embed-code page, with the real widget as its preview. It knows no secret and names no
// person. Every page with the site key gets the same notice.

import { z } from 'zod';
import { LedgerError } from '../../core/error.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { currentNotice } from '../../operations/notice/current-notice.ts';
import { pageReply } from '../pages/policy.ts';
import { pageScript } from '../pages/script.ts';
import { type Endpoint, endpoint, rawAnswer } from '../server/endpoint.ts';
import { queryOf } from '../server/query.ts';
import { neverStored } from '../server/reply.ts';
import { stringsFor, type WidgetBuild } from '../widget/widget-build.ts';
import { type Asked, choicesSchema, readChoices } from './choices.ts';
import { type EmbedPage, embedPage } from './page.ts';
import { style } from './style.ts';

/**
 * The page's own policy: what /embed tells developers to allow, its style sheet, and its script.
 */
const policy = {
  style,
  scripts: ["'self'"],
  asks: true,
  forms: true,
  trusted: ['lit-html', 'embed'],
};

export const embedEndpoints: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/embed',
    operationId: 'readEmbedCode',
    tag: 'Widget',
    summary: 'Choose, preview and copy the embed code',
    description:
      'A page for developers. Its query holds the choices, so a developer can send them as a link.',
    who: 'open',
    reads: { query: choicesSchema.partial() },
    answers: { 200: rawAnswer('The page.', { 'text/html': { schema: z.string() } }) },
    errors: ['not_found', 'unavailable'],
    async handle({ c }, { ledger, widget }) {
      if (widget === undefined) throw new LedgerError('not_found', 'No widget was built here.');
      const { published: release } = widget;
      const shown = await withNotice(ledger, widget, readChoices(queryOf(c)));
      const html = embedPage({ ...shown, release, languages: release.languages, ledger: ledger.url });
      return pageReply(200, html, policy, neverStored);
    },
  }),
  pageScript(new URL('./script.js', import.meta.url), {
    path: '/embed/page.js',
    operationId: 'readEmbedScript',
    tag: 'Widget',
    summary: 'The script of the embed-code page',
  }),
];

/**
 * Adds the notice that the widget would show. Where the ledger refuses, the error stands beside that choice.
 */
async function withNotice(
  ledger: Ledger,
  build: WidgetBuild,
  asked: Asked,
): Promise<Asked & Pick<EmbedPage, 'notice'>> {
  if (asked.choices === undefined) return asked;
  const { site, notice, locale } = asked.choices;
  try {
    const shown = await currentNotice(ledger, { site, notice, ...(locale && { locale }) });
    // With the element's own words, so that the element need not ask for them.
    return { ...asked, notice: { ...shown, strings: stringsFor(build, shown.locale) } };
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    if (error.code === 'not_found') return { ...asked, faults: { site: 'This ledger has no such site key' } };
    if (error.code !== 'notice_unknown' && error.code !== 'notice_superseded') throw error;
    return { ...asked, faults: { notice: error.message } };
  }
}
