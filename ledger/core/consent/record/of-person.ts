// Records of a person: what they agreed to or declined, what they stopped, and who they are.

import { z } from 'zod';
import { purposeSchema } from '../../notice/purpose.ts';
import { policyNameSchema } from '../../policy/policy-name.ts';
import { identifierKindSchema, identifierSchema, keptTagSchema } from '../../subject/identifier.ts';
import { authorities } from '../authority.ts';
import { channelSchema } from '../evidence.ts';
import { grades } from '../grade.ts';
import { gradeReasonSchema } from '../grade-reasons.ts';
import { checkerSchema, digest, header, moment } from './header.ts';

const noticeReference = z.strictObject({
  id: z.string(),
  version: z.int(),
  sha256: digest,
  locale: z.string(),
});

const flowReference = z.strictObject({ id: z.string(), version: z.int() });

/** The lines of a notice, what a voice said, or what the ledger sent (core/consent/record/words.ts). */
const textSchema = z.union([
  z.strictObject({
    sentence: z.string(),
    privacy: z.string(),
    withdrawal: z.string(),
    contact: z.string(),
  }),
  z.strictObject({ spoken: z.string() }),
  z.strictObject({ sent: z.string() }),
]);

const scopeSchema = z.enum(['message', 'call']);
export type Scope = z.infer<typeof scopeSchema>;

/** The rules of one law or platform that judged it. */
export const packSchema = z.strictObject({ name: policyNameSchema, version: z.int() });
const packs = z.array(packSchema).min(1);
export type Pack = z.infer<typeof packSchema>;

const authoritySchema = z.enum(authorities);

const person = { ...header, subject: z.uuid() };

/** What a grant covers. */
const granted = {
  purposes: z.array(purposeSchema).min(1),
  scope: z.array(scopeSchema).min(1),
  packs,
  valid_until: moment.optional(),
};

export const optInRecordSchema = z.strictObject({
  ...person,
  ...granted,
  kind: z.literal('opt_in'),
  identifiers: z.array(identifierSchema).min(1),
  channel: channelSchema,
  notice: noticeReference,
  /** What the caller heard, where they agreed in a call. */
  flow: flowReference.optional(),
  /** Every line, as the page signed them or a server said them. Absent: only the notice was named. */
  text: textSchema.optional(),
  text_sha256: digest.optional(),
  jws: z.string().optional(),
  /**
   * An app signed it without a connection, so only the clock of a device says when, and that may be ahead. It
   * counts from this moment on, so that no such clock puts it behind a stop.
   */
  occurred_after: moment.optional(),
  /** A page signed it without a proof of the number: only the page's key takes it back (undo.ts). */
  undoable: z.literal(true).optional(),
  /**
   * Of a call. The ledger takes back this one, and nothing else, where its commit has ended after the caller
   * was told that nothing is recorded.
   */
  retractable: z.literal(true).optional(),
  /** So many ticks can be taken back that this one is kept only as one of many (ticks.ts). */
  settled: z.literal(true).optional(),
  grade: z.enum(grades),
  /** Why it is not the next grade. */
  grade_reasons: z.array(gradeReasonSchema),
  authority: authoritySchema,
  /**
   * The `setup_changed` record by which a verified customer's act lifts the holder's objections as well,
   * where one was in force when this was recorded (objections.ts).
   */
  floor: z.strictObject({ setup: z.uuid() }).optional(),
  evidence: z.record(z.string(), z.unknown()),
  /** Who confirmed what staff took down, where the business asks for that (core/policy/four-eyes.ts). */
  checked_by: checkerSchema.optional(),
  jurisdiction: z.string().optional(),
  withdrawal: z.strictObject({ url: z.string() }),
});

/** How a person proved that a number is theirs; `challenge` is the one they answered. */
const ownershipProofSchema = z.discriminatedUnion('method', [
  /**
   * A message with the code, from that number to a sender of the business. The message is named by the hash
   * of its id.
   */
  z.strictObject({
    method: z.literal('whatsapp'),
    challenge: z.string(),
    sender: z.string(),
    message_sha256: digest,
  }),
  /** The code that was sent to the number, typed in. */
  z.strictObject({ method: z.literal('code'), challenge: z.string() }),
]);

/**
 * The person who agreed has proven that the number is theirs. It repeats what the fold needs from the opt-in
 * it confirms (confirmation.ts), so that folding needs no other record; `occurred_at` is when that opt-in
 * took effect.
 */
