// GET /v1/notices/current: the notice a page should show now, in one language, ready to be rendered. The
// widget asks once, and not at all where the embed code carries the notice.

import { z } from 'zod';
import { siteKeySchema } from '../../channels/web/web.ts';
import { languageTagSchema } from '../../core/language/locale.ts';
import { noticeIdSchema, noticeSchema } from '../../core/notice/notice.ts';
import { currentNotice } from '../../operations/notice/current-notice.ts';
import { byNetwork } from '../../operations/visitor/admit-visitor.ts';
import { answer, type Endpoint, endpoint, ok } from '../server/endpoint.ts';
import { cachedFor, neverStored } from '../server/reply.ts';
import { stringsFor } from '../widget/widget-build.ts';

/** A page may show a notice this long without asking again; a superseded version is admitted for a day. */
const maxAgeSeconds = 300;

const querySchema = z.strictObject({
  site: siteKeySchema.meta({
    description: 'The publishable key of the site.',
    example: 'pk_4kJ8mZt0QX2v7bN1cR5sW9yD',
  }),
  notice: noticeIdSchema,
  locale: languageTagSchema.optional().meta({
    description: 'BCP 47. Falls back to shorter tags, then to the notice’s default.',
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
    wording: published.locales.valueType.omit({ sms: true }),
    reviewed: z.boolean().optional().meta({
      description:
        'Has a person who reads this language reviewed the words? Absent where the business wrote all lines itself and has recorded no review.',
    }),
    calling_code: z
      .string()
      .optional()
      .meta({ description: 'The business’s calling code, to guess the country of a typed number.' }),
    strings: z
      .record(z.string(), z.string())
      .optional()
      .meta({
        description:
          'The widget’s own words in this language (label, hints, errors), so that it need not request them. ' +
          'They come with the notice, but the person does not agree to them.',
      }),
    origin_allowed: z
      .literal(false)
      .optional()
      .meta({
        description:
          'The page that asks is of an origin that is not on the site’s list: what is ticked there is refused. ' +
          'Such an answer is not to be kept.',
      }),
  })
  .meta({
    id: 'ShownNotice',
    example: shownNoticeExample,
  });

export const currentNoticeEndpoints: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/v1/notices/current',
    operationId: 'currentNotice',
    tag: 'Opt in',
    summary: 'The notice that a page should show',
    description: 'Cacheable. It names no person. The page must show the lines exactly as rendered from it.',
    who: 'page',
    query: querySchema,
    limit: ({ visitor }, { ledger }) => ledger.limits.take(byNetwork(visitor)),
    answers: { 200: answer('The current version in one language.', shownNoticeSchema) },
    errors: ['not_found', 'notice_unknown', 'notice_superseded'],
    async handle({ c, query: { site, notice, locale } }, { ledger, widget }) {
      const origin = c.req.header('origin');
      const shown = await currentNotice(ledger, {
        ...{ site, notice },
        ...(locale !== undefined && { locale }),
        ...(origin !== undefined && { origin }),
      });
      const strings = stringsFor(widget, shown.locale);
      // A developer who adds the origin reloads at once.
      const keeping = shown.origin_allowed === false ? neverStored : cachedFor(maxAgeSeconds);
      return ok({ ...shown, ...(strings && { strings }) }, keeping);
    },
  }),
];
