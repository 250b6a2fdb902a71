// What every write answers: the record, its receipt, its place in the log and the proof of it.

import { z } from 'zod';
import type { Answer } from '../../operations/record/receipt.ts';
import { json, neverStored, type Reply } from './reply.ts';

export const writtenFields = {
  record: z.uuid().meta({ description: 'Id of the record (UUIDv7).' }),
  kind: z.string(),
  recorded_at: z.iso.datetime(),
  grade: z.string().optional().meta({ description: 'How much is claimed, E0 to E4; opt-ins only.' }),
  leaf_index: z.int().min(0).meta({ description: 'Where the record’s entry stands in the log.' }),
  tree_size: z.int().min(1).meta({ description: 'Size of the log the proof is for.' }),
  entry: z.base64().meta({ description: 'The 33 bytes of the public entry.' }),
  receipt: z.string().meta({ description: 'A JWS signed by a key of /.well-known/jwks.json.' }),
  checkpoint: z.string().meta({ description: 'The signed checkpoint of that size (C2SP tlog-checkpoint).' }),
  inclusion: z
    .array(z.base64())
    .meta({ description: 'Inclusion proof, the leaf’s sibling first (RFC 9162).' }),
  link: z.url().optional().meta({
    description:
      'The person’s own page of this opt-in: what was recorded, proof, stop. Needs no login, so it is for that person only. Opt-ins only.',
  }),
};

export const writtenExample = {
  record: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10',
  kind: 'opt_in',
  recorded_at: '2026-11-22T18:11:46.123Z',
  grade: 'E2',
  leaf_index: 7,
  tree_size: 8,
  entry: 'AZ1k3v8m0Qm4cX8b3mZ5gWc2m1n0ZyqvJ8m7k1q2p3rT',
  receipt: 'eyJhbGciOiJFZDI1NTE5IiwidHlwIjoib3B0bWFyay1yZWNlaXB0K2p3cyJ9.eyJsZWFmX2luZGV4Ijo3fQ.c2lnbmF0dXJl',
  checkpoint:
    'ledger.example/log\n8\nXcnaeacGWamtVVy3Ks2t2aubgjrdKvlgzP43Dv9GBDI=\n\n— ledger.example/log c2lnbmF0dXJl\n',
  inclusion: ['vBoGQ7EuTS18d5GPROD095qDi2z572xbKDwf5NiFmas='],
  link: 'https://ledger.example/p/AQEBmq0sfhF8O5pSXR8sC3oQAABrPLkyc2lnbmVkLWFuZC1vdXJz',
};

export const writtenSchema = z
  .strictObject(writtenFields)
  .meta({ id: 'Written', description: 'A record, its receipt and its proof.', example: writtenExample });

/** A first answer and a repeated one have the same body and status; a header tells them apart. */
export function written(answer: Answer): Reply {
  const { replayed, ...body } = answer;
  return json(201, body, replayed ? { ...neverStored, 'idempotency-replayed': 'true' } : neverStored);
}
