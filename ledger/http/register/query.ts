// POST /v1/register/query: which records there are. POST, because a person is found by a name that has no
// place in a URL.

import { z } from 'zod';
import { invalid } from '../../core/error.ts';
import { facetsSchema } from '../../core/register/facets.ts';
import {
  queryRegister,
  type RegisterQuery,
  registerPage,
  registerPageMax,
} from '../../operations/register/query.ts';
import { answer, type Endpoint, endpoint, ok } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';
import { writtenExample } from '../server/written.ts';
import { ofRecords, recordFields, recordsAsked } from './asked.ts';

const requestSchema = ofRecords(
  z.strictObject({
    ...recordFields,
    order: z
      .enum(['newest', 'oldest'])
      .optional()
      .meta({ description: 'Which come first, in the order of the log; `newest` if it is not said.' }),
    limit: z
      .int()
      .min(1)
      .max(registerPageMax)
      .optional()
      .meta({ description: `Records in this page; ${registerPage} if it is not said.` }),
    cursor: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .meta({ description: 'The `next` of the page before. All else that was asked for stays the same.' }),
    wait_for: z
      .int()
      .min(0)
      .optional()
      .meta({
        description:
          'A size of the log that the answer must cover, such as the `tree_size` of an opt-in. It waits up to 5 seconds, ' +
          'else 503.',
      }),
  }),
).meta({
  id: 'RegisterQuery',
  example: { kind: ['opt_in', 'opt_out'], channel: 'ivr', from: '2026-03-01T00:00:00Z', limit: 20 },
});

const answerSchema = z
  .strictObject({
    records: z.array(facetsSchema.meta({ id: 'RegisteredRecord' })),
    total: z.int().min(0).meta({ description: 'Records in all pages, at `tree_size`.' }),
    tree_size: z.int().min(0).meta({
      description: 'The size of the log that this is true at: of each entry below it, and of none above.',
    }),
    unread: z.int().min(0).meta({
      description:
        'Records of the business that could not be read, or that a later release has written: no filter finds them.',
    }),
    next: z.string().optional().meta({ description: 'There are more: ask again with this as `cursor`.' }),
  })
  .meta({
    id: 'RegisterPage',
    example: {
      records: [
        {
          index: writtenExample.leaf_index,
          record: writtenExample.record,
          kind: 'opt_in',
          subject: '019aad2c-7e10-7b31-8c64-0f6d2b9a4c55',
          channel: 'ivr',
          system: 'server',
          purposes: ['shipping_update', 'payment_update'],
          notice: 'order-updates',
          version: 1,
          locale: 'en',
          grade: 'E1',
          packs: ['strict-2020@1'],
          submitted_by: { by: 'key', id: '019aad2c-7e0f-7a10-b1c2-7d8e9f0a1b2c' },
          occurred_at: '2026-03-01T09:30:00.125000Z',
          recorded_at: '2026-03-01T09:30:00.125000Z',
        },
      ],
      total: 1,
      tree_size: 8,
      unread: 0,
    },
  });

export const registerEndpoints: Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/v1/register/query',
    operationId: 'queryRegister',
    tag: 'Audit',
    summary: 'Which records there are',
    description:
      'Records of the business by kind, channel, purpose, notice, time and more; each field narrows. It tells what a ' +
      'record is and never whose number it is about: `/v1/records/{id}` opens one. The register is filled within a ' +
      'second of each commit, and the answer says up to which entry it is true. All pages of an answer are true at the ' +
      'same size, however much is recorded meanwhile. The ledger records each look in the same log before it shows ' +
      'anything.\n\nThe questions of a business are answered one after the other, and some wait; beyond those 503 ' +
      '`overloaded`. One that takes longer than 20 seconds is 503, rule `too_wide`: ask for a shorter time, one kind ' +
      'or one person. By `recorded_at` a record stands where the log has it, however old what it tells of is; by ' +
      '`occurred_at` it stands where the person acted, or said so, so a form that came in months later is found in an ' +
      'old month. What a later release has written is found by kind and `recorded_at` alone.',
    who: { scope: 'audit:read' },
    body: jsonBody(requestSchema),
    answers: { 200: answer('A page, and how many records there are in all.', answerSchema) },
    commits: true,
    handle: async ({ caller, body }, { ledger }) =>
      ok(await queryRegister(ledger, caller, asked(caller.business, body))),
  }),
];

function asked(business: string, body: z.infer<typeof requestSchema>): RegisterQuery {
  const { order, limit, cursor, wait_for: waitFor, ...records } = body;
  const which = recordsAsked(business, records);
  if (cursor !== undefined && waitFor !== undefined)
    throw invalid('/wait_for', 'one_of', 'A cursor goes on at its own size of the log: leave wait_for out.');
  return { ...which, order, limit, cursor, waitFor };
}
