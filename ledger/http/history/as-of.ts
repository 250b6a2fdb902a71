// POST /v1/gate/as-of: what would the gate have said then? For whoever has to answer for a message that was sent.

import { z } from 'zod';
import { parseJson } from '../../channels/json.ts';
import { namesOnePerson } from '../../channels/named-person.ts';
import { parse } from '../../channels/parse.ts';
import { templateLanguageSchema, templateNameSchema } from '../../core/gate/template.ts';
import { purposeSchema } from '../../core/notice/purpose.ts';
import { askAsOf, type PastQuestion } from '../../operations/ask-as-of.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { callerWith } from '../caller.ts';
import { bodyCodes, commitCodes, jsonBody, jsonContent, keyCodes, problems, secretKey } from '../describe.ts';
import type { Endpoint } from '../endpoint.ts';
import { answerFields, oneRecipient, questionFields, recipientOf } from '../gate/gate-question.ts';
import { readBody } from '../server/body.ts';
import { bodyBytesMax } from '../server/limits.ts';
import { json } from '../server/reply.ts';
import { writtenExample } from '../server/written.ts';
import { entryExample, entrySchema } from './history.ts';

const questionSchema = z
  .strictObject({
    ...questionFields,
    purpose: purposeSchema.optional(),
    template: z
      .strictObject({ name: templateNameSchema, language: templateLanguageSchema })
      .optional()
      .meta({ description: 'In place of `purpose`: judged by what was known of the template by then.' }),
    sender: z
      .string()
      .min(1)
      .max(64)
      .optional()
      .meta({
        description:
          'phone_number_id, with `template`: of the account that it belongs to now. Without one the template must have been ' +
          'allowed in each account that had it.',
        example: '106540352242922',
      }),
    at: z.iso
      .datetime({ offset: true })
      .transform((moment) => new Date(moment).toISOString())
      .optional()
      .meta({
        description:
          'The moment, not in the future. With `tree_size`: the clock that judges, such as the permit’s `iat`. Without it ' +
          'that is when the log came to have that size.',
      }),
    tree_size: z
      .int()
      .min(0)
      .optional()
      .meta({ description: 'The size of the log then, as the answer said.' }),
  })
  .refine(namesOnePerson, oneRecipient)
  .refine(({ purpose, template }) => (purpose === undefined) !== (template === undefined), {
    error: 'needs exactly one of purpose, template',
    params: { rule: 'one_subject' },
  })
  .refine(({ sender, template }) => sender === undefined || template !== undefined, {
    error: 'goes with template',
    path: ['sender'],
    params: { rule: 'needs_template' },
  })
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
      description:
        'Every record of the person up to then that bears on what was needed, oldest first, as in a history.',
    }),
    template_records: z.array(entrySchema).meta({
      description: 'Every record of the template up to then, likewise; of a purpose there are none.',
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
      template_records: [],
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
        'with its exact bytes and the proof that it is in the log. A permit names both, `iat` and `tree_size`: with both the ' +
        'answer is the one of then. A moment alone is as exact as `recorded_at`: what was being recorded at that very ' +
        'moment may not have been seen then. A size alone is judged by the moment at which the log came to have it. Free-form ' +
        'answers cannot be asked about, since service windows are not kept. Records are judged by the rules of today’s ' +
        'version. That somebody looked is recorded before anything is shown.',
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
      const { at, tree_size, ...asked } = parse(questionSchema, parseJson(body.toString('utf8')));
      const asOf = {
        ...(at !== undefined && { at }),
        ...(tree_size !== undefined && { treeSize: tree_size }),
      };
      const about = { question: questionIn(asked), recipient: recipientOf(asked) };
      return json(200, await askAsOf(ledger, caller, about, asOf));
    },
  },
];

/** The schema has seen to it that there is exactly one. */
function questionIn({ scope, purpose, template, sender }: z.infer<typeof questionSchema>): PastQuestion {
  return purpose === undefined ? { scope, template: template!, sender } : { scope, purpose };
}
