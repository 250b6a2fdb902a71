// GET /in: the page behind a link that a business sent by e-mail or SMS. The link's token is in the fragment,
// which no server and no log ever sees; the page's script shows it to POST /v1/links/open. Both change
// nothing, however often a mail scanner asks.

import { z } from 'zod';
import { siteKeySchema } from '../../channels/web/web.ts';
import { LedgerError } from '../../core/error.ts';
import { languageTagSchema } from '../../core/language/locale.ts';
import { acceptedLanguages, languageFor } from '../../core/language/person-languages.ts';
import { localeSchema, noticeIdSchema } from '../../core/notice/notice.ts';
import { openOptInLink } from '../../operations/page/open-opt-in-link.ts';
import { viaSchema } from '../../operations/visitor/opt-in-link.ts';
import { pageScript } from '../pages/script.ts';
import { answer, type Endpoint, endpoint, ok, rawAnswer } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';
import { queryOf } from '../server/query.ts';
import { linkPage } from './link-page.ts';
import { pageAnswer } from './reply.ts';

const about = {
  business: z.string(),
  contact: z.looseObject({}).meta({ description: 'As the notice has it.' }),
  privacy_url: z.string(),
};

const shown = {
  business: 'Fresh Produce',
  contact: { email: 'care@fresh.example' },
  privacy_url: 'https://fresh.example/privacy',
  number: 'XXXXXX3210',
};

const openSchema = z
  .strictObject({
    state: z.literal('open'),
    ...about,
    site: siteKeySchema,
    notice: noticeIdSchema,
    locale: localeSchema,
    via: viaSchema,
    pass: z.string().meta({ description: 'The widget signs it with its claims. Good for an hour.' }),
    locales: z.array(localeSchema).meta({ description: 'All that the notice has.' }),
    number: z.string().optional().meta({ description: 'Masked. Absent: the person types it.' }),
    return_url: z.string().optional(),
  })
  .meta({
    id: 'OpenLink',
    example: {
      state: 'open',
      ...shown,
      site: 'pk_4kJ8mZt0QX2v7bN1cR5sW9yD',
      notice: 'order-updates',
      locale: 'en',
      locales: ['en', 'hi'],
      via: 'email',
      pass: 'eyJ0eXAiOiJsaW5rIn0.eyJpc3MiOiJwa180a0o4In0.c2lnbmF0dXJl',
    },
  });

const used = { ...about, number: z.string().meta({ description: 'Masked.' }), used_at: z.iso.datetime() };
const usedExample = { ...shown, used_at: '2026-11-22T18:11:46.123Z' };

const usedSchema = z
  .strictObject({ state: z.literal('used'), ...used })
  .meta({ id: 'UsedLink', example: { state: 'used', ...usedExample } });

const takenBackSchema = z
  .strictObject({ state: z.literal('taken_back'), ...used, taken_back_at: z.iso.datetime() })
  .meta({
    id: 'TakenBackLink',
    description: 'The one consent by this link was taken back. A new link is needed to agree again.',
    example: { state: 'taken_back', ...usedExample, taken_back_at: '2026-11-23T09:04:10.870Z' },
  });

export const linkPageEndpoints: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/in',
    operationId: 'readLinkPage',
    tag: 'Hosted page',
    summary: 'The page behind a link to opt in by',
    description: 'The same for every link: what is behind the `#` stays in the browser.',
    who: 'open',
    reads: { query: z.object({ lang: languageTagSchema.optional() }) },
    answers: { 200: rawAnswer('The page.', { 'text/html': { schema: z.string() } }) },
    errors: ['not_found', 'unavailable'],
    handle({ c }, { widget }) {
      if (widget === undefined) throw new LedgerError('not_found', 'No widget was built here.');
      const lang = languageTagSchema.safeParse(queryOf(c).lang).data;
      const language = languageFor([lang, ...acceptedLanguages(c.req.header('accept-language'))]);
      return pageAnswer(200, linkPage(language, widget.published));
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/links/open',
    operationId: 'openLink',
    tag: 'Hosted page',
    summary: 'What a link to opt in by leads to',
    description:
      'For the script of the page. It changes nothing and is no record. A number that has stopped and one that is unknown ' +
      'have the same answer. Forged, over, taken back, or of a notice or site that is no more: 404, without saying which.',
    who: 'open',
    body: jsonBody(
      z
        .strictObject({
          token: z.string().max(200),
          locale: languageTagSchema.optional(),
          chosen: languageTagSchema.optional(),
        })
        .meta({
          id: 'LinkToOpen',
          example: { token: 'AQGarSx-EXw7mlJdHywLehBzaWduZWQtYW5kLW91cnM', locale: 'en' },
        }),
    ),
    answers: { 200: answer('What it leads to.', z.union([openSchema, usedSchema, takenBackSchema])) },
    errors: ['not_found', 'rate_limited', 'unavailable'],
    async handle({ body: { token, ...languages }, visitor }, { ledger }) {
      const opened = await openOptInLink(ledger, token, visitor, languages);
      if (opened === undefined) throw new LedgerError('not_found', 'This link leads nowhere.');
      return ok(opened);
    },
  }),
  pageScript(new URL('./link.js', import.meta.url), {
    path: '/in/link.js',
    operationId: 'readLinkScript',
    tag: 'Hosted page',
    summary: 'The script of the page behind a link to opt in by',
  }),
];
