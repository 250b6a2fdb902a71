// POST /v1/links: the business's server asks for a link, for its e-mails and SMS. To a person's own page; or,
// where a notice is named, to the page on which that person may opt in. The second kind is listed and taken
// back here, too.

import { z } from 'zod';
import { requireScope } from '../../auth/scope.ts';
import { exactlyOneOf } from '../../channels/field-choice.ts';
import { parseJsonOnce } from '../../channels/json.ts';
import { parse } from '../../channels/parse.ts';
import { consentingNumber } from '../../channels/server/number.ts';
import { siteKeySchema } from '../../channels/web/web.ts';
import { LedgerError } from '../../core/error.ts';
import { localeSchema, noticeIdSchema } from '../../core/notice/notice.ts';
import {
  type CanonicalIdentifier,
  identifierKindSchema,
  normalizeIdentifier,
  valueMax,
} from '../../core/subject/identifier.ts';
import { makeLink } from '../../operations/page/make-link.ts';
import {
  linkMinutes,
  linksAtOnce,
  listOptInLinks,
  liveLinksMax,
  makeOptInLink,
  revokeOptInLink,
} from '../../operations/page/opt-in-links.ts';
import { viaSchema } from '../../operations/visitor/opt-in-link.ts';
import { answer, created, type Endpoint, endpoint, ok } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';

const kinds = identifierKindSchema.options;
const name = z.string().min(1).max(valueMax).optional();
const names = {
  number: name.meta({ example: '+919876543210' }),
  wa_id: name.meta({ description: 'The number as Meta spells it.' }),
  bsuid: name.meta({ description: 'Meta’s business-scoped user id.' }),
  parent_bsuid: name.meta({ description: 'Meta’s business-scoped user id over linked portfolios.' }),
  external_id: name.meta({ description: 'The business’s own name for the customer.' }),
};
type Names = { readonly [Kind in (typeof kinds)[number]]?: string | undefined };

const given = (request: Names) => kinds.filter((kind) => request[kind] !== undefined);

const days = z.int().min(1).max(400).default(90).meta({ description: 'How long the link works.' });
const record = z.uuid().meta({ description: 'Id of any opt-in of the person.' });

const pageLinkSchema = z
  .strictObject({ ...names, record: record.optional(), days })
  .refine((request) => given(request).length + (request.record === undefined ? 0 : 1) === 1, {
    error: `needs exactly one of ${kinds.join(', ')} and record`,
    params: { rule: 'either' },
  })
  .meta({
    id: 'PageLinkRequest',
    ...exactlyOneOf(...kinds, 'record'),
    example: { number: '+919876543210', days: 30 },
  });

const minutes = z
  .int()
  .min(linkMinutes.min)
  .max(linkMinutes.max)
  .default(linkMinutes.unsaid)
  .meta({
    description: `How long the link works: ${linkMinutes.min} minutes to ${linkMinutes.max / 1440} days.`,
  });

const optInLinkSchema = z
  .strictObject({
    ...names,
    notice: noticeIdSchema.meta({ description: 'What the person is asked. It names the purposes.' }),
    via: viaSchema.meta({ description: 'How it is sent; the record says so.' }),
    valid_minutes: minutes,
    locale: localeSchema.optional().meta({ description: 'Absent: as the reader’s browser asks.' }),
    site: siteKeySchema
      .optional()
      .meta({ description: 'Absent: the only site that has this ledger among its origins.' }),
    return_url: z
      .url()
      .max(500)
      .optional()
      .meta({ description: 'Offered once it is saved. On an origin of the site.' }),
  })
  .refine((request) => given(request).length === 1, {
    error: `needs exactly one of ${kinds.join(', ')}`,
    params: { rule: 'one_name' },
  })
  .meta({
    id: 'OptInLinkRequest',
    ...exactlyOneOf(...kinds),
    example: { number: '+919876543210', notice: 'order-updates', via: 'email', valid_minutes: 10080 },
  });

const requestSchema = z.union([pageLinkSchema, optInLinkSchema]);
type LinkRequest = z.output<typeof requestSchema>;

const linkId = z.uuid().meta({ description: 'Of a link to opt in by: for the list, and to take it back.' });

const linkSchema = z
  .strictObject({
    id: linkId.optional(),
    url: z.url().meta({
      description: 'Of a person’s own page, with `/stop` added it is the address for `List-Unsubscribe`.',
    }),
    expires_at: z.iso.datetime(),
  })
  .meta({
    id: 'Link',
    example: {
      url: 'https://ledger.example/p/AQIBmq0sfhF8O5pSXR8sC3oQAABrPLkyc2lnbmVkLWFuZC1vdXJz',
      expires_at: '2026-12-22T18:11:46.000Z',
    },
  });

