// POST /v1/links: the business's server asks for a link to a person's own page, for its e-mails and SMS.

import { z } from 'zod';
import { exactlyOneOf } from '../../channels/field-choice.ts';
import { canonicalNumber } from '../../channels/server/number.ts';
import { makeLink } from '../../operations/page/make-link.ts';
import { answer, created, type Endpoint, endpoint } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';

const days = z.int().min(1).max(400).default(90).meta({ description: 'How long the link works.' });
const number = z.string().min(1).max(64).meta({ example: '+919876543210' });
const record = z.uuid().meta({ description: 'Id of any opt-in of the person.' });

const requestSchema = z
  .strictObject({ number: number.optional(), record: record.optional(), days })
  .refine((request) => (request.number === undefined) !== (request.record === undefined), {
    error: 'needs either a number or a record',
    params: { rule: 'either' },
  })
  .meta({
    id: 'LinkRequest',
    ...exactlyOneOf('number', 'record'),
    example: { number: '+919876543210', days: 30 },
  });

const linkSchema = z
  .strictObject({
    url: z
      .url()
      .meta({ description: 'The page. With `/stop` added, it is the address for `List-Unsubscribe`.' }),
    expires_at: z.iso.datetime(),
  })
  .meta({
    id: 'Link',
    example: {
      url: 'https://ledger.example/p/AQIBmq0sfhF8O5pSXR8sC3oQAABrPLkyc2lnbmVkLWFuZC1vdXJz',
      expires_at: '2026-12-22T18:11:46.000Z',
    },
  });

export const linkEndpoints: Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/v1/links',
    operationId: 'makeLink',
    tag: 'The person’s own page',
    summary: 'A link to everything a person agreed to',
    description:
      'Send it only to that person. Every holder of the link sees all consents of that person at this business, ' +
      'with the number masked, and can stop them without a login. It holds no number, cannot be changed, and ' +
      'expires. Its evidence files are whole and hold the number. (The link in the answer to an opt-in from a ' +
      'page gives only the proof.)',
    who: { scope: 'link:write' },
    body: jsonBody(requestSchema),
    answers: { 201: answer('The link.', linkSchema) },
    errors: ['not_found'],
    async handle({ caller, body: { days, number = '', record } }, { ledger }) {
      const of = record === undefined ? { number: canonicalNumber(number) } : { record };
      return created(await makeLink(ledger, caller, { of, days }));
    },
  }),
];
