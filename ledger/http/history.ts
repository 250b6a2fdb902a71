// What the audit endpoints answer: records as stored, each with what a stranger needs to check it.

import { z } from 'zod';
import { recordSchema } from '../core/consent/record.ts';
import { writtenExample } from './written.ts';

const entrySchema = z.strictObject({
  id: z.uuid(),
  kind: z.string(),
  recorded_at: z.iso.datetime(),
  text: z.array(z.string()).optional().meta({ description: 'The lines as the person saw or heard them.' }),
  grade: z.string().optional(),
  leaf_index: z.int().min(0),
  nonce: z.base64().meta({ description: 'With `bytes`, the opening of the public entry.' }),
  bytes: z.base64().meta({ description: 'The record’s exact bytes.' }),
  entry: z.base64(),
  inclusion: z.array(z.base64()),
  record: recordSchema.meta({ description: 'The same record, parsed.' }),
});

export const historySchema = z
  .strictObject({
    subject: z
      .uuid()
      .optional()
      .meta({ description: 'The person, inside this business; absent for a stranger.' }),
    records: z.array(entrySchema),
    tree_size: z.int().min(0),
    checkpoint: z.string(),
  })
  .meta({
    id: 'History',
    example: { records: [], tree_size: 8, checkpoint: writtenExample.checkpoint },
  });
