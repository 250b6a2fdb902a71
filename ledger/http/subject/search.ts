// POST /v1/subjects/search: one field for whatever somebody has in hand. POST, because a number has no place
// in a URL.

import { z } from 'zod';
import { searchedMax } from '../../channels/server/searched.ts';
import { search } from '../../operations/subject/search.ts';
import { maskedNames } from '../erase/erase.ts';
import { answer, type Endpoint, endpoint, ok } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';
import { neverStored } from '../server/reply.ts';

const requestSchema = z
  .strictObject({
    q: z
      .string()
      .max(searchedMax)
      .meta({
        description:
          'A number in any spelling, also as it is dialled at home; a wa_id, a BSUID; the id of a person, a record or a permit; ' +
          'or Meta’s id of a message.',
      }),
  })
  .meta({ id: 'Search', example: { q: '+91 98765 43210' } });

const subject = z.uuid().meta({ description: 'Of the person: other operations take it in place of a name.' });

const answerSchema = z
  .strictObject({
    kind: z.enum(['person', 'record', 'message', 'permit', 'none']),
    subject: subject.optional(),
    identifiers: maskedNames
      .optional()
      .meta({ description: 'Every name of the person, each with its end alone.' }),
    record: z
      .uuid()
      .optional()
      .meta({ description: 'The record; of a message or a permit the one that decided.' }),
    permit: z.uuid().optional().meta({
      description: 'Of the message. Absent of one that Meta reported and the gate was not asked about.',
    }),
    others: z
      .array(z.strictObject({ subject, identifiers: maskedNames }))
      .optional()
      .meta({ description: 'Who may be meant as well by a number without its calling code.' }),
  })
  .meta({
    id: 'SearchFound',
    example: {
      kind: 'person',
      subject: '019aad2c-7e10-7b31-8c64-0f6d2b9a4c55',
      identifiers: [{ kind: 'number', masked: '+91 XXXXXX3210' }],
    },
  });

export const searchEndpoints: Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/v1/subjects/search',
    operationId: 'searchSubjects',
    tag: 'Audit',
    summary: 'Find a person, a record or a message',
    description:
      'One field for whatever you have in hand. It tells ids and masked names, and nothing of another business: what is not ' +
      'known is `none`. The ledger records the look in the same log before it tells anything.',
    who: { scope: 'audit:read' },
    body: jsonBody(requestSchema),
    answers: { 200: answer('What was found.', answerSchema) },
    commits: true,
    handle: async ({ caller, body: { q } }, { ledger }) => ok(await search(ledger, caller, q), neverStored),
  }),
];
