// POST /v1/gate/as-of: what would the gate have said then? A business asks when it must account for a message
// it sent.

import { z } from 'zod';
import { atLeastOneOf, exactlyOneOf } from '../../channels/field-choice.ts';
import { personFields, personReferred, refersToOne } from '../../channels/server/named-person.ts';
import { templateLanguageSchema, templateNameSchema } from '../../core/gate/template.ts';
import { momentSchema } from '../../core/moment.ts';
import { purposeSchema } from '../../core/notice/purpose.ts';
import { askAsOf } from '../../operations/history/ask-as-of.ts';
import type { AsOfAsked, PastQuestion } from '../../operations/history/past-facts.ts';
import { answerFields } from '../gate/gate-answer.ts';
import { oneRecipient, questionFields, recipientNames } from '../gate/gate-question.ts';
import { answer, type Endpoint, endpoint, ok } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';
import { writtenExample } from '../server/written.ts';
import { entryExample, entrySchema, nextSchema, pageFields } from './history.ts';

type When = { at?: string | undefined; tree_size?: number | undefined };
export const saysWhen = ({ at, tree_size }: When): boolean => at !== undefined || tree_size !== undefined;
export const someMoment = { error: 'needs at, tree_size or both', params: { rule: 'one_moment' } };
export const asOfIn = ({ at, tree_size }: When): AsOfAsked => ({ at, treeSize: tree_size });

const questionSchema = z
  .strictObject({
    ...questionFields,
    subject: personFields.subject,
    purpose: purposeSchema.optional(),
    template: z.strictObject({ name: templateNameSchema, language: templateLanguageSchema }).optional().meta({
      description: 'In place of `purpose`: judged by what the ledger knew about the template then.',
    }),
    sender: z
      .string()
      .min(1)
      .max(64)
      .optional()
      .meta({
        description:
          'phone_number_id, with `template`: names the account that it belongs to now. Without it, the template must have ' +
          'been allowed in each account that had it.',
        example: '106540352242922',
      }),
    at: momentSchema.optional().meta({
      description:
        'The moment, not in the future. With `tree_size`, the moment to judge by, such as the permit’s `iat`. Without it, ' +
        'that is the moment when the log reached that size.',
    }),
    tree_size: z
      .int()
      .min(0)
      .optional()
      .meta({ description: 'The size of the log at that time, from the answer.' }),
    ...pageFields,
  })
  .refine(refersToOne, { ...oneRecipient, error: `${oneRecipient.error}, subject` })
  .refine(({ purpose, template }) => (purpose === undefined) !== (template === undefined), {
    error: 'needs exactly one of purpose, template',
    params: { rule: 'one_subject' },
  })
  .refine(({ sender, template }) => sender === undefined || template !== undefined, {
    error: 'goes with template',
    path: ['sender'],
    params: { rule: 'needs_template' },
  })
  .refine(saysWhen, someMoment)
  .meta({
    id: 'AsOfQuestion',
    allOf: [
      exactlyOneOf(...recipientNames, 'subject'),
      exactlyOneOf('purpose', 'template'),
      atLeastOneOf('at', 'tree_size'),
    ],
    dependentRequired: { sender: ['template'] },
    example: { recipient: '+919876543210', purpose: 'shipping_update', at: '2026-03-01T09:30:00Z' },
  });

const { permit: _, tree_size: __, ...decided } = answerFields;

const answerSchema = z
  .strictObject({
    ...decided,
    at: z.iso.datetime().meta({ description: 'The moment by which the gate judged.' }),
    tree_size: z.int().min(0).optional(),
    records: z.array(entrySchema).meta({
      description:
        'The records of the person up to then that bear on what was needed, oldest first, in pages as in a history.',
    }),
    next: nextSchema,
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
      grade: 'E1',
      grade_reasons: ['words_not_shown'],
      at: '2026-03-01T09:30:00.000Z',
      records: [entryExample],
      template_records: [],
      proof_tree_size: 8,
      checkpoint: writtenExample.checkpoint,
    },
  });

export const asOfEndpoints: Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/v1/gate/as-of',
    operationId: 'askGateAsOf',
    tag: 'Audit',
    summary: 'What would the gate have said then?',
    description:
      'The decision at a moment, or when the log had a certain size, from the records that it held then, each with ' +
      'its exact bytes and the proof that it is in the log. A permit names both `iat` and `tree_size`, and with both ' +
      'the answer is the same as it was then. A moment alone is as exact as `recorded_at`: the gate may not have seen ' +
      'a record written at that very moment. With a size alone, the gate judges by the moment when the log reached ' +
      'that size. You cannot ask about free-form answers, because service windows are not ' +
      'kept. Records are judged by the rules of today’s version. The look itself is recorded before anything is ' +
      'shown.',
    who: { scope: 'audit:read' },
    body: jsonBody(questionSchema),
    answers: { 200: answer('The decision and its evidence.', answerSchema) },
    commits: true,
    async handle({ caller, body: { at, tree_size, after, limit, ...asked } }, { ledger }) {
      const about = { question: questionIn(asked), recipient: personReferred(asked) };
      return ok(await askAsOf(ledger, caller, about, asOfIn({ at, tree_size }), { after, limit }));
    },
  }),
];

/** The schema has seen to it that there is exactly one. */
function questionIn({ scope, purpose, template, sender }: z.infer<typeof questionSchema>): PastQuestion {
  return purpose === undefined ? { scope, template: template!, sender } : { scope, purpose };
}
