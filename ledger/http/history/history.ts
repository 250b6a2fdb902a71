// What the audit endpoints answer: records as stored, each with all that a stranger needs to check it.

import { z } from 'zod';
import { gradeReasonSchema } from '../../core/consent/grade-reasons.ts';
import { correctedRecordSchema } from '../../core/consent/record/of-person.ts';
import { recordSchema } from '../../core/consent/record.ts';
import { roleSchema } from '../../core/setup/staff.ts';
import { identifierSchema } from '../../core/subject/identifier.ts';
import { historyPage, historyPageMax } from '../../operations/history/read-history.ts';
import { writtenExample } from '../server/written.ts';

export const readBySchema = z
  .strictObject({
    role: z.enum(['key', 'operator', 'link', ...roleSchema.options]),
    name: z.string().optional(),
  })
  .meta({
    description:
      'Of a look (`accessed`): a server with a secret key, by the name of that key; a person in the console, by name and ' +
      'role; an operator on the host; or a holder of the link to the person’s page.',
  });

export const correctedBySchema = z
  .array(
    z.strictObject({
      record: z.uuid(),
      leaf_index: z.int().min(0),
      recorded_at: z.iso.datetime(),
      corrections: correctedRecordSchema.shape.corrections,
      reason: correctedRecordSchema.shape.reason,
      by: z.string().optional(),
      staff: z.string().optional(),
    }),
  )
  .readonly()
  .optional()
  .meta({
    description:
      'What the business has corrected of it since, in log order. The record stays as it is, and the gate reads it as it is.',
  });

export const entrySchema = z.strictObject({
  id: z.uuid(),
  kind: z.string(),
  recorded_at: z.iso.datetime(),
  text: z.array(z.string()).optional().meta({
    description:
      'The lines as the page signed them; with `stated`, as a server says. Absent where it only named the notice.',
  }),
  stated: z.record(z.string(), z.string()).optional().meta({
    description:
      'Of an opt-in whose words no page signed: what the server calls what it showed or played. The ledger has not seen it.',
  }),
  taken: z.string().optional().meta({
    description: 'Of a consent that staff took down: how, in words.',
    example: 'on paper, taken at pune-2, scan on file',
  }),
  read_by: readBySchema.optional(),
  corrected_by: correctedBySchema,
  grade: z.string().optional(),
  grade_reasons: z.array(gradeReasonSchema).readonly().optional(),
  leaf_index: z.int().min(0),
  nonce: z.base64().meta({ description: 'With `bytes`, the opening of the public entry.' }),
  bytes: z.base64().meta({ description: 'The record’s exact bytes.' }),
  entry: z.base64(),
  inclusion: z.array(z.base64()),
  record: recordSchema.meta({ description: 'The same record, parsed.' }),
  other: identifierSchema.optional().meta({
    description:
      'Where the record names another person: that person’s identifier, which the record holds under their own key.',
  }),
});

const { record: id, recorded_at, entry, leaf_index, inclusion, checkpoint } = writtenExample;
const subject = '019aad2c-7e10-7b31-8c64-0f6d2b9a4c55';
const sha256 = '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328';

export const entryExample = {
  id,
  kind: 'opt_in',
  recorded_at,
  stated: { prompt: '1' },
  grade: 'E1',
  grade_reasons: ['words_not_shown'],
  leaf_index,
  nonce: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=',
  bytes: 'eyJidXNpbmVzcyI6ImZyZXNoLXByb2R1Y2UifQ==',
  entry,
  inclusion,
  record: {
    v: 2,
    id,
    kind: 'opt_in',
    business: 'fresh-produce',
    subject,
    purposes: ['shipping_update', 'payment_update'],
    scope: ['message'],
    identifiers: [{ kind: 'number', value: '+919876543210' }],
    channel: 'ivr',
    notice: { id: 'order-updates', version: 1, sha256, locale: 'en' },
    packs: [{ name: 'strict-2020', version: 1 }],
    grade: 'E1',
    grade_reasons: ['words_not_shown'],
    authority: 'any',
    evidence: { call_id: 'c-1', key: '1', prompt: '1' },
    occurred_at: recorded_at,
    recorded_at,
    source: { system: 'server' },
    withdrawal: { url: 'https://fresh.example/profile' },
  },
};

export const pageFields = {
  after: z
    .int()
    .min(0)
    .optional()
    .meta({ description: 'Only records behind this leaf index: the `next` of the page before.' }),
  limit: z
    .int()
    .min(1)
    .max(historyPageMax)
    .optional()
    .meta({ description: `Records in this page; ${historyPage} if it is not said.` }),
};

export const nextSchema = z
  .int()
  .min(0)
  .optional()
  .meta({ description: 'There are more: ask again with this as `after`.' });

export const changedSchema = z
  .array(z.strictObject({ leaf_index: z.int().min(0), changed: z.literal(true), entry: z.base64() }))
  .readonly()
  .optional()
  .meta({
    description:
      'Records that do not open to their entry: somebody has changed them in the database by hand.',
  });

export const historySchema = z
  .strictObject({
    subject: z
      .uuid()
      .optional()
      .meta({ description: 'The person, inside this business; absent for a stranger.' }),
    records: z.array(entrySchema),
    changed: changedSchema,
    next: nextSchema,
    tree_size: z.int().min(0),
    checkpoint: z.string(),
  })
  .meta({
    id: 'History',
    example: { subject, records: [entryExample], tree_size: 8, checkpoint },
  });
