// POST /v1/nonces: a page asks for a nonce, bound to its site, origin, notice and page key.

import { z } from 'zod';
import { parseJson } from '../../channels/json.ts';
import { parse } from '../../channels/parse.ts';
import { sessionTokenSchema, siteKeySchema } from '../../channels/web/web.ts';
import { noticeIdSchema } from '../../core/notice/notice.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { requestNonce } from '../../operations/page-consent.ts';
import { bodyCodes, jsonBody, jsonContent, problems } from '../describe.ts';
import type { Endpoint } from '../endpoint.ts';
import { readBody } from '../server/body.ts';
import { bodyBytesMax } from '../server/limits.ts';
import { json } from '../server/reply.ts';
import type { VisitorOf } from '../server/visitor.ts';

const requestSchema = z
  .strictObject({
    site: siteKeySchema.meta({ description: 'The publishable key of the site, `pk_…`.' }),
    notice: noticeIdSchema,
    version: z.int().min(1),
    thumbprint: z
      .string()
      .regex(/^[A-Za-z0-9_-]{43}$/)
      .meta({ description: 'RFC 7638 thumbprint (SHA-256) of the page’s public key.' }),
    session: sessionTokenSchema.optional(),
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

export const nonceEndpoints = (ledger: Ledger, visitorOf: VisitorOf): Endpoint[] => [
  {
    method: 'post',
    path: '/v1/nonces',
    readers: 'page',
    description: {
      operationId: 'requestNonce',
      tags: ['Opt in'],
      summary: 'Get a nonce for a page',
      description:
        'The widget signs the nonce into its record, so that a record cannot be made in advance or posted twice. ' +
        'It lasts ten minutes and is spent by the commit. Needs the `Origin` header of a page of the site.',
      request: { body: jsonBody(requestSchema) },
      responses: {
        200: { description: 'A nonce for this page.', content: jsonContent(nonceSchema) },
        ...problems(
          ...bodyCodes,
          'not_found',
          'origin_not_allowed',
          'session_invalid',
          'rate_limited',
          'notice_unknown',
          'notice_superseded',
          'unavailable',
        ),
      },
    },
    async handle(c) {
      const body = await readBody(c, 'application/json', bodyBytesMax);
      const request = parse(requestSchema, parseJson(body.toString('utf8')));
      return json(200, await requestNonce(ledger, request, visitorOf(c)));
    },
  },
];
