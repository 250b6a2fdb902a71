// POST /v1/register/counts: how many agreed, confirmed, declined and withdrew, by day, channel and more.

import { z } from 'zod';
import { LedgerError } from '../../core/error.ts';
import { countTable } from '../../core/register/count-table.ts';
import {
  countedBy,
  countFields,
  countRowSchema,
  countRowsMax,
  countZone,
} from '../../core/register/counts.ts';
import { inRange, isRange } from '../../core/register/filter.ts';
import { tallyRowsSchema } from '../../core/register/tally.ts';
import { countRecords } from '../../operations/register/counts.ts';
import { type Endpoint, endpoint, rawAnswer } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';
import { json, neverStored } from '../server/reply.ts';

const requestSchema = z
  .strictObject({
    business: z
      .string()
      .max(64)
      .optional()
      .meta({ description: 'Of the key; where it is said, it must be that one.' }),
    ...countFields,
    format: z
      .enum(['json', 'csv'])
      .optional()
      .meta({ description: 'Of the answer; `json` if it is not said.' }),
    wait_for: z
      .int()
      .min(0)
      .optional()
      .meta({
        description:
          'A size of the log that the answer must cover, such as the `tree_size` of an opt-in. It waits up to 5 seconds, ' +
          'else 503.',
      }),
  })
  .refine(isRange, inRange)
  .meta({
    id: 'CountsAsked',
    example: { by: ['day', 'channel'], from: '2026-03-01', to: '2026-04-01', notice: 'order-updates' },
  });

const answerSchema = z
  .strictObject({
    counts: z.array(countRowSchema),
    by: z.array(z.enum(countedBy)).meta({ description: 'What the lines are told apart by, in this order.' }),
    zone: z.literal(countZone).meta({ description: 'Of the days.' }),
    tree_size: z.int().min(0).meta({
      description: 'The size of the log that this is true at: of each entry below it, and of none above.',
    }),
    unread: z.int().min(0).meta({ description: 'Records of the business that could not be read.' }),
    unproven: tallyRowsSchema,
  })
  .meta({
    id: 'Counts',
    example: {
      counts: [
        {
          day: '2026-03-01',
          channel: 'ivr',
          ...{ opted_in: 214, confirmed: 0, declined: 31, withdrawn: 9, objected: 0, imported: 0 },
        },
      ],
      by: ['day', 'channel'],
      zone: countZone,
      tree_size: 512,
      unread: 0,
      unproven: {
        provable: false,
        refused: [
          { day: '2026-03-01', channel: 'ivr', count: 4 },
          { day: '2026-03-01', channel: 'ivr', rule: 'user_action/accept_key', count: 4 },
        ],
        shown: [
          {
            ...{ day: '2026-03-01', channel: 'ivr', notice: 'order-updates', version: 1 },
            ...{ locale: 'en', count: 262 },
          },
        ],
      },
    },
  });

export const countEndpoints: Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/v1/register/counts',
    operationId: 'countRecords',
    tag: 'Audit',
    summary: 'How many agreed, and how many withdrew',
    description:
      'Acts of people by day, channel, purpose, locale, version of a notice, entry point, named entry or grade: how many opted in, ' +
      'confirmed their number, declined, withdrew and objected, and how many were imported. They are counted from the log, ' +
      'and `optmark verify --database` counts them again. A day is the day (UTC) on which an act was recorded. A record of ' +
      'several purposes counts once in all, and once under each where purposes are told apart; `*` is what was about every ' +
      'purpose. A withdrawal names no notice and has no grade; a confirmation names no notice. Counts hold no person, so those who were erased ' +
      'since still count.\n\nBeside them stand, in `unproven`, numbers that no record tells: opt-ins that were ' +
      'refused, with the rule, and how often a page of this ledger or a call showed a notice. Filters by channel and day ' +
      'narrow them, and what was shown also those by notice, version and locale.\n\n' +
      `At most ${countRowsMax} lines; a wider question is refused with the rule \`too_many_rows\`. The questions of a ` +
      'business are answered one after the other; beyond some that wait, 503 `overloaded`. The ledger records each look ' +
      'in the same log before it shows anything.',
    who: { scope: 'audit:read' },
    body: jsonBody(requestSchema),
    answers: {
      200: rawAnswer('The counts. In a CSV the last row is `end`: a file without it is not whole.', {
        'application/json': { schema: answerSchema },
        'text/csv': { schema: { type: 'string' } },
      }),
    },
    commits: true,
    handle: async ({ caller, body }, { ledger }) => {
      const { business, by, format, wait_for: waitFor, ...filter } = body;
      // Whether there is such a business is not told.
      if (business !== undefined && business !== caller.business)
        throw new LedgerError('forbidden', 'This key is of another business.');
      const counted = await countRecords(ledger, caller, { by, filter, waitFor });
      if (format !== 'csv') return json(200, counted);
      return {
        status: 200 as const,
        headers: {
          'content-type': 'text/csv; charset=utf-8; header=present',
          'content-disposition': `attachment; filename="${caller.business}-counts-${counted.tree_size}.csv"`,
          ...neverStored,
        },
        body: countTable(counted),
      };
    },
  }),
];
