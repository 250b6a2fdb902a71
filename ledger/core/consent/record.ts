// A record: one admitted event as canonical JSON (RFC 8785), encoded once, then stored, hashed and served as those
// bytes. The log commits to them; nothing here is ever re-encoded.

import { z } from 'zod';
import { canonicalBytes } from '../canonical.ts';
import { purposeSchema } from '../notice/purpose.ts';
import { identifierSchema } from '../subject/identifier.ts';
import { channelSchema } from './evidence.ts';
import { grades } from './grade.ts';

const moment = z.iso.datetime({ precision: 3 });
const digest = z.string().regex(/^[0-9a-f]{64}$/);

const header = {
  v: z.literal(1),
  id: z.uuid(),
  business: z.string(),
  recorded_at: moment,
  source: z.strictObject({
    system: z.string(),
    actor: z.string().optional(),
    collected_via: z.string().optional(),
  }),
};

/**
 * Written by the ledger, not by the submitter: which secret key, which site, the link to which record, or which WhatsApp
 * sender of the business heard it from Meta; and whether the shop's server had named the number by a session token, which
 * the submitted JWS holds.
 */
const submitterSchema = z.strictObject({
  by: z.enum(['key', 'site', 'link', 'sender']),
  id: z.string(),
  session: z.literal(true).optional(),
});
export type Submitter = z.infer<typeof submitterSchema>;

const noticeReference = z.strictObject({
  id: z.string(),
  version: z.int(),
  sha256: digest,
  locale: z.string(),
});

const textSchema = z.strictObject({
  sentence: z.string(),
  privacy: z.string(),
  withdrawal: z.string(),
  contact: z.string(),
});

const scopeSchema = z.enum(['message', 'call']);
export type Scope = z.infer<typeof scopeSchema>;

const policySchema = z.strictObject({ name: z.enum(['strict-2020', 'general-2024']), version: z.int() });

/** How somebody showed that a number is theirs; `challenge` is what they were asked under. */
const ownershipProofSchema = z.discriminatedUnion('method', [
  /** A message with the code, from that number to a sender of the business. The message is named by the hash of its id. */
  z.strictObject({
    method: z.literal('whatsapp'),
    challenge: z.string(),
    sender: z.string(),
    message_sha256: digest,
  }),
  /** The code that was sent to the number, typed in. */
  z.strictObject({ method: z.literal('code'), challenge: z.string() }),
]);

export const optInRecordSchema = z.strictObject({
  ...header,
  kind: z.literal('opt_in'),
  subject: z.uuid(),
  purposes: z.array(purposeSchema).min(1),
  scope: z.array(scopeSchema).min(1),
  identifiers: z.array(identifierSchema).min(1),
  channel: channelSchema,
  notice: noticeReference,
  text: textSchema,
  text_sha256: digest,
  jws: z.string().optional(),
  submitted_by: submitterSchema.optional(),
  /** A page signed it and nobody vouched for the number: the page's key takes it back, and nothing besides (undo.ts). */
  undoable: z.literal(true).optional(),
  policy: policySchema,
  grade: z.enum(grades),
  evidence: z.record(z.string(), z.unknown()),
  occurred_at: moment,
  jurisdiction: z.string().optional(),
  valid_until: moment.optional(),
  withdrawal: z.strictObject({ url: z.string() }),
});

/** `granted_at` is when the opt-in took effect; its purposes are those of the record that undoes it. */
const undoneSchema = z.strictObject({
  record: z.uuid(),
  granted_at: moment,
  scope: z.array(scopeSchema).min(1),
});
export type Undone = z.infer<typeof undoneSchema>;

/**
 * How WhatsApp told: a word or a button in the thread, the person's settings for offers, or the failure of a message. What
 * told it is named by a hash, since ids of messages hold numbers.
 */
const signalSchema = z.strictObject({
  by: z.enum(['word', 'button', 'preferences', 'status']),
  sha256: digest,
});
export type WhatsAppSignal = z.infer<typeof signalSchema>;

