// GET /v1/notices/current: the notice a page should show now, in one language, ready to be rendered. The widget asks
// this once, and not at all where the embed code carries the notice.

import { z } from 'zod';
import { parse } from '../../channels/parse.ts';
import { siteKeySchema } from '../../channels/web/web.ts';
import { noticeIdSchema, noticeSchema } from '../../core/notice/notice.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { currentNotice } from '../../operations/notice/current-notice.ts';
import { byNetwork } from '../../operations/visitor/admit-visitor.ts';
import { jsonContent, problems } from '../describe.ts';
import type { Endpoint } from '../endpoint.ts';
import { cachedFor, json } from '../server/reply.ts';
import type { VisitorOf } from '../server/visitor.ts';
import { stringsFor, type WidgetBuild } from '../widget/widget-build.ts';

/** A page may show a notice this long without asking again; a superseded version is admitted for a day. */
const maxAgeSeconds = 300;

const querySchema = z.strictObject({
  site: siteKeySchema.meta({
    description: 'The publishable key of the site.',
    example: 'pk_4kJ8mZt0QX2v7bN1cR5sW9yD',
  }),
  notice: noticeIdSchema,
  locale: z
    .string()
    .regex(/^[A-Za-z0-9-]{2,35}$/)
    .optional()
    .meta({
      description: 'BCP 47; falls back along its tail, then to the notice’s default.',
      example: 'en-IN',
    }),
});

const published = noticeSchema.shape;

export const shownNoticeExample = {
  id: 'order-updates',
  version: 1,
  sha256: '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  locale: 'en',
  direction: 'ltr',
  purposes: ['shipping_update', 'payment_update'],
  business: { id: 'fresh-produce', name: 'Fresh Produce' },
  contact: { email: 'care@fresh.example' },
  privacy_url: 'https://fresh.example/privacy',
  withdrawal_url: 'https://fresh.example/profile',
  wording: {
    what: 'order updates',
    sentence: 'I consent to receive {what} from {business} on my WhatsApp number {masked}',
    privacy: 'How {business} uses your number: {privacy_url}',
    withdrawal: 'You can stop at any time: {withdrawal_url}',
    contact: 'Talk to a person at {business}: {contact}',
    prompt: 'To receive {what} from {business} on your WhatsApp number ending {masked}, press 1.',
  },
  reviewed: true,
  calling_code: '91',
};

export const shownNoticeSchema = z
  .strictObject({
    id: published.id,
    version: published.version,
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    locale: published.default_locale,
    direction: z.enum(['ltr', 'rtl']),
    purposes: published.purposes,
    business: published.business,
    contact: published.contact,
    privacy_url: published.privacy_url,
    withdrawal_url: published.withdrawal_url,
    wording: published.locales.valueType,
    reviewed: z.boolean().optional().meta({
      description:
        'Has a person who reads this language reviewed the prescribed lines? Absent where the business wrote all lines itself.',
    }),
    calling_code: z
      .string()
      .optional()
      .meta({ description: 'Of the business, to guess the country of a typed number.' }),
    strings: z
      .record(z.string(), z.string())
      .optional()
      .meta({
        description:
          'The widget’s own words in this language (label, hints, errors), so that it need not ask for them. ' +
          'Inlined with the notice; no part of what is agreed to.',
      }),
  })
  .meta({
    id: 'ShownNotice',
    example: shownNoticeExample,
  });

export const currentNoticeEndpoints = (
  ledger: Ledger,
  visitorOf: VisitorOf,
  widget: WidgetBuild | undefined,
): Endpoint[] => [
  {
    method: 'get',
    path: '/v1/notices/current',
    readers: 'page',
    description: {
      operationId: 'currentNotice',
      tags: ['Opt in'],
      summary: 'What a page should show',
      description: 'Cacheable; names nobody. The page must show the lines exactly as rendered from it.',
      request: { query: querySchema },
      responses: {
        200: { description: 'The current version in one language.', content: jsonContent(shownNoticeSchema) },
        ...problems(
          'invalid',
          'not_found',
          'notice_unknown',
          'notice_superseded',
          'rate_limited',
          'unavailable',
        ),
      },
    },
    async handle(c) {
      await ledger.limits.take(byNetwork(visitorOf(c)));
      const { site, notice, locale } = parse(querySchema, c.req.query());
      const shown = await currentNotice(ledger, { site, notice, ...(locale !== undefined && { locale }) });
      const strings = stringsFor(widget, shown.locale);
      return json(200, { ...shown, ...(strings && { strings }) }, cachedFor(maxAgeSeconds));
    },
  },
];