export const confirmedRecordSchema = z.strictObject({
  ...person,
  ...granted,
  kind: z.literal('confirmed'),
  confirms: z.uuid(),
  /** The number as the proof names it: the wa_id that wrote, or where the code was sent. */
  identifiers: z.array(identifierSchema).min(1),
  channel: channelSchema,
  /** Its opt-in can be undone, and this goes with it. */
  undoable: z.literal(true).optional(),
  settled: z.literal(true).optional(),
  grade: z.literal('E4'),
  authority: z.literal('holder'),
  evidence: ownershipProofSchema,
});

/**
 * A business says that the person had agreed before, elsewhere. No words are claimed: none were seen here. It
 * fills a gap and never adds to what the person said (standing.ts).
 */
export const importedRecordSchema = z.strictObject({
  ...person,
  ...granted,
  kind: z.literal('imported'),
  identifiers: z.array(identifierSchema).min(1),
  channel: z.literal('import'),
  /** What it is for; the audit holds its terms against it. */
  notice: noticeReference,
  grade: z.literal('E0'),
  grade_reasons: z.array(gradeReasonSchema),
  authority: z.literal('any'),
  /** The list and line it came from, and what the business says of how it was collected. */
  evidence: z.record(z.string(), z.unknown()),
  jurisdiction: z.string().optional(),
  withdrawal: z.strictObject({ url: z.string() }).optional(),
});

/**
 * The person was asked and said no, by an act: a key, a pressed No. Where consent to these purposes stands,
 * it is an `opt_out` of them instead. A box left alone is no act and no record.
 */
export const declinedRecordSchema = z.strictObject({
  ...person,
  kind: z.literal('declined'),
  purposes: z.array(purposeSchema).min(1),
  scope: z.array(scopeSchema).min(1),
  identifiers: z.array(identifierSchema),
  channel: channelSchema,
  notice: noticeReference.optional(),
  flow: flowReference.optional(),
  text: textSchema.optional(),
  text_sha256: digest.optional(),
  jws: z.string().optional(),
  authority: authoritySchema,
  evidence: z.record(z.string(), z.unknown()).optional(),
});

/** `granted_at` is when the opt-in took effect; its purposes are those of the record that undoes it. */
const undoneSchema = z.strictObject({
  record: z.uuid(),
  granted_at: moment,
  scope: z.array(scopeSchema).min(1),
  settled: z.literal(true).optional(),
  /** It was only tried out. */
  test: z.literal(true).optional(),
});
export type Undone = z.infer<typeof undoneSchema>;

/**
 * How WhatsApp told: a word or a button in the thread, the person's settings for offers, or the failure of a
 * message. What told it is named by a hash, since ids of messages hold numbers.
 */
const signalSchema = z.strictObject({
  by: z.enum(['word', 'button', 'preferences', 'status']),
  sha256: digest,
});
export type WhatsAppSignal = z.infer<typeof signalSchema>;

/**
 * What a customer token said, and its hash. Not the token itself: with it a reader could speak for the
 * person.
 */
const customerTokenTraceSchema = z.strictObject({
  sha256: digest,
  claims: z.strictObject({
    iss: z.string(),
    aud: z.string(),
    number: z.string(),
    number_verified: z.boolean().optional(),
    sub: z.string().optional(),
    iat: z.int(),
    exp: z.int(),
  }),
});
export type CustomerTokenTrace = z.infer<typeof customerTokenTraceSchema>;

/**
 * A stop that was told again from the journal, after a restore had lost its record: which one it was, and the
 * tags that find the person. No identifier of it is known any more.
 */
const replayedSchema = z.strictObject({
  record: z.uuid(),
  recorded_at: moment,
  tags: z.array(keptTagSchema),
});

export const optOutRecordSchema = z.strictObject({
  ...person,
  kind: z.literal('opt_out'),
  /** Absent: every purpose, now and later. */
  purposes: z.array(purposeSchema).min(1).optional(),
  /**
   * The one opt-in that is taken back, with the terms that the fold needs; everything else stays as it is.
   */
  undoes: undoneSchema.optional(),
  /** Meta told; a later signal of its own kind lifts it again (lifting.ts). */
  signal: signalSchema.optional(),
  identifiers: z.array(identifierSchema),
  channel: channelSchema,
  jws: z.string().optional(),
  /** Where a customer token alone was submitted. */
  customer_token: customerTokenTraceSchema.optional(),
  authority: authoritySchema,
  replayed: replayedSchema.optional(),
});

/** To offers, which is what most people object to, or to messages of every kind. */
export const objectionScopeSchema = z.enum(['marketing', 'all']).meta({
  id: 'ObjectionScope',
  description: 'What the person objects to: marketing messages, or all of them.',
});
export type ObjectionScope = z.infer<typeof objectionScopeSchema>;

