// How many records there are of each act, by day, channel, purpose and more: what may be asked, and a line of
// the answer. The register counts as it goes over the log (day-counts.ts), so an answer is true at a size of
// the log, and its days are days of UTC.

import { z } from 'zod';
import { filterFields } from './filter.ts';

/** What people did, by the kind of record that says so. */
export const acts = {
  opted_in: 'opt_in',
  confirmed: 'confirmed',
  declined: 'declined',
  withdrawn: 'opt_out',
  objected: 'objected',
  imported: 'imported',
} as const;
export type Act = keyof typeof acts;
export const actNames = Object.keys(acts) as Act[];

/** By what an answer may be told apart. A notice is told apart by version. */
export const countedBy = [
  ...(['day', 'channel', 'purpose', 'locale', 'notice', 'entry_point', 'entry', 'grade'] as const),
] as const;
export type CountedBy = (typeof countedBy)[number];

/** Lines of one answer. */
export const countRowsMax = 10_000;

/** Days are those of the register, which counts in UTC. */
export const countZone = 'UTC';

const daySchema = z.iso
  .date({ error: 'must be a day, as in YYYY-MM-DD' })
  // The database knows no year 0 and would end the query.
  .refine((day) => day >= '0001-01-01', {
    error: 'must be of the years 1 to 9999',
    params: { rule: 'range' },
  });

const { channel, purpose, locale, notice, version, entry_point, entry, grade, test } = filterFields;

export const countFields = {
  by: z
    .array(z.enum(countedBy))
    .max(countedBy.length)
    .refine((by) => new Set(by).size === by.length, { error: 'names one twice', params: { rule: 'unique' } })
    .optional()
    .meta({
      uniqueItems: true,
      description:
        'One line for each of these that there is: `notice` stands for notice and version. One line in all if it is not said.',
    }),
  channel,
  purpose: purpose.meta({
    description:
      'Only these purposes, and what is about every purpose (`*`). The answer is then told apart by purpose.',
  }),
  locale,
  notice,
  version,
  entry_point,
  entry,
  grade,
  from: daySchema.optional().meta({ description: 'This day (UTC), or later.' }),
  to: daySchema.optional().meta({ description: 'Before this day (UTC).' }),
  test,
} as const;

const filterSchema = z.strictObject(countFields).omit({ by: true });
export type CountFilter = z.infer<typeof filterSchema>;

const amount = z.int().min(0);

/** Absent: it is not told apart by this, or the records have none: a `confirmed` names no notice. */
export const countRowSchema = z
  .strictObject({
    day: z.string().optional(),
    channel: z.string().optional(),
    purpose: z.string().optional(),
    locale: z.string().optional(),
    notice: z.string().optional(),
    version: z.int().optional(),
    entry_point: z.string().optional(),
    entry: z.string().optional(),
    grade: z.string().optional(),
    opted_in: amount,
    confirmed: amount,
    declined: amount,
    withdrawn: amount,
    objected: amount,
    imported: amount,
  })
  .meta({ id: 'CountRow' });
export type CountRow = z.infer<typeof countRowSchema>;

/** A record of two purposes counts under each, so where purposes are told apart lines do not add up. */
export const told = (by: readonly CountedBy[], filter: CountFilter): CountedBy[] =>
  countedBy.filter((one) => by.includes(one) || (one === 'purpose' && filter.purpose !== undefined));
