// POST /v1/sessions/consent: what holds for the number in a session token, for a profile page. A POST, because a token
// in a URL ends up in logs.

import { z } from 'zod';
import { parseJson } from '../../channels/json.ts';
import { parse } from '../../channels/parse.ts';
import { sessionConsentSchema } from '../../channels/session.ts';
import { localeSchema, noticeIdSchema } from '../../core/notice/notice.ts';
import { purposeSchema } from '../../core/notice/purpose.ts';
import { consentOfSession } from '../../operations/consent/customer-consent.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { bodyCodes, jsonBody, jsonContent, problems } from '../describe.ts';
import type { Endpoint } from '../endpoint.ts';
import { readBody } from '../server/body.ts';
import { bodyBytesMax } from '../server/limits.ts';
import { json } from '../server/reply.ts';
import type { VisitorOf } from '../server/visitor.ts';

const standingSchema = z.strictObject({
  purpose: purposeSchema,
  standing: z.enum(['granted', 'withdrawn', 'expired', 'none']),
  record: z.uuid().optional().meta({ description: 'The record that decides.' }),
  agreed_at: z.iso.datetime().optional(),
});

export const sessionConsentAnswerSchema = z
  .strictObject({
    number: z.string().meta({ description: 'Masked, as everywhere.' }),
    notices: z.array(
      z.strictObject({
        id: noticeIdSchema,
        version: z.int(),
        locale: localeSchema,
        what: z.string().meta({ description: 'What the messages are, in the words of the notice.' }),
        purposes: z.array(standingSchema),
      }),
    ),
    tree_size: z.int().meta({ description: 'The size of the log this was read at.' }),
  })
  .meta({
    id: 'SessionConsent',
    example: {
      number: 'XXXXXX3210',
      notices: [
        {
          id: 'order-updates',
          version: 1,
          locale: 'en',
          what: 'order updates',
          purposes: [
            {
              purpose: 'shipping_update',
              standing: 'granted',
              record: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10',
              agreed_at: '2026-11-22T18:11:46.123Z',
            },
            { purpose: 'payment_update', standing: 'none' },
          ],
        },
      ],
      tree_size: 8,
    },
  });

export const sessionEndpoints = (ledger: Ledger, visitorOf: VisitorOf): Endpoint[] => [
  {
    method: 'post',
    path: '/v1/sessions/consent',
    readers: 'page',
    description: {
      operationId: 'consentOfSession',
      tags: ['Opt in'],
      summary: 'What holds for the person on this page',
      description:
        'For every current notice of the business, what the person whom the session token names has agreed to. ' +
        'Needs the token, no key, and the `Origin` header of a page of the site. The answer has the same shape for a ' +
        'number that was never seen.',
      request: { body: jsonBody(sessionConsentSchema) },
      responses: {
        200: { description: 'What holds.', content: jsonContent(sessionConsentAnswerSchema) },
        ...problems(
          ...bodyCodes,
          'not_found',
          'origin_not_allowed',
          'session_invalid',
          'rate_limited',
          'unavailable',
        ),
      },
    },
    async handle(c) {
      const body = await readBody(c, 'application/json', bodyBytesMax);
      const request = parse(sessionConsentSchema, parseJson(body.toString('utf8')));
      return json(200, await consentOfSession(ledger, request, visitorOf(c)));
    },
  },
];
