// The query of a request, before a schema has read it.

import type { Context } from 'hono';
import { z } from 'zod';

/** As it came. A name that is given twice has both values, so that no schema of one value takes either. */
export function queryOf(c: Context): Record<string, string | string[]> {
  const named = Object.entries(c.req.queries());
  return Object.fromEntries(named.map(([name, values]) => [name, values.length === 1 ? values[0]! : values]));
}

/** A number of a query: plain digits, since `Number` would read an empty value, `1e3` and ` 7 ` too. */
export function wholeNumber(bounds: { min: number; max: number }) {
  const { min: minimum, max: maximum } = bounds;
  return z
    .string()
    .regex(/^[0-9]{1,15}$/, 'must be a whole number in digits')
    .transform(Number)
    .pipe(z.int().min(minimum).max(maximum))
    .meta({ type: 'integer', minimum, maximum });
}
