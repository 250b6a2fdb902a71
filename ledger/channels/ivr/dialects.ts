// Every dialect there is, by its name in the URL: /v1/ivr/<dialect>/<business>/<flow>.

import type { Dialect } from './dialect.ts';
import { json } from './json.ts';

export const dialects = {
  json,
} satisfies Record<string, Dialect>;

export type DialectName = keyof typeof dialects;
