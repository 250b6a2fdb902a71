// Where a printed code leads, and what is printed. GET /in/e/{code} goes on to the page of the site and
// notice that the entry point has now; it records nothing. Behind an old poster stands a page that says so.

import type { Context } from 'hono';
import { z } from 'zod';
import { parseEntryCode } from '../../auth/entry-code.ts';
import { codeSvg } from '../../core/entry/code-svg.ts';
import { entryIdSchema, wasOpenAt } from '../../core/entry/named-entry-point.ts';
import { acceptedLanguages, languageFor } from '../../core/language/person-languages.ts';
import { localeSchema } from '../../core/notice/notice.ts';
import { printedOf } from '../../operations/entry/printed.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { closedPage } from '../hosted/frame.ts';
import { style } from '../hosted/style.ts';
import { pageReply } from '../pages/policy.ts';
import { contact } from '../person/contact.ts';
import { type Endpoint, endpoint, rawAnswer } from '../server/endpoint.ts';
import { neverStored, type Reply, unlisted } from '../server/reply.ts';
import { poster, sheets, styles } from './poster.ts';

const page = (description: string) => rawAnswer(description, { 'text/html': { schema: z.string() } });

const params = z.object({ id: entryIdSchema });
const locale = localeSchema.optional().meta({
  description: 'Of the notice. Absent, or another: the entry point’s own, or else the notice’s.',
  example: 'en',
});
const tag = 'Entry points';

export const entryPageEndpoints: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/in/e/{code}',
    operationId: 'followEntryCode',
    tag,
    summary: 'Where a printed code leads',
    description:
      'To the opt-in page of the entry point’s site and notice as they are now, with `from` naming the entry point. ' +
      'Capitals and letters that look like digits are read as they are meant. Nothing is recorded.',
    who: 'open',
    params: z.object({ code: z.string().meta({ example: '7k3m9q2xtp' }) }),
    answers: {
      302: rawAnswer('The page is there.'),
      404: page('No such code.'),
      410: page('It has ended. The page says so, and whom to ask.'),
    },
    errors: ['unavailable'],
    handle: ({ c, params: { code } }, { ledger }) => follow(c, code, ledger),
  }),
  endpoint({
    method: 'get',
    path: '/v1/entry-points/{id}/qr.svg',
    operationId: 'readEntryCode',
    tag,
    summary: 'The code to print, as SVG',
    description:
      'A QR code of level Q with the white around it that cameras need, and what it is for under it.',
    who: { scope: 'admin' },
    params,
    query: z.strictObject({ locale }),
    answers: { 200: rawAnswer('The picture.', { 'image/svg+xml': { schema: z.string() } }) },
    errors: ['not_found', 'notice_unknown', 'notice_superseded'],
    async handle({ caller: { business }, params: { id }, query }, { ledger }): Promise<Reply<200>> {
      const body = codeSvg(await printedOf(ledger, business, id, query.locale));
      const headers = { 'content-type': 'image/svg+xml', 'content-security-policy': "default-src 'none'" };
      return { status: 200, headers: { ...headers, ...neverStored }, body };
    },
  }),
  endpoint({
    method: 'get',
    path: '/v1/entry-points/{id}/poster',
    operationId: 'readPoster',
    tag,
    summary: 'A sheet to print',
    description: 'What the code is for, the code, its address for people without a camera, and whom to ask.',
    who: { scope: 'admin' },
    params,
    query: z.strictObject({ locale, sheet: z.enum(sheets).default('a4') }),
    answers: { 200: page('The sheet.') },
    errors: ['not_found', 'notice_unknown', 'notice_superseded'],
    async handle({ caller: { business }, params: { id }, query }, { ledger }): Promise<Reply<200>> {
      const printed = await printedOf(ledger, business, id, query.locale);
      return pageReply(200, poster(printed, query.sheet), { style: styles[query.sheet] }, neverStored);
    },
  }),
];

async function follow(c: Context, typed: string, ledger: Ledger): Promise<Reply<302 | 404 | 410>> {
  const code = parseEntryCode(typed);
  const entry = code === undefined ? undefined : await ledger.setup.entryPointOfCode(code);
  const { site, notice, locale } = entry ?? {};
  const isOpen = entry !== undefined && wasOpenAt(entry, ledger.world.now().getTime());
  if (isOpen && site !== undefined && notice !== undefined) {
    const query = new URLSearchParams({ ...(locale && { lang: locale }), from: entry.id });
    return {
      status: 302,
      headers: { location: `/in/${site}/${notice}?${query}`, ...neverStored },
      body: null,
    };
  }
  const language = languageFor([locale, ...acceptedLanguages(c.req.header('accept-language'))]);
  if (entry === undefined) return closed(404, closedPage(language));
  const [shown] = notice === undefined ? [] : await ledger.notices.versions(entry.business, notice);
  // A person who stands before an old poster is told whom to ask.
  return closed(
    410,
    closedPage(language, shown && contact(shown.notice, shown.notice.business.name, language)),
  );
}

const closed = <S extends 404 | 410>(status: S, body: string): Reply<S> =>
  pageReply(status, body, { style }, unlisted);
