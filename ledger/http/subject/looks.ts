// GET /v1/looks: what was looked at, and by which reader. It names nobody, so all that is asked for may stand
// in a URL.

import { z } from 'zod';
import { revealReasons } from '../../core/consent/record/of-business.ts';
import { momentSchema } from '../../core/moment.ts';
import { inRange, isRange } from '../../core/register/filter.ts';
import { registerPage, registerPageMax } from '../../operations/register/query.ts';
import { looksFormats, readLooks, writeLooks } from '../../operations/subject/looks.ts';
import { readBySchema } from '../history/history.ts';
import { download } from '../server/download.ts';
import { type Endpoint, endpoint, rawAnswer } from '../server/endpoint.ts';
import { ndjson } from '../server/ndjson.ts';
import { wholeNumber } from '../server/query.ts';
import { json, neverStored } from '../server/reply.ts';

const query = z
  .strictObject({
    by: z
      .union([z.uuid().toLowerCase(), z.literal('cli')])
      .optional()
      .meta({
        description:
          'The id of a key or of a person in the console, or `cli`: an operator on the host. Every reader, if it is not said.',
      }),
    from: momentSchema.optional().meta({ description: 'This moment, or later.' }),
    to: momentSchema.optional().meta({ description: 'Before this moment.' }),
    format: z.enum(['json', 'csv', 'ndjson']).default('json').meta({
      description: 'A page, the latest first; or all of them as a file, oldest first.',
    }),
    limit: wholeNumber({ min: 1, max: registerPageMax })
      .optional()
      .meta({ description: `Looks in a page; ${registerPage} if it is not said.` }),
    cursor: z.string().min(1).max(200).optional().meta({
      description: 'The `next` of the page before. All else that was asked for stays the same.',
    }),
  })
  .refine(isRange, inRange);

const lookSchema = z
  .strictObject({
    record: z.uuid(),
    leaf_index: z.int().min(0),
    at: z.iso.datetime({ precision: 6 }),
    role: readBySchema.shape.role,
    name: z.string().optional().meta({ description: 'Of the key, or of the person in the console.' }),
    by: z.string().meta({
      description: 'The id of the key or of the person; `cli`; or `link`: whoever had a link.',
    }),
    operation: z.string(),
    subject: z.uuid().optional().meta({ description: 'Whose history it stands in.' }),
    reason: z.enum(revealReasons).optional(),
    filter: z.record(z.string(), z.unknown()).optional(),
    total: z.int().min(0).optional(),
    tree_size: z.int().min(0).optional(),
  })
  .meta({ id: 'Look' });

const pageSchema = z
  .strictObject({
    looks: z.array(lookSchema),
    total: z.int().min(0).meta({ description: 'Looks in all pages, at `tree_size`.' }),
    tree_size: z.int().min(0),
    unread: z.int().min(0),
    complete_after: z.iso
      .datetime({ precision: 6 })
      .optional()
      .meta({
        description:
          'With `by`, where an earlier release recorded looks: those up to this moment are not listed by reader. Ask for that ' +
          'time without `by`: each names its reader.',
      }),
    next: z.string().optional().meta({ description: 'There are more: ask again with this as `cursor`.' }),
  })
  .meta({
    id: 'Looks',
    example: {
      looks: [
        {
          ...{ record: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10', leaf_index: 9 },
          ...{ at: '2026-03-02T09:30:00.000125Z', role: 'key', name: 'complaints-desk' },
          ...{ by: '019aad2c-7e0f-7a10-b1c2-7d8e9f0a1b2c', operation: 'history' },
          subject: '019aad2c-7e10-7b31-8c64-0f6d2b9a4c55',
        },
      ],
      ...{ total: 1, tree_size: 10, unread: 0 },
    },
  });

export const lookEndpoints: Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/v1/looks',
    operationId: 'listLooks',
    tag: 'Audit',
    summary: 'What was looked at, and by whom',
    description:
      'Every look is a record, written before anything is shown. This lists them, of one reader or of all: for the business, and ' +
      'for an auditor to take along. As CSV or NDJSON it is a file of all of them, true at one size of the log, whose last row ' +
      'is `end`, with the number of rows, `complete_after` as in a page, and the SHA-256 of all bytes before it; a file ' +
      'without it broke off. The ledger ' +
      'records this look too.',
    who: { scope: 'audit:read' },
    query,
    answers: {
      200: rawAnswer('A page, or the file as it is made.', {
        'application/json': { schema: pageSchema },
        'text/csv': { schema: { type: 'string' } },
        [ndjson]: { schema: { type: 'string' } },
      }),
    },
    commits: true,
    handle: async ({ caller, query: { format, limit, cursor, ...asked }, c }, { ledger, logger }) => {
      if (format === 'json')
        return json(200, await readLooks(ledger, caller, asked, { limit, cursor }), neverStored);
      const { business } = caller;
      return download({ c, ledger, business, logger, route: '/v1/looks' }, async () => {
        const pieces = writeLooks(ledger, caller, asked, format);
        // What is refused is answered, and not a file that breaks off.
        const first = await pieces.next();
        return {
          mediaType: looksFormats[format],
          fileName: `${business}-looks.${format}`,
          pieces: resumed(first, pieces),
        };
      });
    },
  }),
];

async function* resumed(first: IteratorResult<string>, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  if (first.done !== true) yield first.value;
  yield* rest;
}
