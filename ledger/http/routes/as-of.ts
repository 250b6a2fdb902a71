// POST /v1/gate/as-of: what would the gate have said then? For whoever has to answer for a message that was sent.

import { z } from 'zod';
import { parseJson } from '../../channels/json.ts';
import { parse } from '../../channels/parse.ts';
import { askAsOf } from '../../operations/ask-as-of.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { readBody } from '../body.ts';
import { callerWith } from '../caller.ts';
import { bodyCodes, commitCodes, jsonBody, jsonContent, keyCodes, problems, secretKey } from '../describe.ts';
import type { Endpoint } from '../endpoint.ts';
import {
  answerFields,
  namesOneRecipient,
  oneRecipient,
  questionFields,
  recipientOf,
} from '../gate-question.ts';
import { entryExample, entrySchema } from '../history.ts';
import { bodyBytesMax } from '../limits.ts';
import { json } from '../reply.ts';
import { writtenExample } from '../written.ts';

const questionSchema = z
  .strictObject({
    ...questionFields,
    at: z.iso
      .datetime({ offset: true })
      .transform((moment) => new Date(moment).toISOString())
      .optional()
      .meta({
        description: 'The moment. With `tree_size`: the clock that judges, such as the permit’s `iat`.',
      }),
    tree_size: z
      .int()
      .min(0)
      .optional()
      .meta({ description: 'The size of the log then, as the answer said.' }),
  })
  .refine(namesOneRecipient, oneRecipient)
  .refine(({ at, tree_size }) => at !== undefined || tree_size !== undefined, {
    error: 'needs at, tree_size or both',
    params: { rule: 'one_moment' },
  })
  .meta({
    id: 'AsOfQuestion',
    example: { recipient: '+919876543210', purpose: 'shipping_update', at: '2026-03-01T09:30:00Z' },
  });

const { permit: _, tree_size: __, ...decided } = answerFields;

const answerSchema = z
  .strictObject({
    ...decided,
    at: z.iso.datetime().meta({ description: 'The clock that judged.' }),
    tree_size: z.int().min(0).optional(),
    records: z.array(entrySchema).meta({
      description: 'Every record up to then that bears on this purpose, oldest first, as in a history.',
    }),
    proof_tree_size: z.int().min(0),
    checkpoint: z.string(),
  })
  .meta({
    id: 'AsOfAnswer',
    example: {
      decision: 'allow',
      reasons: ['granted'],
      record: entryExample.id,
      grade: 'E2',
      at: '2026-03-01T09:30:00.000Z',
      records: [entryExample],
      proof_tree_size: 8,
      checkpoint: writtenExample.checkpoint,
    },
  });

export const asOfEndpoints = (ledger: Ledger): Endpoint[] => [
  {
    method: 'post',
    path: '/v1/gate/as-of',
    readers: 'server',
    description: {
      operationId: 'askGateAsOf',
      tags: ['Audit'],
      summary: 'What would the gate have said then?',
      description:
        'The decision at a moment, or when the log had a certain size, from the records that were in it by then, each ' +
        'with its exact bytes and the proof that it is in the log. A permit names both, `iat` and `tree_size`. Records ' +
        'are judged by the rules of today’s version. That somebody looked is recorded before anything is shown.',
      security: secretKey('audit:read'),
      request: { body: jsonBody(questionSchema) },
      responses: {
        200: { description: 'The decision and its evidence.', content: jsonContent(answerSchema) },
        ...problems(...bodyCodes, ...keyCodes, ...commitCodes),
      },
    },
    async handle(c) {
      const caller = await callerWith(ledger, c, 'audit:read');
      const body = await readBody(c, 'application/json', bodyBytesMax);
      const { purpose, scope, at, tree_size, ...named } = parse(
        questionSchema,
        parseJson(body.toString('utf8')),
      );
      const question = { business: caller.business, purpose, scope };
      const asOf = {
        ...(at !== undefined && { at }),
        ...(tree_size !== undefined && { treeSize: tree_size }),
      };
      return json(200, await askAsOf(ledger, caller, { question, recipient: recipientOf(named) }, asOf));
    },
  },
];
