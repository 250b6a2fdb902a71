// The gate's answer over HTTP, to one question or on one line of a bulk check.

import { z } from 'zod';
import { grades } from '../../core/consent/grade.ts';
import { gradeReasonSchema } from '../../core/consent/grade-reasons.ts';
import { LedgerError } from '../../core/error.ts';
import { reasons } from '../../core/gate/judge.ts';
import { purposeSchema } from '../../core/notice/purpose.ts';
import type { BulkAnswer } from '../../operations/gate/bulk.ts';
import { withoutNumbers } from '../problem/problem.ts';

const decided = {
  decision: z.enum(['allow', 'deny']),
  reasons: z.array(z.enum(reasons)),
  record: z.uuid().optional().meta({ description: 'The record that decides.' }),
  grade: z.enum(grades).optional().meta({ description: 'Of that record.' }),
  grade_reasons: z
    .array(gradeReasonSchema)
    .readonly()
    .optional()
    .meta({ description: 'Why the grade is not the next one; of E4 there is nothing to say.' }),
  floor: z
    .uuid()
    .optional()
    .meta({
      description:
        'The record by which the business lets a verified customer lift an objection of the number’s holder ' +
        '(`objection_floor`), where the decision rests on that.',
    }),
  purpose: purposeSchema.optional().meta({
    description:
      'The consent that the message needs, where the question names a template: the purpose it is mapped to, or ' +
      '`marketing` where Meta calls it anything but utility and authentication.',
  }),
};

/** Fields of every answer. */
export const answerFields = {
  ...decided,
  would: z
    .strictObject(decided)
    .optional()
    .meta({
      description:
        'Where a test business or a test key asks: what the answer would be if what was tried out counted. The ' +
        'decision itself is `deny`, with the reason `test`: nothing of it allows a message.',
    }),
  tree_size: z.int().min(0).meta({ description: 'Size of the log when the gate judged.' }),
  permit: z.string().optional().meta({ description: 'The signed decision, a JWS. It holds no number.' }),
};

/** In place of a reason of the gate: the question is not valid. */
const invalidQuestion = 'invalid_question';

export const bulkAnswerSchema = z
  .strictObject({
    ...answerFields,
    line: z.int().min(1).meta({ description: 'Which question, counted from 1.' }),
    id: z.union([z.string(), z.int()]).optional(),
    reasons: z.array(z.enum([...reasons, invalidQuestion])),
    errors: z
      .array(z.strictObject({ pointer: z.string(), rule: z.string(), detail: z.string() }))
      .optional()
      .meta({ description: 'What is wrong with the question. The gate then denies it.' }),
  })
  .meta({
    id: 'BulkGateAnswer',
    example: {
      line: 1,
      id: 'order-1042',
      decision: 'allow',
      reasons: ['granted'],
      record: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10',
      grade: 'E2',
      grade_reasons: ['no_fresh_nonce'],
      tree_size: 8,
    },
  });

export type WrittenAnswer = z.infer<typeof bulkAnswerSchema>;

/** An invalid question is denied, so that a sender that reads only the decision does not send. */
export function written(one: BulkAnswer, treeSize: number): WrittenAnswer {
  if ('answer' in one) return { ...one.place, ...one.answer } as WrittenAnswer;
  const errors = one.faults.map(withoutNumbers);
  return { ...one.place, decision: 'deny', reasons: [invalidQuestion], errors, tree_size: treeSize };
}

/**
 * The last line. Without one, or with `done: false`, the rest has not been answered: ask again from `next`.
 */
export const bulkEndSchema = z
  .union([
    z.strictObject({ done: z.literal(true), lines: z.int().min(0), tree_size: z.int().min(0) }),
    z.strictObject({ done: z.literal(false), next: z.int().min(1), code: z.string() }),
  ])
  .meta({ id: 'BulkGateEnd', example: { done: true, lines: 1, tree_size: 8 } });

export type BulkEnd = z.infer<typeof bulkEndSchema>;

/** What went wrong on the way, as the last line names it. */
export const codeOf = (error: unknown): string => (error instanceof LedgerError ? error.code : 'internal');
