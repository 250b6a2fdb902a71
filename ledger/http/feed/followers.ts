// GET /v1/changes/followers and GET /v1/records/{id}/told: which copies elsewhere follow the change feed, how
// late they are, and when each was told of a record.

import { z } from 'zod';
import { overdueAfter, overdueAfterMax, readFollowers, readTold } from '../../operations/feed/followers.ts';
import { answer, type Endpoint, endpoint, ok } from '../server/endpoint.ts';
import { wholeNumber } from '../server/query.ts';
import { neverStored } from '../server/reply.ts';

const id = z.uuid().meta({ example: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10' });

const named = {
  key: z.uuid().meta({ description: 'The id of the key that it asks with.' }),
  follower: z.string().optional().meta({ description: 'The name that it gives itself.' }),
};

const followerSchema = z.strictObject({
  ...named,
  key_name: z.string(),
  revoked: z.boolean().meta({ description: 'Its key was revoked: it cannot follow any more.' }),
  first_asked_at: z.string(),
  last_asked_at: z.string(),
  taken: z.int().min(0).meta({ description: 'It has every change below this entry of the log.' }),
  behind: z.int().min(0).meta({
    description: 'Entries of the log above, whomever they are of. 0: it has everything.',
  }),
  untold: z
    .int()
    .min(0)
    .meta({
      description:
        'Stops, objections, suspended consents, changed numbers, erasures and restores that it has not taken, and records ' +
        'that could not be read; counted up to 1,000.',
    }),
  overdue: z
    .int()
    .min(0)
    .meta({ description: 'Of these, those that were recorded longer ago than allowed.' }),
  oldest: z.string().optional().meta({ description: 'When the oldest of them was recorded.' }),
  waiting: z.int().min(0).optional().meta({ description: 'How long ago that was, seconds.' }),
});

const followersSchema = z
  .strictObject({
    followers: z.array(followerSchema),
    overdue: z.int().min(0).meta({ description: 'Of all followers whose key is good.' }),
    overdue_after: z.int().meta({ description: 'Seconds.' }),
    tree_size: z.int().min(0).meta({ description: 'The size of the log that this is true at.' }),
  })
  .meta({
    id: 'Followers',
    example: {
      followers: [
        {
          ...{ key: '0196f3a0-5b1c-7d20-8e31-0242ac120002', key_name: 'crm', revoked: false },
          ...{ first_asked_at: '2026-03-01T09:00:00.000Z', last_asked_at: '2026-03-04T22:10:00.000Z' },
          ...{ taken: 480, behind: 32, untold: 2, overdue: 1 },
          ...{ oldest: '2026-03-04T22:10:04.000Z', waiting: 310 },
        },
      ],
      ...{ overdue: 1, overdue_after: overdueAfter, tree_size: 512 },
    },
  });

const toldSchema = z
  .strictObject({
    record: z.uuid(),
    index: z.int().min(0),
    told: z.array(
      z.strictObject({
        ...named,
        told_at: z
          .string()
          .optional()
          .meta({ description: 'It had the record by then; absent: it has not confirmed it yet.' }),
      }),
    ),
  })
  .meta({
    id: 'ToldOf',
    example: {
      record: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10',
      index: 481,
      told: [{ key: '0196f3a0-5b1c-7d20-8e31-0242ac120002', told_at: '2026-03-04T22:10:05.120Z' }],
    },
  });

export const followerEndpoints: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/v1/changes/followers',
    operationId: 'readFollowers',
    tag: 'Audit',
    summary: 'How late the copies elsewhere are',
    description:
      'Every follower of the change feed of this business: a key, and each name that a follower gave itself with it. It has ' +
      'what it has confirmed by asking again; what it was sent before that may have been lost. Once its key is revoked a ' +
      'follower stays here, and no longer counts in `overdue`. It is forgotten six years after it asked last.',
    who: { scope: 'audit:read' },
    query: z.strictObject({
      overdue_after: wholeNumber({ min: 0, max: overdueAfterMax }).default(overdueAfter).meta({
        description: `How long a follower may take to have a stop, seconds. One that waits has it within a second.`,
      }),
    }),
    answers: { 200: answer('The followers.', followersSchema) },
    errors: ['unavailable'],
    async handle({ caller, query }, { ledger }) {
      return ok(await readFollowers(ledger, caller, query.overdue_after), neverStored);
    },
  }),
  endpoint({
    method: 'get',
    path: '/v1/records/{id}/told',
    operationId: 'readTold',
    tag: 'Audit',
    summary: 'When each copy elsewhere was told of a record',
    description:
      'Each follower of the change feed that is told of such a record, and by when it had confirmed it. The time of each stop ' +
      'is kept for six years; of another record it is the time of the next stop that the follower confirmed. The ledger ' +
      'records the reading, as of a record.',
    who: { scope: 'audit:read' },
    params: z.object({ id }),
    answers: { 200: answer('Whom, and when.', toldSchema) },
    commits: true,
    errors: ['not_found'],
    async handle({ caller, params }, { ledger }) {
      return ok(await readTold(ledger, caller, params.id), neverStored);
    },
  }),
];
