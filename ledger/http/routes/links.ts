// POST /v1/links: the business's server asks for a link to a person's own page, for its e-mails and SMS.

import type { Context } from 'hono';
import { z } from 'zod';
import { parseJson } from '../../channels/json.ts';
import { parse } from '../../channels/parse.ts';
import { canonicalNumber } from '../../channels/server/number.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { makeLink } from '../../operations/page/make-link.ts';
import { callerWith } from '../caller.ts';
import { bodyCodes, jsonBody, jsonContent, keyCodes, problems, secretKey } from '../describe.ts';
import type { Endpoint } from '../endpoint.ts';
import { readBody } from '../server/body.ts';
import { bodyBytesMax } from '../server/limits.ts';
import { json } from '../server/reply.ts';

const days = z.int().min(1).max(400).default(90).meta({ description: 'How long the link works.' });
const number = z.string().min(1).max(64).meta({ example: '+919876543210' });
const record = z.uuid().meta({ description: 'Id of any opt-in of the person.' });

const requestSchema = z
  .strictObject({ number: number.optional(), record: record.optional(), days })
  .refine((request) => (request.number === undefined) !== (request.record === undefined), {
    error: 'needs either a number or a record',
    params: { rule: 'either' },
  })
  .meta({ id: 'LinkRequest', example: { number: '+919876543210', days: 30 } });

const linkSchema = z
  .strictObject({
    url: z.url().meta({ description: 'The page; with `/stop` behind it, what `List-Unsubscribe` takes.' }),
    expires_at: z.iso.datetime(),
  })
  .meta({
    id: 'Link',
    example: {
      url: 'https://ledger.example/p/AQIBmq0sfhF8O5pSXR8sC3oQAABrPLkyc2lnbmVkLWFuZC1vdXJz',
      expires_at: '2026-12-22T18:11:46.000Z',
    },
  });

export const linkEndpoints = (ledger: Ledger): Endpoint[] => [
  {
    method: 'post',
    path: '/v1/links',
    readers: 'server',
    description: {
      operationId: 'makeLink',
      tags: ['The person’s own page'],
      summary: 'A link to everything a person agreed to',
      description:
        'Whoever holds the link sees all consents of that person at this business, number masked, and can stop them without ' +
        'a login: send it to that person only. It holds no number and cannot be changed; it ends by itself. The evidence ' +
        'files behind it are whole, with the number; the link that answers an opt-in made by a page gives its proof alone.',
      security: secretKey('link:write'),
      request: { body: jsonBody(requestSchema) },
      responses: {
        201: { description: 'The link.', content: jsonContent(linkSchema) },
        ...problems(...bodyCodes, ...keyCodes, 'not_found'),
      },
    },
    async handle(c: Context) {
      const caller = await callerWith(ledger, c, 'link:write');
      const body = await readBody(c, 'application/json', bodyBytesMax);
      const { days, ...who } = parse(requestSchema, parseJson(body.toString('utf8')));
      const of =
        who.record === undefined ? { number: canonicalNumber(who.number ?? '') } : { record: who.record };
      return json(201, await makeLink(ledger, caller, { of, days }));
    },
  },
];
