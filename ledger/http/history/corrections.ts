// POST /v1/records/{id}/corrections: a business mends what it had written down wrongly beside a record.

import { z } from 'zod';
import { actorOf } from '../../auth/scope.ts';
import { type Spend, spend as spendUnder } from '../../auth/spend.ts';
import { staffReferenceSchema } from '../../channels/server/assisted.ts';
import {
  correctedRecordSchema,
  correctionFieldSchema,
  correctionReasons,
} from '../../core/consent/record/of-person.ts';
import { correct } from '../../operations/correct/correct.ts';
import type { Ledger } from '../../operations/ledger.ts';
import { answer, type Endpoint, endpoint } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';
import { replayedHeader, written, writtenSchema } from '../server/written.ts';
import { recordId } from './records.ts';

/** Characters of a corrected value. */
const valueMax = 256;

export const correctionAskedSchema = z
  .strictObject({
    corrections: z
      .array(z.strictObject({ field: correctionFieldSchema, is: z.string().trim().min(1).max(valueMax) }))
      .min(1)
      .max(correctionFieldSchema.options.length)
      .meta({
        description:
          '`occurred_at`: an earlier moment; `place` and `staff`: of what staff took down; `locale`: of a notice whose words ' +
          'the record does not hold; `external_id`: your own number for the customer.',
      }),
    reason: correctedRecordSchema.shape.reason.meta({
      description: `Why: ${correctionReasons.join(', ')}.`,
    }),
    staff: staffReferenceSchema.optional().meta({
      description: 'Your reference of the member of staff who corrects; no name.',
      example: 'agent-7',
    }),
  })
  .meta({
    id: 'Correction',
    example: {
      corrections: [{ field: 'place', is: 'pune-3' }],
      reason: 'found_in_review',
      staff: 'agent-7',
    },
  });

export const correctionEndpoints: Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/v1/records/{id}/corrections',
    operationId: 'correctRecord',
    tag: 'Audit',
    summary: 'Correct what was written down wrongly',
    description:
      'Appends a record that says what is right. The record that it corrects stays as it is, and the gate judges by it as ' +
      'before; histories, access files and dispute packs show the correction beside it, and exports have it as a row of its ' +
      'own. It makes nothing stronger and lifts no stop: a moment is only corrected to an earlier one, and where the person ' +
      'said no between the two it is refused (`stopped_since`): record an opt-out. A number, a purpose, words and a grade are ' +
      'not corrected, nor is what a page, a provider or Meta has signed.',
    who: { scope: 'correction:write' },
    params: z.object({ id: recordId }),
    body: jsonBody(correctionAskedSchema),
    idempotency: 'correction',
    answers: { 201: answer('Recorded.', writtenSchema, replayedHeader) },
    commits: true,
    errors: ['not_found', 'conflict', 'idempotency_key_reused', 'erased'],
    async handle({ caller, params, body, spend }, { ledger }) {
      const asked = { ...body, business: caller.business, record: params.id, by: actorOf(caller) };
      return written(await correct(ledger, asked, spend && spendOf(ledger, spend, params.id)));
    },
  }),
];

/** The id stands in the path: under one key the same body about another record is another request. */
function spendOf({ keys }: Ledger, { key, request }: Spend, record: string): Spend {
  const asked = spendUnder(
    keys.macs,
    'idempotency_key',
    ['correction'],
    Buffer.concat([Buffer.from(record), request]),
  );
  return { key, request: asked.request };
}