const listSchema = z
  .strictObject({
    links: z.array(
      z.strictObject({
        id: linkId,
        site: siteKeySchema,
        notice: noticeIdSchema,
        via: viaSchema,
        status: z.enum(['open', 'used', 'revoked']),
        made_at: z.iso.datetime(),
        expires_at: z.iso.datetime(),
      }),
    ),
  })
  .meta({
    id: 'OptInLinks',
    example: {
      links: [
        {
          id: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10',
          site: 'pk_4kJ8mZt0QX2v7bN1cR5sW9yD',
          notice: 'order-updates',
          via: 'email',
          status: 'open',
          made_at: '2026-11-22T18:11:46.000Z',
          expires_at: '2026-11-29T18:11:46.000Z',
        },
      ],
    },
  });

export const linkEndpoints: Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/v1/links',
    operationId: 'makeLink',
    tag: 'The person’s own page',
    summary: 'A link for one person, to their own page or to opt in by',
    description:
      'Send it only to that person; name them by exactly one identifier. Without `notice` it leads to everything that the ' +
      'person agreed to at this business (scope `link:write`): every holder of the link sees it, with the number masked, and ' +
      'can stop it without a login. With `notice` it leads to the hosted page with the real widget (scope `opt-in:write`): ' +
      'opening it changes nothing, the tick is a record of grade E3 at most, and the link works until then. Where the ' +
      'identifier is no number, the page asks for one, which is its own claim. Neither link holds a number. A business makes ' +
      `at most 6,000 links to opt in by a minute, and has at most ${liveLinksMax.toLocaleString('en')} that are neither over ` +
      'nor taken back (429, rule `live_links`).',
    who: { scope: ['link:write', 'opt-in:write'] },
    body: {
      ...jsonBody(requestSchema),
      read: (bytes): LinkRequest => {
        const body = parseJsonOnce(bytes.toString('utf8'));
        // By what it is about, so that a fault names its field and not "one of two shapes".
        const isOptIn = typeof body === 'object' && body !== null && ('notice' in body || 'via' in body);
        return parse<z.ZodType<LinkRequest>>(isOptIn ? optInLinkSchema : pageLinkSchema, body);
      },
    },
    answers: { 201: answer('The link.', linkSchema) },
    errors: ['not_found', 'notice_unknown', 'notice_superseded', 'rate_limited'],
    async handle({ caller, body }, { ledger }) {
      if (!('notice' in body)) {
        requireScope(caller, 'link:write');
        const of = body.record === undefined ? { person: personIn(body) } : { record: body.record };
        return created(await makeLink(ledger, caller, { of, days: body.days }));
      }
      requireScope(caller, 'opt-in:write');
      const { notice, via, valid_minutes, site, locale, return_url: returnUrl } = body;
      const asked = { person: personIn(body), minutes: valid_minutes, notice, via, site, locale, returnUrl };
      return created(await makeOptInLink(ledger, caller, asked));
    },
  }),
  endpoint({
    method: 'get',
    path: '/v1/links',
    operationId: 'listLinks',
    tag: 'The person’s own page',
    summary: 'The links to opt in by that are not over',
    description: `Newest first, at most ${linksAtOnce}. \`before\`: the ones made before that link. No person is named.`,
    who: { scope: 'opt-in:write' },
    query: z.strictObject({ before: z.uuid().optional() }),
    answers: { 200: answer('The links.', listSchema) },
    async handle({ caller, query }, { ledger }) {
      return ok({ links: await listOptInLinks(ledger, caller, query.before) });
    },
  }),
  endpoint({
    method: 'delete',
    path: '/v1/links/{id}',
    operationId: 'revokeLink',
    tag: 'The person’s own page',
    summary: 'Take back a link to opt in by',
    description: 'It works no more, at once. What was agreed by it stands.',
    who: { scope: 'opt-in:write' },
    params: z.object({ id: z.uuid() }),
    answers: { 200: answer('Taken back.', z.strictObject({ id: z.uuid() })) },
    async handle({ caller, params }, { ledger }) {
      await revokeOptInLink(ledger, caller, params.id);
      return ok({ id: params.id });
    },
  }),
];

/** The schema has seen to it that there is exactly one. Throws invalid, without the value. */
function personIn(request: Names): CanonicalIdentifier {
  const [kind = 'number'] = given(request);
  if (kind === 'number') return { kind, value: consentingNumber(request.number ?? '') };
  const canonical = normalizeIdentifier({ kind, value: request[kind] ?? '' });
  if (canonical.kind !== 'refused') return canonical;
  throw new LedgerError('invalid', 'No person can have this name.', {
    faults: [{ pointer: `/${kind}`, rule: canonical.rule, detail: canonical.detail }],
  });
}
