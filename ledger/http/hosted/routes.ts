// GET /in/{site}/{notice}: the opt-in page that the ledger itself shows. Its address names no person, so it
// can be printed. It is there for a site that has this ledger among its origins, which is how a business
// switches it on. It records nothing, whoever opens it and how often: only the tick does.

import type { Context } from 'hono';
import { z } from 'zod';
import { siteKeySchema } from '../../channels/web/web.ts';
import { entryIdSchema, leadsToSupport } from '../../core/entry/named-entry-point.ts';
import { LedgerError } from '../../core/error.ts';
import { languageTagSchema } from '../../core/language/locale.ts';
import { acceptedLanguages, languageFor } from '../../core/language/person-languages.ts';
import { noticeIdSchema } from '../../core/notice/notice.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { currentNotice, isNotShown, pickLocale } from '../../operations/notice/current-notice.ts';
import { isHostedBy, siteOf } from '../../operations/setup/business.ts';
import { isTriedOut } from '../../operations/setup/tried-out.ts';
import { pageScript } from '../pages/script.ts';
import { type Endpoint, endpoint, rawAnswer } from '../server/endpoint.ts';
import { queryOf } from '../server/query.ts';
import type { Reply } from '../server/reply.ts';
import { stringsFor } from '../widget/widget-build.ts';
import { closedPage } from './frame.ts';
import { linkPageEndpoints } from './link-routes.ts';
import { hostedPage } from './page.ts';
import { pageAnswer } from './reply.ts';

const params = z.object({
  site: siteKeySchema.meta({ example: 'pk_4kJ8mZt0QX2v7bN1cR5sW9yD' }),
  notice: noticeIdSchema,
});

/** Whatever stands there: a person whose address is damaged is shown a page. */
const pagePath = /^\/in\/([^/]+)\/([^/]+)$/;

const query = z.object({
  lang: languageTagSchema.optional().meta({ description: 'BCP 47. Absent: as the browser asks.' }),
  from: entryIdSchema.optional().meta({ description: 'The entry point that led here.' }),
});

const page = (description: string) => rawAnswer(description, { 'text/html': { schema: z.string() } });

export const hostedEndpoints: Endpoint[] = [
  ...linkPageEndpoints,
  endpoint({
    method: 'get',
    path: '/in/{site}/{notice}',
    beyondRouter: pagePath,
    operationId: 'readOptInPage',
    tag: 'Hosted page',
    summary: 'A page to opt in on, shown by the ledger',
    description:
      'For a business whose own pages take no script, and for printed codes: the business’s name, the real widget with a ' +
      'phone field, a button, whom to ask. A site switches it on by naming this ledger among its origins. Opening the ' +
      'page records nothing.',
    who: 'open',
    reads: { params, query },
    answers: {
      200: page('The page.'),
      403: page('The site does not name this ledger among its origins, or takes only customer tokens.'),
      404: page('There is no such site or notice, or the notice was retired.'),
    },
    errors: ['not_found', 'unavailable'],
    // A person reads this in a browser, so every refusal is a page, too.
    handle: ({ c }, { ledger, widget }) => {
      if (widget === undefined) throw new LedgerError('not_found', 'No widget was built here.');
      const [, site, notice] = pagePath.exec(c.req.path) ?? [];
      return shown(c, params.safeParse({ site, notice }).data, { ledger, widget });
    },
  }),
  pageScript(new URL('./script.js', import.meta.url), {
    path: '/in/page.js',
    operationId: 'readOptInScript',
    tag: 'Hosted page',
    summary: 'The script of the hosted opt-in page',
  }),
];

type Built = Parameters<typeof stringsFor>[0] & object;

async function shown(
  c: Context,
  place: z.infer<typeof params> | undefined,
  { ledger, widget }: { ledger: Ledger; widget: Built },
): Promise<Reply<200 | 403 | 404>> {
  const { lang, from: named } = chosen(c);
  const wanted = [...(lang === undefined ? [] : [lang]), ...accepted(c)];
  const own = languageFor(wanted);
  const notice = place === undefined ? 404 : await noticeOf(ledger, place, wanted);
  if (typeof notice === 'number') return pageAnswer(notice, closedPage(own));
  const from = await optInEntry(ledger, notice.business, named);
  const { id, version, locale } = notice.shown;
  const { business } = notice;
  const isTest = await isTriedOut(ledger, business, { by: 'site', id: notice.site });
  const showing = { business, channel: 'web', ...(isTest && { test: true as const }) } as const;
  ledger.tally.add({ what: 'shown', ...showing, notice: id, version, locale });
  const language = languageFor([notice.shown.locale, ...wanted]);
  const others = notice.locales.filter((tag) => tag !== notice.shown.locale);
  const html = hostedPage({
    notice: { ...notice.shown, strings: stringsFor(widget, notice.shown.locale) },
    site: notice.site,
    entry: from,
    release: widget.published,
    language,
    others: others.map((tag) => {
      return { tag, href: `?${new URLSearchParams({ lang: tag, ...(from !== undefined && { from }) })}` };
    }),
  });
  return pageAnswer(200, html);
}

/**
 * Of an advertisement, in an address that someone has passed on, nothing is said: an opt-in that names it is
 * refused, and the person has not come from it.
 */
async function optInEntry({ setup }: Ledger, business: string, named: string | undefined) {
  if (named === undefined) return undefined;
  const entry = await setup.entryPoint(business, named).catch(() => undefined);
  return entry !== undefined && leadsToSupport(entry.kind) ? undefined : named;
}

/** What of the query can be read. A damaged address still leads to the page. */
function chosen(c: Context): z.infer<typeof query> {
  const asked = queryOf(c);
  const lang = languageTagSchema.safeParse(asked.lang).data;
  const from = entryIdSchema.safeParse(asked.from).data;
  return { ...(lang !== undefined && { lang }), ...(from !== undefined && { from }) };
}

const accepted = (c: Context) => acceptedLanguages(c.req.header('accept-language'));

/** The notice in the first of these languages that it has, and all that it has; or why it is not shown. */
async function noticeOf(
  ledger: Ledger,
  { site: key, notice: id }: z.infer<typeof params>,
  wanted: readonly string[],
) {
  try {
    const isHosted = isHostedBy(ledger);
    const site = await siteOf(ledger, key, isHosted);
    const versions = await ledger.notices.versions(site.business, id);
    const locales = versions[0]?.notice.locales ?? {};
    const locale = wanted.map((tag) => pickLocale(locales, tag)).find((tag) => tag !== undefined);
    const shown = await currentNotice(ledger, { site: key, notice: id, ...(locale && { locale }) });
    // From here the page could record nothing, so it does not ask.
    if (!isHosted(site)) return 403;
    return { shown, site: key, business: site.business, locales: Object.keys(locales) };
  } catch (error) {
    if (isNotShown(error)) return 404;
    throw error;
  }
}
