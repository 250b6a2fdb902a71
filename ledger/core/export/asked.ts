// What an export is asked for besides its filter, and the place in it that a row names.

import { z } from 'zod';
import { revealReasons } from '../consent/record/of-business.ts';
import { sampleSchema } from './sample.ts';

/** Of which a file is one: tables (table.ts), consent records (json-ld.ts), a signed bundle (bundle.ts). */
export const exportFormats = ['csv', 'ndjson', 'json-ld', 'bundle'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Rows of a part, if a part is asked for. */
const exportLimitMax = 10_000_000;

/** Behind a row of the export that is true at this size of the log. */
export type ExportPlace = { treeSize: number; index: number };

/**
 * `100_41`. It needs no proof: who may export may begin anywhere. With a hyphen, spreadsheets show a date.
 */
export const formatCursor = ({ treeSize, index }: ExportPlace): string => `${treeSize}_${index}`;

const cursorSchema = z
  .string()
  .regex(/^[1-9]\d{0,14}_(?:0|[1-9]\d{0,14})$/, {
    error: 'must be the cursor of a row of an export, such as 100_41',
    abort: true,
  })
  .transform((text): ExportPlace => {
    const [treeSize, index] = text.split('_').map(Number) as [number, number];
    return { treeSize, index };
  })
  .refine(({ treeSize, index }) => index < treeSize, {
    error: 'names a row that is not in a log of that size',
    params: { rule: 'cursor' },
  });

/** A name of the time zone database: an offset would be wrong for half of the year. */
const zoneSchema = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/, {
    error: 'must be the name of a time zone, such as Asia/Kolkata',
    abort: true,
  })
  .refine(isZone, { error: 'is not a time zone that is known here', params: { rule: 'time_zone' } });

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export const exportFields = {
  format: z.enum(exportFormats).meta({
    description:
      'Of the file: `json-ld` holds consent records of ISO/IEC TS 27560, `bundle` whole records that `optmark verify` checks.',
  }),
  zone: zoneSchema.optional().meta({
    description:
      'Each moment stands there in UTC and in this time zone, such as `Asia/Kolkata`; UTC if it is not said.',
  }),
  reason: z.enum(revealReasons).optional().meta({
    description:
      'Shows whose each record is: numbers in full, ids, and what a server says it showed. It is recorded.',
  }),
  tree_size: z.int().min(1).optional().meta({
    description: 'The size of the log to be true at; as far as the register is whole if it is not said.',
  }),
  cursor: cursorSchema.optional().meta({
    description:
      'Of the last whole row of an export that broke off, or of the last line of a part: it goes on behind it.',
  }),
  limit: z
    .int()
    .min(1)
    .max(exportLimitMax)
    .optional()
    .meta({ description: 'At most so many rows, as a part.' }),
  bom: z.boolean().optional().meta({
    description: 'A CSV begins with a byte order mark, by which spreadsheets know that it is UTF-8.',
  }),
  sample: sampleSchema.optional().meta({
    description:
      'So many of them, drawn by the checkpoint of `tree_size` and a phrase: the same records for whoever asks the same.',
  }),
} as const;

type Asked = { [Field in keyof typeof exportFields]: z.output<(typeof exportFields)[Field]> };

/** A cursor says which size it goes on at. */
export const namesOneSize = ({ tree_size, cursor }: Partial<Asked>): boolean =>
  tree_size === undefined || cursor === undefined;

export const inOneSize = {
  error: 'a cursor goes on at its own size of the log: leave tree_size out',
  path: ['tree_size'],
  params: { rule: 'one_of' },
};

/** A sample is drawn at a size whose checkpoint was seen, and comes whole. */
export const drawsAtOneSize = ({ sample, tree_size, cursor, limit }: Partial<Asked>): boolean =>
  sample === undefined || (tree_size !== undefined && cursor === undefined && limit === undefined);

export const atItsSize = {
  error: 'a sample needs the tree_size of a checkpoint that was seen, and neither cursor nor limit',
  path: ['sample'],
  params: { rule: 'sample' },
};
