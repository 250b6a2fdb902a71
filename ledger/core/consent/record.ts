// A record: one admitted event as canonical JSON (RFC 8785), encoded once, then stored, hashed and served as
// those bytes. The log commits to them; nothing here is ever re-encoded.
//
// Kinds and fields are open to a reader: a later release may write others. A reader then says that it does
// not know the record; it never guesses what the record means for consent.

import { z } from 'zod';
import { canonicalBytes } from '../canonical.ts';
import type { Identifier } from '../subject/identifier.ts';
import { anyRecordSchema } from './record/header.ts';
import {
  accessedSchema,
  erasedSchema,
  flowPublishedSchema,
  logBegunSchema,
  noticePublishedSchema,
  noticeRetiredSchema,
  noticeReviewedSchema,
  prunedSchema,
  recoveredSchema,
  setupChangedSchema,
  templateChangedSchema,
} from './record/of-business.ts';
import {
  confirmedRecordSchema,
  correctedRecordSchema,
  declinedRecordSchema,
  identifierChangedRecordSchema,
  importedRecordSchema,
  lapsedRecordSchema,
  linkedRecordSchema,
  objectedRecordSchema,
  optInRecordSchema,
  optOutRecordSchema,
  resumedRecordSchema,
  suspendedRecordSchema,
} from './record/of-person.ts';

export type { Checker, Submitter } from './record/header.ts';
export type {
  CustomerTokenTrace,
  ObjectionScope,
  Pack,
  Scope,
  Undone,
  WhatsAppSignal,
} from './record/of-person.ts';

export const recordSchema = z.discriminatedUnion('kind', [
  optInRecordSchema,
  optOutRecordSchema,
  confirmedRecordSchema,
  importedRecordSchema,
  declinedRecordSchema,
  objectedRecordSchema,
  resumedRecordSchema,
  linkedRecordSchema,
  identifierChangedRecordSchema,
  suspendedRecordSchema,
  lapsedRecordSchema,
  correctedRecordSchema,
  noticePublishedSchema,
  noticeRetiredSchema,
  noticeReviewedSchema,
  flowPublishedSchema,
  templateChangedSchema,
  setupChangedSchema,
  accessedSchema,
  erasedSchema,
  prunedSchema,
  logBegunSchema,
  recoveredSchema,
]);

export type ConsentRecord = z.infer<typeof recordSchema>;
export type RecordOf<Kind extends ConsentRecord['kind']> = Extract<ConsentRecord, { kind: Kind }>;
export type OptInRecord = RecordOf<'opt_in'>;
export type OptOutRecord = RecordOf<'opt_out'>;
export type ConfirmedRecord = RecordOf<'confirmed'>;
export type ImportedRecord = RecordOf<'imported'>;
export type DeclinedRecord = RecordOf<'declined'>;
export type ObjectedRecord = RecordOf<'objected'>;
export type ResumedRecord = RecordOf<'resumed'>;
export type LinkedRecord = RecordOf<'linked'>;
export type IdentifierChangedRecord = RecordOf<'identifier_changed'>;
export type LapsedRecord = RecordOf<'lapsed'>;
export type CorrectedRecord = RecordOf<'corrected'>;
export type TemplateChangedRecord = RecordOf<'template_changed'>;
export type SetupChangedRecord = RecordOf<'setup_changed'>;

/** What the log adds when it gives a record its place; everything else is fixed before. */
export type Placement = 'id' | 'recorded_at' | 'subject' | 'other_subject';
/** Whose key seals the other person's name is known to the commit alone. */
type WithoutPlacement<R extends ConsentRecord> = Omit<
  R,
  Placement | 'other_identifier' | (R['kind'] extends 'confirmed' ? never : 'occurred_at')
> &
  (R extends { other_identifier: unknown } ? { other_identifier: Identifier } : unknown) &
  // When a confirmed opt-in took effect is known; of other events the log may have to say when.
  (R['kind'] extends 'confirmed' ? unknown : { occurred_at?: string });
export type DraftOf<R> = R extends ConsentRecord ? WithoutPlacement<R> : never;
export type RecordDraft = DraftOf<ConsentRecord>;

export function encodeRecord(record: ConsentRecord): Buffer {
  return canonicalBytes(record);
}

/** A record that this reader does not know: a later release wrote it. */
export type UnknownRecord = z.infer<typeof anyRecordSchema>;
export type ReadRecord =
  | { kind: 'known'; record: ConsentRecord }
  | { kind: 'unknown'; record: UnknownRecord }
  /** Not a record of this version or a later one. */
  | { kind: 'malformed' };

/** What stored bytes are. Never throws. */
export function readRecord(bytes: Uint8Array): ReadRecord {
  const value = parsed(bytes);
  const known = recordSchema.safeParse(value);
  if (known.success) return { kind: 'known', record: known.data };
  const any = anyRecordSchema.safeParse(value);
  return any.success && known.error.issues.every((issue) => isOfLater(issue, value))
    ? { kind: 'unknown', record: any.data }
    : { kind: 'malformed' };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** A version, a kind, a field or a word of a closed list that this reader has not heard of. */
function isOfLater(issue: z.core.$ZodIssue, value: unknown): boolean {
  if (issue.code === 'unrecognized_keys') return true;
  // Of shapes side by side, one that fits but for what is new.
  if (issue.code === 'invalid_union' && !('note' in issue)) {
    const inside = issue.path.reduce<unknown>(fieldOf, value);
    return issue.errors.some((errors) => errors.every((one) => isOfLater(one, inside)));
  }
  const isWord = issue.code === 'invalid_value' || (issue.code === 'invalid_union' && 'note' in issue);
  return isWord && issue.path.reduce<unknown>(fieldOf, value) !== undefined;
}

const fieldOf = (value: unknown, name: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[name] : undefined;
