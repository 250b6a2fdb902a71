// /v1/pending: what staff took down, until a second person or key confirms or rejects it.

import { z } from 'zod';
import { actorOf } from '../../auth/scope.ts';
import { staffReferenceSchema } from '../../channels/server/assisted.ts';
import { channelSchema } from '../../core/consent/evidence.ts';
import { confirmPending, pendingMax, rejections, rejectPending } from '../../operations/pending/keep.ts';
import { listPending, pendingPageMax, showPending } from '../../operations/pending/look.ts';
import { answer, type Endpoint, endpoint, ok } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';
import { neverStored } from '../server/reply.ts';
import { replayedHeader, written, writtenSchema } from '../server/written.ts';

const id = z.uuid().meta({ example: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10' });
const params = z.object({ id });
const who = { scope: 'opt-in:confirm' } as const;

const moment = z.iso.datetime();
const waitingFields = {
  pending: id,
  channel: channelSchema,
  number: z.string(),
  notice: z.string(),
  locale: z.string(),
  occurred_at: z.string(),
  submitted_by: z
    .string()
    .meta({ description: 'The id of the key that posted it, which cannot confirm it.' }),
  submitted_at: moment,
  expires_at: moment,
};

const example = {
  pending: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10',
  channel: 'paper' as const,
  number: '+91 XXXXXX3210',
  notice: 'order-updates',
  locale: 'en',
  occurred_at: '2026-11-22T18:11:46.000Z',
  submitted_by: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a11',
  submitted_at: '2026-11-22T18:11:46.000Z',
  expires_at: '2026-12-22T18:11:46.000Z',
};

/** The 202 of an opt-in. */
export const keptSchema = z
  .strictObject({ pending: id, state: z.literal('pending'), expires_at: moment })
  .meta({
    id: 'Pending',
    description: 'It is kept, and it is no consent yet: a second person or key must confirm it.',
    example: { pending: example.pending, state: 'pending', expires_at: example.expires_at },
  });

const listSchema = z
  .strictObject({ pending: z.array(z.strictObject(waitingFields)), next: id.optional() })
  .meta({ id: 'PendingList', example: { pending: [example] } });

const shownSchema = z.strictObject({ ...waitingFields, evidence: z.record(z.string(), z.unknown()) }).meta({
  id: 'PendingOptIn',
  example: { ...example, number: '+919876543210', evidence: { signed: true, form: 'order-updates@1/en' } },
});

const staff = staffReferenceSchema.optional().meta({
  description:
    'Your reference of the member of staff who confirms, as in the evidence; never a name. Not that of who took it down, ' +
    'however it is written, and required where the opt-in names them (`taken_by`, `agent`, `source.actor`).',
  example: 'staff-9',
});

export const pendingEndpoints: Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/v1/pending/query',
    // Beside /v1/pending/{id}/confirm, which its fast router cannot hold together with this.
    beyondRouter: /^\/v1\/pending\/query$/,
    operationId: 'listPending',
    tag: 'Four eyes',
    summary: 'What waits for a second person or key',
    description:
      'Oldest first, with masked numbers. While an answer has a `next`, ask again with `after` set to it. The ledger ' +
      `records the look. A business has at most ${pendingMax.toLocaleString('en-US')} waiting.`,
    who,
    body: jsonBody(
      z
        .strictObject({ after: id.optional(), limit: z.int().min(1).max(pendingPageMax).optional() })
        .meta({ id: 'PendingQuery', example: { limit: 50 } }),
    ),
    answers: { 200: answer('What waits.', listSchema) },
    commits: true,
    async handle({ caller, body }, { ledger }) {
      return ok(await listPending(ledger, caller, body), neverStored);
    },
  }),
  endpoint({
    method: 'get',
    path: '/v1/pending/{id}',
    operationId: 'readPending',
    tag: 'Four eyes',
    summary: 'One of them, with its number and evidence',
    description: 'To be held against the form or the recording. The ledger records the look.',
    who,
    params,
    answers: { 200: answer('As it was posted.', shownSchema) },
    commits: true,
    errors: ['not_found', 'conflict'],
    async handle({ caller, params: { id: pending } }, { ledger }) {
      return ok(await showPending(ledger, caller, pending), neverStored);
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/pending/{id}/confirm',
    operationId: 'confirmPending',
    tag: 'Four eyes',
    summary: 'Confirm it: the opt-in is recorded',
    description:
      'Takes another person or key than the one that posted it (403, rule `four_eyes`), and `staff` where the opt-in ' +
      'names who took it down (422, rule `required`). The record names both and counts from the ' +
      'moment that was posted: a stop since then wins. Confirming again gets the same answer. Of a confirmation and a ' +
      'rejection at once one is done, and the other gets 409. After 30 days it is gone: 404.',
    who,
    params,
    body: jsonBody(
      z.strictObject({ staff }).meta({ id: 'PendingConfirmation', example: { staff: 'staff-9' } }),
    ),
    answers: { 201: answer('Recorded.', writtenSchema, replayedHeader) },
    commits: true,
    errors: [
      ...(['not_found', 'conflict', 'not_admitted', 'clocks_disagree', 'erased'] as const),
      ...(['idempotency_key_reused', 'notice_unknown', 'notice_superseded'] as const),
    ],
    async handle({ caller: { business, ...who }, params: { id: pending }, body }, { ledger }) {
      const checker = {
        ...actorOf(who),
        ...(body.staff !== undefined && { staff: body.staff }),
      };
      return written(await confirmPending(ledger, business, pending, checker));
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/pending/{id}/reject',
    operationId: 'rejectPending',
    tag: 'Four eyes',
    summary: 'Reject it: nothing is recorded',
    description: 'What was kept of the person is gone at once. The key that posted it may reject it, too.',
    who,
    params,
    body: jsonBody(
      z
        .strictObject({ reason: z.enum(rejections) })
        .meta({ id: 'PendingRejection', example: { reason: 'not_readable' } }),
    ),
    answers: {
      200: answer(
        'Rejected.',
        z.strictObject({ pending: id, state: z.literal('rejected'), reason: z.enum(rejections) }).meta({
          id: 'PendingRejected',
          example: { pending: example.pending, state: 'rejected', reason: 'not_readable' },
        }),
      ),
    },
    errors: ['not_found', 'conflict'],
    async handle({ caller: { business }, params: { id: pending }, body: { reason } }, { ledger }) {
      return ok(await rejectPending(ledger, business, pending, reason), neverStored);
    },
  }),
];
