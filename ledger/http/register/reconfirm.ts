// POST /v1/register/reconfirm: whom to ask again. POST /v1/register/reconfirm/outcome: what came of it.

import { z } from 'zod';
import { revealReasons } from '../../core/consent/record/of-business.ts';
import {
  namesWhy,
  needsWhy,
  reconfirmFields,
  reconfirmFormats,
  reconfirmRowSchema,
  roundSchema,
} from '../../core/register/reconfirm.ts';
import { whatCameOfIt, whoToAskAgain } from '../../operations/reconfirm/reconfirm.ts';
import { download, filesAtOnce } from '../server/download.ts';
import { type Endpoint, endpoint, rawAnswer } from '../server/endpoint.ts';
import { ndjson } from '../server/ndjson.ts';
import { jsonBody } from '../server/parsed-body.ts';

const format = z
  .enum(reconfirmFormats)
  .optional()
  .meta({ description: 'Of the file; `ndjson` if it is not said.' });

const askSchema = z
  .strictObject({
    ...reconfirmFields,
    round: roundSchema.optional().meta({
      description:
        'Remembers who is named, by this word of yours. Asked again under it, those who have come to it since are added.',
    }),
    reason: z.enum(revealReasons).optional().meta({
      description: 'Shows numbers in full, and the ids that a shop’s server gave. It is recorded.',
    }),
    format,
  })
  .refine(namesWhy, needsWhy)
  .meta({
    id: 'ReconfirmAsked',
    example: { purpose: 'shipping_update', grade: 'E2', older_than_days: 365, round: 'spring-2027' },
  });

const outcomeSchema = z
  .strictObject({ round: roundSchema, format })
  .meta({ id: 'ReconfirmOutcomeAsked', example: { round: 'spring-2027' } });

const file = rawAnswer('The file, as it is made.', {
  [ndjson]: { schema: reconfirmRowSchema },
  'text/csv': { schema: { type: 'string' } },
});

const aboutFiles =
  'The last row is `end`: how many rows are before it, and the SHA-256 of all bytes before it. A file without it broke ' +
  'off: ask again. In a CSV, no cell is taken for a formula. It counts as an export among those that may be under way at ' +
  'once, and the ledger records it in the same log before it sends anything.';

export const reconfirmEndpoints: Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/v1/register/reconfirm',
    operationId: 'whoToAskAgain',
    tag: 'Audit',
    summary: 'Whom to ask again',
    description:
      'People whose consent to a purpose stands, or has ended by itself, and who should be asked again: because its grade is ' +
      'lower than you want, it is old, it ends soon, or the notice has changed since. A row says which of these hold. ' +
      'Nobody is named who has stopped, taken back or objected to anything that stands, whatever it was for, nor anyone ' +
      'whose number may have changed hands. Each row is true at its own `tree_size`: a person may stop after it, so ask the ' +
      `gate before you write to anyone. Numbers are masked unless a \`reason\` is given. ${aboutFiles}`,
    who: { scope: 'audit:read' },
    body: jsonBody(askSchema),
    answers: { 200: file },
    atOnce: filesAtOnce,
    commits: true,
    handle: async ({ caller, body, c }, { ledger, logger }) => {
      const { round, reason, format: as = 'ndjson', ...asked } = body;
      const { business } = caller;
      return download({ c, ledger, business, logger, route: '/v1/register/reconfirm' }, () =>
        whoToAskAgain(ledger, caller, { asked, round, reason, format: as }),
      );
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/register/reconfirm/outcome',
    operationId: 'whatCameOfRound',
    tag: 'Audit',
    summary: 'What came of a round',
    description:
      'Each person whom a round of `/v1/register/reconfirm` named, and what became of that purpose since: confirmed by an ' +
      `act of theirs, withdrawn, or nothing. Who was erased is in no round. ${aboutFiles}`,
    who: { scope: 'audit:read' },
    body: jsonBody(outcomeSchema),
    answers: { 200: file },
    atOnce: filesAtOnce,
    errors: ['not_found'],
    commits: true,
    handle: async ({ caller, body: { round, format: as = 'ndjson' }, c }, { ledger, logger }) => {
      const { business } = caller;
      return download({ c, ledger, business, logger, route: '/v1/register/reconfirm/outcome' }, () =>
        whatCameOfIt(ledger, caller, { round, format: as }),
      );
    },
  }),
];
