// POST /v1/subjects/timeline: what happened with one person, the latest first. POST, because a number has no
// place in a URL.

import { z } from 'zod';
import { exactlyOneOf } from '../../channels/field-choice.ts';
import {
  onePerson,
  personFields,
  personNames,
  personReferred,
  refersToOne,
} from '../../channels/server/named-person.ts';
import { reasons } from '../../core/gate/judge.ts';
import { momentSchema } from '../../core/moment.ts';
import { facetsSchema } from '../../core/register/facets.ts';
import { readTimeline, timelinePage, timelinePageMax } from '../../operations/subject/timeline.ts';
import { changedSchema, correctedBySchema, readBySchema } from '../history/history.ts';
import { answer, type Endpoint, endpoint, ok } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';
import { neverStored } from '../server/reply.ts';

const placeSchema = z
  .strictObject({
    record: z.int().min(0),
    message: z.strictObject({ at: momentSchema, permit: z.uuid() }).optional(),
  })
  .meta({ description: 'Where the page before ended: its `next`.' });

const requestSchema = z
  .strictObject({
    ...personFields,
    before: placeSchema.optional(),
    limit: z
      .int()
      .min(1)
      .max(timelinePageMax)
      .optional()
      .meta({ description: `Rows in this page; ${timelinePage} if it is not said.` }),
  })
  .refine(refersToOne, onePerson)
  .meta({
    id: 'TimelineAsked',
    ...exactlyOneOf(...personNames),
    example: { number: '+919876543210', limit: 20 },
  });

const at = z.iso.datetime({ precision: 6 });

const recordRow = z
  .strictObject({
    row: z.literal('record'),
    at,
    ...facetsSchema.shape,
    scope: z
      .union([z.string(), z.array(z.string()).readonly()])
      .optional()
      .meta({ description: 'Of an opt-in `message`, `call` or both; of an objection `marketing` or `all`.' }),
    access: z
      .strictObject({ operation: z.string(), reason: z.string().optional() })
      .optional()
      .meta({ description: 'Of a look: what was looked at, and why.' }),
    read_by: readBySchema.optional(),
    reason: z
      .string()
      .optional()
      .meta({ description: 'Of an erasure the reason; of what ended by time, the rule.' }),
    corrected_by: correctedBySchema,
  })
  .meta({ id: 'TimelineRecord' });

const messageRow = z
  .strictObject({
    row: z.literal('message'),
    at,
    permit: z.uuid(),
    sender: z.string(),
    question: z
      .record(z.string(), z.unknown())
      .meta({ description: 'What the gate was asked: a purpose or a template.' }),
    decision: z.enum(['allow', 'deny']),
    reasons: z.array(z.string()).meta({ description: `Of the gate: ${reasons.join(', ')}.` }),
    record: z.uuid().optional().meta({ description: 'The record that decided.' }),
    tree_size: z.int().min(0),
    state: z.string().meta({ description: 'denied, sending, accepted, refused, not_sent or unknown.' }),
    statuses: z
      .array(z.strictObject({ status: z.string(), at: z.iso.datetime(), error: z.int().optional() }))
      .meta({ description: 'What Meta says became of it.' }),
  })
  .meta({ id: 'TimelineMessage' });

const subject = '019aad2c-7e10-7b31-8c64-0f6d2b9a4c55';
const record = '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10';

const timelineSchema = z
  .strictObject({
    subject: z.uuid().optional().meta({ description: 'The person; absent for a stranger.' }),
    rows: z.array(z.discriminatedUnion('row', [recordRow, messageRow])),
    changed: changedSchema,
    next: placeSchema.optional().meta({ description: 'There are more: ask again with this as `before`.' }),
    tree_size: z.int().min(0).meta({ description: 'Of the log, when this was read.' }),
  })
  .meta({
    id: 'Timeline',
    example: {
      subject,
      rows: [
        {
          ...{ row: 'message', at: '2026-03-02T10:00:00.000000Z' },
          permit: '7f0e6f4c-7d52-4f0e-9a52-5d1f2c0b7a10',
          sender: '106540352242922',
          question: { scope: 'message', template: { name: 'order_shipped', language: 'en_US' } },
          ...{ decision: 'allow', reasons: ['granted'], record, tree_size: 8, state: 'accepted' },
          statuses: [{ status: 'delivered', at: '2026-03-02T10:00:04.000000Z' }],
        },
        {
          ...{ row: 'record', at: '2026-03-01T09:30:00.125000Z', index: 7, record, kind: 'opt_in', subject },
          ...{ channel: 'ivr', system: 'server', purposes: ['shipping_update'], scope: ['message'] },
          ...{ notice: 'order-updates', version: 1, locale: 'en', grade: 'E1', packs: ['strict-2020@1'] },
          occurred_at: '2026-03-01T09:30:00.125000Z',
          recorded_at: '2026-03-01T09:30:00.125000Z',
        },
      ],
      tree_size: 9,
    },
  });

export const timelineEndpoints: Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/v1/subjects/timeline',
    operationId: 'readTimeline',
    tag: 'Audit',
    summary: 'What happened with one person',
    description:
      'Records, messages with the permit and the record that decided, refusals of the gate, looks and erasures, in one list, ' +
      'the latest first. It tells what each thing is, and no name and no words: `/v1/records/{id}` opens a record with its ' +
      'proof, `/v1/disputes` a message. It covers every name that Meta calls the same person, now or earlier, each with its ' +
      'own subject; messages are those to the person alone. The ledger records the look in the same log first.',
    who: { scope: 'audit:read' },
    body: jsonBody(requestSchema),
    answers: { 200: answer('A page; no rows for a stranger.', timelineSchema) },
    commits: true,
    handle: async ({ caller, body: { before, limit, ...person } }, { ledger }) =>
      ok(await readTimeline(ledger, caller, personReferred(person), { before, limit }), neverStored),
  }),
];
