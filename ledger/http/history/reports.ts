// /v1/reports: what became of a business's messages, and what Meta's categories cost it. Counts, and ids of permits and
// records: nobody is named. A report looks through everything, so one is made at a time.

import { z } from 'zod';
import type { Principal } from '../../auth/scope.ts';
import { LedgerError } from '../../core/error.ts';
import { reasons } from '../../core/gate/decide.ts';
import { purposeSchema } from '../../core/notice/purpose.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { categoryReportAsJson, reportCategoryChanges } from '../../operations/report/category-changes.ts';
import { reportSends, sendReportAsJson, unpermittedMax } from '../../operations/report/sends.ts';
import { callerWith } from '../caller.ts';
import { jsonContent, keyCodes, problems, secretKey } from '../describe.ts';
import type { Endpoint } from '../endpoint.ts';
import { json } from '../server/reply.ts';

const counted = z.int().min(0);

const sendsSchema = z
  .strictObject({
    judged: counted,
    by_state: z.record(z.string(), counted),
    denied_by_reason: z
      .record(z.string(), counted)
      .meta({ description: `By each reason given: ${reasons.join(', ')}.` }),
    with_permit: counted.meta({ description: 'Messages that Meta speaks of and a permit let out.' }),
    without_permit: counted.meta({ description: 'Those that none did: they were sent around the gate.' }),
    unpermitted: z
      .array(
        z.strictObject({
          sender: z.string().meta({ description: 'phone_number_id.' }),
          message: z.string().meta({ description: 'MAC of Meta’s id of it, hex: that id holds the number.' }),
          status: z.string(),
          at: z.iso.datetime(),
        }),
      )
      .meta({
        description: `The latest ${unpermittedMax} of those, with the last that Meta said of each.`,
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
    at: z.iso.datetime().meta({ description: 'The clock that judged.' }),
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
          .meta({ description: 'From when on the category counts; after `at`: it is announced.' }),
        agreed: counted.meta({ description: 'People who agreed to what it is mapped to.' }),
        lost: counted.meta({ description: 'Of those, who have not agreed to marketing as well.' }),
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

export const reportEndpoints = (ledger: Ledger): Endpoint[] => {
  const oneAtATime = onlyOne();
  return [
    reportEndpoint(ledger, 'sends', {
      operationId: 'reportSends',
      summary: 'What became of messages',
      description:
        'How many messages were judged, what became of them, why some were denied, which were on their way while the person ' +
        'withdrew, and which Meta speaks of that no permit let out. No number is in it.',
      schema: sendsSchema,
      make: ({ business }) => oneAtATime(async () => sendReportAsJson(await reportSends(ledger, business))),
    }),
    reportEndpoint(ledger, 'categories', {
      operationId: 'reportCategories',
      summary: 'What Meta’s categories cost',
      description:
        'Of each template that Meta calls promotional, or has announced to, and that is mapped to something else: how many ' +
        'people agreed to that, and how many of them cannot be sent it for want of consent to marketing. Counted at one ' +
        'moment; `optmark report categories --lost-to` lists them by subject id.',
      schema: categoriesSchema,
      make: ({ business }) =>
        oneAtATime(async () => categoryReportAsJson(await reportCategoryChanges(ledger, business))),
    }),
  ];
};

type Report = {
  operationId: string;
  summary: string;
  description: string;
  schema: z.ZodType;
  make(caller: Principal): Promise<object>;
};

function reportEndpoint(ledger: Ledger, name: string, { schema, make, ...described }: Report): Endpoint {
  return {
    method: 'get',
    path: `/v1/reports/${name}`,
    readers: 'server',
    description: {
      ...described,
      tags: ['Audit'],
      security: secretKey('audit:read'),
      responses: {
        200: { description: 'The report.', content: jsonContent(schema) },
        ...problems(...keyCodes, 'overloaded'),
      },
    },
    async handle(c) {
      return json(200, await make(await callerWith(ledger, c, 'audit:read')));
    },
  };
}

/** Seconds after which another report may be asked for. */
const retryAfter = 10;

/** A report holds a connection to the primary while it is made: a second one is refused, and asked for again. */
function onlyOne() {
  let underWay = false;
  return async <Made>(make: () => Promise<Made>): Promise<Made> => {
    if (underWay) throw new LedgerError('overloaded', 'Another report is being made.', { retryAfter });
    underWay = true;
    try {
      return await make();
    } finally {
      underWay = false;
    }
  };
}
