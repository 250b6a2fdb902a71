// Records of a business, or of the ledger as a whole: what people are shown, how it is set up, who looked,
// what is gone, and how the log went on.

import { z } from 'zod';
import { purposeSchema } from '../../notice/purpose.ts';
import { keepName } from '../../policy/retention.ts';
import { setupThings } from '../../setup/columns.ts';
import { type Role, roleSchema } from '../../setup/staff.ts';
import { digest, header, ledgerBusiness, moment } from './header.ts';
import { stoneSchema } from './stone.ts';

const version = z.strictObject({ id: z.string(), version: z.int(), sha256: digest });

/**
 * A notice enters the log as the very bytes that were hashed, so that the ledger alone can re-draw what was
 * shown.
 */
export const noticePublishedSchema = z.strictObject({
  ...header,
  kind: z.literal('notice_published'),
  notice: version,
  document: z.string(),
});

export const noticeRetiredSchema = z.strictObject({
  ...header,
  kind: z.literal('notice_retired'),
  notice: version,
});

/** Somebody who reads the language has read the words of one version in one locale, and found them right. */
export const noticeReviewedSchema = z.strictObject({
  ...header,
  kind: z.literal('notice_reviewed'),
  notice: version,
  locale: z.string(),
  /** Who that was, by name: whoever tells the ledger may be somebody else. */
  reviewer: z.string(),
});

/** What a caller hears and may press, as the very bytes that were hashed. */
export const flowPublishedSchema = z.strictObject({
  ...header,
  kind: z.literal('flow_published'),
  flow: version,
  document: z.string(),
});

/**
 * What a template is for, or what Meta takes it for, was said anew (core/gate/template.ts). Only what was
 * said is here.
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
  /**
   * As Meta writes it: APPROVED, PAUSED, REJECTED and others; NOT_LISTED where its list leaves the template
   * out.
   */
  status: z
    .string()
    .regex(/^[A-Z_]{1,40}$/)
    .optional(),
  /** Of its text as Meta told it (channels/whatsapp/template-update.ts). */
  content_sha256: digest.optional(),
  purpose: purposeSchema.optional(),
});

/**
 * Set-up changed, in the transaction that wrote this record. It holds everything that the thing now is
 * (core/setup/columns.ts), so that the latest record of a thing says what its row must be; `null`: it is
 * gone.
 */
export const setupChangedSchema = z.strictObject({
  ...header,
  kind: z.literal('setup_changed'),
  thing: z.enum([...setupThings, 'pack']),
  /** Which: unique among the things of its kind. */
  name: z.string(),
  is: z.record(z.string(), z.unknown()).nullable(),
});

/** What kind of reader looked. */
export type ReaderRole = 'key' | 'operator' | 'link' | Role;

/** Of an `accessed` record. */
export function readerRole({ by, role }: { by: string; role?: Role | undefined }): ReaderRole {
  if (role !== undefined) return role;
  if (by === 'link') return 'link';
  return by === 'cli' ? 'operator' : 'key';
}

/** The same without what a person is in the console, as the persons concerned are told it. */
export const readerSort = (role: ReaderRole): 'key' | 'staff' | 'operator' | 'link' =>
  role === 'key' || role === 'operator' || role === 'link' ? role : 'staff';

/**
 * Why a reader is shown whose records they are. A closed list: what someone writes about a person would stand
 * here for ever.
 */
export const revealReasons = [
  'audit',
  'complaint',
  'legal_claim',
  'asked_by_authority',
  'asked_by_person',
  'moving_to_another_system',
  'warning_of_end',
] as const;
export type RevealReason = (typeof revealReasons)[number];

/**
 * A reader looked at a person's history, or at many people's. The same log records it, before anything is
 * shown, so that it cannot be denied either.
 */
export const accessedSchema = z.strictObject({
  ...header,
  kind: z.literal('accessed'),
  /** Absent: no person was found, or it was not about one; the look is still recorded. */
  subject: z.uuid().optional(),
  access: z.strictObject({
    operation: z.enum([
      'history',
      'record',
      'receipt',
      'as_of',
      'access',
      'look_up',
      'reveal',
      'list',
      'export',
    ]),
    /** The id of a key or of a staff member, or `link`. */
    by: z.string(),
    /** Of a staff member. */
    role: roleSchema.optional(),
    /** What was asked for, without identifiers. */
    filter: z.record(z.string(), z.unknown()).optional(),
    tree_size: z.int().min(0).optional(),
    /** How many it shows, and the hash of an export. */
    total: z.int().min(0).optional(),
    sha256: digest.optional(),
    /** Where numbers were shown. */
    reason: z.enum(revealReasons).optional(),
  }),
});

/** Of entries whose records are gone: from the first of a run to its last. */
const runs = z.array(z.tuple([z.int().min(0), z.int().min(0)]));

/**
 * A person's records were destroyed. The entries stay and name nothing; `stones` are what stays of each
 * subject, so that no stop is forgotten.
 */
export const erasedSchema = z.strictObject({
  ...header,
  kind: z.literal('erased'),
  subjects: z.array(z.uuid()).min(1),
  /** None where only rows were kept of the person: the subject is new with the stone. */
  indexes: runs,
  reason: z.enum([
    'asked_by_person',
    'consent_withdrawn',
    'no_longer_needed',
    'unlawful',
    'required_by_law',
    'child',
  ]),
  stones: z.array(stoneSchema),
});

/** The time of records was over, by a rule that stands here: they were destroyed, which is no tampering. */
export const prunedSchema = z.strictObject({
  ...header,
  kind: z.literal('pruned'),
  indexes: runs.min(1),
  /** What it is about, as what/jurisdiction/purpose (core/policy/retention.ts). */
  rule: z.string(),
  pack: z.strictObject({ name: z.enum([keepName]), version: z.int() }),
  /** Of each person whose records are gone. */
  stones: z.array(stoneSchema),
});

/**
 * The log goes on under a new origin and key. `kept`: what it goes on from. `seen`: the newest checkpoint
 * that is known to have been signed; what lies between the two was lost. Its opening is public.
 */
export const logBegunSchema = z.strictObject({
  ...header,
  business: z.literal(ledgerBusiness),
  kind: z.literal('log_begun'),
  kept: z.strictObject({ origin: z.string(), size: z.int().min(0), root: z.base64() }),
  seen: z.strictObject({ size: z.int().min(0), root: z.base64() }).optional(),
  origin: z.string(),
  why: z.enum(['restored', 'key_rotated', 'key_lost']),
});

/** An officer confirms, of one business, that consent from before a restore counts again. */
export const recoveredSchema = z.strictObject({
  ...header,
  business: z.literal(ledgerBusiness),
  kind: z.literal('recovered'),
  /** The business; the record itself is the ledger's. */
  recovers: z.string(),
  /** The `log_begun` that told of the restore. */
  begun: z.uuid(),
});
