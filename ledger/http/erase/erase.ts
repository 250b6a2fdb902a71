// /v1/subjects/erase: a person is erased in two steps. POST, because a number has no place in a URL.

import { z } from 'zod';
import { erasureTokenMax } from '../../auth/erasure-token.ts';
import { exactlyOneOf } from '../../channels/field-choice.ts';
import {
  onePerson,
  personFields,
  personNames,
  personReferred,
  refersToOne,
} from '../../channels/server/named-person.ts';
import { erasedSchema as recordSchema } from '../../core/consent/record/of-business.ts';
import { identifierKindSchema } from '../../core/subject/identifier.ts';
import { eraseBy } from '../../operations/erase/erase.ts';
import { previewErasure } from '../../operations/erase/preview.ts';
import { answer, type Endpoint, endpoint, ok } from '../server/endpoint.ts';
import { jsonBody } from '../server/parsed-body.ts';
import { neverStored } from '../server/reply.ts';

export const who = { scope: 'erase' } as const;
export const tag = 'Erase';

const requestSchema = z
  .strictObject(personFields)
  .refine(refersToOne, onePerson)
  .meta({
    id: 'ErasurePreviewRequest',
    ...exactlyOneOf(...personNames),
    example: { number: '+919876543210' },
  });

export const maskedNames = z.array(z.strictObject({ kind: identifierKindSchema, masked: z.string() }));

export const previewSchema = z
  .strictObject({
    token: z.string().meta({ description: 'Good for 15 minutes, for the key that asked, and once.' }),
    expires_at: z.iso.datetime(),
    tree_size: z.int().min(0),
    identifiers: maskedNames.meta({ description: 'Every name of the person, each with its end alone.' }),
    counts: z
      .record(z.string(), z.int().min(0))
      .meta({ description: 'What would be destroyed, by what it is.' }),
    stays: z.array(z.strictObject({ what: z.string(), why: z.string() })),
    others: z.array(z.strictObject({ identifiers: maskedNames })).meta({
      description:
        'Joined to the person by a link that carries no consent, such as a number that changed hands: another person by now, ' +
        'of whom nothing is erased.',
    }),
  })
  .meta({
    id: 'ErasurePreview',
    example: {
      token: 'eyJpZCI6IjhhYjg…',
      expires_at: '2026-12-02T09:45:00.000Z',
      tree_size: 812,
      identifiers: [{ kind: 'number', masked: '+91 XXXXXX3210' }],
      counts: { records: 4, messages: 2, statuses: 6 },
      stays: [{ what: 'entries', why: 'The log keeps 33 bytes of each record.' }],
      others: [],
    },
  });

const { reason } = recordSchema.shape;

const erasedSchema = z
  .strictObject({
    record: z.uuid().meta({ description: 'Of the `erased` record, which names what is gone.' }),
    recorded_at: z.iso.datetime({ precision: 6 }),
    reason,
    subjects: z.int().min(1),
    records: z.int().min(0).meta({ description: 'None where only what waits, or passes, was kept.' }),
    tree_size: z.int().min(1),
  })
  .meta({
    id: 'Erased',
    example: {
      record: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10',
      recorded_at: '2026-12-02T09:31:12.000125Z',
      reason: 'asked_by_person',
      subjects: 1,
      records: 5,
      tree_size: 814,
    },
  });

export const eraseEndpoints: Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/v1/subjects/erase/preview',
    operationId: 'previewErasure',
    tag,
    summary: 'What would be erased of a person',
    description:
      'Nothing is erased by it: it shows masked names, counts, what stays and why, and gives the token that erases exactly ' +
      'this. It covers every name that Meta calls the same person, and what is kept of someone of whom there is no record ' +
      'yet, such as an opt-in that waits for a second member of staff. The ledger records the look.',
    who,
    body: jsonBody(requestSchema),
    answers: { 200: answer('What would be taken.', previewSchema) },
    commits: true,
    errors: ['not_found', 'conflict'],
    handle: async ({ caller, body }, { ledger }) =>
      ok(await previewErasure(ledger, caller, personReferred(body)), neverStored),
  }),
  endpoint({
    method: 'post',
    path: '/v1/subjects/erase',
    operationId: 'eraseSubject',
    tag,
    summary: 'Erase the person of a preview',
    description:
      'Destroys every record, key and row of the person in one transaction, and cannot be undone. The entries of the log ' +
      'stay, and so do all proofs; stops that stood stay in force. What the person agrees to from now on counts. 409 where ' +
      'a link has joined or parted the person since the preview: ask for a new one. Sent again with the same token and ' +
      'reason, it gives the same answer and erases nothing more.',
    who,
    body: jsonBody(
      z
        .strictObject({ token: z.string().min(1).max(erasureTokenMax), reason })
        .meta({ id: 'Erasure', example: { token: 'eyJpZCI6IjhhYjg…', reason: 'asked_by_person' } }),
    ),
    answers: { 200: answer('Erased.', erasedSchema) },
    commits: true,
    errors: ['conflict', 'idempotency_key_reused'],
    handle: async ({ caller, body }, { ledger }) =>
      ok(await eraseBy(ledger, caller, body.token, body.reason), neverStored),
  }),
];
