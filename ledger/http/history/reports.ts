// /v1/reports: what became of a business's messages, and what Meta's categories cost it. It holds counts, and
// ids of permits and records; it names no person. A report reads everything, so one is made at a time.

import { z } from 'zod';
import { LedgerError } from '../../core/error.ts';
import { reasons } from '../../core/gate/judge.ts';
import { purposeSchema } from '../../core/notice/purpose.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { categoryReportAsJson, reportCategoryChanges } from '../../operations/report/category-changes.ts';
import { reportSends, sendReportAsJson, unpermittedMax } from '../../operations/report/sends.ts';
import { answer, type Endpoint, endpoint, ok } from '../server/endpoint.ts';

const counted = z.int().min(0);

const sendsSchema = z
  .strictObject({
    judged: counted,
    by_state: z.record(z.string(), counted),
    denied_by_reason: z
      .record(z.string(), counted)
      .meta({ description: `By each reason given: ${reasons.join(', ')}.` }),
    by_day: z
      .array(
        z.strictObject({
          day: z.string(),
          judged: counted,
          denied: counted,
          denied_by_reason: z.record(z.string(), counted),
        }),
      )
      .meta({
        description: 'The same by the day (UTC) on which they were judged; days of none are left out.',
      }),
    with_permit: counted.meta({ description: 'Messages that Meta reports and that had a permit.' }),
    without_permit: counted.meta({
      description: 'Messages without a permit, which were sent around the gate.',
    }),
    unpermitted: z
      .array(
        z.strictObject({
          sender: z.string().meta({ description: 'phone_number_id.' }),
          message: z
            .string()
            .meta({ description: 'MAC of Meta’s id, in hex, because that id holds the number.' }),
          status: z.string(),
          at: z.iso.datetime(),
        }),
      )
      .meta({
        description: `The latest ${unpermittedMax} of these, each with the last status from Meta.`,
      }),
    raced: z
      .array(
        z.strictObject({
          permit: z.uuid(),
          judged_at: z.iso.datetime(),
          tree_size: counted,
          withdrawal: z.uuid(),
          withdrawn_at: z.iso.datetime(),
        }),
      )
      .meta({ description: 'Messages that were on their way while the person withdrew.' }),
  })
  .meta({
    id: 'SendReport',
    example: {
      judged: 3,
      by_state: { accepted: 2, denied: 1 },
      denied_by_reason: { withdrawn: 1 },
      by_day: [{ day: '2026-03-02', judged: 3, denied: 1, denied_by_reason: { withdrawn: 1 } }],
      with_permit: 2,
      without_permit: 1,
      unpermitted: [
        {
          sender: '106540352242922',
          message: '6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b',
          status: 'delivered',
          at: '2026-03-02T09:30:00.000Z',
        },
      ],
      raced: [],
    },
  });

const categoriesSchema = z
  .strictObject({
    at: z.iso.datetime().meta({ description: 'The moment by which the gate judged.' }),
    tree_size: counted,
    templates: z.array(
      z.strictObject({
        waba_id: z.string(),
        name: z.string(),
        language: z.string(),
        mapped_to: purposeSchema,
        category: z.string(),
        said_at: z.iso.datetime(),
        record: z.uuid(),
        from: z.iso
          .datetime()
          .meta({ description: 'When the category takes effect. After `at`: Meta has only announced it.' }),
        agreed: counted.meta({ description: 'People who agreed to the template’s mapped purpose.' }),
        lost: counted.meta({ description: 'Those of them who have not agreed to marketing as well.' }),
      }),
    ),
  })
  .meta({
    id: 'CategoryReport',
    example: {
      at: '2026-03-02T09:30:00.000Z',
      tree_size: 1042,
      templates: [
        {
          waba_id: '102290129340398',
          name: 'order_shipped',
          language: 'en_US',
          mapped_to: 'shipping_update',
          category: 'MARKETING',
          said_at: '2026-03-01T09:30:00.000Z',
          record: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10',
          from: '2026-03-01T09:30:00.000Z',
          agreed: 870,
          lost: 512,
        },
      ],
    },
  });

const report = {
  method: 'get',
  tag: 'Audit',
  who: { scope: 'audit:read' },
  atOnce: { ofAll: 1, ofOne: 1 },
} as const;

export const reportEndpoints: Endpoint[] = [
  endpoint({
    ...report,
    path: '/v1/reports/sends',
    operationId: 'reportSends',
    summary: 'What happened to messages',
    description:
      'How many messages the gate judged, what happened to them, why it denied some, which were on their way ' +
      'while the person withdrew, and which Meta reports without a permit. It holds no number.',
    answers: { 200: answer('The report.', sendsSchema) },
    handle: ({ caller: { business } }, { ledger }) =>
      oneAtATime(ledger, async () => ok(sendReportAsJson(await reportSends(ledger, business)))),
  }),
  endpoint({
    ...report,
    path: '/v1/reports/categories',
    operationId: 'reportCategories',
    summary: 'What Meta’s categories cost',
    description:
      'For each template that Meta calls promotional, or has announced to, and that is mapped to another purpose: how ' +
      'many people agreed to that purpose, and how many of them cannot get the template because they have not agreed to ' +
      'marketing. Counted at one moment. `optmark report categories --lost-to` lists these people by subject id.',
    answers: { 200: answer('The report.', categoriesSchema) },
    handle: ({ caller: { business } }, { ledger }) =>
      oneAtATime(ledger, async () => ok(categoryReportAsJson(await reportCategoryChanges(ledger, business)))),
  }),
];

/** Seconds after which another report may be asked for. */
const retryAfter = 10;

/**
 * Ledgers of which a report is being made: it holds a connection to the primary, so a second one is refused.
 */
const underWay = new WeakSet<Ledger>();

async function oneAtATime<Made>(ledger: Ledger, make: () => Promise<Made>): Promise<Made> {
  if (underWay.has(ledger)) {
    throw new LedgerError('overloaded', 'The ledger is already making another report.', { retryAfter });
  }
  underWay.add(ledger);
  try {
    return await make();
  } finally {
    underWay.delete(ledger);
  }
}
