// POST /v1/subjects/history: everything recorded of one person. POST, because a number has no place in a URL.

import { z } from 'zod';
import { exactlyOneOf } from '../../channels/field-choice.ts';
import {
  onePerson,
  personFields,
  personNames,
  personReferred,
  refersToOne,
} from '../../channels/server/named-person.ts';
import { readHistory } from '../../operations/history/read-history.ts';
import { answer, type Endpoint, endpoint, ok } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';
import { historySchema, pageFields } from './history.ts';

const requestSchema = z
  .strictObject({
    ...personFields,
    ...pageFields,
  })
  .refine(refersToOne, onePerson)
  .meta({
    id: 'HistoryRequest',
    ...exactlyOneOf(...personNames),
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
      return ok(await readHistory(ledger, caller, personReferred(named), { after, limit }));
    },
  }),
];
