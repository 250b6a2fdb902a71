// POST /v1/subjects/history: everything recorded of one person. POST, because a number has no place in a URL.

import { z } from 'zod';
import { exactlyOneOf } from '../../channels/field-choice.ts';
import { metaNames, namesOnePerson, oneName, personNamed } from '../../channels/server/named-person.ts';
import { readHistory } from '../../operations/history/read-history.ts';
import { answer, type Endpoint, endpoint, ok } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';
import { historySchema, pageFields } from './history.ts';

const requestSchema = z
  .strictObject({
    number: z.string().min(1).max(64).optional(),
    ...metaNames,
    ...pageFields,
  })
  .refine(namesOnePerson, oneName)
  .meta({
    id: 'HistoryRequest',
    ...exactlyOneOf('number', ...Object.keys(metaNames)),
    example: { number: '+919876543210' },
  });

export const subjectEndpoints: Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/v1/subjects/history',
    operationId: 'readHistory',
    tag: 'Audit',
    summary: 'Everything recorded about one person',
    description:
      'Each record with its exact bytes, the opening of its public entry, and the proof that it is in the log. It ' +
      'includes the records of each subject that Meta calls the same person, now or earlier, each with its own ' +
      'subject. It comes in pages: where there is a `next`, ask again with it as `after`. The ledger records this ' +
      'reading in the same log before it shows anything.',
    who: { scope: 'audit:read' },
    body: jsonBody(requestSchema),
    answers: { 200: answer('The records, oldest first; none for a stranger.', historySchema) },
    commits: true,
    async handle({ caller, body: { after, limit, ...named } }, { ledger }) {
      return ok(await readHistory(ledger, caller, personNamed(named).canonical, { after, limit }));
    },
  }),
];
