// What every write answers: the record, its receipt, its place in the log and the proof of it.

import { z } from 'zod';
import { gradeReasonSchema } from '../../core/consent/grade-reasons.ts';
import type { Answer } from '../../operations/record/receipt.ts';
import { faultSchema } from '../problem/problem.ts';
import { type Answered, created } from './endpoint.ts';
import { neverStored } from './reply.ts';

export const writtenFields = {
  record: z.uuid().meta({ description: 'Id of the record (UUIDv7).' }),
  kind: z.string(),
  recorded_at: z.iso.datetime(),
  grade: z.string().optional().meta({ description: 'The grade of the evidence, E0 to E4; opt-ins only.' }),
  grade_reasons: z
    .array(gradeReasonSchema)
    .readonly()
    .optional()
    .meta({ description: 'Why the grade is not the next one; opt-ins only.' }),
  effective: z
    .boolean()
    .optional()
    .meta({
      description:
        'For an opt-in: whether messages of all its purposes may be sent now. False: it is recorded, but another ' +
        'record stands against it, such as a stop that the person sent in WhatsApp. The gate says which. Only a ' +
        'secret key and a page with a customer token get this field.',
    }),
  leaf_index: z.int().min(0).meta({ description: 'The index of the record’s entry in the log.' }),
  tree_size: z.int().min(1).meta({ description: 'Size of the log in the proof.' }),
  entry: z.base64().meta({ description: 'The 33 bytes of the public entry.' }),
  receipt: z.string().meta({ description: 'A JWS signed by a key of /.well-known/jwks.json.' }),
  checkpoint: z.string().meta({ description: 'The signed checkpoint of that size (C2SP tlog-checkpoint).' }),
  inclusion: z
    .array(z.base64())
    .meta({ description: 'Inclusion proof, the leaf’s sibling first (RFC 9162).' }),
  dropped: z
    .array(faultSchema)
    .readonly()
    .optional()
    .meta({
      description:
        'The parts of the request that could not be read, or name nothing, and were dropped: the rest is recorded. ' +
        'Of an opt-in only the entry point.',
    }),
  entry_point: z.string().optional().meta({
    description: 'The id of the named entry point that the record says it came from.',
  }),
  link: z
    .url()
    .optional()
    .meta({
      description:
        'The person’s own page of this opt-in: the record, its proof, a stop. Needs no login, so give it to ' +
        'that person only. Opt-ins only.',
    }),
};

export const writtenExample = {
  record: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10',
  kind: 'opt_in',
  recorded_at: '2026-11-22T18:11:46.123456Z',
  grade: 'E1',
  grade_reasons: ['words_not_shown'],
  leaf_index: 7,
  tree_size: 8,
  entry: 'AZ1k3v8m0Qm4cX8b3mZ5gWc2m1n0ZyqvJ8m7k1q2p3rT',
  receipt: 'eyJhbGciOiJFZERTQSIsInR5cCI6Im9wdG1hcmstcmVjZWlwdCtqd3MifQ.eyJsZWFmX2luZGV4Ijo3fQ.c2lnbmF0dXJl',
  checkpoint:
    'ledger.example/log\n8\nXcnaeacGWamtVVy3Ks2t2aubgjrdKvlgzP43Dv9GBDI=\n\n— ledger.example/log c2lnbmF0dXJl\n',
  inclusion: ['vBoGQ7EuTS18d5GPROD095qDi2z572xbKDwf5NiFmas='],
  link: 'https://ledger.example/p/AQEBmq0sfhF8O5pSXR8sC3oQAABrPLkyc2lnbmVkLWFuZC1vdXJz',
};

export const writtenSchema = z
  .strictObject(writtenFields)
  .meta({ id: 'Written', description: 'A record, its receipt and its proof.', example: writtenExample });

/** A first answer and a repeated one have the same body and status; a header tells them apart. */
export function written({ replayed, ...body }: Answer): Answered<201, z.input<typeof writtenSchema>> {
  return created(body, replayed ? { ...neverStored, 'idempotency-replayed': 'true' } : neverStored);
}

export const replayedHeader = {
  'Idempotency-Replayed': {
    description: '`true` if this request was answered before. The answer is the first one.',
    schema: { type: 'string' as const, enum: ['true'] },
  },
};
