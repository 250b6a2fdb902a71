// The envelope of Meta's webhook: batches of changes, which grow new fields without notice. Whatever is not understood is
// passed over, never refused: Meta repeats what is refused for a day and a half, and everything behind it.
//
//   {"object", "entry": [{"id": "<WABA>", "time": 1763846400, "changes": [{"field": "…", "value": {…}}]}]}

import { z } from 'zod';

export type Change = {
  /** Of which WhatsApp Business Account. */
  account: string;
  /** When Meta sent it, ISO 8601, where it says so. */
  at?: string;
  field: string;
  value: unknown;
};

// Half an envelope is an empty one.
export const list = z.array(z.unknown()).catch([]);
const envelopeSchema = z.looseObject({ entry: list });
const entrySchema = z.looseObject({ id: z.string().catch(''), time: z.unknown().optional(), changes: list });
const changeSchema = z.looseObject({ field: z.string(), value: z.unknown().optional() });

/** Every change in a webhook's body, in its order. */
export function changesIn(body: unknown): Change[] {
  return read(envelopeSchema, body)
    .flatMap(({ entry }) => entry)
    .flatMap((entry) => read(entrySchema, entry))
    .flatMap(({ id, time, changes }) =>
      changes
        .flatMap((change) => read(changeSchema, change))
        .map(({ field, value }) => ({ account: id, ...momentOf(time), field, value })),
    );
}

/** Unix seconds, as a number or its digits; nothing where it is no moment of this era. */
export function momentOf(seconds: unknown): { at?: string } {
  const digits = typeof seconds === 'number' ? String(seconds) : seconds;
  if (typeof digits !== 'string' || !/^\d{9,11}$/.test(digits)) return {};
  return { at: new Date(Number(digits) * 1000).toISOString() };
}

/** One, or none if it is something else. */
export function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema>[] {
  const found = schema.safeParse(value);
  return found.success ? [found.data] : [];
}
