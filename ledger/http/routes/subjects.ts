// POST /v1/subjects/history: everything recorded of one person. POST, because a number has no place in a URL.

import { z } from 'zod';
import { parseJson } from '../../channels/json.ts';
import { metaNames, namesOnePerson, oneName, personNamed } from '../../channels/named-person.ts';
import { parse } from '../../channels/parse.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { readHistory } from '../../operations/read-history.ts';
import { callerWith } from '../caller.ts';
import { bodyCodes, commitCodes, jsonBody, jsonContent, keyCodes, problems, secretKey } from '../describe.ts';
import type { Endpoint } from '../endpoint.ts';
import { historySchema } from '../history/history.ts';
import { readBody } from '../server/body.ts';
import { bodyBytesMax } from '../server/limits.ts';
import { json } from '../server/reply.ts';

const requestSchema = z
  .strictObject({
    number: z.string().min(1).max(64).optional(),
    ...metaNames,
  })
  .refine(namesOnePerson, oneName)
  .meta({ id: 'HistoryRequest', example: { number: '+919876543210' } });

export const subjectEndpoints = (ledger: Ledger): Endpoint[] => [
  {
    method: 'post',
    path: '/v1/subjects/history',
    readers: 'server',
    description: {
      operationId: 'readHistory',
      tags: ['Audit'],
      summary: 'Everything recorded of one person',
      description:
        'Each record with its exact bytes, the opening of its public entry, and the proof that it is in the log; those of ' +
        'everybody whom Meta says to be the same person, or to have been, are among them, each with its own subject. ' +
        'That somebody looked is recorded in the same log before anything is shown.',
      security: secretKey('audit:read'),
      request: { body: jsonBody(requestSchema) },
      responses: {
        200: {
          description: 'The records, oldest first; none for a stranger.',
          content: jsonContent(historySchema),
        },
        ...problems(...bodyCodes, ...keyCodes, ...commitCodes),
      },
    },
    async handle(c) {
      const caller = await callerWith(ledger, c, 'audit:read');
      const body = await readBody(c, 'application/json', bodyBytesMax);
      const { canonical } = personNamed(parse(requestSchema, parseJson(body.toString('utf8'))));
      return json(200, await readHistory(ledger, caller, canonical));
    },
  },
];
