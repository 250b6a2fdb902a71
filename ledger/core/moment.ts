// A moment as it comes in from outside. There is one schema, since one guard is forgotten where there are
// several.

import { z } from 'zod';
import { toMoment } from './when.ts';

/**
 * In UTC, as records hold it: the database reads no offset beyond 15:59 and no year 0, and would end the
 * query; text of a year of five digits comes before all others. One moment that is written in two ways is
 * one question.
 */
export const momentSchema = z.iso
  .datetime({
    offset: true,
    error: 'must be a moment with a time and a zone, as in YYYY-MM-DDT12:00:00+05:30',
  })
  .transform((written, context) => {
    const inUtc = toMoment(written);
    if (/^(?!0000)\d{4}-/.test(inUtc)) return inUtc;
    context.addIssue({
      code: 'custom',
      message: 'must be of the years 1 to 9999, in UTC',
      params: { rule: 'range' },
    });
    return z.NEVER;
  });
