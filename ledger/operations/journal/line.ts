// A line of the journal: a stop, sealed under the master key (core/subject/sealed-stop.ts).
//
// It holds no more of a person than an erasure would leave: what was stopped, when, with what authority, and
// the tags that find the person. No identifier, no text, no evidence.

import { z } from 'zod';
import { authorities } from '../../core/consent/authority.ts';
import { channelSchema } from '../../core/consent/evidence.ts';
import type { ConsentRecord } from '../../core/consent/record.ts';
import { purposeSchema } from '../../core/notice/purpose.ts';
import { keptTagSchema } from '../../core/subject/identifier.ts';
import { openStop, sealStop } from '../../core/subject/sealed-stop.ts';
import type { JournalStop, JournalTag } from './store.ts';

/** What a line says of the record. */
const stoppedSchema = z.object({
  id: z.uuid(),
  kind: z.string(),
  business: z.string(),
  subject: z.uuid(),
  channel: channelSchema,
  occurred_at: z.string(),
  recorded_at: z.string(),
  purposes: z.array(purposeSchema).min(1).optional(),
  scope: z.unknown().optional(),
  undoes: z.unknown().optional(),
  signal: z
    .strictObject({ by: z.enum(['word', 'button', 'preferences', 'status']), sha256: z.string() })
    .optional(),
  authority: z.enum(authorities).optional(),
});
export type StoppedRecord = z.infer<typeof stoppedSchema>;

const lineSchema = z.object({
  record: stoppedSchema,
  tags: z.array(keptTagSchema),
});

/** @param iv 12 bytes, random */
export function encodeLine(
  master: Uint8Array,
  journal: string,
  iv: Uint8Array,
  stop: ConsentRecord,
  tags: readonly JournalTag[],
): string {
  const record = stoppedSchema.parse(stop);
  const named = tags.map(({ tag, ...rest }) => ({ ...rest, tag: tag.toString('base64') }));
  return sealStop(master, journal, iv, Buffer.from(JSON.stringify({ record, tags: named })));
}

/** Undefined: not a line of this journal, or not written to its end. */
export function decodeLine(master: Uint8Array, journal: string, line: string): JournalStop | undefined {
  const read = lineSchema.safeParse(openLine(master, journal, line));
  if (!read.success) return undefined;
  const { record, tags } = read.data;
  return { record, tags: tags.map(({ tag, ...rest }) => ({ ...rest, tag: Buffer.from(tag, 'base64') })) };
}

/** What any line of this journal holds. Undefined: not a line of it, or not written to its end. */
export function openLine(master: Uint8Array, journal: string, line: string): unknown {
  const opened = openStop(master, journal, line);
  return opened === undefined ? undefined : JSON.parse(opened.toString('utf8'));
}
