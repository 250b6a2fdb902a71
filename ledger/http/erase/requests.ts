// /v1/subjects/erase/requests: who asked to be erased, by their page or by a WhatsApp message, until the
// business has erased them or refused.

import { z } from 'zod';
import {
  listErasureRequests,
  previewRequest,
  refusals,
  refuseRequest,
  requestsPageMax,
} from '../../operations/erase/requests.ts';
import { answer, type Endpoint, endpoint, ok } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';
import { wholeNumber } from '../server/query.ts';
import { neverStored } from '../server/reply.ts';
import { maskedNames, previewSchema, tag, who } from './erase.ts';

const id = z.uuid().meta({ example: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10' });
const params = z.object({ id });

const waitingSchema = z.strictObject({
  request: id,
  identifiers: maskedNames.meta({ description: 'Every name of the person, each with its end alone.' }),
  proof: z.enum(['page', 'message']).meta({
    description:
      'How they showed that the number is theirs. `page`: they had proven it before, and asked by a link to their page. ' +
      '`message`: they wrote from the number.',
  }),
  asked_at: z.iso.datetime({ precision: 6 }),
  agreed_since: z.boolean().meta({
    description: 'An opt-in was recorded since. Any caller may have made it: ask the person.',
  }),
});

const listSchema = z.strictObject({ requests: z.array(waitingSchema), next: id.optional() }).meta({
  id: 'ErasureRequests',
  example: {
    requests: [
      {
        request: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10',
        identifiers: [{ kind: 'number', masked: '+91 XXXXXX3210' }],
        proof: 'page',
        asked_at: '2026-12-02T09:31:12.000000Z',
        agreed_since: false,
      },
    ],
  },
});

const refusedExample = {
  ...{ request: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10', state: 'refused' as const },
  ...{ reason: 'agreed_again', refused_at: '2026-12-02T10:00:00.000Z' },
};

export const erasureRequestEndpoints: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/v1/subjects/erase/requests',
    operationId: 'listErasureRequests',
    tag,
    summary: 'Who asked to be erased',
    description:
      'Those who wait, oldest first, with masked names. While an answer has a `next`, ask again with `after` set to it. The ' +
      'law gives a month to answer (GDPR, article 12). The ledger records the look.',
    who,
    query: z.object({
      after: id.optional(),
      limit: wholeNumber({ min: 1, max: requestsPageMax }).optional(),
    }),
    answers: { 200: answer('Who waits.', listSchema) },
    commits: true,
    handle: async ({ caller, query }, { ledger }) =>
      ok(await listErasureRequests(ledger, caller, query), neverStored),
  }),
  endpoint({
    method: 'post',
    path: '/v1/subjects/erase/requests/{id}/preview',
    operationId: 'previewErasureRequest',
    tag,
    summary: 'What would be erased of one of them',
    description:
      'Gives the token for `POST /v1/subjects/erase`, with reason `asked_by_person`; the request goes with the person. An ' +
      'opt-in since is erased too, unless the person has confirmed it as holder of the number: then 409, and you refuse with ' +
      '`agreed_again`. 409 also where the number has another holder by now, or the request was refused.',
    who,
    params,
    answers: { 200: answer('What would be taken.', previewSchema) },
    commits: true,
    errors: ['not_found', 'conflict'],
    handle: async ({ caller, params: { id: request } }, { ledger }) =>
      ok(await previewRequest(ledger, caller, request), neverStored),
  }),
  endpoint({
    method: 'post',
    path: '/v1/subjects/erase/requests/{id}/refuse',
    operationId: 'refuseErasureRequest',
    tag,
    summary: 'Refuse to erase one of them',
    description:
      'Their page says so and where to complain, without the reason: tell them that yourself. The row is kept for a year, ' +
      'and is in their access file. They may ask again. Refusing again changes nothing.',
    who,
    params,
    body: jsonBody(
      z
        .strictObject({ reason: z.enum(refusals) })
        .meta({ id: 'ErasureRefusal', example: { reason: 'agreed_again' } }),
    ),
    answers: {
      200: answer(
        'Refused.',
        z
          .strictObject({
            request: id,
            state: z.literal('refused'),
            reason: z.string(),
            refused_at: z.iso.datetime(),
          })
          .meta({ id: 'ErasureRefused', example: refusedExample }),
      ),
    },
    errors: ['not_found'],
    handle: async ({ caller, params: { id: request }, body: { reason } }, { ledger }) =>
      ok(await refuseRequest(ledger, caller, request, reason), neverStored),
  }),
];