/** What a session token said, and its hash; not the token itself, with which whoever reads this could speak for the person. */
const sessionTraceSchema = z.strictObject({
  sha256: digest,
  claims: z.strictObject({
    iss: z.string(),
    aud: z.string(),
    number: z.string(),
    sub: z.string().optional(),
    iat: z.int(),
    exp: z.int(),
  }),
});
export type SessionTrace = z.infer<typeof sessionTraceSchema>;

export const optOutRecordSchema = z.strictObject({
  ...header,
  kind: z.literal('opt_out'),
  subject: z.uuid(),
  /** Absent: every purpose, now and later. */
  purposes: z.array(purposeSchema).min(1).optional(),
  /** The one opt-in that is taken back, with the terms that the fold needs; everything else stays as it is. */
  undoes: undoneSchema.optional(),
  /** Meta told; a later signal of its own kind lifts it again (lifting.ts). */
  signal: signalSchema.optional(),
  identifiers: z.array(identifierSchema),
  channel: channelSchema,
  jws: z.string().optional(),
  /** By whose authority, where a session token alone was submitted. */
  session: sessionTraceSchema.optional(),
  submitted_by: submitterSchema.optional(),
  occurred_at: moment,
});

/**
 * Whoever agreed has shown that the number is theirs. What the fold needs is repeated from the opt-in it confirms
 * (confirmation.ts), so that folding needs no other record; `occurred_at` is when that opt-in took effect.
 */
export const confirmedRecordSchema = z.strictObject({
  ...header,
  kind: z.literal('confirmed'),
  subject: z.uuid(),
  confirms: z.uuid(),
  purposes: z.array(purposeSchema).min(1),
  scope: z.array(scopeSchema).min(1),
  /** The number as the proof names it: the wa_id that wrote, or where the code was sent. */
  identifiers: z.array(identifierSchema).min(1),
  channel: channelSchema,
  submitted_by: submitterSchema.optional(),
  /** Its opt-in can be undone, and this goes with it. */
  undoable: z.literal(true).optional(),
  policy: policySchema,
  grade: z.literal('E4'),
  evidence: ownershipProofSchema,
  occurred_at: moment,
  valid_until: moment.optional(),
});

/** Whoever stopped wants to hear again: lifts what was stopped in the same way (lifting.ts), and grants nothing. */
export const resumedRecordSchema = z.strictObject({
  ...header,
  kind: z.literal('resumed'),
  subject: z.uuid(),
  signal: signalSchema,
  identifiers: z.array(identifierSchema).min(1),
  channel: channelSchema,
  submitted_by: submitterSchema.optional(),
  occurred_at: moment,
});

/** Who told: Meta, in a webhook it signed, by the hash of what in it said so. */
const toldByMeta = {
  said_by: z.literal('meta'),
  sha256: digest,
  channel: channelSchema,
  submitted_by: submitterSchema.optional(),
  occurred_at: moment,
};

/** Of a record that two people's chains hold, one each: the other person, and the name by which Meta called them. */
const otherPerson = { other_subject: z.uuid(), other_identifier: identifierSchema };

/** Meta named two identifiers as one person's (links.ts). */
export const linkedRecordSchema = z.strictObject({
  ...header,
  kind: z.literal('linked'),
  subject: z.uuid(),
  /** Of which WhatsApp Business Account Meta said so, where it named one. */
  account: z.string().optional(),
  identifiers: z.array(identifierSchema).min(1),
  ...otherPerson,
  ...toldByMeta,
});

/**
 * A person has another identifier now. Whoever has the old one may be somebody else, and a new number may have been
 * somebody else's: what was agreed to under either is suspended.
 */
export const identifierChangedRecordSchema = z.strictObject({
  ...header,
  kind: z.literal('identifier_changed'),
  subject: z.uuid(),
  /** Which of the two this chain is about. */
  side: z.enum(['old', 'new']),
  identifiers: z.array(identifierSchema).min(1),
  ...otherPerson,
  ...toldByMeta,
});

/**
 * The person behind the number has changed: Meta would not deliver for that reason, or calls the number by an id that only
 * somebody else can have (links.ts). Consent given before is to be confirmed anew.
 */
export const suspendedRecordSchema = z.strictObject({
  ...header,
  kind: z.literal('suspended'),
  subject: z.uuid(),
  reason: z.enum(['identity_key_mismatch', 'number_reassigned']),
  identifiers: z.array(identifierSchema).min(1),
  ...toldByMeta,
});

