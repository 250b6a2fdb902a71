// POST /v1/customers/consent: the consent state of the number in a customer token, for a profile page. A
// POST, because a token in a URL ends up in logs.

import { z } from 'zod';
import { customerConsentSchema } from '../../channels/web/customer.ts';
import { localeSchema, noticeIdSchema } from '../../core/notice/notice.ts';
import { purposeSchema } from '../../core/notice/purpose.ts';
import { consentOfCustomer } from '../../operations/consent/customer-consent.ts';
import { answer, type Endpoint, endpoint, ok, visitorCodes } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';

const standingSchema = z.strictObject({
  purpose: purposeSchema,
  standing: z.enum(['granted', 'withdrawn', 'expired', 'none']),
  record: z.uuid().optional().meta({ description: 'The record that decides.' }),
  agreed_at: z.iso.datetime().optional(),
});

export const customerConsentAnswerSchema = z
  .strictObject({
    number: z.string().meta({ description: 'Masked, as everywhere.' }),
    notices: z.array(
      z.strictObject({
        id: noticeIdSchema,
        version: z.int(),
        locale: localeSchema,
        what: z.string().meta({ description: 'The kind of messages, in the words of the notice.' }),
        purposes: z.array(standingSchema),
      }),
    ),
    tree_size: z.int().meta({ description: 'The size of the log when this was read.' }),
  })
  .meta({
    id: 'CustomerConsent',
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

export const customerEndpoints: Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/v1/customers/consent',
    operationId: 'consentOfCustomer',
    tag: 'Opt in',
    summary: 'Read the consent of the person on this page',
    description:
      'For every current notice of the business, the consents of the person that the customer token names. Needs ' +
      'the token, no key, and the `Origin` header of a page of the site. The answer has the same shape for an ' +
      'unknown number.',
    who: 'page',
    body: jsonBody(customerConsentSchema),
    answers: { 200: answer('What holds.', customerConsentAnswerSchema) },
    errors: [...visitorCodes, 'customer_token_invalid'],
    async handle({ body, visitor }, { ledger }) {
      return ok(await consentOfCustomer(ledger, body, visitor));
    },
  }),
];