/**
 * The person objects to messages of a kind, whatever they agree to besides. Neither START nor `resume` lifts
 * it, but a fresh act of at least its authority and of grade E2 (objections.ts).
 */
export const objectedRecordSchema = z.strictObject({
  ...person,
  kind: z.literal('objected'),
  scope: objectionScopeSchema,
  /** It was said in WhatsApp. */
  signal: signalSchema.optional(),
  identifiers: z.array(identifierSchema),
  channel: channelSchema,
  jws: z.string().optional(),
  customer_token: customerTokenTraceSchema.optional(),
  authority: authoritySchema,
  replayed: replayedSchema.optional(),
});

/**
 * A person who stopped wants to hear again: lifts what was stopped in the same way (lifting.ts), and grants
 * nothing.
 */
export const resumedRecordSchema = z.strictObject({
  ...person,
  kind: z.literal('resumed'),
  signal: signalSchema,
  identifiers: z.array(identifierSchema).min(1),
  channel: channelSchema,
});

/** Who told: Meta, in a webhook it signed, by the hash of what in it said so. */
const toldByMeta = { said_by: z.literal('meta'), sha256: digest, channel: channelSchema };

/**
 * Another person's identifier in this one's record: its kind in clear, its value sealed under that person's
 * key (core/subject/sealed-identifier.ts). It goes with that person when they are erased.
 */
const sealedIdentifierSchema = z.strictObject({ kind: identifierKindSchema, sealed: z.base64() });

/**
 * Of a record that two people's chains hold, one each: the other person, and the name by which Meta called
 * them.
 */
const otherPerson = { other_subject: z.uuid(), other_identifier: sealedIdentifierSchema };

/** Meta named two identifiers as one person's (links.ts). */
export const linkedRecordSchema = z.strictObject({
  ...person,
  kind: z.literal('linked'),
  /** The WhatsApp Business Account of which Meta said so, if it named one. */
  account: z.string().optional(),
  identifiers: z.array(identifierSchema).min(1),
  ...otherPerson,
  ...toldByMeta,
});

/**
 * A person has another identifier now, or an identifier has gone to another person. The old one may belong to
 * another person, and a new number may have belonged to another: consent given under either is suspended.
 */
export const identifierChangedRecordSchema = z.strictObject({
  ...person,
  kind: z.literal('identifier_changed'),
  /** Which of the two this chain is about. */
  side: z.enum(['old', 'new']),
  identifiers: z.array(identifierSchema).min(1),
  ...otherPerson,
  ...toldByMeta,
});

/**
 * The person behind the number has changed: Meta would not deliver for that reason, or calls the number by an
 * id that only another person can have (links.ts). The person must confirm earlier consent anew.
 */
export const suspendedRecordSchema = z.strictObject({
  ...person,
  kind: z.literal('suspended'),
  reason: z.enum(['identity_key_mismatch', 'number_reassigned']),
  identifiers: z.array(identifierSchema).min(1),
  ...toldByMeta,
});

/**
 * Consent to these purposes has ended by itself: nothing was heard of the person for as long as a rule says
 * (core/policy/lapse.ts). It is no word of theirs. So it ends what was agreed to before it, under this
 * subject alone, and makes no later yes harder.
 */
export const lapsedRecordSchema = z.strictObject({
  ...person,
  kind: z.literal('lapsed'),
  purposes: z.array(purposeSchema).min(1),
  /** What it is about, as lapse/jurisdiction/purpose, and how many days nothing was heard. */
  rule: z.string(),
  days: z.int().min(1),
  pack: z.strictObject({ name: z.string(), version: z.int().min(1) }),
  /** When the last was heard of the person. */
  inactive_since: moment,
});

/** What the business had written down wrongly of a record. What it may be: correction.ts. */
export const correctionFieldSchema = z.enum(['occurred_at', 'place', 'staff', 'locale', 'external_id']);

/** Why it is corrected. A closed list: what someone writes about a person would stand here for ever. */
export const correctionReasons = ['asked_by_person', 'found_in_review', 'asked_by_authority'] as const;

/**
 * The business corrects what it had said beside a record. That record stays as it is, and counts as before:
 * this one is shown with it, and says nothing of consent (said.ts).
 */
export const correctedRecordSchema = z.strictObject({
  ...person,
  kind: z.literal('corrected'),
  corrects: z.uuid(),
  corrections: z.array(z.strictObject({ field: correctionFieldSchema, is: z.string().min(1) })).min(1),
  reason: z.enum(correctionReasons),
  /** The business's own reference of the member of staff who corrects. */
  staff: z.string().optional(),
});
