// The query of a request, before a schema has read it.

import type { Context } from 'hono';

/** As it came. A name that is given twice has both values, so that no schema of one value takes either. */
export function queryOf(c: Context): Record<string, string | string[]> {
  const named = Object.entries(c.req.queries());
  return Object.fromEntries(named.map(([name, values]) => [name, values.length === 1 ? values[0]! : values]));
}