/** A notice enters the log as the very bytes that were hashed, so that the ledger alone can re-draw what was shown. */
export const noticePublishedSchema = z.strictObject({
  ...header,
  kind: z.literal('notice_published'),
  notice: z.strictObject({ id: z.string(), version: z.int(), sha256: digest }),
  document: z.string(),
});

export const noticeRetiredSchema = z.strictObject({
  ...header,
  kind: z.literal('notice_retired'),
  notice: z.strictObject({ id: z.string(), version: z.int(), sha256: digest }),
});

/**
 * What a template is for, or what Meta takes it for, was said anew (core/gate/template.ts). Only what was said is here.
 * `occurred_at` is Meta's moment; absent: when it was recorded.
 */
export const templateChangedSchema = z.strictObject({
  ...header,
  kind: z.literal('template_changed'),
  template: z.strictObject({ account: z.string(), name: z.string(), language: z.string() }),
  said_by: z.enum(['meta', 'business']),
  /** As Meta writes it: UTILITY, AUTHENTICATION, MARKETING, or what it has invented since. */
  category: z
    .string()
    .regex(/^[A-Z_]{1,40}$/)
    .optional(),
  /** The category it will have, from that moment on. */
  announced: z.strictObject({ category: z.string().regex(/^[A-Z_]{1,40}$/), from: moment }).optional(),
  /** As Meta writes it: APPROVED, PAUSED, REJECTED and others; NOT_LISTED where its list leaves the template out. */
  status: z
    .string()
    .regex(/^[A-Z_]{1,40}$/)
    .optional(),
  /** Of its text as Meta told it (channels/whatsapp/template-update.ts). */
  content_sha256: digest.optional(),
  purpose: purposeSchema.optional(),
  occurred_at: moment.optional(),
});

/** Somebody read a person's history. Reading is logged in the same log, so that it cannot be denied either. */
export const accessedSchema = z.strictObject({
  ...header,
  kind: z.literal('accessed'),
  /** Absent: nobody was found; that somebody looked is still recorded. */
  subject: z.uuid().optional(),
  access: z.strictObject({ operation: z.enum(['history', 'record', 'receipt', 'as_of']), by: z.string() }),
});

export const recordSchema = z.discriminatedUnion('kind', [
  optInRecordSchema,
  optOutRecordSchema,
  confirmedRecordSchema,
  resumedRecordSchema,
  linkedRecordSchema,
  identifierChangedRecordSchema,
  suspendedRecordSchema,
  noticePublishedSchema,
  noticeRetiredSchema,
  templateChangedSchema,
  accessedSchema,
]);

export type ConsentRecord = z.infer<typeof recordSchema>;
export type OptInRecord = z.infer<typeof optInRecordSchema>;
export type OptOutRecord = z.infer<typeof optOutRecordSchema>;
export type ConfirmedRecord = z.infer<typeof confirmedRecordSchema>;
export type ResumedRecord = z.infer<typeof resumedRecordSchema>;
export type LinkedRecord = z.infer<typeof linkedRecordSchema>;
export type IdentifierChangedRecord = z.infer<typeof identifierChangedRecordSchema>;
export type SuspendedRecord = z.infer<typeof suspendedRecordSchema>;
export type TemplateChangedRecord = z.infer<typeof templateChangedSchema>;

/** What the log adds when it gives a record its place; everything else is fixed before. */
export type Placement = 'id' | 'recorded_at' | 'subject' | 'other_subject';
// When a confirmed opt-in took effect is known; of everything else that happened to a person the log may have to say it.
type WithoutPlacement<R> = R extends {
  kind: Exclude<ConsentRecord['kind'], 'confirmed'>;
  occurred_at: string;
}
  ? Omit<R, Placement | 'occurred_at'> & { occurred_at?: string }
  : Omit<R, Placement>;
export type RecordDraft = WithoutPlacement<ConsentRecord>;

export function encodeRecord(record: ConsentRecord): Buffer {
  return canonicalBytes(record);
}

/** Parse stored bytes. Throws on anything that is not a record of a known kind and version. */
export function parseRecord(bytes: Uint8Array): ConsentRecord {
  return recordSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
}
