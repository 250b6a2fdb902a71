// A line of the journal: that a person was erased, sealed as a stop is (line.ts). It holds random ids, and
// the tags that find what names no subject; no name, no record. Where the commit then refused it for certain,
// a line after it says that this attempt is void.

import { z } from 'zod';
import { erasedSchema } from '../../core/consent/record/of-business.ts';
import { sealStop } from '../../core/subject/sealed-stop.ts';
import { openLine } from './line.ts';

const erasureSchema = z.strictObject({
  erasure: z.strictObject({
    /** Of the token by which it was confirmed. */
    id: z.uuid(),
    /** The token may be used again after a refusal. */
    attempt: z.uuid(),
    business: z.string(),
    subjects: z.array(z.uuid()).min(1),
    tags: z.array(z.base64()),
    reason: erasedSchema.shape.reason,
    submittedBy: z.strictObject({ by: z.enum(['key', 'operator']), id: z.string() }),
  }),
});

/** That attempt was refused. */
const voidSchema = z.strictObject({ void: z.uuid() });

const lineSchema = z.union([erasureSchema, voidSchema]);

type Line = z.infer<typeof erasureSchema>['erasure'];
export type JournalErasure = Omit<Line, 'tags'> & { tags: readonly Buffer[] };

/** @param iv 12 bytes, random */
export function encodeErasure(
  master: Uint8Array,
  journal: string,
  iv: Uint8Array,
  { tags, ...rest }: JournalErasure,
): string {
  const erasure: Line = { ...rest, tags: tags.map((tag) => tag.toString('base64')) };
  return sealStop(master, journal, iv, Buffer.from(JSON.stringify({ erasure })));
}

/** @param iv 12 bytes, random */
export const encodeVoid = (
  master: Uint8Array,
  journal: string,
  iv: Uint8Array,
  attempt: JournalErasure['attempt'],
): string => sealStop(master, journal, iv, Buffer.from(JSON.stringify({ void: attempt })));

/** Undefined: another line, or not written to its end. */
export function decodeErasureLine(
  master: Uint8Array,
  journal: string,
  line: string,
): { erasure: JournalErasure } | z.infer<typeof voidSchema> | undefined {
  const read = lineSchema.safeParse(openLine(master, journal, line));
  if (!read.success) return undefined;
  if ('void' in read.data) return read.data;
  const { tags, ...rest } = read.data.erasure;
  return { erasure: { ...rest, tags: tags.map((tag) => Buffer.from(tag, 'base64')) } };
}
