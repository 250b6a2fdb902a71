// POST /v1/nonces: a page asks for a nonce, bound to its site, origin, notice and page key; an app for one
// that is bound to the app in place of the origin.

import { z } from 'zod';
import { customerTokenSchema, siteKeySchema } from '../../channels/web/web.ts';
import { noticeIdSchema } from '../../core/notice/notice.ts';
import { appIdSchema } from '../../core/setup/app-id.ts';
import { requestNonce } from '../../operations/consent/page-consent.ts';
import { answer, type Endpoint, endpoint, ok, visitorCodes } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';

const requestSchema = z
  .strictObject({
    site: siteKeySchema.meta({ description: 'The publishable key of the site, `pk_…`.' }),
    app: appIdSchema.optional(),
    notice: noticeIdSchema,
    version: z.int().min(1),
    thumbprint: z
      .string()
      .regex(/^[A-Za-z0-9_-]{43}$/)
      .meta({ description: 'RFC 7638 thumbprint (SHA-256) of the public key of the page or app.' }),
    customer_token: customerTokenSchema.optional(),
  })
  .meta({
    id: 'NonceRequest',
    example: {
      site: 'pk_4kJ8mZt0QX2v7bN1cR5sW9yD',
      notice: 'order-updates',
      version: 1,
      thumbprint: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
    },
  });

const nonceSchema = z.strictObject({ nonce: z.string(), expires_at: z.iso.datetime() }).meta({
  id: 'Nonce',
  example: { nonce: 'aSIBUkJ0ZG5vd2xlZGdl', expires_at: '2026-11-22T18:21:46.000Z' },
});

export const nonceEndpoints: Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/v1/nonces',
    operationId: 'requestNonce',
    tag: 'Opt in',
    summary: 'Get a nonce for a page or an app',
    description:
      'The widget signs the nonce into its record, so that a record cannot be made in advance or posted twice. ' +
      'It lasts ten minutes, and the commit spends it. Needs the `Origin` header of a page of the site; or `app`, and no ' +
      '`Origin`, from an app that the site lists as `app:<id>`.',
    who: 'page',
    body: jsonBody(requestSchema),
    answers: { 200: answer('A nonce for this page.', nonceSchema) },
    errors: [...visitorCodes, 'customer_token_invalid', 'notice_unknown', 'notice_superseded'],
    async handle({ body, visitor }, { ledger }) {
      return ok(await requestNonce(ledger, body, visitor));
    },
  }),
];
