// POST /v1/subjects/standing and /v1/subjects/between: what one person allows, now or then, and what changed.
// POST, because a number has no place in a URL.

import { z } from 'zod';
import { atLeastOneOf, exactlyOneOf } from '../../channels/field-choice.ts';
import {
  onePerson,
  personFields,
  personNames,
  personReferred,
  refersToOne,
} from '../../channels/server/named-person.ts';
import { momentSchema } from '../../core/moment.ts';
import { purposeSchema } from '../../core/notice/purpose.ts';
import { compareStanding, readStanding } from '../../operations/subject/standing.ts';
import { answerFields } from '../gate/gate-answer.ts';
import { asOfIn, saysWhen, someMoment } from '../history/as-of.ts';
import { entryExample, entrySchema, nextSchema, pageFields } from '../history/history.ts';
import { answer, type Endpoint, endpoint, ok } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';
import { neverStored } from '../server/reply.ts';
import { writtenExample } from '../server/written.ts';

const momentFields = {
  at: momentSchema.optional().meta({
    description:
      'A moment, not in the future. With `tree_size`, the moment to judge by; without it, that is the moment when the log ' +
      'reached that size.',
  }),
  tree_size: z.int().min(0).optional().meta({ description: 'The log as it was at this size.' }),
};

const standingAsked = z
  .strictObject({ ...personFields, ...momentFields })
  .refine(refersToOne, onePerson)
  .meta({
    id: 'StandingAsked',
    ...exactlyOneOf(...personNames),
    example: { number: '+919876543210', at: '2026-03-01T09:30:00Z' },
  });

const { permit: _, tree_size: __, ...decided } = answerFields;

const purposeStanding = z
  .strictObject({
    ...decided,
    purpose: purposeSchema,
    scope: z.enum(['message', 'call']),
    since: z.iso
      .datetime({ precision: 6 })
      .optional()
      .meta({ description: 'When what decides was said; of what has expired, when that was.' }),
    until: z.iso
      .datetime({ precision: 6 })
      .optional()
      .meta({ description: 'When what was agreed to ends by itself.' }),
  })
  .meta({ id: 'PurposeStanding' });

const subject = z.uuid().optional().meta({ description: 'The person; absent for a stranger.' });
const judgedAt = {
  at: z.iso.datetime().meta({ description: 'The moment by which it is judged.' }),
  tree_size: z
    .int()
    .min(0)
    .optional()
    .meta({ description: 'Of the log; absent where a moment alone was asked about.' }),
};

const { record } = entryExample;
const [granted, unasked] = [
  {
    ...{ purpose: 'shipping_update' as const, scope: 'message' as const, decision: 'allow' as const },
    ...{ reasons: ['granted' as const], record: entryExample.id, since: '2026-03-01T09:30:00.125000Z' },
    ...{ grade: 'E1' as const, grade_reasons: ['words_not_shown' as const] },
  },
  {
    ...{ purpose: 'shipping_update' as const, scope: 'message' as const, decision: 'deny' as const },
    reasons: ['no_consent' as const],
  },
];

const standingSchema = z
  .strictObject({
    subject,
    ...judgedAt,
    standings: z.array(purposeStanding).meta({
      description: 'Every purpose, for messages; for calls those of which something was said.',
    }),
  })
  .meta({
    id: 'Standing',
    example: {
      ...{ subject: record.subject, at: '2026-03-01T09:30:00.000000Z', standings: [granted] },
    },
  });

const pointSchema = z
  .strictObject(momentFields)
  .refine(saysWhen, someMoment)
  .meta({ ...atLeastOneOf('at', 'tree_size') });

const betweenAsked = z
  .strictObject({
    ...personFields,
    from: pointSchema,
    to: pointSchema,
    ...pageFields,
  })
  .refine(refersToOne, onePerson)
  .meta({
    id: 'BetweenAsked',
    ...exactlyOneOf(...personNames),
    example: {
      ...{
        number: '+919876543210',
        from: { at: '2026-02-01T00:00:00Z' },
        to: { at: '2026-03-02T00:00:00Z' },
      },
    },
  });

const betweenSchema = z
  .strictObject({
    subject,
    from: z.strictObject(judgedAt),
    to: z.strictObject(judgedAt),
    changed: z
      .array(
        z.strictObject({
          purpose: purposeSchema,
          scope: z.enum(['message', 'call']),
          before: purposeStanding,
          after: purposeStanding,
        }),
      )
      .meta({ description: 'What is not as it was. What ends by time changes without a record.' }),
    records: z.array(entrySchema).meta({
      description:
        'What was recorded between the two and bears on consent, oldest first, in pages as in a history.',
    }),
    next: nextSchema,
    proof_tree_size: z.int().min(0),
    checkpoint: z.string(),
  })
  .meta({
    id: 'Between',
    example: {
      subject: record.subject,
      from: { at: '2026-02-01T00:00:00.000000Z' },
      to: { at: '2026-03-02T00:00:00.000000Z' },
      changed: [{ purpose: 'shipping_update', scope: 'message', before: unasked!, after: granted! }],
      records: [entryExample],
      proof_tree_size: 8,
      checkpoint: writtenExample.checkpoint,
    },
  });

const audit = { method: 'post', tag: 'Audit', who: { scope: 'audit:read' }, commits: true } as const;

export const standingEndpoints: Endpoint[] = [
  endpoint({
    ...audit,
    path: '/v1/subjects/standing',
    operationId: 'readStanding',
    summary: 'May we write to this person, and why',
    description:
      'Of each purpose: what the gate decides, by which record, since when and with which grade. Without a moment it is what ' +
      'the gate would say now; with `at` or `tree_size` what it would have said then, folded from the records that the log ' +
      'held, as `/v1/gate/as-of` does. The ledger records the look in the same log before it tells anything.',
    body: jsonBody(standingAsked),
    answers: { 200: answer('Every purpose.', standingSchema) },
    handle: async ({ caller, body: { at, tree_size, ...person } }, { ledger }) =>
      ok(await readStanding(ledger, caller, personReferred(person), asOfIn({ at, tree_size })), neverStored),
  }),
  endpoint({
    ...audit,
    path: '/v1/subjects/between',
    operationId: 'compareStanding',
    summary: 'What changed between two moments',
    description:
      'Of each purpose where the gate’s decision, its reasons or the record behind it is not as it was: both; and what was ' +
      'recorded of the person between the two, with its words and its proof. The ledger records the look in the same log ' +
      'before it tells anything.',
    body: jsonBody(betweenAsked),
    answers: { 200: answer('What changed.', betweenSchema) },
    handle: async ({ caller, body: { from, to, after, limit, ...person } }, { ledger }) =>
      ok(
        await compareStanding(
          ledger,
          caller,
          personReferred(person),
          { from: asOfIn(from), to: asOfIn(to) },
          { after, limit },
        ),
        neverStored,
      ),
  }),
];
