// A list of messages that were sent, as a CRM or a log has it: a line each, the id as Meta gave it. A line is
// the id as it is, in quotation marks (CSV of one column, JSON), or an object with `message_id`.

import { z } from 'zod';
import { parseJsonOnce } from '../json.ts';

/** Characters of Meta's id of a message. */
export const messageIdMax = 256;
const idSchema = z
  .string()
  .max(messageIdMax)
  .regex(/^[\w.:=+/-]+$/);
const rowSchema = z.looseObject({ message_id: idSchema });

/** The heading of a column. */
export const messageColumn = 'message_id';

/** Undefined: it is no such id. */
export function messageIdIn(line: string): string | undefined {
  const text = line.trim();
  if (!/^["{]/.test(text)) return idSchema.safeParse(text).data;
  let value: unknown;
  try {
    value = parseJsonOnce(text);
  } catch {
    return undefined;
  }
  return typeof value === 'string'
    ? idSchema.safeParse(value).data
    : rowSchema.safeParse(value).data?.message_id;
}
