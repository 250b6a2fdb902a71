// A line of the journal: that a person was erased, sealed as a stop is (line.ts). It holds random ids, and
// the tags that find what names no subject; no name, no record. A line after it says what became of this
// attempt: void, where the commit refused it for certain; done, where it was committed. A crash may leave it
// without one, and then nobody knows.

import { z } from 'zod';
import { erasedSchema } from '../../core/consent/record/of-business.ts';
import { identifierKindSchema } from '../../core/subject/identifier.ts';
import { sealStop } from '../../core/subject/sealed-stop.ts';
import { openLine } from './line.ts';

const erasureSchema = z.strictObject({
  erasure: z.strictObject({
    /** Of the token by which it was confirmed. */
    id: z.uuid(),
    /** The token may be used again after a refusal. */
    attempt: z.uuid(),
    business: z.string(),
    subjects: z.array(z.uuid()),
    tags: z.array(z.base64()),
    /** Who had no subject: the sort of their name, and its tags, the current pepper's first. */
    fresh: z
      .strictObject({
        identifier: identifierKindSchema,
        tags: z.array(z.strictObject({ pepper: z.int(), tag: z.base64() })).min(1),
      })
      .optional(),
    reason: erasedSchema.shape.reason,
    submittedBy: z.strictObject({ by: z.enum(['key', 'operator', 'sender', 'staff']), id: z.string() }),
  }),
});

const outcomeSchema = z.strictObject({ attempt: z.uuid(), became: z.enum(['void', 'done']) });

/** What became of an attempt. */
export type AttemptOutcome = z.infer<typeof outcomeSchema>;

const lineSchema = z.union([erasureSchema, outcomeSchema]);

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
export const encodeOutcome = (
  master: Uint8Array,
  journal: string,
  iv: Uint8Array,
  outcome: AttemptOutcome,
): string => sealStop(master, journal, iv, Buffer.from(JSON.stringify(outcome)));

/** Undefined: another line, or not written to its end. */
export function decodeErasureLine(
  master: Uint8Array,
  journal: string,
  line: string,
): { erasure: JournalErasure } | { outcome: AttemptOutcome } | undefined {
  const read = lineSchema.safeParse(openLine(master, journal, line));
  if (!read.success) return undefined;
  if ('became' in read.data) return { outcome: read.data };
  const { tags, ...rest } = read.data.erasure;
  return { erasure: { ...rest, tags: tags.map((tag) => Buffer.from(tag, 'base64')) } };
}
